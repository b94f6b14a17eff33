"""The installation is tried as root on a Debian, as continuous integration runs: elsewhere the
page says nothing that could be tried."""

import os
import shutil

collect_ignore = []
if os.geteuid() != 0 or not shutil.which("apt-get"):
    collect_ignore = ["test_page.py"]
