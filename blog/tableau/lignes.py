"""The rows of the table, the numbers of its tiles and the choices of its filter: queries that are
composed once (sql/prepared.py)."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from blog.models import Article, ChoixColonnes, Nature, VueEnregistree
from blog.models.situations import ArticleQuerySet
from blog.tableau.colonnes import Tableau
from blog.tableau.filtres import ArticleFilter, in_charge, natures_among
from comptes.models import Utilisateur
from sql.given import Given, given, whole
from sql.prepared import prepared


@given.register
def _(filtre: ArticleFilter) -> Given:
    """A filter makes a query with what is validly asked in it."""
    return whole(filtre, (ArticleFilter, *filtre.asked.items(), *filtre.days_asked))


def situations_of(user: Utilisateur, rubrique: uuid.UUID) -> ArticleQuerySet:
    """The situations of a rubrique that `user` may see, with all that the table asks of them."""
    return Article.objects.visible_to(user).filter(rubrique=rubrique).for_table(user)


@prepared
def rows_asked(
    user: Utilisateur,
    rubrique: uuid.UUID,
    filtre: ArticleFilter,
    tri: tuple[str, ...],
    start: int,
    stop: int,
) -> QuerySet[Article]:
    """Some of the rows that a filter finds, in the order asked for."""
    rows = filtre.filter_queryset(situations_of(user, rubrique))
    return in_order(rows, tri)[start:stop]


def in_order(rows: ArticleQuerySet, tri: tuple[str, ...]) -> ArticleQuerySet:
    """The rows as the table shows them: its columns know how they are sorted."""
    table = Tableau(rows.most_pressing_first().with_natures(), order_by=tri)
    ordered: ArticleQuerySet = table.data.data
    return ordered


@dataclass(frozen=True)
class Lignes:
    """The rows that are asked for, read when they are cut: what the paginator wants."""

    user: Utilisateur
    rubrique: uuid.UUID
    filtre: ArticleFilter
    tri: tuple[str, ...]

    def __getitem__(self, part: slice) -> list[Article]:
        start, stop = part.start or 0, part.stop
        return rows_asked(self.user, self.rubrique, self.filtre, self.tri, start, stop)

    def count(self) -> int:
        return self.filtre.qs.count()


@prepared
def numbers(user: Utilisateur, rubrique: uuid.UUID, **conditions: Q) -> QuerySet[Any]:
    """How many open situations hold each of the conditions: one row."""
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    flat = situations_of(user, rubrique).open().order_by()
    return flat.annotate(tout=Value(1)).values("tout").annotate(**counts).values(*counts)


@prepared
def flags(user: Utilisateur, rubrique: uuid.UUID, **conditions: Q) -> QuerySet[Any]:
    """The key of each open situation, the most pressing first, and whether it holds each of the
    conditions."""
    truths = {
        f"in_{name}": Case(When(condition, then=Value(True)), default=Value(False))
        for name, condition in conditions.items()
    }
    rows = situations_of(user, rubrique).open().annotate(**truths).most_pressing_first()
    return rows.values_list("pk", *truths)


@prepared
def situations_among(
    user: Utilisateur, rubrique: uuid.UUID, keys: list[uuid.UUID]
) -> QuerySet[Article]:
    return situations_of(user, rubrique).filter(pk__in=keys)


@prepared
def people_in_charge(user: Utilisateur, rubrique: uuid.UUID) -> QuerySet[Utilisateur]:
    """Who may be asked for as référent."""
    return in_charge(rubrique, Article.objects.visible_to(user).filter(rubrique=rubrique))


@prepared
def natures_asked(user: Utilisateur, rubrique: uuid.UUID) -> QuerySet[Nature]:
    """Which natures may be asked for."""
    return natures_among(rubrique, Article.objects.visible_to(user).filter(rubrique=rubrique))


@prepared
def columns_kept(user: Utilisateur, rubrique: uuid.UUID) -> QuerySet[ChoixColonnes]:
    return ChoixColonnes.objects.filter(rubrique=rubrique, utilisateur=user)


@prepared
def views_kept(user: Utilisateur, rubrique: uuid.UUID) -> QuerySet[VueEnregistree]:
    return VueEnregistree.objects.visible_to(user).filter(rubrique=rubrique)
