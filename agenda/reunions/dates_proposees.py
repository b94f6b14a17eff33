"""The dates that the page of the year proposes, and those on which the rubrique meets already."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from agenda.models import Seance
from rubriques.vacances.jours import closed_days
from temps.horloge import ONE_DAY, midnight


@dataclass
class DateProposee:
    """One day of the year: a box to tick, unless the rubrique meets on that day."""

    day: datetime.date
    coche: bool  # proposed, or ticked by hand
    ecole: str = ""  # why there is no school
    seances: list = field(default_factory=list)

    @property
    def est_prise(self):
        """Whether the rubrique meets on that day already: there is nothing to tick."""
        return any(not seance.is_annulee for seance in self.seances)

    @property
    def is_cochee(self):
        return self.coche and not self.est_prise


def proposed_dates(user, rubrique, days, ticked=None) -> list[DateProposee]:
    """The days `days`, those ticked by hand and those of meetings, in order.

    Without `ticked`, the days of school on which nothing was ever planned are.
    """
    shown = {*days, *(ticked or [])}
    first, last = min(shown), max(shown)
    closed = closed_days(rubrique.espace.zone, first, last)
    existing = meetings_by_day(user, rubrique, first, last)
    if ticked is None:
        ticked = set(days).difference(closed, existing)
    return [
        DateProposee(day, day in ticked, closed.get(day, ""), existing.get(day, []))
        for day in sorted(shown.union(existing))
    ]


def meetings_by_day(user, rubrique, first, last) -> dict[datetime.date, list[Seance]]:
    found: dict[datetime.date, list[Seance]] = {}
    mine = Seance.objects.visible_to(user).filter(agenda__rubrique=rubrique).in_order()
    for seance in mine.between(midnight(first), midnight(last + ONE_DAY)):
        found.setdefault(seance.debut.date(), []).append(seance)
    return found


def by_month(found: list[DateProposee]) -> list[tuple[datetime.date, list[DateProposee]]]:
    groups = groupby(found, lambda proposed: proposed.day.replace(day=1))
    return [(first, list(group)) for first, group in groups]
