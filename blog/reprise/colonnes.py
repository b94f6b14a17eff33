"""The columns of a sheet, and what each becomes."""

import re
from dataclasses import dataclass, field

from django.db import models

from blog.reprise.dates import guess_school_year, meeting_day
from blog.reprise.depot import Feuille
from blog.reprise.empreintes import empreintes_of_titre
from blog.reprise.synonymes import nature_meant
from texte.simple import fold

ISO_DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")
LOOKED_AT = 30  # rows among which the headings are looked for
ENOUGH = 2  # headings understood; one alone may be the date of a row


class Cible(models.TextChoices):
    """What a column becomes."""

    RIEN = "rien", "Ne pas reprendre"
    SIGNALE_LE = "signale_le", "Date de signalement"
    IDENTITE = "identite", "Initiales ou nom"
    NUMERO = "numero", "Numéro de la ligne"
    CLASSE = "classe", "Classe"
    NIVEAU = "niveau", "Niveau"
    REGIME = "regime", "Régime"
    SIGNALE_PAR = "signale_par", "Signalée par"
    NATURES = "natures", "Natures"
    COCHE = "coche", "Nature à cocher"
    CONSTATS = "constats", "Constats"
    TEXTE = "texte", "Suite des constats"
    VIGILANCE = "vigilance", "Vigilance"
    STATUT = "statut", "Statut"
    REFERENT = "referent", "Référent"
    COREFERENT = "coreferent", "Co-référent"
    ACTION = "action", "Action décidée"
    ECHEANCE = "echeance", "Échéance de l’action"
    PROCHAIN_POINT = "prochain_point", "Prochain point"
    DISPOSITIFS = "dispositifs", "Dispositifs en place"
    PARTENAIRES = "partenaires", "Partenaires"
    FAMILLE = "famille_informee_le", "Famille informée le"
    REUNION = "reunion", "Suivi d’une réunion"


SEVERAL = {Cible.RIEN, Cible.IDENTITE, Cible.COCHE, Cible.TEXTE, Cible.REUNION}
# In this order: the first that a heading fits is the guess.
GUESSES = [
    (Cible.FAMILLE, r"(famille|parents?|responsables?).*(inform|preven|avis|contact)"),
    (Cible.COREFERENT, r"co.?referent|second referent|deuxieme referent"),
    (
        Cible.SIGNALE_PAR,
        r"(signal|saisi|repere|adress)\w*\s*par|origine|emetteur|demandeur|^par qui",
    ),
    (Cible.SIGNALE_LE, r"dat\w* .*(signal|saisi|entree|ouvert|reper|debut)|^date$"),
    (Cible.SIGNALE_LE, r"(signal|saisi|repere|ouvert)\w*\s*le|^signalement$|^saisine$"),
    (Cible.ECHEANCE, r"echeance|delai|pour le|avant le|date limite|terme"),
    (Cible.PROCHAIN_POINT, r"prochain|a revoir|revoir le|point le"),
    (Cible.IDENTITE, r"initiale|^eleve|^nom\b|^prenom|nom de l|identite"),
    (Cible.REFERENT, r"referent|pilote|suivi\w* par|charge\w* de"),
    (Cible.NIVEAU, r"^niveau$|^niveau scolaire"),
    (Cible.CLASSE, r"classe|^division|^div\b|^niveau"),
    (Cible.REGIME, r"regime"),
    (Cible.NATURES, r"nature|problematique|motif|difficulte|theme|categorie"),
    (Cible.ACTION, r"action|decision|mesure|preconisation|decide|^a faire"),
    (Cible.STATUT, r"^etat|statut|avancement"),
    (Cible.VIGILANCE, r"vigilance|urgence|priorite|gravite"),
    (Cible.DISPOSITIFS, r"dispositif|amenagement"),
    (Cible.PARTENAIRES, r"partenaire|exterieur"),
    (Cible.CONSTATS, r"situation|constat|description|resume|^faits|expose|contexte|probleme"),
    (Cible.TEXTE, r"analyse|observation|remarque|commentaire|hypothese"),
    (Cible.NUMERO, r"^(n|no|num|numero|n°|#|id|ordre)\W*$"),
]
MEETING = re.compile(r"reunion|seance|cellule|commission|suivi|gpds|\bcv\b|point|bilan")


HIDDEN_ROW = "cette ligne, masquée ou filtrée dans le fichier, est reprise comme les autres"


@dataclass
class TableauRepris:
    """A sheet under its headings. Each row has the number that the sheet gives it."""

    titres: list[str]
    lignes: list[tuple[int, list[str]]]
    annee: int
    entete: int  # the row of the headings, from 1
    remarques: list[tuple[int, int, str]] = field(default_factory=list)  # as in `Feuille`
    masquees: frozenset[int] = frozenset()  # columns that the file hides

    def name(self, column: int) -> str:
        """How the screen calls a column: its heading, else its letter."""
        return self.titres[column] or f"colonne {letter_of(column)}" if column >= 0 else ""

    def examples(self, column: int) -> list[str]:
        """A few of the values of a column, each one once."""
        values = dict.fromkeys(cells[column] for _, cells in self.lignes if cells[column])
        return [shorten(as_day(value)) for value in list(values)[:3]]


