"""Draw the pictures of the README and of the user guide, from the demonstration: `make pictures`.

A server and a database of its own; Chromium as for the tests.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.acts import choose_tab, follow  # noqa: E402
from tests.browser.conftest import CHROMIUM_ARGS, chromium_path, environment, running  # noqa: E402
from tests.browser.conftest import sign_in  # noqa: E402

FOLDER = Path(__file__).resolve().parent
