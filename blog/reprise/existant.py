"""What the rubrique holds that a reprise depends on, read in a few queries whatever the sheet."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from blog.identites.formulaire import member_test
from blog.models import Article, Correspondance, Ecart, Nature, PlanColonnes, Reprise, Suivi
from blog.models.correspondance import name_test
from comptes.models import Utilisateur
from rubriques.models import Rubrique
from rubriques.permissions import current_members, key_tables
from sql.alphabet import alphabetical


@dataclass
class Existant:
    """The rubrique as a reprise finds it, for the member who makes it."""

    rubrique: Rubrique
    par: Utilisateur
    natures: list[Nature]  # with `used`: how many situations that `par` sees hold each
    membres: list[Utilisateur]
    reprises: dict[str, list[Reprise]]  # by the digest of their row
    suivis: dict[str, Suivi]  # those that a reprise wrote
    visibles: set  # situations that `par` may see
    is_name: Callable[[str], bool]
    is_depositaire: bool
    consignees: set  # situations that have a line in the key table
    plan: dict[str, str]
    ecarts: set  # (situation, member) set aside from it

    def taken_over(self, keys: list[str], *, is_number: bool) -> Reprise | None:
        """The reprise that a row of these digests made before, as far as `par` may know it.

        The digest of initials, or of a text before its names were masked, would tell whoever
        tries them in bulk which ones are here. It answers who made the reprise, and who may open
        the key table; the bare number of a row answers everybody. A situation of another person's
        that `par` does not see is not found: the row is new, as any row that nobody took over.
        """
        found = [reprise for key in keys for reprise in self.reprises.get(key, [])]
        mine = [r for r in found if r.par_id == self.par.pk]
        others = found if self.is_depositaire or is_number else []
        return next(iter(mine + [r for r in others if r.article_id in self.visibles]), None)

    def may_compare(self, reprise: Reprise) -> bool:
        """Whether `par` may learn whether a sheet says, word for word, what it said before."""
        return self.is_depositaire or reprise.par_id == self.par.pk

    def member_test(self, is_name: Callable[[str], bool]) -> Callable[[str], bool]:
        """The test of who may be named: members, unless they bear the name of a pupil."""
        return member_test(self.rubrique, is_name)


def read_existant(rubrique: Rubrique, par: Utilisateur) -> Existant:
    """Return what the rubrique holds now."""
    members = current_members(rubrique)
    suivis = Suivi.objects.filter(article__reprise__isnull=False, article__rubrique=rubrique)
    visible = Article.objects.visible_to(par).filter(rubrique=rubrique)
    natures = Nature.objects.of(rubrique).with_uses(visible).order_by("rang", alphabetical("nom"))
    lines = Correspondance.objects.filter(article__rubrique=rubrique)
    ecarts = Ecart.objects.filter(article__rubrique=rubrique)
    plan = PlanColonnes.objects.filter(rubrique=rubrique).first()
    return Existant(
        rubrique=rubrique,
        par=par,
        natures=list(natures),
        membres=[membre.utilisateur for membre in members],
        reprises=reprises_of(rubrique),
        suivis={str(suivi.pk): suivi for suivi in suivis},
        visibles=set(visible.values_list("pk", flat=True)),
        is_name=name_test(rubrique, par),
        is_depositaire=rubrique.pk in key_tables(par),
        consignees=set(lines.values_list("article", flat=True)),
        plan=plan.cibles if plan else {},
        ecarts=set(ecarts.values_list("article", "utilisateur")),
    )


def reprises_of(rubrique) -> dict[str, list[Reprise]]:
    reprises = Reprise.objects.filter(article__rubrique=rubrique).select_related(
        "article__rubrique", "article__referent", "article__coreferent", "action"
    )
    by_key = defaultdict(list)
    for reprise in reprises.order_by("le", "pk").prefetch_related("article__natures"):
        by_key[reprise.cle].append(reprise)
    return dict(by_key)
