"""Meetings: create one or a series, change, cancel or restore one. Hours are those of the
clock of the establishment (temps/horloge.py)."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from schedule.models import Calendar, Event, Occurrence, Rule

from agenda.models import Agenda, Annonce, Seance
from agenda.reunions.rythmes import rule_of, series_days
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.models import Rubrique
from rubriques.redaction.versions import save_if_unchanged
from sql.prepared import prepared
from temps.horloge import day_of, moment_at

Quoi = Annonce.Quoi
TITLE = "Réunion"  # what a meeting is about is said by its rubrique, never by its title


def meeting_days(rubrique: Rubrique) -> list[datetime.date]:
    """Return the days of the meetings of a rubrique in order; a cancelled one is none."""
    starts = starts_of(rubrique.pk)
    return list(dict.fromkeys(day_of(start) for start in starts))


@prepared
def starts_of(rubrique: uuid.UUID) -> "QuerySet[Any, datetime.datetime]":
    """When the meetings of a rubrique begin, in order; a cancelled one does not."""
    seances = Seance.objects.filter(agenda__rubrique=rubrique, occurrence__cancelled=False)
    return seances.in_order().values_list("occurrence__start", flat=True)


@transaction.atomic
def create_seances(
    *,
    rubrique: Rubrique,
    par: Utilisateur,
    jour: datetime.date,
    debut: datetime.time,
    fin: datetime.time,
    lieu: str,
    rythme: str = "",
    jusque: datetime.date | None = None,
    skip: frozenset[datetime.date] = frozenset(),
    envoi: uuid.UUID | None = None,
) -> list[Seance]:
    """Create a meeting, or a series when `rythme` is given; return the meetings in order.

    `envoi` is the number of the form: received twice, it creates nothing the second time. Raises
    ValueError when `skip` leaves no day.
    """
    days = [jour]
    if rythme and jusque:
        days = [d for d in series_days(jour, rythme, jusque) if d not in skip]
    if not days:
        raise ValueError("No day is left.")
    agenda = agenda_of(rubrique)
    first = moment_at(days[0], debut)
    same = agenda.seances.filter(occurrence__original_start=first)
    before = same.filter(pk=envoi).first() if envoi else None
    if before and before.lieu == lieu:
        return list(agenda.seances.filter(occurrence__event=before.occurrence.event).in_order())
    rule = rule_of(rythme, jour) if rythme else None
    taken = envoi is None or Seance.objects.filter(pk=envoi).exists()
    return add_series(agenda, par, days, debut, fin, lieu, rule, None if taken else envoi)


@transaction.atomic
def create_year(
    *,
    rubrique: Rubrique,
    par: Utilisateur,
    days: list[datetime.date],
    debut: datetime.time,
    fin: datetime.time,
    lieu: str,
    rule: Rule,
) -> list[Seance]:
    """Create one series with a meeting on each of `days`; return the meetings in order.

    A day on which the rubrique meets already gets no second meeting, so that the same page
    received twice, or sent by two people, writes each date once.
    """
    agenda = agenda_of(rubrique)
    days = sorted(set(days).difference(meeting_days(rubrique)))
    if not days:
        return []
    return add_series(agenda, par, days, debut, fin, lieu, rule)


def add_series(
    agenda: Agenda,
    par: Utilisateur,
    days: list[datetime.date],
    debut: datetime.time,
    fin: datetime.time,
    lieu: str,
    rule: Rule | None,
    first_key: uuid.UUID | None = None,
) -> list[Seance]:
    """One event of django-scheduler, and a stored occurrence for each of its meetings, in the
    transaction of its caller."""
    spans = [(moment_at(day, debut), moment_at(day, fin)) for day in days]
    event = Event.objects.create(
        calendar=agenda.calendar,
        title=TITLE,
        creator=par,
        start=spans[0][0],
        end=spans[0][1],
        rule=rule,
        end_recurring_period=spans[-1][1] if rule else None,
    )
    keys = [first_key or uuid.uuid4(), *(uuid.uuid4() for _ in days[1:])]
    seances = [
        add_seance(agenda, event, lieu, key, *span) for key, span in zip(keys, spans, strict=True)
    ]
    record(par, Acte.CREATION, seances[0], reunions=len(seances))
    announce(seances[0], Quoi.INSCRITE, par)
    return seances


def add_seance(
    agenda: Agenda,
    event: Event,
    lieu: str,
    key: uuid.UUID,
    start: datetime.datetime,
    end: datetime.datetime,
) -> Seance:
    occurrence = Occurrence.objects.create(
        event=event, title=TITLE, start=start, end=end, original_start=start, original_end=end
    )
    return Seance.objects.create(pk=key, agenda=agenda, occurrence=occurrence, lieu=lieu)


def announce(seance: Seance, quoi: str, par: Utilisateur) -> None:
    """Let members be told, later and elsewhere, of what `par` did to a meeting or its series."""
    Annonce.objects.create(seance=seance, quoi=quoi, par=par)


def agenda_of(rubrique: Rubrique) -> Agenda:
    """Return the rubrique's calendar, made at its first meeting. Call it inside a transaction."""
    Rubrique.objects.select_for_update().get(pk=rubrique.pk)
    agenda = Agenda.objects.select_related("calendar").filter(rubrique=rubrique).first()
    if agenda is None:
        calendar = Calendar.objects.create(name=TITLE, slug=rubrique.slug)
        agenda = Agenda.objects.create(rubrique=rubrique, calendar=calendar)
    return agenda


class SeanceTenue(Exception):
    """The séance is open, or was held: it neither moves nor is cancelled."""


def lock_planned(seance: Seance) -> Seance:
    """Return the meeting as the database holds it, locked; raises SeanceTenue."""
    held = Seance.objects.select_for_update().get(pk=seance.pk)
    if not held.is_prevue:
        raise SeanceTenue
    return held


@transaction.atomic
def move_seance(
    *,
    seance: Seance,
    par: Utilisateur,
    seen: int,
    jour: datetime.date,
    debut: datetime.time,
    fin: datetime.time,
    lieu: str,
) -> None:
    """Change one meeting, and no other of its series; raises StaleVersion if it changed since,
    SeanceTenue if it was opened meanwhile."""
    lock_planned(seance)
    seance.lieu = lieu
    save_if_unchanged(seance, seen=seen, fields=["lieu"])
    seance.occurrence.move(moment_at(jour, debut), moment_at(jour, fin))
    record(par, Acte.MODIFICATION, seance, champs=["debut", "fin", "lieu"])
    announce(seance, Quoi.DEPLACEE, par)


@transaction.atomic
def set_cancelled(*, seance: Seance, cancelled: bool, par: Utilisateur) -> None:
    """Cancel one meeting, or restore it. The others of its series stay as they are; one that is
    as it should be is left alone. Raises SeanceTenue if it was opened meanwhile."""
    held = lock_planned(seance)
    if held.is_annulee == cancelled:
        return
    write_cancelled(held, cancelled=cancelled, with_series=False)
    record(par, Acte.MODIFICATION, seance, champs=["annulee"])
    announce(seance, Quoi.ANNULEE if cancelled else Quoi.RETABLIE, par)


def write_cancelled(seance: Seance, *, cancelled: bool, with_series: bool) -> None:
    """`with_series` tells a meeting cancelled with its series from one that was cancelled alone,
    which stays so when the series is restored."""
    seance.occurrence.cancelled = cancelled
    seance.occurrence.save(update_fields=["cancelled", "updated_on"])
    Seance.objects.filter(pk=seance.pk).update(
        annulee_en_serie=cancelled and with_series, version=F("version") + 1
    )
