"""The WSGI application. It serves nothing before its keys are proved to be those of the data."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # the database is its owner's alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cellule.settings")

application = get_wsgi_application()

from django.db import connections  # noqa: E402  (needs the settings)

from coffre.services import start  # noqa: E402  (needs the applications loaded)
from sql.patience import serve_pages  # noqa: E402

serve_pages()
start()
connections.close_all()  # the workers that are made from this process each open their own
