"""Meetings: create one or a series, change, cancel or restore one. Hours are Paris wall clock."""

import datetime
import uuid
from zoneinfo import ZoneInfo

from dateutil.rrule import WEEKLY, rrule
from django.db import transaction
from schedule.models import Calendar, Event, Occurrence, Rule

from agenda.models import Agenda, Seance
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.models import Rubrique
from rubriques.versions import save_if_unchanged

PARIS = ZoneInfo("Europe/Paris")
TITLE = "Réunion"  # what a meeting is about is said by its rubrique, never by its title
WEEKS = {"semaine": 1, "quinzaine": 2}
RHYTHM_NAMES = {"semaine": "toutes les semaines", "quinzaine": "toutes les deux semaines"}


def at_paris(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    """The aware datetime at which a Paris clock shows `hour` on `day`.

    An hour that does not exist (last Sunday of March) becomes the one an hour later.
    """
    local = datetime.datetime.combine(day, hour, tzinfo=PARIS)
    return local.astimezone(datetime.UTC).astimezone(PARIS)


def series_days(first: datetime.date, rhythm: str, until: datetime.date) -> list[datetime.date]:
    """The days of a series from `first` to `until`, both included."""
    start = datetime.datetime.combine(first, datetime.time())
    end = datetime.datetime.combine(until, datetime.time())
    return [day.date() for day in rrule(WEEKLY, interval=WEEKS[rhythm], dtstart=start, until=end)]


def meeting_days(rubrique: Rubrique) -> list[datetime.date]:
    """Return the days of the meetings of a rubrique in order; a cancelled one is none."""
    seances = Seance.objects.filter(agenda__rubrique=rubrique, occurrence__cancelled=False)
    starts = seances.in_order().values_list("occurrence__start", flat=True)
    return list(dict.fromkeys(start.astimezone(PARIS).date() for start in starts))


@transaction.atomic
def create_seances(
    *,
    rubrique: Rubrique,
    par: Utilisateur,
    day: datetime.date,
    debut: datetime.time,
    fin: datetime.time,
    lieu: str,
    rhythm: str = "",
    until: datetime.date | None = None,
    skip: frozenset[datetime.date] = frozenset(),
    envoi: uuid.UUID | None = None,
) -> list[Seance]:
    """Create a meeting, or a series when `rhythm` is given; return the meetings in order.

    `envoi` is the number of the form: received twice, it creates nothing the second time.
    """
    agenda = agenda_of(rubrique)
    start = at_paris(day, debut)
    before = agenda.seances.filter(pk=envoi, occurrence__original_start=start).first()
    if before and before.lieu == lieu:
        return list(agenda.seances.filter(occurrence__event=before.occurrence.event).in_order())
    days = [d for d in series_days(day, rhythm, until) if d not in skip] if rhythm else [day]
    event = Event.objects.create(
        calendar=agenda.calendar,
        title=TITLE,
        creator=par,
        start=at_paris(days[0], debut),
        end=at_paris(days[0], fin),
        rule=rule_of(rhythm) if rhythm else None,
        end_recurring_period=at_paris(until, datetime.time(23, 59)) if rhythm else None,
    )
    taken = envoi is None or Seance.objects.filter(pk=envoi).exists()
    keys = [uuid.uuid4() if taken else envoi, *(uuid.uuid4() for _ in days[1:])]
    seances = [
        add_seance(agenda, event, lieu, key, at_paris(d, debut), at_paris(d, fin))
        for key, d in zip(keys, days, strict=True)
    ]
    record(par, Acte.CREATION, seances[0], reunions=len(seances))
    return seances


def add_seance(agenda, event, lieu, key, start, end) -> Seance:
    occurrence = Occurrence.objects.create(
        event=event, title=TITLE, start=start, end=end, original_start=start, original_end=end
    )
    return Seance.objects.create(pk=key, agenda=agenda, occurrence=occurrence, lieu=lieu)


def agenda_of(rubrique: Rubrique) -> Agenda:
    """Return the rubrique's calendar, made at its first meeting. Call it inside a transaction."""
    Rubrique.objects.select_for_update().get(pk=rubrique.pk)
    agenda = Agenda.objects.select_related("calendar").filter(rubrique=rubrique).first()
    if agenda is None:
        calendar = Calendar.objects.create(name=TITLE, slug=rubrique.slug)
        agenda = Agenda.objects.create(rubrique=rubrique, calendar=calendar)
    return agenda


def rule_of(rhythm: str) -> Rule:
    """The two rules on offer; django-scheduler does not check its own, so no other is made."""
    name = RHYTHM_NAMES[rhythm]
    params = f"interval:{WEEKS[rhythm]}"
    found = Rule.objects.filter(name=name, frequency="WEEKLY", params=params).first()
    return found or Rule.objects.create(name=name, frequency="WEEKLY", params=params)


@transaction.atomic
def move_seance(
    *,
    seance: Seance,
    par: Utilisateur,
    seen: int,
    day: datetime.date,
    debut: datetime.time,
    fin: datetime.time,
    lieu: str,
) -> None:
    """Change one meeting, and no other of its series; raises StaleVersion if it changed since."""
    seance.lieu = lieu
    save_if_unchanged(seance, seen=seen, fields=["lieu"])
    seance.occurrence.move(at_paris(day, debut), at_paris(day, fin))
    record(par, Acte.MODIFICATION, seance, champs=["debut", "fin", "lieu"])


@transaction.atomic
def set_cancelled(*, seance: Seance, cancelled: bool, par: Utilisateur) -> None:
    """Cancel one meeting, or restore it. The others of its series stay as they are."""
    seance.occurrence.cancelled = cancelled
    seance.occurrence.save(update_fields=["cancelled", "updated_on"])
    record(par, Acte.MODIFICATION, seance, champs=["annulee"])
