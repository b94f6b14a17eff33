"""Rows that are about no pupil: blank ones, headings that come again, totals, legends, titles."""

import re

from blog.reprise.colonnes import Cible, TableauRepris, shorten
from blog.reprise.dates import parse_day
from blog.reprise.fiche import Probleme
from blog.reprise.synonymes import key_of, niveau_meant
from texte.simple import fold

# How such a row begins. What follows may be a figure, a class, a day, a name.
LABEL = re.compile(
    r"(?:sous.?)?tot(?:al|aux)\b|moyennes?\b|sommes?\b|ensemble\b|cumul\b|effectifs?\b|bilan\b"
    r"|(?:nombre|nb|nbre|pourcentage|taux|part)\s+(?:de|d.|total)|%|dont\b|legende|codes? couleur"
    r"|(?:derniere )?(?:mise?s? a jour|maj|modification)\b"
    r"|(?:mis|edite|imprime|arrete)\w*\s+l[ae]\b"
    r"|nb?\s*:|nota\b|remarques? generale|source\b|page \d|fin du tableau|\*"
)
OF_WORDS = {Cible.CONSTATS, Cible.TEXTE, Cible.ACTION, Cible.REUNION}
OF_PUPIL = {*OF_WORDS, Cible.IDENTITE, Cible.SIGNALE_LE}
LETTERS = re.compile(r"[^\W\d_]{2}")
LEFT = "la ligne est laissée de côté\u00a0: "


def is_situation(ligne, cells, tableau: TableauRepris, cibles, problemes: list[Probleme]) -> bool:
    """Whether a row is about a pupil; a row that is not, and is not blank, is told."""
    taken = [i for i, cible in enumerate(cibles) if cible != Cible.RIEN]
    written = [i for i in taken if cells[i]]
    if not written or [fold(cell) for cell in cells] == [fold(t) for t in tableau.titres]:
        return False
    if reason := reason_to_leave(cells, tableau, cibles, taken, written):
        problemes.append(Probleme(ligne, tableau.name(written[0]), reason))
        return False
    return True


def reason_to_leave(cells, tableau, cibles, taken, written):
    """Why a row is about no pupil, for the screen; "" when it may be about one."""
    said = f"«\u00a0{shorten(cells[written[0]])}\u00a0»"
    if len(written) == 1 and len(taken) > 2:
        return f"{said} est seul sur sa ligne\u00a0: elle est laissée de côté"
    if has_label(cells, cibles) and not tells_a_story(cells, tableau, cibles):
        return f"{LEFT}{said} ressemble à un total, à une légende ou à une mention"
    if OF_PUPIL & {cibles[i] for i in taken} and not is_about_somebody(cells, tableau, cibles):
        return f"{LEFT}{said} ne dit ni date, ni élève, ni classe, ni faits"
    return ""


def has_label(cells, cibles):
    """Whether the row begins as a total or a legend does, or one of its short cells is one."""
    written = [(cell, cible) for cell, cible in zip(cells, cibles, strict=True) if cell]
    first = LABEL.match(key_of(written[0][0])) and written[0][1] not in OF_WORDS
    alone = [cell for cell, _ in written if re.fullmatch(r"(sous.?)?tota(l|ux)\W*", key_of(cell))]
    return bool(first or alone)


def tells_a_story(cells, tableau, cibles):
    """Whether a row that begins so is about a pupil all the same: a day, and words of facts."""
    has_day = any(parse_day(c, tableau.annee) for c in cells_of(cells, cibles, {Cible.SIGNALE_LE}))
    return has_day and any(map(LETTERS.search, cells_of(cells, cibles, OF_WORDS)))


def is_about_somebody(cells, tableau, cibles):
    days = cells_of(cells, cibles, {Cible.SIGNALE_LE})
    levels = cells_of(cells, cibles, {Cible.CLASSE, Cible.NIVEAU})
    return (
        any(cells_of(cells, cibles, {Cible.IDENTITE}))
        or any(map(LETTERS.search, cells_of(cells, cibles, OF_WORDS)))
        or any(parse_day(day, tableau.annee) for day in days)
        or any(map(niveau_meant, levels))
    )


def cells_of(cells, cibles, wanted):
    return [cell for cell, cible in zip(cells, cibles, strict=True) if cell and cible in wanted]
