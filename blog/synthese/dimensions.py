"""What situations can be crossed by. A value knows how the filter of the table asks for it."""

import datetime
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from blog.models import Article
from blog.models.article import choices_of
from blog.models.nature import DISPOSITIFS
from blog.synthese.mois import first_of_month, month_heading
from blog.tableau.filtres import NOBODY, NOTHING, UNKNOWN
from sql.alphabet import sort_key
from temps.annee_scolaire import first_day

PARTS = itemgetter("pk", "rang", "nom")  # of a nature
LAST = 1  # what has no value comes after all that has one


class Valeur(NamedTuple):
    """One line or column: values sort in the order of the screens."""

    rang: tuple
    libelle: str
    parametre: str
    valeur: str

    @property
    def asked(self):
        return self.parametre, self.valeur


@dataclass(frozen=True)
class Dimension:
    """`values(article)` tells each value of a situation once, and always at least one."""

    nom: str
    libelle: str
    values: Callable[[Article], list[Valeur]]


LIBELLES = {
    "nature": "Nature",
    "niveau": "Niveau",
    "vigilance": "Vigilance",
    "statut": "Statut",
    "referent": "Référent",
    "signale_par": "Signalée par",
    "ouverture": "Mois d’ouverture",
    "cloture": "Mois de clôture",
    "dispositif": "Dispositif",
}


def dimension(nom: str, year: int | None = None) -> Dimension:
    """Return the dimension of that name; what opened before `year` makes one column."""
    values = {
        "nature": natures,
        "referent": referents,
        "dispositif": dispositifs,
        "ouverture": lambda article: [opening(article, year)],
        "cloture": closings,
    }.get(nom) or choices(nom)
    return Dimension(nom, LIBELLES[nom], values)


def choices(champ: str) -> Callable[[Article], list[Valeur]]:
    known = {
        code: Valeur((rang,), libelle, champ, code)
        for rang, (code, libelle) in enumerate(choices_of(champ))
    }
    # What a sheet that was taken over did not say.
    unknown = Valeur((LAST,), "Non renseigné", champ, UNKNOWN)
    return lambda article: [known.get(getattr(article, champ), unknown)]


def natures(article):
    found = [
        Valeur((0, rang, sort_key(nom)), nom, "nature", hyphened(pk))
        for pk, rang, nom in map(PARTS, article.natures_tenues)
    ]
    return found or [Valeur((LAST,), "Sans nature", "nature", NOTHING)]


@lru_cache(maxsize=512)
def hyphened(pk: str) -> str:
    """SQLite says a key without its hyphens."""
    return str(uuid.UUID(pk))


def referents(article):
    person = article.referent
    if person is None:
        return [Valeur((LAST,), "Sans référent", "referent", NOBODY)]
    rang = (0, sort_key(person.last_name), sort_key(person.first_name), str(person.pk))
    return [Valeur(rang, person.nom_court, "referent", str(person.pk))]


def dispositifs(article):
    found = [
        Valeur((0, rang), libelle, "dispositif", code)
        for rang, (code, libelle) in enumerate(DISPOSITIFS.items())
        if code in article.dispositifs
    ]
    return found or [Valeur((LAST,), "Sans dispositif", "dispositif", NOBODY)]


def opening(article, year):
    month = first_of_month(article.cree_le)
    if year is None or month >= first_day(year):
        return in_month("ouverte", month)
    before = first_day(year) - datetime.timedelta(days=1)
    libelle = f"Avant {month_heading(first_day(year))}"
    return Valeur((0, datetime.date.min), libelle, "ouverte_avant", str(before))


def closings(article):
    if article.close_le is None:
        return [Valeur((LAST,), "Pas close", "close", NOBODY)]
    return [in_month("close", first_of_month(article.close_le))]


def in_month(parametre, month):
    return Valeur((0, month), month_heading(month), parametre, f"{month:%Y-%m}")


def count_values(articles, axis: Dimension) -> list[tuple[Valeur, int]]:
    """How many of `articles` have each value, in the order of the screens."""
    return sorted(Counter(v for article in articles for v in axis.values(article)).items())
