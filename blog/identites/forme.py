"""How a text is read before identities are looked for, and what is found in it.

Accents, kinds of space, of dash and of apostrophe must not defeat the search: it reads a plain
form of the text, each character of which knows its place in what was written.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import TextChoices


class Sorte(TextChoices):
    TELEPHONE = "telephone", "téléphone"
    ADRESSE_ELECTRONIQUE = "adresse_electronique", "adresse électronique"
    ADRESSE_POSTALE = "adresse_postale", "adresse postale"
    INE = "ine", "numéro INE"
    NIR = "nir", "numéro de sécurité sociale"
    NAISSANCE = "naissance", "date de naissance"
    NOM = "nom", "nom de personne"

    @property
    def masque(self) -> str:
        """What is put in the place of an identity of this kind."""
        return MASQUES[self]


MASQUES = {
    Sorte.TELEPHONE: "[téléphone masqué]",
    Sorte.ADRESSE_ELECTRONIQUE: "[adresse électronique masquée]",
    Sorte.ADRESSE_POSTALE: "[adresse masquée]",
    Sorte.INE: "[numéro INE masqué]",
    Sorte.NIR: "[numéro de sécurité sociale masqué]",
    Sorte.NAISSANCE: "[date de naissance masquée]",
    Sorte.NOM: "[nom masqué]",
}
MASQUE = "\0"  # what a masked passage is read as: no rule reads across it


class Passage(NamedTuple):
    """A place in the plain form of a text."""

    start: int
    end: int
    sorte: Sorte


APOSTROPHES = "'‘’‛ʼʹʻ′´`＇"
DASHES = "‐‑‒–—―−﹣－⁃"
MOST_LETTERS = 3  # that one sign is read as, such as « ﬃ »; a few are whole sentences
BREAKS = "\n\r\v\f\x85\u2028\u2029"
PLAIN = (
    dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(BREAKS, "\n")
    | dict.fromkeys("·∙•․‧", ".")
    | {"\t": " ", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l"}
    | {"Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss"}
)


@lru_cache(maxsize=4096)
def plain_char(char: str) -> str:
    """Return `char` without accent: a space for any space, "" for what is not seen."""
    if char in PLAIN:
        return PLAIN[char]
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Cc", "Cf") or category[0] == "M":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    decomposed = unicodedata.normalize("NFKD", char)
    if len(decomposed) > MOST_LETTERS:
        return " "
    return "".join(c for c in decomposed if unicodedata.category(c)[0] not in "MC")


@dataclass(frozen=True)
class Forme:
    """A text as written, its plain form, and the place of each plain character in the text."""

    texte: str
    simple: str
    places: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text the plain passage stands, with the accents that follow it."""
        after = self.places[end] if end < len(self.places) else len(self.texte)
        return self.places[start], max(after, self.places[end - 1] + 1)

    def written(self, start: int, end: int) -> str:
        """Return the plain passage as its author wrote it, in the usual form of its accents."""
        first, last = self.place(start, end)
        return "".join(
            c
            for c in unicodedata.normalize("NFC", self.texte[first:last])
            if unicodedata.category(c) not in ("Cc", "Cf")
        )


def read_forme(texte: str) -> Forme:
    """Return `texte` ready for the search: spaces are single, masked passages are closed."""
    pieces, places = [], []
    last = ""
    for place, char in enumerate(texte):
        for piece in plain_char(char):
            if piece != " " or last != " ":
                pieces.append(piece)
                places.append(place)
            last = piece
    simple = ALREADY.sub(lambda m: MASQUE * len(m.group()), "".join(pieces))
    return Forme(texte, simple, places)


def close_passages(simple: str, passages: list[Passage]) -> str:
    """Return the plain text with these passages closed, as if they were already masked."""
    pieces, at = [], 0
    for passage in passages:
        pieces += [simple[at : passage.start], MASQUE * (passage.end - passage.start)]
        at = passage.end
    return "".join(pieces) + simple[at:]


ALREADY = re.compile(
    "|".join(re.escape("".join(map(plain_char, masque))) for masque in MASQUES.values())
)
