"""What is new for a member, read from the database through the gate: keys, never words."""

import datetime

from django.db import transaction

from agenda.models import Seance
from avis.models import Choix, Nouvelle
from blog.models import Action
from comptes.models import Utilisateur
from journal.models import Trace
from journal.services import Acte, record
from temps.paris import at_paris, day_of

WINDOW = datetime.timedelta(days=7)  # older than that, it is no news
MIDNIGHT = datetime.time()
HOURS_AND_PLACE = {"debut", "fin", "lieu", "annulee"}  # changes that move somebody's day


def choix_of(utilisateur: Utilisateur) -> Choix:
    """Return what a member chose, or what is chosen for them until they do (not saved)."""
    saved = Choix.objects.filter(utilisateur=utilisateur).first()
    return saved or Choix(utilisateur=utilisateur)


@transaction.atomic
def save_choix(*, utilisateur: Utilisateur, par: Utilisateur, **values) -> None:
    """Keep what a member chose to be told by e-mail, and how often."""
    choix, is_new = Choix.objects.update_or_create(utilisateur=utilisateur, defaults=values)
    record(par, Acte.CREATION if is_new else Acte.MODIFICATION, choix, champs=sorted(values))


def news_for(choix: Choix, now: datetime.datetime) -> list[str]:
    """Return the keys of what this member wants to be told, may see, and was not told yet."""
    utilisateur = choix.utilisateur
    found = changes_of_meetings(choix, now)
    if choix.veille:
        found += meetings_of_tomorrow(utilisateur, now)
    if choix.retards:
        found += late_actions(utilisateur, now)
    told = Nouvelle.objects.filter(utilisateur=utilisateur, cle__in=found)
    return sorted(set(found).difference(told.values_list("cle", flat=True)))


def changes_of_meetings(choix: Choix, now: datetime.datetime) -> list[str]:
    """What others did to meetings that this member sees, as the journal tells.

    Not what came since the last run: a line that another transaction was still writing then
    would be skipped. The lines of a week are read again, and those told are left out.
    """
    lines = Trace.objects.filter(objet_type=Seance._meta.label_lower, quand__gt=now - WINDOW)
    lines = lines.filter(acte__in=[Acte.CREATION, Acte.MODIFICATION])
    lines = lines.exclude(acteur=choix.utilisateur).only("acte", "objet_id", "details")
    wanted = {line.pk: line.objet_id for line in lines if is_wanted(line, choix)}
    seances = Seance.objects.visible_to(choix.utilisateur).filter(pk__in=set(wanted.values()))
    seen = {str(pk) for pk in seances.values_list("pk", flat=True)}
    return [f"trace:{pk}" for pk, seance in wanted.items() if seance in seen]


def is_wanted(line: Trace, choix: Choix) -> bool:
    if line.acte == Acte.CREATION:
        return choix.dates
    return choix.changements and not HOURS_AND_PLACE.isdisjoint(line.details.get("champs", []))


def meetings_of_tomorrow(utilisateur: Utilisateur, now: datetime.datetime) -> list[str]:
    today = day_of(now)
    start, end = (at_paris(today + datetime.timedelta(days=n), MIDNIGHT) for n in (1, 2))
    seances = Seance.objects.visible_to(utilisateur).between(start, end)
    held = seances.filter(occurrence__cancelled=False)
    return [f"veille:{pk}:{start.date()}" for pk in held.values_list("pk", flat=True)]


def late_actions(utilisateur: Utilisateur, now: datetime.datetime) -> list[str]:
    """Once for each action and each date: what is still late is not told every day."""
    mine = Action.objects.visible_to(utilisateur).filter(responsable=utilisateur)
    late = mine.overdue(day_of(now))
    return [f"retard:{pk}:{day}" for pk, day in late.values_list("pk", "echeance")]
