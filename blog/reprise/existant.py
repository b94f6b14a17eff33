"""What the rubrique holds that a reprise depends on, read in a few queries whatever the sheet."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from blog.identites.formulaire import member_test
from blog.models import Article, Correspondance, Ecart, Nature, PlanColonnes, Reprise, Suivi
from blog.models.correspondance import name_test
from blog.reprise.fiche import Fiche
from comptes.models import Utilisateur
from rubriques.models import Rubrique
from rubriques.permissions import current_members, key_tables
from sql.alphabet import alphabetical

RANK = re.compile(r"[0-9]{1,4}")


@dataclass
class Existant:
    """The rubrique as a reprise finds it, for the member who makes it."""

    rubrique: Rubrique
    par: Utilisateur
    natures: list[Nature]
    membres: list[Utilisateur]
    by_key: dict[str, list[Reprise]]  # by the digests of their row
    suivis: dict[str, Suivi]  # those that a reprise wrote
    visibles: set  # situations that `par` may see
    is_name: Callable[[str], bool]
    is_depositaire: bool
    consignees: set  # situations that have a line in the key table
    plan: dict[str, str]
    ecarts: set  # (situation, member) set aside from it

    def answers_number(self, reprise: Reprise, fiche: Fiche, key: str) -> bool:
        """Whether somebody else's reprise answers to the number of a row.

        The digest of initials, or of a text before its names were masked, would tell whoever
        tries them in bulk which ones are here. It answers who made the reprise, and who may open
        the key table; the bare number of a row answers everybody who sees the situation.
        """
        is_number = key in ("numero", "ancienne") and is_known_by_number(fiche)
        return is_number and reprise.article_id in self.visibles

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
    natures = Nature.objects.of(rubrique).order_by("rang", alphabetical("nom"))
    lines = Correspondance.objects.filter(article__rubrique=rubrique)
    ecarts = Ecart.objects.filter(article__rubrique=rubrique)
    plan = PlanColonnes.objects.filter(rubrique=rubrique).first()
    return Existant(
        rubrique=rubrique,
        par=par,
        natures=list(natures),
        membres=[membre.utilisateur for membre in members],
        by_key=reprises_by_key(rubrique),
        suivis={str(suivi.pk): suivi for suivi in suivis},
        visibles=set(visible.values_list("pk", flat=True)),
        is_name=name_test(rubrique, par),
        is_depositaire=rubrique.pk in key_tables(par),
        consignees=set(lines.values_list("article", flat=True)),
        plan=plan.cibles if plan else {},
        ecarts=set(ecarts.values_list("article", "utilisateur")),
    )


def is_known_by_number(fiche: Fiche) -> bool:
    """Whether a row is recognised by a plain rank, which says nothing of whom it is about.

    A longer number may be a pupil's own (the INE has eleven signs).
    """
    return not fiche.identite and RANK.fullmatch(fiche.numero) is not None


def reprises_by_key(rubrique) -> dict[str, list[Reprise]]:
    reprises = Reprise.objects.filter(article__rubrique=rubrique).select_related(
        "article__rubrique", "article__referent", "article__coreferent", "action"
    )
    by_key = defaultdict(list)
    for reprise in reprises.order_by("le", "pk").prefetch_related("article__natures"):
        for key in reprise.cles.values():
            by_key[key].append(reprise)
    return dict(by_key)
