"""What is read of a situation: its notes, what was decided last, who read it since."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from blog.models import Action, Article, Ecart, Lecture, Suivi
from comptes.models import Utilisateur
from rubriques.models import Habilitation
from rubriques.permissions import current_members
from sql.prepared import prepared

RECENT = datetime.timedelta(days=14)  # from one meeting to the next


@dataclass(frozen=True)
class Entree:
    """A note of the chronology, and whether it is new to who reads it."""

    suivi: Suivi
    is_nouveau: bool


def suivis_known_to(user: Utilisateur, article: Article) -> list[Suivi]:
    """The notes of a situation, which came through the gate, that `user` knows of, newest
    first."""
    return suivis_of(article.pk, user)


@prepared
def suivis_of(article: uuid.UUID, user: Utilisateur) -> QuerySet[Suivi]:
    suivis = Suivi.objects.filter(article=article).with_lisible(user)
    return suivis.select_related("auteur", "retire_par")


@prepared
def actions_of(article: uuid.UUID) -> QuerySet[Action]:
    """The actions of a situation, the one that is due first before the others."""
    actions = Action.objects.filter(article=article).select_related("responsable")
    return actions.soonest_first()


def chronology(
    suivis: list[Suivi], user: Utilisateur, lue_le: datetime.datetime | None
) -> list[Entree]:
    """These notes; what came since `user` last opened the situation, at `lue_le`, says so."""
    return [Entree(suivi, is_new_to(user, suivi, lue_le)) for suivi in suivis]


def pulse_of_page(
    article: Article, user: Utilisateur, suivis: list[Suivi], actions: list[Action]
) -> dict[str, str]:
    """The marks of `Article.with_pulse`, from what a page has read already."""
    moved = sum(suivi.version for suivi in suivis if suivi.lisible)
    return article.pulse_of(user, moved, sum(action.version for action in actions))


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


@prepared
def members_who_may_open(article: uuid.UUID, rubrique: uuid.UUID) -> QuerySet[Habilitation]:
    """The members who may see a situation, and when each last opened it (`lue_le`)."""
    opened = Lecture.objects.filter(article=article, utilisateur=OuterRef("utilisateur"))
    aside = Ecart.objects.filter(article=article).values("utilisateur")
    members: QuerySet[Any] = current_members(rubrique).exclude(utilisateur__in=aside)
    told: QuerySet[Habilitation] = members.annotate(lue_le=Subquery(opened.values("lue_le")))
    return told


def readers_since(
    article: Article,
    suivis: list[Suivi],
    members: list[Habilitation],
    just_now: dict[uuid.UUID, datetime.datetime],
) -> dict[str, list[Habilitation]]:
    """Which members opened the situation since the last note that all of them may read.

    Who wrote it has read it. Whoever is set aside is on neither list. `just_now`: those who open
    it now.
    """
    open_to_all = [s for s in suivis if not s.is_reserve and not s.is_retire]
    last = max(open_to_all, key=lambda suivi: suivi.cree_le, default=None)
    since, author = (last.cree_le, last.auteur_id) if last else (article.cree_le, None)
    read: list[Habilitation] = []
    unread: list[Habilitation] = []
    for member in members:
        member.lue_le = lue_le = just_now.get(member.utilisateur_id, member.lue_le)
        has_read = (lue_le and lue_le >= since) or member.utilisateur_id == author
        (read if has_read else unread).append(member)
    return {"read": read, "unread": unread}
