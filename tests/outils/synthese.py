"""A rubrique at random, and an oracle in plain Python of what its synthesis counts."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from blog.models import Article, ChangementStatut, Ecart, Nature
from blog.tableau.filtres import ArticleFilter
from rubriques.permissions import Role
from rubriques.portee import Portee
from temps.annee_scolaire import school_year
from tests.outils.factories import make_action, make_member, make_rubrique, make_suivi

PARIS = ZoneInfo("Europe/Paris")
YEAR = school_year(datetime.date.today()) - 1  # the last one that is over
NIVEAUX, VIGILANCES = ["2de", "1re", "cap"], ["surveiller", "urgent"]
STATUTS = ["signalee", "veille", "close", "close"]
ORIGINES, DISPOSITIFS = ["cpe", "famille"], ["pap", "pai", "phare"]
NOMS = ["Scolaire", "Santé", "Sociale"]
QUICK = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.generate],
)


def at(year, month, day, hour=12, minute=0):
    return datetime.datetime(year, month, day, hour, minute, tzinfo=PARIS)


OPENINGS = [
    at(YEAR - 1, 3, 29, 1, 59),  # the night on which clocks go forward, before the year
    at(YEAR, 8, 31, 23, 30),
    at(YEAR, 9, 1, 0, 30),
    at(YEAR, 10, 31, 23, 59),
    at(YEAR, 11, 1, 0, 0),
    at(YEAR + 1, 3, 31, 23, 30),
    at(YEAR + 1, 4, 1, 0, 10),
    at(YEAR + 1, 8, 31, 23, 30),
    at(YEAR + 1, 9, 1, 0, 30),
]
CLOSINGS = [*OPENINGS[1:8:2], at(YEAR + 1, 9, 1, 0, 0), at(YEAR + 1, 9, 2)]


@dataclass(frozen=True)
class Cas:
    """A situation of the scene, as the oracle knows it."""

    niveau: str
    vigilance: str
    statut: str
    signale_par: str
    natures: frozenset
    dispositifs: frozenset
    referent: int | None
    opened: datetime.datetime
    closed: datetime.datetime
    delai: int | None
    aside: bool  # its reader is set aside from it

    @property
    def closed_le(self):
        return self.closed if self.statut == "close" else None

    def is_followed(self, year):
        if year is None:
            return True
        end = at(year + 1, 9, 1, 0)
        alive = self.closed_le is None or self.closed_le >= at(year, 9, 1, 0)
        return self.opened < end and alive

    def values(self, nom, year=YEAR):
        """What the filter of the table is asked for, for each value of a dimension."""
        is_before = year and self.opened < at(year, 9, 1, 0)
        opened = ("ouverte_avant", f"{year}-08-31") if is_before else None
        close = self.closed_le
        return {
            "niveau": [("niveau", self.niveau)],
            "vigilance": [("vigilance", self.vigilance)],
            "statut": [("statut", self.statut)],
            "signale_par": [("signale_par", self.signale_par)],
            "nature": [("nature", n) for n in self.natures] or [("nature", "aucune")],
            "dispositif": [("dispositif", d) for d in self.dispositifs]
            or [("dispositif", "aucun")],
            "referent": [("referent", "aucun" if self.referent is None else self.referent)],
            "ouverture": [opened or ("ouverte", f"{self.opened:%Y-%m}")],
            "cloture": [("close", f"{close:%Y-%m}" if close else "aucun")],
        }[nom]


cases = st.builds(
    Cas,
    niveau=st.sampled_from(NIVEAUX),
    vigilance=st.sampled_from(VIGILANCES),
    statut=st.sampled_from(STATUTS),
    signale_par=st.sampled_from(ORIGINES),
    natures=st.frozensets(st.sampled_from(NOMS)),
    dispositifs=st.frozensets(st.sampled_from(DISPOSITIFS)),
    referent=st.none() | st.integers(0, 1),
    opened=st.sampled_from(OPENINGS),
    closed=st.sampled_from(CLOSINGS),
    delai=st.none() | st.sampled_from([-1, 0, 6, 7, 14, 15, 60]),
    aside=st.sampled_from([True, False, False]),
)


class Staged:
    """The scene as the database holds it, for one reader (a lecteur)."""

    def __init__(self, scene):
        self.scene, self.rubrique = scene, make_rubrique()
        self.reader = make_member(self.rubrique, Role.LECTEUR)
        self.people = [make_member(self.rubrique, Role.REDACTEUR) for _ in range(2)]
        self.natures = {n.nom: n for n in Nature.objects.of(self.rubrique)}
        self.articles = [self.write(number, cas) for number, cas in enumerate(scene)]

    def write(self, number, cas):
        par = self.people[0]
        article = Article.objects.create(
            rubrique=self.rubrique,
            code=f"Code-{number}",
            niveau=cas.niveau,
            vigilance=cas.vigilance,
            statut=cas.statut,
            signale_par=cas.signale_par,
            signale_le=cas.opened.date(),
            dispositifs=sorted(cas.dispositifs),
            referent=None if cas.referent is None else self.people[cas.referent],
            constats="Absences.",
            ouvert_par=par,
            cree_le=cas.opened,
        )
        article.natures.set(self.natures[nom] for nom in cas.natures)
        if cas.closed_le:
            earlier = cas.closed_le - datetime.timedelta(days=200)
            for moment in [earlier, cas.closed_le]:  # closed, reopened, closed again
                ChangementStatut.objects.create(article=article, vers="close", par=par, le=moment)
        if cas.delai is not None:
            day = article.signale_le + datetime.timedelta(days=cas.delai)
            make_action(article, par, decidee_le=day)
        make_suivi(article, par, date=cas.opened.date(), portee=Portee.AUTEUR)
        if cas.aside:
            Ecart.objects.create(article=article, utilisateur=self.reader, par=par)
        return article

    def seen(self, year=YEAR):
        """The oracle of what its reader counts in a year."""
        return [cas for cas in self.scene if not cas.aside and cas.is_followed(year)]

    def asked(self, parametre, valeur):
        """A value of the oracle as an address names it."""
        if parametre == "nature" and valeur in self.natures:
            valeur = self.natures[valeur].pk
        if parametre == "referent" and valeur != "aucun":
            valeur = self.people[valeur].pk
        return parametre, str(valeur)

    def values(self, cas, nom, year):
        return [self.asked(*value) for value in cas.values(nom, year)]

    def url(self, name="blog:synthese"):
        return reverse(name, args=[self.rubrique.slug])

    def opens(self, link):
        """How many situations the table shows behind a link."""
        address, query = link.split("?")
        assert address == self.url("blog:article_list")
        mine = Article.objects.visible_to(self.reader).filter(rubrique=self.rubrique)
        found = ArticleFilter(
            QueryDict(query), rubrique=self.rubrique, queryset=mine.for_table(self.reader)
        )
        assert not found.errors, found.errors
        return found.qs.count()
