"""What is new for a member, read from the database through the gate: keys, never words."""

import datetime

from django.db import transaction
from django.utils import timezone

from agenda.models import Annonce, Seance
from avis.models import Choix, Nouvelle
from blog.models import Action
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.permissions import droits_held
from temps.horloge import day_of, moment_at

WINDOW = datetime.timedelta(days=7)  # older than that, it is no news
MIDNIGHT = datetime.time()


def choix_of(utilisateur: Utilisateur) -> Choix:
    """Return what a member chose, or what is chosen for them until they do (not saved)."""
    saved = Choix.objects.filter(utilisateur=utilisateur).first()
    return saved or Choix(utilisateur=utilisateur)


@transaction.atomic
def save_choix(*, utilisateur: Utilisateur, par: Utilisateur, **values: object) -> None:
    """Keep what a member chose to be told by e-mail, and how often."""
    choix, is_new = Choix.objects.update_or_create(utilisateur=utilisateur, defaults=values)
    record(par, Acte.CREATION if is_new else Acte.MODIFICATION, choix, champs=sorted(values))


def news_for(choix: Choix, now: datetime.datetime) -> list[str]:
    """Return the keys of what this member wants to be told, may see, and was not told yet: what
    is tomorrow, or late, is so by their own clock."""
    utilisateur = choix.utilisateur
    found = changes_of_meetings(choix, now)
    with timezone.override(droits_held(utilisateur).fuseau):
        if choix.veille:
            found += meetings_of_tomorrow(utilisateur, now)
        if choix.retards:
            found += late_actions(utilisateur, now)
    told = Nouvelle.objects.filter(utilisateur=utilisateur, cle__in=found)
    return sorted(set(found).difference(told.values_list("cle", flat=True)))


def changes_of_meetings(choix: Choix, now: datetime.datetime) -> list[str]:
    """What others did to meetings that this member sees, as the agenda announces it.

    Not what came since the last run: what another transaction was still writing then would be
    skipped. The announcements of a week are read again, and those told are left out.
    """
    utilisateur = choix.utilisateur
    announced = Annonce.objects.since(now - WINDOW).of_others(utilisateur)
    announced = announced.filter(quoi__in=wanted_by(choix))
    announced = announced.filter(seance__in=Seance.objects.visible_to(utilisateur).values("pk"))
    return [f"annonce:{pk}" for pk in announced.values_list("pk", flat=True)]


def wanted_by(choix: Choix) -> list[str]:
    """Which announcements a member wants to be told of."""
    Quoi = Annonce.Quoi
    changes = [Quoi.DEPLACEE, Quoi.ANNULEE, Quoi.RETABLIE] if choix.changements else []
    return [*([Quoi.INSCRITE] if choix.dates else []), *changes]


def meetings_of_tomorrow(utilisateur: Utilisateur, now: datetime.datetime) -> list[str]:
    today = day_of(now)
    start, end = (moment_at(today + datetime.timedelta(days=n), MIDNIGHT) for n in (1, 2))
    seances = Seance.objects.visible_to(utilisateur).between(start, end)
    held = seances.filter(occurrence__cancelled=False)
    return [f"veille:{pk}:{start.date()}" for pk in held.values_list("pk", flat=True)]


def late_actions(utilisateur: Utilisateur, now: datetime.datetime) -> list[str]:
    """Once for each action and each date: what is still late is not told every day."""
    mine = Action.objects.visible_to(utilisateur).filter(responsable=utilisateur)
    late = mine.overdue(day_of(now))
    return [f"retard:{pk}:{day}" for pk, day in late.values_list("pk", "echeance")]
