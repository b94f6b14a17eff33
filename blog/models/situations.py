"""Which situations somebody may see, and what is counted about each: one row, no text opened."""

from typing import Any, Protocol, Self, TypeVar, cast

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Cast, Coalesce

from blog.models.echelles import Statut, Vigilance
from comptes.models import Utilisateur
from rubriques.models import Service
from rubriques.permissions import Droit, allowed_rubriques, key_tables, within_portee

M = TypeVar("M", bound=models.Model)
Rows = models.QuerySet[Any]  # of a model that stands below `Article`


class RowsOfActions(Protocol):
    def open(self) -> Rows: ...

    def overdue(self) -> Rows: ...


class ArticleQuerySet(models.QuerySet[M]):
    def visible_to(self, user: Utilisateur) -> Self:
        allowed = allowed_rubriques(user, Droit.READ, Service.BLOG)
        here = self.filter(rubrique__in=allowed.values("pk")).exclude(ecarts__utilisateur=user)
        return here.select_related("rubrique__espace", "referent", "coreferent")

    def open(self) -> Self:
        return self.exclude(statut=Statut.CLOSE)

    def rows_of(self, name: str) -> Rows:
        """The rows that point to an article under that name; their models stand below it."""
        related = self.model._meta.get_field(name).related_model
        if related is None or isinstance(related, str):
            raise TypeError(f"Nothing points to an article as {name}.")
        rows: Rows = related._default_manager.filter(article=OuterRef("pk")).order_by()
        return rows

    def with_news(self, user: Utilisateur) -> Self:
        """Add `lue_le`, `jamais_lu`, `nouveaux` (suivis of others since `user` opened it) and
        `remaniee` (edited, an action added, or a suivi corrected since)."""
        lectures = self.rows_of("lectures").filter(utilisateur=user)
        since = self.readable_suivis(user).filter(cree_le__gt=OuterRef("lue_le"))
        return self.annotate(
            lue_le=Subquery(lectures.values("lue_le")),
            jamais_lu=~Exists(lectures) & ~Q(ouvert_par=user),
        ).annotate(
            nouveaux=number_of(since.exclude(auteur=user)),
            remaniee=self.changed_since_read(user),
        )

    def readable_suivis(self, user: Utilisateur) -> Rows:
        return self.rows_of("suivis").filter(within_portee(user), retire_le=None)

    def changed_since_read(self, user: Utilisateur) -> Case:
        actions = self.rows_of("actions").filter(cree_le__gt=OuterRef("lue_le"))
        corrected = self.readable_suivis(user).filter(corrige_le__gt=OuterRef("lue_le"))
        edited = Q(modifie_le__gt=F("lue_le")) & ~Q(modifie_par=user)
        changed = edited | Q(Exists(corrected.exclude(auteur=user)))
        changed |= Q(Exists(actions.exclude(cree_par=user)))
        return Case(When(changed, then=Value(True)), default=Value(False))

    def with_pulse(self, user: Utilisateur) -> Self:
        """Add what `pulse` is made of: it moves with each act that `user` may read of, and is
        no one else's: a page left open learns that another person signed in."""
        suivis = self.rows_of("suivis").filter(within_portee(user))
        return self.annotate(
            suivis_moved=moves(suivis),
            actions_moved=moves(self.rows_of("actions")),
            pulse_of=Value(str(user.pk)),
        )

    def for_page(self, user: Utilisateur, has_draft: Exists | Value) -> Self:
        """All that the page of a situation asks of its row; `has_draft`: whether a suivi was
        begun in it."""
        entrusted = key_tables(user).filter(pk=OuterRef("rubrique"))
        return (
            self.with_news(user)
            .with_pulse(user)
            .annotate(is_entrusted=Exists(entrusted), has_draft=has_draft)
        )

    def for_table(self, user: Utilisateur) -> Self:
        """All that the table and its filters ask of a row."""
        return self.with_news(user).with_last_suivi().with_actions().with_close_le()

    def with_last_suivi(self) -> Self:
        """Add `dernier_suivi`: the date of the last note, reserved ones too (they are known)."""
        standing = self.rows_of("suivis").filter(retire_le=None).order_by("-date")
        return self.annotate(dernier_suivi=Subquery(standing.values("date")[:1]))

    def with_actions(self) -> Self:
        """Add `actions_ouvertes` and `actions_en_retard`."""
        actions = cast(RowsOfActions, self.rows_of("actions"))  # ActionQuerySet, which needs this
        return self.annotate(
            actions_ouvertes=number_of(actions.open()),
            actions_en_retard=number_of(actions.overdue()),
        )

    def with_close_le(self) -> Self:
        """Add `close_le`: when a closed situation was closed; None for one that is open."""
        steps = self.rows_of("changements").filter(vers=Statut.CLOSE).order_by("-le")
        closed = When(statut=Statut.CLOSE, then=Subquery(steps.values("le")[:1]))
        return self.annotate(close_le=Case(closed, default=None))

    def with_delai(self) -> Self:
        """Add `delai_action`: from the signalement to the day the first action was decided."""
        first = self.rows_of("actions").order_by("decidee_le").values("decidee_le")[:1]
        day = Subquery(first, output_field=models.DateField())
        delay = ExpressionWrapper(day - F("signale_le"), output_field=models.DurationField())
        return self.annotate(delai_action=delay)

    def with_dispositifs_text(self) -> Self:
        """Add `dispositifs_text`, which both databases can look into."""
        return self.annotate(dispositifs_text=Cast("dispositifs", models.TextField()))

    def most_pressing_first(self) -> Self:
        return self.order_by(*self.most_pressing())

    def most_pressing(self) -> tuple[OrderBy | str, ...]:
        """The order of the table when nobody asked for another."""
        levels = Vigilance.values
        rank = Case(*[When(vigilance=level, then=i) for i, level in enumerate(levels)])
        return rank.desc(), F("prochain_point").asc(nulls_last=True), "code"


def number_of(rows: Rows) -> Coalesce:
    """How many rows an article has."""
    return Coalesce(Subquery(rows.values("article").annotate(n=Count("pk")).values("n")), 0)


def moves(rows: Rows) -> Coalesce:
    """How many times rows of an article were written: each counts its versions."""
    return Coalesce(Subquery(rows.values("article").annotate(n=Sum("version")).values("n")), 0)
