"""What was read from a spreadsheet: asked of a process apart, then carried sealed by the form.

Neither the file nor what it holds is kept on the server: between two steps it is in the page of
whoever sent it, encrypted, for them and this rubrique alone, for an hour.
"""

import base64
import json
import subprocess
import sys
import time
import zlib
from dataclasses import asdict, dataclass, field

from django.conf import settings

from blog.reprise.gardes import Refus
from coffre.keys import CoffreError, open_token, seal
from comptes.models import Utilisateur
from rubriques.models import Rubrique

SECONDS = 4.5  # to read a file; a real one takes a tenth of one
LIFE = 3600  # seconds that what was read stays good
LARGEST_TOKEN = 4_000_000  # characters, so that the form that carries it passes
LARGEST_CONTENT = 60_000_000
TOO_HEAVY = (
    "Ce fichier est trop grand, ou demande trop de mémoire pour être lu. Copiez les lignes du "
    "suivi dans un nouveau tableau, puis envoyez celui-ci."
)
EXPIRED = (
    "Ce qui avait été lu du fichier ne vaut plus\u00a0: une heure est passée, ou la page vient "
    "d’ailleurs. Rien n’a été écrit. Choisissez de nouveau votre fichier."
)


class Perime(Refus):
    """What a form says it read is forged, somebody else's, another rubrique's, or too old."""


@dataclass
class Feuille:
    """One sheet: rows of texts, and the merged cells (first row and column, last ones).

    `remarques` are what the file says beyond its cells: [row from 1, column from 0, words]; a row
    or a column of -1 is the whole sheet.
    """

    nom: str
    lignes: list[list[str]]
    fusions: list[list[int]] = field(default_factory=list)
    masquee: bool = False
    colonnes_masquees: list[int] = field(default_factory=list)
    lignes_masquees: list[int] = field(default_factory=list)
    remarques: list[tuple[int, int, str]] = field(default_factory=list)


def read_file(content: bytes, extension: str) -> list[Feuille]:
    """Read a spreadsheet in a process of its own, under limits of memory and time.

    Raises Refus, with what to say to whoever sent it. The process holds no key: it gets neither
    our environment nor a copy of this process.
    """
    command = [sys.executable, "-m", "blog.reprise.lecteur", extension]
    try:
        done = subprocess.run(  # noqa: S603  (our own module; the extension is one of four)
            command,
            input=content,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise Refus(TOO_HEAVY) from None
    if done.returncode:
        raise Refus(TOO_HEAVY)
    answer = json.loads(done.stdout)
    if "refus" in answer:
        raise Refus(answer["refus"])
    return [Feuille(**sheet) for sheet in answer["feuilles"]]


def seal_sheets(feuilles: list[Feuille], user: Utilisateur, rubrique: Rubrique) -> str:
    """Return what a form carries of the sheets; raises Refus when it would not pass."""
    content = json.dumps({"le": time.time(), "feuilles": [asdict(f) for f in feuilles]})
    packed = base64.b85encode(zlib.compress(content.encode(), 9)).decode()
    token = seal(packed, context_of(user, rubrique))
    if len(token) > LARGEST_TOKEN:
        raise Refus(TOO_HEAVY)
    return token


def open_sheets(token: str, user: Utilisateur, rubrique: Rubrique) -> list[Feuille]:
    """Return the sheets that a form carries; raises Perime if they are not these people's now."""
    try:
        packed = base64.b85decode(open_token(token, context_of(user, rubrique)))
        content = json.loads(zlib.decompressobj().decompress(packed, LARGEST_CONTENT))
    except (CoffreError, ValueError, zlib.error):
        raise Perime(EXPIRED) from None
    if time.time() - content["le"] > LIFE:
        raise Perime(EXPIRED)
    return [Feuille(**sheet) for sheet in content["feuilles"]]


def context_of(user, rubrique):
    return f"blog.reprise:{user.pk}:{rubrique.pk}"
