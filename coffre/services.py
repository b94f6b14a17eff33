"""Make the keys once, and prove at each start that they are the right ones."""

import os
import sys
from pathlib import Path
from threading import Lock
from typing import NoReturn

from django.conf import settings
from django.core.management.utils import get_random_secret_key
from django.db import Error, connection

from coffre.keys import (
    IDENTITIES,
    SOURCES,
    TEXTS,
    CoffreError,
    NoKey,
    check_private,
    keyring,
    new_key_line,
    open_token,
    seal,
    where_is,
)
from coffre.models import Temoin

WITNESS_TEXT = "cellule"
FIRST_KEYS = {TEXTS: "k1", IDENTITIES: "i1"}
RESTORE = "restore that file from its backup."
WORKER_BOOT_ERROR = 3  # gunicorn's: it stops instead of trying again for ever


class Proof:
    """Of this process: whether its keys are proved to be those of the data. A command needs no
    proof before it begins; a server does."""

    is_made = True
    is_waiting = False  # and said so
    asking = Lock()


proof = Proof()


def verify_keys() -> None:
    """Check every key that data were sealed with; note the current ones as in use.

    Raises CoffreError when data exist and their key is missing or is another one.
    """
    for ring in SOURCES:
        check_there(ring)
    for temoin in Temoin.objects.all():
        check_same(temoin)
    for ring in SOURCES:
        name = witness_name(ring, keyring(ring).current)
        token = seal(WITNESS_TEXT, witness_context(name), ring)
        Temoin.objects.get_or_create(cle=name, defaults={"jeton": token})


def check_there(ring: str) -> None:
    """Raise CoffreError when a ring has no key, with what to do: a new one opens no data."""
    try:
        keyring(ring)
    except NoKey:
        try:
            is_lost = has_sealed_data(ring)
        except Error:
            is_lost = None
        if is_lost is False:
            raise
        raise lost(ring, is_sure=bool(is_lost)) from None


def check_same(temoin: Temoin) -> None:
    """Raise CoffreError, with the file to mend, when the key of a witness is not there."""
    ring, key_id = ring_of(temoin.cle), temoin.cle.rpartition(".")[2]
    where = where_is(ring)
    if key_id not in keyring(ring).keys:
        raise CoffreError(
            f"The key {key_id!r} that sealed the data is missing from {where}: {RESTORE}"
        )
    try:
        known = open_token(temoin.jeton, witness_context(temoin.cle), ring) == WITNESS_TEXT
    except CoffreError:
        known = False
    if not known:
        raise CoffreError(
            f"The key {key_id!r} of {where} does not open the data, which another one sealed: "
            + RESTORE
        )


def lost(ring: str, *, is_sure: bool = True) -> CoffreError:
    said = "and data are" if is_sure else "and the database does not answer. If data are"
    return CoffreError(
        f"No encryption key in {where_is(ring)}, {said} sealed under the one that was there: "
        f"{RESTORE} A new key would not open them."
    )


def start() -> None:
    """Prove the keys of a server that starts: it serves nothing before.

    The process ends for good, with one line on standard error, when a key is missing or is
    another one. A database that is away is waited for: see `prove`.
    """
    proof.is_made = False
    if not settings.HAS_SECRET_KEY:
        refuse_to_start("No secret key. Make one with: manage.py init_coffre")
    prove()


def prove() -> bool:
    """Return whether the keys are proved, by the database if it is there to tell. One asks it at a
    time, and the others are not told so meanwhile."""
    if proof.is_made or not proof.asking.acquire(blocking=False):
        return proof.is_made
    try:
        check_private(settings.SECRET_KEY_FILE)
        verify_keys()
    except CoffreError as error:
        refuse_to_start(error)
    except Error:
        if not proof.is_waiting:
            say("Cellule waits: its database is unreachable, or not migrated (manage.py migrate).")
        proof.is_waiting = True
    else:
        proof.is_made = True
    finally:
        proof.asking.release()
    return proof.is_made


def refuse_to_start(reason: object) -> NoReturn:
    """End this process and, as gunicorn does for a worker that cannot start, the whole server."""
    say(f"Cellule does not start. {reason}")
    os._exit(WORKER_BOOT_ERROR)  # from whichever thread


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


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
            raise lost(ring)
        write_private(path, new_key_line(FIRST_KEYS[ring]) + "\n")
        made.append(path.name)
    return made


def has_sealed_data(ring: str) -> bool:
    """Whether a key of this ring was ever in use (false when the database has no tables yet).

    Raises what the database raises when it cannot be reached: then nobody knows.
    """
    if Temoin._meta.db_table not in connection.introspection.table_names():
        return False
    return any(ring_of(name) == ring for name in Temoin.objects.values_list("cle", flat=True))


def write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def witness_name(ring: str, key_id: str) -> str:
    return key_id if ring == TEXTS else f"{ring}.{key_id}"


def ring_of(witness: str) -> str:
    return witness.rpartition(".")[0] or TEXTS


def witness_context(name: str) -> str:
    return f"coffre.temoin.jeton:{name}"
