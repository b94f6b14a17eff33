"""What the rubrique holds that a reprise depends on, read in a few queries whatever the sheet."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from blog.forms.identites import is_named_member
from blog.models import Article, Correspondance, Ecart, Nature, PlanColonnes, Reprise, Suivi
from blog.models.correspondance import name_test
from coffre.keys import IDENTITIES, digests
from comptes.models import Utilisateur
from rubriques.models import Rubrique
from rubriques.permissions import current_members, key_tables


@dataclass
class Etat:
    """The rubrique as a reprise finds it, for the member who makes it."""

    rubrique: Rubrique
    par: Utilisateur
    natures: list[Nature]  # with `used`: how many situations hold each
    membres: list[Utilisateur]
    reprises: dict[str, Reprise]  # by the digest of their row
    suivis: dict[str, Suivi]  # those that a reprise wrote
    visibles: set  # situations that `par` may see
    is_name: Callable[[str], bool]
    is_depositaire: bool
    consignees: set  # situations that have a line in the key table
    plan: dict[str, str]
    ecarts: set  # (situation, member) set aside from it

    def is_member(self, is_name: Callable[[str], bool]) -> Callable[[str], bool]:
        """The test of who may be named: members, unless they bear the name of a pupil."""
        return is_named_member(self.rubrique, is_name)


def read_state(rubrique: Rubrique, par: Utilisateur) -> Etat:
    """Return what the rubrique holds now."""
    natures = Nature.objects.of(rubrique).annotate(used=Count("articles")).order_by("rang", "nom")
    members = current_members(rubrique).order_by("utilisateur__last_name")
    reprises = Reprise.objects.filter(article__rubrique=rubrique).select_related(
        "article__rubrique", "article__referent", "article__coreferent", "action"
    )
    suivis = Suivi.objects.filter(article__reprise__isnull=False, article__rubrique=rubrique)
    visible = Article.objects.visible_to(par).filter(rubrique=rubrique)
    lines = Correspondance.objects.filter(article__rubrique=rubrique)
    ecarts = Ecart.objects.filter(article__rubrique=rubrique)
    plan = PlanColonnes.objects.filter(rubrique=rubrique).first()
    return Etat(
        rubrique=rubrique,
        par=par,
        natures=list(natures),
        membres=[membre.utilisateur for membre in members],
        reprises={r.cle: r for r in reprises.prefetch_related("article__natures")},
        suivis={str(suivi.pk): suivi for suivi in suivis},
        visibles=set(visible.values_list("pk", flat=True)),
        is_name=name_test(rubrique),
        is_depositaire=key_tables(par).filter(pk=rubrique.pk).exists(),
        consignees=set(lines.values_list("article", flat=True)),
        plan=plan.cibles if plan else {},
        ecarts=set(ecarts.values_list("article", "utilisateur")),
    )


def recognises(etat: Etat, reprise: Reprise, *, by_identity: bool) -> bool:
    """Whether the member may learn that a row of theirs made a situation before.

    Whoever made that reprise knows. Somebody else, who may try rows as they like, would learn
    whom a situation is about, or that one exists from which they are set aside.
    """
    if reprise.par_id == etat.par.pk:
        return True
    is_visible = reprise.article_id in etat.visibles
    return is_visible and (etat.is_depositaire or not by_identity)


def marks(*parts) -> list[str]:
    """The digests of a value in its place, under each key in use; the last is the current."""
    return digests("|".join(["reprise", *map(str, parts)]), IDENTITIES)


def mark(*parts) -> str:
    return marks(*parts)[-1]
