"""What a spreadsheet made of what was typed: a class « 4-1 » is a date to it, « 3E2 » a number."""

import re

from blog.reprise.colonnes import Cible, TableauRepris, as_day, shorten
from blog.reprise.dates import ISO, MONTH, WORDS, parse_day, parse_month
from blog.reprise.fiche import Probleme
from texte.simple import fold

OF_CLASSES = {Cible.CLASSE, Cible.NIVEAU}
OF_DAYS = {Cible.SIGNALE_LE, Cible.ECHEANCE, Cible.PROCHAIN_POINT, Cible.FAMILLE}
POWER = re.compile(r"(\d)(?:[.,]0*)?e\+?0*(\d{1,3})")
ROUND = re.compile(r"([1-9])(0+)")
WHOLE_DAY = re.compile(r"\d{1,2}[/.\- ]\d{1,2}[/.\- ](?:\d{4}|\d{2})(?: [\d:]+)?|[345]\d{4}")
SEEN_AS = "«\u00a0{}\u00a0», classe changée par le tableur\u00a0: "


def undo_conversions(tableau: TableauRepris, cibles: list[Cible]) -> list[Probleme]:
    """Give the cells of a sheet what was typed in them, as far as one can tell; return what is
    to be told of them."""
    problemes = []
    for ligne, cells in tableau.lignes:
        for column, cible in enumerate(cibles):
            if cible in OF_CLASSES and (typed := typed_class(cells[column])) is not None:
                kept = (
                    f"lue «\u00a0{typed}\u00a0», à vérifier" if typed else "rien n’en est repris"
                )
                text = SEEN_AS.format(shorten(as_day(cells[column]))) + kept
                problemes.append(Probleme(ligne, tableau.name(column), text))
                cells[column] = typed
            elif cible not in OF_DAYS:
                cells[column] = as_day(cells[column])
    return problemes


def typed_class(text: str) -> str | None:
    """Return the class that was typed: « 04-janv » was « 4-1 », « 3,00E+02 » and 300 « 3E2 ».

    "" when it cannot be told, None when the text is as it was typed.
    """
    words = " ".join(fold(text).split())
    if found := ROUND.fullmatch(words):
        return f"{found[1]}E{len(found[2])}"
    if re.fullmatch(r"\d+[.,]?\d*e\+\d+|\d+[.,]\d*e\d+", words):
        found = POWER.fullmatch(words)
        return f"{found[1]}E{found[2]}" if found else ""
    if any(pattern.fullmatch(words) for pattern in (ISO, WORDS, WHOLE_DAY)):
        day = parse_day(text, 2000)
        return f"{day.day}-{day.month}" if day else ""
    if MONTH.fullmatch(words) and (month := parse_month(text)):
        return f"{month.month}-{month:%y}"
    return None
