"""The settings under test: keys of their own, static files as they lie in the sources."""

import base64
import os

os.environ["CELLULE_SECRET_KEY"] = "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
os.environ["CELLULE_KEYS"] = "t1:" + base64.b64encode(bytes(range(32))).decode()
os.environ["CELLULE_TABLE_KEYS"] = "s1:" + base64.b64encode(bytes(range(32, 64))).decode()
os.environ["CELLULE_HTTPS"] = "false"
os.environ["CELLULE_DEMO"] = "false"

from cellule.settings import *  # noqa: F403
from cellule.settings import DATABASES, STORAGES

# In memory. pytest-django knows SQLite by Django's name for it, and adds here that of the process.
if DATABASES["default"]["ENGINE"] == "sql.sqlite3":
    name = "file:memorydb_tests?mode=memory&cache=shared&process="
    DATABASES["default"]["TEST"] = {"NAME": name}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True  # no need of `collectstatic`
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["tests.outils.hashers.QuickArgon2"]
