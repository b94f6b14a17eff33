"""The identities that have a shape: numbers, electronic addresses, dates of birth.

Patterns run on the plain form of a text (`forme.py`): no accents, single spaces. Each is bounded
or anchored, so that a hostile text takes a time proportional to its length.
"""

import datetime
import re
from collections.abc import Iterator

from blog.identites.forme import Passage, Sorte

S = r"[ .\-/_]{0,3}"  # between the digits of a telephone number
TELEPHONE = re.compile(rf"(?<!\d)(?=((?:[0O]|\(0\)){S}[1-9](?:{S}\d){{8}}(?!\d)))")
SANS_ZERO = re.compile(
    r"\b(?:tel|telephone|portable|port|mobile)\b[ .:n]{0,4}([1-9](?:[ .\-]?\d){8})(?!\d)"
    r"|(?<![\d+])(33 ?[67](?:[ .\-]?\d){8})(?!\d)",
    re.IGNORECASE,
)
INTERNATIONAL = re.compile(
    r"(?=((?:\+|(?<![\d.,/+])00)[ .\-]?\(?[1-9]\d{0,2}(?:[ .\-/()]{0,3}\d){7,12}(?!\d)))"
)
# « le 05/12/2026 10 h » has ten digits and is no telephone number.
DATE_AND_MORE = re.compile(
    r"\d\d?([ /.\-]+)\d\d?\1(?:19|20)\d\d(?!\d)|\d\d([/.\-])\d\d\2\d\d(?!\2|\d)"
)
MOST_GROUPS = 6  # more would be a row of figures
GREEN = ("0800", "0805")  # numbers that anybody may call, and that are nobody's

AT = r"(?: ?@ ?| ?[(\[{<] ?(?:at|arobase|arobas|@) ?[)\]}>] ?| (?:arobase|arobas) )"
DOT = r"(?:\.| ?[(\[{] ?(?:point|dot|\.) ?[)\]}] ?| (?:point|dot) )"
COURRIEL = re.compile(
    rf"(?<![\w.+\-])[\w.+\-]++(?:{DOT}[\w+\-]++){{0,3}}{AT}"
    rf"(?:[\w\-]++(?:\.[\w\-]++)++|[\w\-]++(?:{DOT}[\w\-]++){{1,4}})(?<=[a-z][a-z])",
    re.IGNORECASE,
)

NIR = re.compile(
    r"(?<![\dA-Za-z])[123478][ .\-/]?\d\d[ .\-/]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .\-/]?"
    r"(?:\d\d|2[ABab])[ .\-/]?\d{3}[ .\-/]?\d{3}(?:[ .\-/]{0,3}(?:\(?cle[ :]*)?\d\d)?(?!\d)"
)
INE = re.compile(
    r"\b(?=\w{11}\b)(?=\d*[a-z])(?=(?:[a-z]?\d){8})(\d[\da-z]{10})\b"
    r"|(?<!\w)(\d(?: ?\d){8}(?: ?\d[a-z]|[a-z]{2}| (?-i:[A-Z]{2})))(?!\w)"
    r"|(?<!\w)([1-9](?: ?\d){9} (?-i:[A-Z]))(?!\w)"
    r"|(?<!\w)(\d{4} ?[a-z] ?\d{5} ?[a-z])(?!\w)"
    r"|\bine(?: n.?)?[ :.\-]{1,4}((?=[a-z]*\d)[\da-z]{11})\b",
    re.IGNORECASE,
)
MOST_PIECES = 4

