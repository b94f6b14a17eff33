"""The order of a French dictionary: « Érable » before « Tilleul », « de Brie » before « Debray ».

PostgreSQL has it (the collation of ICU that every version since 10 brings); SQLite is given the
same under the same name. It is asked for where rows are put in order, and stands on no column: an
index does not depend on the version of a library, and what is equal stays equal to the letter.
"""

import unicodedata
from functools import lru_cache

from django.db.models import F
from django.db.models.functions import Collate

FRENCH = "fr-x-icu"
STROKE = "\u0338"  # comes after every accent
PLAIN = str.maketrans(  # what is no letter with an accent, and sorts beside one or two letters
    {
        sign: f"{letters[0]}{STROKE}{letters[1:]}"
        for sign, letters in zip(
            ["œ", "Œ", "æ", "Æ", "ø", "Ø", "ł", "Ł", "đ", "Đ"],
            ["oe", "OE", "ae", "AE", "o", "O", "l", "L", "d", "D"],
            strict=True,
        )
    }
    | {"ß": "ss", "\u00a0": " ", "\u202f": " "}
)
# Signs come before digits, digits before letters; among signs, this order.
SIGNS = {
    sign: place for place, sign in enumerate(" _-‐‑–—,;:!?.·'’\"«»()[]{}@*/\\&#%`^+<=>|~$€", 1)
}
IN_ORDER = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303"  # acute, grave, breve…
ACCENTS = {accent: chr(place) for place, accent in enumerate(IN_ORDER, 2)}


def alphabetical(name: str) -> Collate:
    """Return what puts rows in the order of French by a field (« utilisateur__last_name »)."""
    return Collate(F(name), FRENCH)


@lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """Return the key by which Python puts words in that order: letters first, then accents, then
    small before capital, as the databases do."""
    letters = accents = capitals = ""
    for sign in unicodedata.normalize("NFD", text.translate(PLAIN)):
        if unicodedata.combining(sign):
            accents += ACCENTS.get(sign, sign)
        else:
            letters, accents = letters + rank(sign), accents + "\1"
            capitals += "2" if sign.isupper() else "1"
    return "\0".join([letters, accents, capitals, text])


def rank(sign: str) -> str:
    """Signs, then digits, then letters, whatever their case."""
    if sign.isalpha():
        return f"\4{sign.casefold()}"
    if sign.isdigit():
        return f"\3{sign}"
    return f"\1{chr(SIGNS[sign])}" if sign in SIGNS else f"\2{sign}"


def compare(one: str, other: str) -> int:
    """Return -1, 0 or 1, as SQLite wants it; 0 for the same text alone."""
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)
