"""Prepared views of the open situations: what to look at first, and how many there are."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from blog.models import Article

SILENT_WEEKS = 6


@dataclass(frozen=True)
class Vue:
    """A question put to each open situation; a tile counts those that answer yes."""

    libelle: str
    holds: Callable[[Article], bool]
    is_pressing: bool = False  # those that it counts should not wait

    def said_of(self, number: int) -> str:
        """The label, in agreement with a number of situations."""
        return self.libelle.format(s="s" if number > 1 else "")


def is_due(article) -> bool:
    return bool(article.prochain_point and article.prochain_point <= timezone.localdate())


def is_dormant(article) -> bool:
    """Nothing was written about it for weeks, since it was opened if nothing ever was."""
    last = article.dernier_suivi or timezone.localtime(article.cree_le).date()
    return last < timezone.localdate() - datetime.timedelta(weeks=SILENT_WEEKS)


VUES = {
    "revoir": Vue("à revoir", is_due),
    "urgent": Vue(
        "urgente{s}", lambda a: a.vigilance == Article.Vigilance.URGENT, is_pressing=True
    ),
    "retard": Vue(
        "avec une action en retard", lambda a: a.actions_en_retard > 0, is_pressing=True
    ),
    "sans-referent": Vue("sans référent", lambda a: a.referent_id is None),
    "silence": Vue(f"sans suivi depuis {SILENT_WEEKS} semaines", is_dormant),
    "nouveau": Vue("avec du nouveau pour moi", lambda a: a.is_nouveau),
}


@dataclass(frozen=True)
class Tuile:
    """A view, how many open situations it holds, and whether it is the one on screen."""

    nom: str
    vue: Vue
    nombre: int
    is_current: bool

    @property
    def libelle(self):
        return self.vue.said_of(self.nombre)


def tiles(articles: list[Article], current: str) -> list[Tuile]:
    """Count the views over `articles`, which are open, annotated, and what one may read."""
    return [
        Tuile(nom, vue, sum(map(vue.holds, articles)), nom == current) for nom, vue in VUES.items()
    ]
