"""Keys and tokens: AES-256-GCM (NIST SP 800-38D), a key id in each token, associated data.

A token reads `c1:<key id>:<base64url of nonce + cipher text + tag>`. Its associated data name the
column and the row it belongs to, so that a token copied elsewhere no longer opens.
"""

import base64
import binascii
import hmac
import os
import re
import stat
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = "c1"
# Two keyrings, each with its own file: one opens the texts, the other who they are about.
TEXTS, IDENTITIES = "coffre", "correspondance"
SOURCES = {  # keyring: settings that give its keys, and the file to look for them in
    TEXTS: ("COFFRE_KEYS", "COFFRE_KEYS_FILE"),
    IDENTITIES: ("CORRESPONDANCE_KEYS", "CORRESPONDANCE_KEYS_FILE"),
}
VARIABLES = {TEXTS: "CELLULE_KEYS", IDENTITIES: "CELLULE_TABLE_KEYS"}
FROM_URL_SAFE = bytes.maketrans(b"-_", b"+/")
NONCE_BYTES = 12
KEY_BYTES = 32
KEY_ID = re.compile(r"[a-z0-9]{1,16}")
KEY_LINE = re.compile(r"^([a-z0-9]{1,16}):([A-Za-z0-9+/]{43}=)$")


class CoffreError(ImproperlyConfigured):
    """A key is missing or malformed, or a token does not open. Never carries clear text."""


class NoKey(CoffreError):
    """A keyring has no key at all: its file is absent or empty, and the environment says none."""


@dataclass(frozen=True)
class Keyring:
    """Keys by id (32 bytes each), and the id of the one that seals: the last that was added."""

    keys: dict[str, bytes] = field(repr=False)
    current: str

    @cached_property
    def ciphers(self) -> dict[str, AESGCM]:
        return {key_id: AESGCM(key) for key_id, key in self.keys.items()}


def parse_keys(text: str, where: str = "the keys") -> Keyring:
    """Read `id:base64` items separated by new lines or commas; raise CoffreError if malformed,
    NoKey if there is none. `where` they stand is told."""
    keys = {}
    for item in filter(None, (part.strip() for part in re.split(r"[\n,]", text))):
        found = KEY_LINE.match(item)
        if not found:
            raise CoffreError(
                f"Malformed encryption key in {where}: expected id:base64 of 32 bytes."
            )
        if found[1] in keys:
            raise CoffreError(f"The key id {found[1]!r} stands twice in {where}.")
        keys[found[1]] = base64.b64decode(found[2])
    if not keys:
        raise NoKey(f"No encryption key in {where}. Make one with: manage.py init_coffre")
    return Keyring(keys, list(keys)[-1])


def read_keys_file(path: Path) -> str:
    """Return the text of a key file ("" if absent); raise CoffreError if others may read it."""
    if not path.exists():
        return ""
    check_private(path)
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError):
        raise CoffreError(f"The key file {path.name} cannot be read.") from None


def check_private(path: Path) -> None:
    """Raise CoffreError if the key file is there and others than its owner may read it."""
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise CoffreError(f"Other users can read the key file {path.name}: chmod 600 it.")


@cache
def keyring(name: str = TEXTS) -> Keyring:
    """Return a keyring of this process, from the environment or its file."""
    text, path = (getattr(settings, setting) for setting in SOURCES[name])
    return parse_keys(text or read_keys_file(path), where_is(name))


def where_is(name: str) -> str:
    """Return where the keys of a ring stand: their file, or the variable that gives them."""
    setting, file = SOURCES[name]
    return VARIABLES[name] if getattr(settings, setting) else Path(getattr(settings, file)).name


def new_key_line(key_id: str) -> str:
    """Return a new random key as an `id:base64` line."""
    return f"{key_id}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def seal(clear: str, context: str, ring: str = TEXTS) -> str:
    """Return the token of `clear`, bound to `context` (column and row)."""
    keys = keyring(ring)
    nonce = os.urandom(NONCE_BYTES)
    cipher = keys.ciphers[keys.current]
    box = nonce + cipher.encrypt(nonce, clear.encode(), associated(keys.current, context))
    return f"{VERSION}:{keys.current}:{base64.urlsafe_b64encode(box).decode()}"


def open_token(token: str, context: str, ring: str = TEXTS) -> str:
    """Return the clear text of `token`; raise CoffreError if key, row or column is not its own."""
    version, _, rest = token.partition(":")
    key_id, _, box = rest.partition(":")
    cipher = keyring(ring).ciphers.get(key_id) if version == VERSION else None
    if cipher is None:
        if version != VERSION or not KEY_ID.fullmatch(key_id):
            raise CoffreError(f"A text of {context.partition(':')[0]} is not sealed.")
        raise CoffreError(f"The key {key_id!r} that sealed a text is missing.")
    try:
        raw = binascii.a2b_base64(box.encode().translate(FROM_URL_SAFE))
        nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        data = cipher.decrypt(nonce, sealed, associated(key_id, context))
    except (InvalidTag, binascii.Error, ValueError):
        raise CoffreError(f"A sealed text of {context.partition(':')[0]} does not open.") from None
    return data.decode()


def digests(text: str, ring: str) -> list[str]:
    """Return a digest of `text` under each key of a ring, the current one last (HMAC-SHA-256).

    It tells whether two texts are the same to who holds the key, and nothing to who does not.
    """
    keys = keyring(ring).keys
    return [
        f"{key_id}:{hmac.digest(key, b'digest|' + text.encode(), 'sha256').hex()[:32]}"
        for key_id, key in keys.items()
    ]


def associated(key_id: str, context: str) -> bytes:
    """Return the associated data of a token."""
    return f"{VERSION}|{key_id}|{context}".encode()
