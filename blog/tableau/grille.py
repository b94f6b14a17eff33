"""Changes made straight in the table: several situations at once, each traced, and undoable.

A value is a code: « suivie », « close:depart » (closed, and why), a member's key, a day.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from blog.models import Article, ChangementStatut, Retouche
from blog.situation.services import EDITED
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.models import Rubrique
from rubriques.permissions import current_members

FIELDS = ("statut", "vigilance", "referent", "prochain_point")
CLOSE = Article.Statut.CLOSE.value


class Desaccords(Exception):
    """Cells that somebody else changed meanwhile: {article: {field: what it holds now}}."""

    def __init__(self, cells: Mapping[uuid.UUID, dict[str, str]]) -> None:
        super().__init__(len(cells))
        self.cells = cells


def cells_of(article: Article) -> dict[str, str]:
    """The four cells of a situation, as codes."""
    day = article.prochain_point
    closed = f"{CLOSE}:{article.motif_cloture}"
    return {
        "statut": closed if article.is_close else article.statut,
        "vigilance": article.vigilance,
        "referent": str(article.referent_id or ""),
        "prochain_point": day.isoformat() if day else "",
    }


def put(article: Article, name: str, code: str) -> list[str]:
    """Write the value that a code stands for; return the columns that it changed."""
    if name == "statut":
        article.statut, _, article.motif_cloture = code.partition(":")
        return ["statut", "motif_cloture"]
    if name == "referent":
        article.referent_id = uuid.UUID(code) if code else None
    elif name == "prochain_point":
        article.prochain_point = datetime.date.fromisoformat(code) if code else None
    else:
        article.vigilance = code
    return [name]


@transaction.atomic
def change_rows(
    *,
    rubrique: Rubrique,
    changes: dict[uuid.UUID, dict[str, tuple[str, str]]],
    par: Utilisateur,
) -> Retouche:
    """Save {article: {field: (what the page showed, what is wanted)}}; return what can be undone.

    All or nothing: raises Desaccords when somebody else changed one of these cells meanwhile.
    """
    articles = locked(rubrique, changes, par)
    now = {pk: cells_of(article) for pk, article in articles.items()}
    changes = {pk: cells for pk, cells in changes.items() if pk in articles}
    told = {
        pk: {n: now[pk][n] for n, (seen, new) in cells.items() if now[pk][n] not in (seen, new)}
        for pk, cells in changes.items()
    }
    if any(told.values()):
        raise Desaccords({pk: cells for pk, cells in told.items() if cells})
    done = {}
    for pk, cells in changes.items():
        wanted = {name: new for name, (_, new) in cells.items() if new != now[pk][name]}
        if wanted:
            change(articles[pk], wanted, par)
            done[str(pk)] = {name: [now[pk][name], new] for name, new in wanted.items()}
    return Retouche.objects.create(rubrique=rubrique, par=par, changements=done)


@transaction.atomic
def undo(*, retouche: Retouche, par: Utilisateur) -> tuple[int, int]:
    """Put the cells back as they were before; return how many situations were, and were not.

    A cell that was changed again since keeps its newer value, and so does a référent whose
    predecessor left or was set aside. Undone twice, it is undone once.
    """
    retouche = Retouche.objects.select_for_update().get(pk=retouche.pk)
    if retouche.annulee_le:
        return 0, 0
    articles = locked(retouche.rubrique, retouche.changements, par)
    undone = 0
    for article in articles.values():
        cells, now = retouche.changements[str(article.pk)], cells_of(article)
        back = {name: before for name, (before, after) in cells.items() if now[name] == after}
        if not may_be_in_charge(article, back.get("referent")):
            del back["referent"]
        if back:
            change(article, back, par)
        undone += len(back) == len(cells)
    retouche.annulee_le = timezone.now()
    retouche.save(update_fields=["annulee_le"])
    return undone, len(retouche.changements) - undone


def may_be_in_charge(article: Article, key: str | uuid.UUID | None) -> bool:
    """Whether a member, given by their key, may be the référent of a situation: nobody may."""
    if not key:
        return True
    person = uuid.UUID(str(key))
    is_member = current_members(article.rubrique).filter(utilisateur=person).exists()
    return is_member and not article.ecarts.filter(utilisateur=person).exists()


def locked(
    rubrique: Rubrique, keys: Iterable[str | uuid.UUID], par: Utilisateur
) -> dict[uuid.UUID, Article]:
    """Those of the situations that `par` still sees, locked in the same order for everybody."""
    seen = Article.objects.visible_to(par).filter(rubrique=rubrique, pk__in=list(keys))
    return {a.pk: a for a in seen.order_by("pk").select_for_update(of=("self",))}


def change(article: Article, wanted: dict[str, str], par: Utilisateur) -> None:
    """Write codes into one situation, with its trace, and a step of its life if it takes one."""
    before = article.statut
    columns = [column for name, code in wanted.items() for column in put(article, name, code)]
    article.version += 1
    article.modifie_par = par
    article.save(update_fields=[*columns, *EDITED, "version"])
    if article.statut != before:
        ChangementStatut.objects.create(article=article, de=before, vers=article.statut, par=par)
    moved = {"statut": article.statut} if "statut" in wanted else {}
    record(par, Acte.MODIFICATION, article, champs=list(wanted), **moved)
