#!/usr/bin/env python
"""Django's command-line utility for Cellule."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.umask(0o077)  # what the commands write is the owner's alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cellule.settings")
    execute_from_command_line(sys.argv)
