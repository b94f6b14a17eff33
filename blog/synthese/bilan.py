"""The yearly report: counts of a school year, under statistical secrecy, without any situation."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from blog.models import Action, Article, Suivi
from blog.models.article import choices_of
from blog.models.nature import DISPOSITIFS
from blog.synthese.dimensions import dimension
from blog.synthese.secret_statistique import (
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
from blog.synthese.secret_statistique_croise import CroisementPublie, publish_crossed
from blog.tableau import criteres
from temps.annee_scolaire import first_day, last_day
from temps.horloge import day_of

UNSAID = "Non précisé"


@dataclass(frozen=True)
class TableauBilan:
    """One table of the report. `is_overlapping`: a situation may be in several lines."""

    titre: str
    nombres: Published
    is_overlapping: bool = False

    @property
    def lignes(self) -> list[tuple[str, Publie]]:
        """Its lines; one that is not there is zero."""
        return [(str(libelle), number) for libelle, number in self.nombres.items() if number != 0]

    @property
    def is_withheld(self):
        return bool(self.nombres) and set(self.nombres.values()) == {Masque.TU}


@dataclass(frozen=True)
class Bilan:
    """A year in numbers that may be printed."""

    chiffres: list[tuple[str, Publie]]
    tableaux: list[TableauBilan]
    croisement: CroisementPublie
    total: int  # of the situations that the tables count

    @property
    def is_too_small(self):
        return self.total < SMALLEST


def build_bilan(
    rubrique, user, articles: list[Article], year: int, days: list[datetime.date]
) -> Bilan:
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
        *count_acts(rubrique, user, year, days),
    ]
    if total < SMALLEST:
        return Bilan(figures, [], CroisementPublie(), total)
    niveaux = count_by_champ(articles, "niveau")
    natures = count_by_dimension(articles, "nature", natures_of(rubrique))
    printed_niveaux, printed_natures = publish_split(niveaux), publish_covering(natures, total)
    tables = [
        TableauBilan("Par niveau", printed_niveaux),
        TableauBilan("Par nature", printed_natures, is_overlapping=True),
        *other_tables(articles, closed),
    ]
    crossed = publish_crossed(
        count_by_nature_and_niveau(articles),
        (natures, printed_natures),
        (niveaux, printed_niveaux),
    )
    return Bilan(figures, tables, crossed, total)


def other_tables(articles, closed) -> list[TableauBilan]:
    """The tables that nothing else on the page counts again."""
    dispositifs = count_by_dimension(articles, "dispositif", list(DISPOSITIFS.values()))
    return [
        TableauBilan("Par vigilance", publish_split(count_by_champ(articles, "vigilance"))),
        TableauBilan("Signalées par", publish_split(count_by_champ(articles, "signale_par"))),
        TableauBilan(
            "Dispositifs en place", publish_overlapping(dispositifs), is_overlapping=True
        ),
        TableauBilan("Délai avant la première action", publish_split(count_by_delai(articles))),
        TableauBilan("Motif de clôture", publish_motifs(closed)),
    ]


def is_closed_in(article, year: int) -> bool:
    day = article.close_le and day_of(article.close_le)
    return bool(day and first_day(year) <= day <= last_day(year))


def is_opened_in(article, year: int) -> bool:
    return first_day(year) <= day_of(article.cree_le) <= last_day(year)


def count_acts(rubrique, user, year: int, days: list[datetime.date]):
    """What was written, held, decided and done, about whatever situation the reader may see."""
    bounds = first_day(year), last_day(year)
    suivis = Suivi.objects.known_to(user).filter(article__rubrique=rubrique, retire_le=None)
    actions = Action.objects.visible_to(user).filter(article__rubrique=rubrique)
    made = actions.filter(decidee_le__range=bounds).aggregate(
        decided=Count("pk"), done=Count("pk", filter=Q(etat=Action.Etat.FAITE))
    )
    until = min(bounds[1], timezone.localdate())
    return [
        ("suivis écrits", publish(suivis.filter(date__range=bounds).count())),
        ("réunions tenues", publish(sum(bounds[0] <= day <= until for day in days))),
        ("actions décidées", publish(made["decided"])),
        ("dont déjà faites", publish_part(made["done"], made["decided"])),
    ]


def count_by_champ(articles, champ: str) -> Counts:
    """Counts of a choice that each situation makes once at most, in the order of the list."""
    counts = Counter(getattr(article, champ) for article in articles)
    said: Counts = {libelle: counts.pop(code, 0) for code, libelle in choices_of(champ)}
    return said | {UNSAID: counts.total()}


def count_by_dimension(articles, nom: str, names: list[str]) -> Counts:
    """Counts of a dimension that a situation may have several values of, or none."""
    values = dimension(nom).values
    counts = Counter(value.libelle for article in articles for value in values(article))
    return {name: counts[name] for name in names}


def natures_of(rubrique) -> list[str]:
    return [nature.nom for nature in rubrique.natures.all()]


def count_by_delai(articles) -> Counts:
    counts = Counter(article.delai for article in articles)
    return {libelle.capitalize(): counts[code] for code, (libelle, *_) in criteres.DELAIS.items()}


def publish_motifs(closed) -> Published:
    """Why situations were closed, when how many were closed is printed itself."""
    counts = count_by_champ(closed, "motif_cloture")
    if not isinstance(publish(len(closed)), Masque):
        return publish_split(counts)
    return withhold(counts)


def count_by_nature_and_niveau(articles) -> Counts:
    """Counts by (nature, niveau)."""
    return Counter(
        (nom, article.get_niveau_display() or UNSAID)
        for article in articles
        for nom in article.noms_natures
    )
