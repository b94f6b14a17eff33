"""The WSGI application. It refuses to start when data exist and their key does not."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # the database is its owner's alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cellule.settings")

application = get_wsgi_application()

from django.db import connections  # noqa: E402  (needs the settings)

from coffre.services import verify_keys_or_exit  # noqa: E402  (needs the applications loaded)

verify_keys_or_exit()
connections.close_all()  # the workers that are made from this process each open their own