def letter_of(column: int) -> str:
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def shorten(text: str, length: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def as_day(text: str) -> str:
    """A day as people read one; any other text as it is."""
    return ISO_DAY.sub(r"\3/\2/\1", text)


def read_tableau(feuille: Feuille, entete: int, hauteur: int) -> TableauRepris:
    """Return the sheet under the headings that stand on row `entete` (from 1), `hauteur` high."""
    titres = headings_at(feuille, entete - 1, hauteur)
    start = entete - 1 + hauteur
    above = [cell for row in feuille.lignes[: entete - 1] for cell in row if cell]
    return TableauRepris(
        titres,
        list(enumerate(spread_down(feuille, start), start=start + 1)),
        guess_school_year([*above, feuille.nom, *titres]),
        entete,
        feuille.remarques + [(n, -1, HIDDEN_ROW) for n in feuille.lignes_masquees if n > start],
        frozenset(feuille.colonnes_masquees),
    )


def spread_down(feuille, start):
    """The rows from `start` (from 0), each with what cells merged downwards say of it too.

    A row that says nothing of its own stays blank.
    """
    rows = [list(row) for row in feuille.lignes]
    own = [any(row) for row in rows]
    for top, left, bottom, _ in feuille.fusions:
        for row in range(max(top + 1, start), min(bottom + 1, len(rows))):
            if own[row] and left < len(rows[row]) and top >= start:
                rows[row][left] = rows[row][left] or rows[top][left]
    return rows[start:]


def headings_at(feuille, row, hauteur):
    """The headings of row `row`; of two rows, those of the first go with those under them."""
    first = with_merged_cells(feuille, row) if hauteur == 2 else feuille.lignes[row]
    if hauteur == 1:
        return [" ".join(cell.split()) for cell in first]
    under = feuille.lignes[row + 1] if row + 1 < len(feuille.lignes) else [""] * len(first)
    return [" ".join(f"{a} {b}".split()) for a, b in zip(first, under, strict=True)]


def with_merged_cells(feuille, row):
    """The cells of a row, a merged one again in each column that it covers."""
    cells = list(feuille.lignes[row])
    for top, left, bottom, right in feuille.fusions:
        if top <= row <= bottom:
            for column in range(left, min(right + 1, len(cells))):
                cells[column] = cells[column] or feuille.lignes[top][left]
    return cells


def guess_headings(feuille: Feuille) -> tuple[int, int]:
    """Return the row (from 1) that looks most like headings, and on how many rows they stand."""
    best = (0, 1, 1)
    for row in range(min(LOOKED_AT, len(feuille.lignes))):
        alone = count_understood(headings_at(feuille, row, 1))
        if alone > best[0]:
            best = (alone, row + 1, 1)
        both = (
            count_understood(headings_at(feuille, row, 2)) if row + 1 < len(feuille.lignes) else 0
        )
        if alone and both > max(best[0], alone):
            best = (both, row + 1, 2)
    if best[0] < ENOUGH:
        written = [row for row, cells in enumerate(feuille.lignes) if sum(map(bool, cells)) > 1]
        return (written or [0])[0] + 1, 1
    return best[1], best[2]


def count_understood(titres):
    """How many different headings are understood; a sentence is no heading."""
    short_ones = {titre for titre in titres if titre and len(titre) < 60}
    found = [(guess(titre, 2000), titre) for titre in short_ones]
    single = {target for target, _ in found if target not in SEVERAL}
    return len(single) + sum(target in (Cible.REUNION, Cible.IDENTITE) for target, _ in found)


def guess(titre: str, year: int) -> Cible:
    """Return what a column becomes by the words of its heading."""
    words = fold(" ".join(titre.split()))
    day = meeting_day(titre, year)
    if day and (MEETING.search(words) or len(words) <= 20):
        return Cible.REUNION
    for target, pattern in GUESSES:
        if re.search(pattern, words):
            return target
    return Cible.COCHE if words and nature_meant(words) else Cible.RIEN


def guess_all(tableau: TableauRepris, plan: dict[str, str]) -> list[Cible]:
    """Return what each column becomes: as the rubrique's last reprise had it, else guessed."""
    targets, taken = [], set()
    for column, titre in enumerate(tableau.titres):
        if column in tableau.masquees:  # taken only by who asks for it
            targets.append(Cible.RIEN)
            continue
        remembered = [plan[e] for e in empreintes_of_titre(titre) if e in plan] if titre else []
        target = Cible(remembered[0]) if remembered else guess(titre, tableau.annee)
        if target in taken and target not in SEVERAL:
            target = Cible.TEXTE if not remembered else Cible.RIEN
        taken.add(target)
        targets.append(target)
    return targets


def plan_of(titres: list[str], cibles: list[Cible]) -> dict[str, str]:
    """What is remembered of a mapping: no heading, its digest."""
    pairs = zip(titres, cibles, strict=True)
    return {empreintes_of_titre(titre)[-1]: str(cible) for titre, cible in pairs if titre}
