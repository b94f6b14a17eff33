"""The dates that the page of the year proposes, and those on which the rubrique meets already."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from agenda.models import Seance
from agenda.periodes import ONE_DAY, midnight
from rubriques.vacances import closed_days


@dataclass
class Proposition:
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


def propositions(user, rubrique, days, ticked=None) -> list[Proposition]:
    """The days `days`, those ticked by hand and those of meetings, in order.

    Without `ticked`, the days of school on which the rubrique does not meet are.
    """
    first, last = min({*days, *(ticked or [])}), max({*days, *(ticked or [])})
    closed = closed_days(rubrique.espace.zone, first, last)
    existing = defaultdict(list)
    mine = Seance.objects.visible_to(user).filter(agenda__rubrique=rubrique).in_order()
    for seance in mine.between(midnight(first), midnight(last + ONE_DAY)):
        existing[seance.debut.date()].append(seance)
    return [
        Proposition(
            day,
            day in ticked
            if ticked is not None
            else day in days and day not in closed and not existing[day],
            closed.get(day, ""),
            existing[day],
        )
        for day in sorted({*days, *(ticked or []), *existing})
    ]


def by_month(found: list[Proposition]) -> list[tuple[datetime.date, list[Proposition]]]:
    groups = groupby(found, lambda proposition: proposition.day.replace(day=1))
    return [(first, list(group)) for first, group in groups]