MOIS = (
    r"(?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?"
    r"|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\b\.?"
)
JOUR = r"(?:[12]\d|3[01]|0?[1-9])"
DATE = re.compile(
    rf"(?<!\d)(?<!\d[/.\-])(?:{JOUR}(?:"
    r"(?P<sep> ?[/.\-] ?)(?:1[0-2]|0?[1-9])(?:(?P=sep)(?P<an>(?:19|20)\d\d|\d\d))?"
    r"| (?:1[0-2]|0?[1-9]) (?P<an_seul>(?:19|20)\d\d|\d\d))"
    rf"|(?P<an_iso>(?:19|20)\d\d)[/.\-](?:1[0-2]|0?[1-9])[/.\-]{JOUR}"
    rf"|(?:{JOUR}(?:er)?|premier) ?{MOIS}(?: ?(?P<an_dit>(?:19|20)\d\d|\d\d))?)"
    r"(?!\w)(?![/.\-]\d)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:\bnaissances?|\bddn|\bd\.d\.n\.?|\banniversaire|\bnaiss\.?)[^\d.;!?\n\0]{0,25}$"
    r"|(?<![\w\-])n(?:ee?s?|e ?\(es?\)|e\.es?)"
    r"(?:(?: (?:a|au|aux) [\w' \-]{1,30}?(?: ?\(\w{1,20}\))?,?)? le| ?:)?"
    r"(?: (?:lun|mar|mercre|jeu|vendre|same)di| dimanche)? ?\(?$",
    re.IGNORECASE,
)
AFTER = re.compile(r" ?[(,:\-]{0,2} ?(?:date de )?(?:naissance|ddn|naiss)\b", re.IGNORECASE)
AROUND = 60  # characters in which the word « naissance » is looked for
YOUNGEST, OLDEST = 5, 30  # years: a date that old is a birth more often than a meeting


def find_shapes(simple: str, today: datetime.date) -> Iterator[Passage]:
    yield from find_telephones(simple)
    yield from (Passage(*m.span(), Sorte.ADRESSE_ELECTRONIQUE) for m in COURRIEL.finditer(simple))
    yield from (Passage(*m.span(), Sorte.NIR) for m in NIR.finditer(simple))
    yield from find_ines(simple)
    yield from find_naissances(simple, today)


def find_telephones(simple: str) -> Iterator[Passage]:
    for match in TELEPHONE.finditer(simple):
        groups = re.findall(r"[\dO]+", match[1])
        is_row = len(groups) > MOST_GROUPS or "".join(groups).startswith(GREEN)
        if not is_row and not holds_date(match[1]):
            yield Passage(*match.span(1), Sorte.TELEPHONE)
    yield from (
        Passage(*m.span(m.lastindex or 0), Sorte.TELEPHONE) for m in SANS_ZERO.finditer(simple)
    )
    for match in INTERNATIONAL.finditer(simple):
        if not holds_date(match[1].lstrip("+0( ")):
            yield Passage(*match.span(1), Sorte.TELEPHONE)


def holds_date(figures: str) -> bool:
    """Tell whether a row of figures begins with a date, or with one figure and a date."""
    rest = re.sub(r"^\d+[ .\-/_]+", "", figures)
    return bool(DATE_AND_MORE.match(figures) or re.match(r"\d\d? \d\d? (?:19|20)\d\d\b", rest))


def find_ines(simple: str) -> Iterator[Passage]:
    """A number in pieces is one when these are few, none is a single figure, and none a date."""
    for match in INE.finditer(simple):
        pieces = re.findall(r"\d+", match[0])
        is_whole = match.lastindex not in (2, 3) or " " not in match[0]
        is_sound = min(map(len, pieces)) > 1 and len(pieces) <= MOST_PIECES
        if is_whole or (is_sound and not holds_date(match[0])):
            yield Passage(*match.span(match.lastindex or 0), Sorte.INE)


def find_naissances(simple: str, today: datetime.date) -> Iterator[Passage]:
    for match in DATE.finditer(simple):
        start, end = match.span()
        if (
            BEFORE.search(simple[max(0, start - AROUND) : start])
            or AFTER.match(simple, end)
            or is_old(match, today)
        ):
            yield Passage(start, end, Sorte.NAISSANCE)


def is_old(match: re.Match[str], today: datetime.date) -> bool:
    """Tell whether a full date lies between 30 and 5 years before today."""
    year = match["an"] or match["an_iso"] or match["an_dit"] or match["an_seul"] or ""
    if len(year) == 2:
        if not re.fullmatch(r"\d\d([/.\-])\d\d\1\d\d", match[0]):
            return False
        year = f"20{year}" if int(year) <= today.year % 100 else f"19{year}"
    return bool(year) and YOUNGEST <= today.year - int(year) <= OLDEST
