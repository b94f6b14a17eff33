"""One meeting and those that follow it in their series: change, cancel or restore them together.

What was decided for one meeting alone stays: cancelled, moved, or held in another place.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction

from agenda.models import Seance
from agenda.reunions.rythmes import (
    LAST,
    fits,
    monthly_rule,
    nth_weekday,
    rank_of,
    weekday_and_rank,
)
from agenda.reunions.services import Quoi, announce, write_cancelled
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.redaction.versions import StaleVersion, fingerprint, save_if_unchanged
from temps.horloge import moment_at

Hours = tuple[datetime.time, datetime.time]
Span = tuple[datetime.datetime, datetime.datetime]


@dataclass(frozen=True)
class Demande:
    """What is asked for one meeting of a series, and so for those that follow."""

    jour: datetime.date
    debut: datetime.time
    fin: datetime.time
    lieu: str


@dataclass(frozen=True)
class Ligne:
    """What becomes of one meeting."""

    seance: Seance
    debut: datetime.datetime
    fin: datetime.datetime
    prevue: Span  # its place in the series
    lieu: str

    @property
    def jour(self) -> datetime.date:
        return self.debut.date()

    @property
    def keeps_time(self) -> bool:
        return (self.debut, self.fin) == (self.seance.debut, self.seance.fin)

    @property
    def keeps_lieu(self) -> bool:
        return self.lieu == self.seance.lieu

    @property
    def changes(self) -> bool:
        return not (self.keeps_time and self.keeps_lieu)


def following(seance: Seance) -> list[Seance]:
    """Return a meeting and those that its series has after it, in the order of the series; one
    that is being held, or was, is left alone."""
    occurrence = seance.occurrence
    rows = Seance.objects.planned().filter(
        occurrence__event=occurrence.event_id,
        occurrence__original_start__gte=occurrence.original_start,
    )
    rows = rows.select_related("occurrence__event__rule", "agenda__rubrique__espace")
    return list(rows.order_by("occurrence__original_start", "pk"))


def digest_of(seances: list[Seance]) -> str:
    """Return a digest of meetings as a page shows them, to tell later whether one changed."""
    return fingerprint([f"{s.pk}:{s.version}:{s.is_annulee}:{s.debut}" for s in seances])


def plan(
    seance: Seance, demande: Demande, seances: list[Seance], *, deplacees: bool = False
) -> list[Ligne]:
    """Return what `demande`, made on `seance`, does to each of the meetings `seances`.

    Only what differs from `seance` as it is now goes to the others. One that was moved keeps its
    day, and its hours too unless `deplacees`; one held in another place keeps that place.
    """
    hours = (demande.debut, demande.fin)
    new_hours = hours if hours != (seance.debut.time(), seance.fin.time()) else None
    return [
        Ligne(
            other,
            *time_of(other, seance, demande, new_hours, deplacees),
            prevue=planned_time(other, seance, demande, new_hours),
            lieu=demande.lieu if other.lieu == seance.lieu else other.lieu,
        )
        for other in seances
    ]


def planned_time(other: Seance, seance: Seance, demande: Demande, new_hours: Hours | None) -> Span:
    """The place of `other` in the series, as it becomes."""
    hours = new_hours or (other.prevue_debut.time(), other.prevue_fin.time())
    return span(placed(other, seance, demande.jour), hours)


def time_of(
    other: Seance, seance: Seance, demande: Demande, new_hours: Hours | None, deplacees: bool
) -> Span:
    """When `other` is held, as it becomes."""
    if other.pk == seance.pk:
        return span(demande.jour, (demande.debut, demande.fin))
    if other.is_deplacee:
        kept = (other.debut.time(), other.fin.time())
        return span(other.debut.date(), new_hours if deplacees and new_hours else kept)
    return planned_time(other, seance, demande, new_hours)


def span(day: datetime.date, hours: Hours) -> Span:
    return moment_at(day, hours[0]), moment_at(day, hours[1])


def placed(other: Seance, seance: Seance, day: datetime.date) -> datetime.date:
    """Where `other` stands in its series once `seance` is held on `day`: as many days later, or
    on the same weekday and rank of its own month."""
    shift = day - seance.debut.date()
    planned = other.prevue_debut.date()
    monthly = weekday_and_rank(seance.occurrence.event.rule)
    if not shift or not monthly or planned != nth_weekday(planned, *monthly):
        return planned + shift
    return nth_weekday(planned, *new_weekday_and_rank(monthly, day))


def new_weekday_and_rank(monthly: tuple[int, int], day: datetime.date) -> tuple[int, int]:
    """The last weekday of the month stays the last where it can; there is no fifth."""
    stays_last = monthly[1] == LAST and fits(day, "dernier")
    rank = LAST if stays_last else rank_of(day, "mois")
    return day.weekday(), rank if rank <= 4 else LAST


@transaction.atomic
def edit_suite(
    *,
    seance: Seance,
    par: Utilisateur,
    seen: int,
    seen_suite: str,
    demande: Demande,
    deplacees: bool = False,
) -> int:
    """Change a meeting and those that follow as `plan` says; return how many change.

    Raises StaleVersion when one of them changed since `seen` and `seen_suite` (see `digest_of`).
    """
    seances = unchanged(seance, seen_suite)
    lines = plan(seance, demande, seances, deplacees=deplacees)
    changed = sum(line.changes for line in lines)  # before the meetings themselves change
    monthly = weekday_and_rank(seance.occurrence.event.rule)
    if monthly and demande.jour != seance.debut.date():
        seance.occurrence.event.rule = monthly_rule(*new_weekday_and_rank(monthly, demande.jour))
        seance.occurrence.event.save(update_fields=["rule"])
    for line in lines:
        other = line.seance
        other.lieu = line.lieu
        expected = seen if other.pk == seance.pk else other.version
        save_if_unchanged(other, seen=expected, fields=["lieu"])
        occurrence = other.occurrence
        occurrence.start, occurrence.end = line.debut, line.fin
        occurrence.original_start, occurrence.original_end = line.prevue
        occurrence.save()
    champs = ["debut", "fin", "lieu"]
    record(par, Acte.MODIFICATION, seance, champs=champs, reunions=changed)
    announce(seance, Quoi.DEPLACEE, par)
    return changed


@transaction.atomic
def set_suite_cancelled(
    *, seance: Seance, cancelled: bool, par: Utilisateur, seen_suite: str
) -> list[Seance]:
    """Cancel a meeting and those that follow, or restore those cancelled that way; return them.

    One that was cancelled alone stays cancelled. Raises StaleVersion when one changed since.
    """
    seances = unchanged(seance, seen_suite)
    touched = cancellable(seances) if cancelled else restorable(seances)
    for other in touched:
        write_cancelled(other, cancelled=cancelled, with_series=True)
    if touched:
        record(par, Acte.MODIFICATION, seance, champs=["annulee"], reunions=len(touched))
        announce(seance, Quoi.ANNULEE if cancelled else Quoi.RETABLIE, par)
    return touched


def cancellable(seances: list[Seance]) -> list[Seance]:
    return [s for s in seances if not s.is_annulee]


def restorable(seances: list[Seance]) -> list[Seance]:
    return [s for s in seances if s.is_annulee and s.annulee_en_serie]


def unchanged(seance: Seance, seen_suite: str) -> list[Seance]:
    """Return the meetings that follow, held against other writers; raise StaleVersion if the page
    showed something else."""
    event = seance.occurrence.event_id
    held = Seance.objects.select_for_update(of=("self",)).filter(occurrence__event=event)
    list(held.order_by("pk"))
    seances = following(seance)
    if digest_of(seances) != seen_suite:
        raise StaleVersion(Seance.objects.get(pk=seance.pk))
    return seances
