"""Make the keys once, and prove at each start that they are the right ones."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.management.utils import get_random_secret_key
from django.db import DatabaseError, connection

from coffre.keys import (
    IDENTITIES,
    SOURCES,
    TEXTS,
    CoffreError,
    check_private,
    keyring,
    new_key_line,
    open_token,
    seal,
)
from coffre.models import Temoin

WITNESS_TEXT = "cellule"
FIRST_KEYS = {TEXTS: "k1", IDENTITIES: "i1"}
WORKER_BOOT_ERROR = 3  # gunicorn's: it stops instead of trying again for ever


def verify_keys() -> None:
    """Check every key that data were sealed with; note the current ones as in use.

    Raises CoffreError when data exist and their key is missing or is another one.
    """
    for temoin in Temoin.objects.all():
        ring = temoin.cle.rpartition(".")[0] or TEXTS
        if open_token(temoin.jeton, witness_context(temoin.cle), ring) != WITNESS_TEXT:
            raise CoffreError(f"The key {temoin.cle!r} is not the one that sealed the data.")
    for ring in SOURCES:
        name = witness_name(ring, keyring(ring).current)
        token = seal(WITNESS_TEXT, witness_context(name), ring)
        Temoin.objects.get_or_create(cle=name, defaults={"jeton": token})


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


def refuse_to_start(reason: object) -> NoReturn:
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
    for ring, (given, file) in SOURCES.items():
        path = getattr(settings, file)
        if getattr(settings, given) or path.exists():
            continue
        if has_sealed_data(ring):
            raise CoffreError("Data are sealed under a key that is missing: restore the key file.")
        write_private(path, new_key_line(FIRST_KEYS[ring]) + "\n")
        made.append(path.name)
    return made


def has_sealed_data(ring: str) -> bool:
    """Whether a key of this ring was ever in use (false when the database has no tables yet).

    Raises CoffreError when the database cannot be reached: then nobody knows.
    """
    try:
        if Temoin._meta.db_table not in connection.introspection.table_names():
            return False
        names = Temoin.objects.values_list("cle", flat=True)
        return any((name.rpartition(".")[0] or TEXTS) == ring for name in names)
    except DatabaseError:
        raise CoffreError("The database is unreachable: no key is made blindly.") from None


def write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def witness_name(ring: str, key_id: str) -> str:
    return key_id if ring == TEXTS else f"{ring}.{key_id}"


def witness_context(name: str) -> str:
    return f"coffre.temoin.jeton:{name}"
