"""Changes made straight in the table: several situations at once, each traced, and undoable.

A value is a code: « suivie », « close:depart » (closed, and why), a member's key, a day.
"""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from blog.models import Article, Retouche
from blog.situation.etat import change_etat, codes_of, may_be_in_charge
from comptes.models import Utilisateur
from rubriques.models import Rubrique


class Desaccords(Exception):
    """Cells that somebody else changed meanwhile: {article: {field: what it holds now}}."""

    def __init__(self, cells: Mapping[uuid.UUID, dict[str, str]]) -> None:
        super().__init__(len(cells))
        self.cells = cells


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
    now = {pk: codes_of(article) for pk, article in articles.items()}
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
            change_etat(articles[pk], wanted, par)
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
        cells, now = retouche.changements[str(article.pk)], codes_of(article)
        back = {name: before for name, (before, after) in cells.items() if now[name] == after}
        if not may_be_in_charge(article, back.get("referent")):
            del back["referent"]
        if back:
            change_etat(article, back, par)
        undone += len(back) == len(cells)
    retouche.annulee_le = timezone.now()
    retouche.save(update_fields=["annulee_le"])
    return undone, len(retouche.changements) - undone


def locked(
    rubrique: Rubrique, keys: Iterable[str | uuid.UUID], par: Utilisateur
) -> dict[uuid.UUID, Article]:
    """Those of the situations that `par` still sees, locked in the same order for everybody."""
    seen = Article.objects.visible_to(par).filter(rubrique=rubrique, pk__in=list(keys))
    return {a.pk: a for a in seen.order_by("pk").select_for_update(of=("self",))}
