"""Which situations somebody may see, and what is counted about each: one row, no text opened."""

from typing import Any, Protocol, Self, TypeVar, cast

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.db.models.functions import Cast, Coalesce, Collate, JSONObject

from blog.models.echelles import Statut, Vigilance
from blog.models.nature import Nature
from comptes.models import NAMES, Utilisateur
from rubriques.listes import JSONListe
from rubriques.models import Service
from rubriques.permissions import Droit, allowed_keys
from rubriques.portee import within_portee
from sql.alphabet import alphabetical

LISTED = [  # the columns of the table, and the names of people
    *["rubrique", "code", "niveau", "regime", "vigilance", "statut", "motif_cloture"],
    *["signale_par", "signale_le", "cree_le", "prochain_point", "dispositifs", "partenaires"],
    *["famille_informee_le", "preoccupante"],
    *[f"{who}__{name}" for who in ("referent", "coreferent") for name in NAMES],
]
PLACE = "article__rubrique"  # of a suivi
M = TypeVar("M", bound=models.Model)
Rows = models.QuerySet[Any]  # of a model that stands below `Article`


class RowsOfActions(Protocol):
    def open(self) -> Rows: ...

    def overdue(self) -> Rows: ...


class ArticleQuerySet(models.QuerySet[M]):
    def visible_to(self, user: Utilisateur) -> Self:
        allowed = allowed_keys(user, Droit.READ, Service.BLOG)
        return self.filter(rubrique__in=allowed).exclude(ecarts__utilisateur=user)

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
        mine = FilteredRelation("lectures", condition=Q(lectures__utilisateur=user))  # one at most
        since = self.readable_suivis(user).filter(cree_le__gt=OuterRef("lue_le"))
        return self.annotate(
            ma_lecture=mine,
            lue_le=F("ma_lecture__lue_le"),
            jamais_lu=Q(ma_lecture=None) & ~Q(ouvert_par=user),
        ).annotate(
            nouveaux=number_of(since.exclude(auteur=user)),
            remaniee=self.changed_since_read(user),
        )

    def readable_suivis(self, user: Utilisateur) -> Rows:
        return self.rows_of("suivis").filter(within_portee(user, PLACE), retire_le=None)

    def changed_since_read(self, user: Utilisateur) -> Case:
        actions = self.rows_of("actions").filter(cree_le__gt=OuterRef("lue_le"))
        corrected = self.readable_suivis(user).filter(corrige_le__gt=OuterRef("lue_le"))
        edited = Q(modifie_le__gt=F("lue_le")) & ~Q(modifie_par=user)
        changed = edited | Q(Exists(corrected.exclude(auteur=user)))
        changed |= Q(Exists(actions.exclude(cree_par=user)))
        return Case(When(changed, then=Value(True)), default=Value(False))

    def with_pulse(self, user: Utilisateur) -> Self:
        """Add what `Article.pulse_of` asks for: it moves with each act that `user` may read of."""
        suivis = self.rows_of("suivis").filter(within_portee(user, PLACE))
        return self.annotate(
            suivis_moved=moves(suivis), actions_moved=moves(self.rows_of("actions"))
        )

    def with_draft(self, left: Exists) -> Self:
        """Add `has_draft`: whether a suivi was begun in it."""
        return self.annotate(has_draft=left)

    def for_table(self, user: Utilisateur) -> Self:
        """All that the table and its filters ask of a row; no text is opened."""
        rows = self.with_news(user).with_last_suivi().with_actions().with_close_le()
        return rows.select_related("referent", "coreferent").only(*LISTED)

    def with_natures(self) -> Self:
        """Add `natures_held`: its natures, which `Article.natures_tenues` puts in order."""
        natures = Nature.objects.filter(articles=OuterRef("pk")).order_by()
        said = JSONListe(JSONObject(pk="pk", rang="rang", nom="nom"))
        held = natures.values("articles").annotate(held=said).values("held")
        return self.annotate(natures_held=Subquery(held))

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

    def most_pressing(self) -> tuple[OrderBy | Collate, ...]:
        """The order of the table when nobody asked for another."""
        levels = Vigilance.values
        rank = Case(*[When(vigilance=level, then=i) for i, level in enumerate(levels)])
        return rank.desc(), F("prochain_point").asc(nulls_last=True), alphabetical("code")


def number_of(rows: Rows) -> Coalesce:
    """How many rows an article has."""
    return Coalesce(Subquery(rows.values("article").annotate(n=Count("pk")).values("n")), 0)


def moves(rows: Rows) -> Coalesce:
    """How many times rows of an article were written: each counts its versions."""
    return Coalesce(Subquery(rows.values("article").annotate(n=Sum("version")).values("n")), 0)
