"""Make the keys once, and prove at each start that they are the right ones."""

import os
import sys

from django.conf import settings
from django.core.management.utils import get_random_secret_key
from django.db import DatabaseError, connection

from coffre.keys import CoffreError, check_private, keyring, new_key_line, open_token, seal
from coffre.models import Temoin

WITNESS_TEXT = "cellule"
WORKER_BOOT_ERROR = 3  # gunicorn's: it stops instead of trying again for ever


def verify_keys() -> None:
    """Check every key that data were sealed with; note the current one as in use.

    Raises CoffreError when data exist and their key is missing or is another one.
    """
    for temoin in Temoin.objects.all():
        if open_token(temoin.jeton, witness_context(temoin.cle)) != WITNESS_TEXT:
            raise CoffreError(f"The key {temoin.cle!r} is not the one that sealed the data.")
    current = keyring().current
    Temoin.objects.get_or_create(
        cle=current, defaults={"jeton": seal(WITNESS_TEXT, witness_context(current))}
    )


def verify_keys_or_exit() -> None:
    """The same for a server that starts: one line on standard error, and an exit for good."""
    if not settings.HAS_SECRET_KEY:
        refuse_to_start("No secret key. Make one with: manage.py init_coffre")
    try:
        check_private(settings.SECRET_KEY_FILE)
        verify_keys()
    except CoffreError as error:
        refuse_to_start(error)
    except DatabaseError:
        refuse_to_start("The database is missing, unreachable or not migrated.")


def refuse_to_start(reason) -> None:
    print(f"Cellule does not start. {reason}", file=sys.stderr)
    sys.exit(WORKER_BOOT_ERROR)


def create_missing_keys() -> list[str]:
    """Write the key files that are absent (0600, exclusively); return the names of those made.

    Raises CoffreError rather than making a new key when data sealed under a lost one exist.
    """
    made = []
    settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.HAS_SECRET_KEY:
        write_private(settings.SECRET_KEY_FILE, get_random_secret_key())
        made.append(settings.SECRET_KEY_FILE.name)
    if not settings.COFFRE_KEYS and not settings.COFFRE_KEYS_FILE.exists():
        if has_sealed_data():
            raise CoffreError("Data are sealed under a key that is missing: restore the key file.")
        write_private(settings.COFFRE_KEYS_FILE, new_key_line("k1") + "\n")
        made.append(settings.COFFRE_KEYS_FILE.name)
    return made


def has_sealed_data() -> bool:
    """Whether something was ever sealed in this database (false when it has no tables yet).

    Raises CoffreError when the database cannot be reached: then nobody knows.
    """
    try:
        tables = connection.introspection.table_names()
        return Temoin._meta.db_table in tables and Temoin.objects.exists()
    except DatabaseError:
        raise CoffreError("The database is unreachable: no key is made blindly.") from None


def write_private(path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def witness_context(key_id: str) -> str:
    return f"coffre.temoin.jeton:{key_id}"
