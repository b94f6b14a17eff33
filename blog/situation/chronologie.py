"""What is read of a situation: its notes, what was decided last, who read it since."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from blog.models import Action, Article, Lecture, Suivi
from comptes.models import Utilisateur
from rubriques.models import Habilitation
from rubriques.permissions import current_members

RECENT = datetime.timedelta(days=14)  # from one meeting to the next


@dataclass(frozen=True)
class Entree:
    """A note of the chronology, and whether it is new to who reads it."""

    suivi: Suivi
    is_nouveau: bool


def chronology(article: Article, user: Utilisateur) -> list[Entree]:
    """The notes that `user` knows of, newest first; what is new to them says so."""
    suivis = Suivi.objects.known_to(user).filter(article=article)
    suivis = suivis.select_related("auteur", "retire_par")
    return [Entree(suivi, is_new_to(user, suivi, article.lue_le)) for suivi in suivis]


def is_new_to(user: Utilisateur, suivi: Suivi, since: datetime.datetime | None) -> bool:
    later = since is not None and suivi.cree_le > since and not suivi.is_retire
    return later and suivi.lisible and suivi.auteur_id != user.pk


def last_decided(actions: Sequence[Action]) -> list[Action]:
    """The actions of the last day that decided any, and of the fortnight before it."""
    if not actions:
        return []
    last = max(action.decidee_le for action in actions)
    recent = [a for a in actions if a.decidee_le > last - RECENT]
    return sorted(recent, key=lambda action: action.decidee_le, reverse=True)


def readers_since(article: Article, entrees: list[Entree]) -> dict[str, Sequence[Habilitation]]:
    """Which members opened the situation since the last note that all of them may read.

    Who wrote it has read it. Whoever is set aside is on neither list.
    """
    suivis = [entree.suivi for entree in entrees]
    open_to_all = [s for s in suivis if not s.is_reserve and not s.is_retire]
    last = max(open_to_all, key=lambda suivi: suivi.cree_le, default=None)
    since, author = (last.cree_le, last.auteur_id) if last else (article.cree_le, None)
    opened = Lecture.objects.filter(article=article, utilisateur=OuterRef("utilisateur"))
    members = (
        current_members(article.rubrique)
        .exclude(utilisateur__in=article.ecarts.values("utilisateur"))
        .annotate(lue_le=Subquery(opened.values("lue_le")))
    )
    read = [m for m in members if (m.lue_le and m.lue_le >= since) or m.utilisateur_id == author]
    unread = [m for m in members if m not in read]
    return {"read": read, "unread": unread}
