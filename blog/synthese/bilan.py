"""The yearly report: counts of a school year, under statistical secrecy, without any situation."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from blog.models import Action, Article, Suivi
from blog.models.nature import DISPOSITIFS
from blog.synthese.dimensions import dimension
from blog.synthese.secret import (
    SMALLEST,
    Counts,
    Masque,
    Publie,
    Published,
    publish,
    publish_covering,
    publish_overlapping,
    publish_part,
    publish_split,
    withhold,
)
from blog.synthese.secret_croise import Croise, publish_crossed
from blog.tableau import criteres
from temps.annee_scolaire import first_day, last_day
from temps.paris import day_of

UNSAID = "Non précisé"


@dataclass(frozen=True)
class Tableau:
    """One table of the report. `is_overlapping`: a situation may be in several lines."""

    titre: str
    nombres: Published
    is_overlapping: bool = False

    @property
    def lignes(self) -> list[tuple[str, Publie]]:
        """Its lines; one that is not there is zero."""
        return [(said, number) for said, number in self.nombres.items() if number != 0]

    @property
    def is_withheld(self):
        return bool(self.nombres) and set(self.nombres.values()) == {Masque.TU}


@dataclass(frozen=True)
class Bilan:
    """A year in numbers that may be printed."""

    chiffres: list[tuple[str, Publie]]
    tableaux: list[Tableau]
    croise: Croise
    total: int  # of the situations that the tables count

    @property
    def is_too_small(self):
        return self.total < SMALLEST


def report(rubrique, user, articles: list[Article], year: int, days: list[datetime.date]) -> Bilan:
    """Return the report of `articles`, followed in a school year, that `user` may see.

    It counts the situations opened in the year, and those closed in it: each is in the report of
    one year alone. Of those followed, most are in two reports that follow each other, and the
    difference of the two would be the few that left meanwhile, down to the last detail.
    """
    closed = [a for a in articles if is_closed_in(a, year)]
    articles = [a for a in articles if is_opened_in(a, year)]
    total = len(articles)
    figures = [
        ("ouvertes dans l’année", publish(total)),
        ("closes dans l’année", publish(len(closed))),
        *acts_of(rubrique, user, year, days),
    ]
    if total < SMALLEST:
        return Bilan(figures, [], Croise(), total)
    niveaux, natures = split(articles, "niveau"), spread(articles, natures_of(rubrique), "nature")
    niveaux_printed, natures_printed = publish_split(niveaux), publish_covering(natures, total)
    tables = [
        Tableau("Par niveau", niveaux_printed),
        Tableau("Par nature", natures_printed, is_overlapping=True),
        Tableau("Par vigilance", publish_split(split(articles, "vigilance"))),
        Tableau("Signalées par", publish_split(split(articles, "signale_par"))),
        Tableau(
            "Dispositifs en place",
            publish_overlapping(spread(articles, list(DISPOSITIFS.values()), "dispositif")),
            is_overlapping=True,
        ),
        Tableau("Délai avant la première action", publish_split(delays(articles))),
        Tableau("Motif de clôture", reasons(closed)),
    ]
    crossed = publish_crossed(
        cross(articles), (natures, natures_printed), (niveaux, niveaux_printed)
    )
    return Bilan(figures, tables, crossed, total)


def is_closed_in(article, year: int) -> bool:
    day = article.close_le and day_of(article.close_le)
    return bool(day and first_day(year) <= day <= last_day(year))


def is_opened_in(article, year: int) -> bool:
    return first_day(year) <= day_of(article.cree_le) <= last_day(year)


def acts_of(rubrique, user, year: int, days: list[datetime.date]):
    """What was written, held, decided and done, about whatever situation the reader may see."""
    bounds = first_day(year), last_day(year)
    notes = Suivi.objects.known_to(user).filter(article__rubrique=rubrique, retire_le=None)
    actions = Action.objects.visible_to(user).filter(article__rubrique=rubrique)
    actions = actions.filter(decidee_le__range=bounds).aggregate(
        decided=Count("pk"), done=Count("pk", filter=Q(etat=Action.Etat.FAITE))
    )
    until = min(bounds[1], timezone.localdate())
    return [
        ("suivis écrits", publish(notes.filter(date__range=bounds).count())),
        ("réunions tenues", publish(sum(bounds[0] <= day <= until for day in days))),
        ("actions décidées", publish(actions["decided"])),
        ("dont déjà faites", publish_part(actions["done"], actions["decided"])),
    ]


def split(articles, champ: str) -> Counts:
    """Counts of a choice that each situation makes once at most, in the order of the list."""
    counts = Counter(getattr(article, champ) for article in articles)
    choices = Article._meta.get_field(champ).choices
    return {said: counts.pop(code, 0) for code, said in choices} | {UNSAID: counts.total()}


def spread(articles, names: list[str], nom: str) -> Counts:
    """Counts of a dimension that a situation may have several values of, or none."""
    values = dimension(nom).values
    counts = Counter(value.libelle for article in articles for value in values(article))
    return {name: counts[name] for name in names}


def natures_of(rubrique) -> list[str]:
    return [nature.nom for nature in rubrique.natures.all()]


def delays(articles) -> Counts:
    counts = Counter(article.delai for article in articles)
    return {said.capitalize(): counts[code] for code, (said, *_) in criteres.DELAIS.items()}


def reasons(closed) -> Published:
    """Why situations were closed, when how many were closed is printed itself."""
    counts = split(closed, "motif_cloture")
    if not isinstance(publish(len(closed)), Masque):
        return publish_split(counts)
    return withhold(counts)


def cross(articles) -> Counts:
    """Counts by (nature, niveau)."""
    return Counter(
        (nature.nom, article.get_niveau_display() or UNSAID)
        for article in articles
        for nature in article.natures.all()
    )
