"""The month page: days by weeks, with the meetings of each day."""

import datetime
from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, field

from django.http import Http404
from django.utils import timezone

from agenda.services import PARIS

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass
class Day:
    date: datetime.date
    outside: bool
    today: bool
    seances: list = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """One month of the calendar; raises Http404 for a month that does not exist."""

    year: int
    month: int

    def __post_init__(self):
        if not (1 <= self.month <= 12 and FIRST_YEAR <= self.year <= LAST_YEAR):
            raise Http404

    @property
    def first(self):
        return datetime.date(self.year, self.month, 1)

    @property
    def previous(self):
        return self.first - datetime.timedelta(days=1)

    @property
    def next(self):
        return (self.first + datetime.timedelta(days=31)).replace(day=1)

    def days(self):
        return list(Calendar().itermonthdates(self.year, self.month))

    def bounds(self):
        """The aware datetimes between which the shown days lie, the second one excluded."""
        days = self.days()
        midnight = datetime.time(tzinfo=PARIS)
        after = days[-1] + datetime.timedelta(days=1)
        return (
            datetime.datetime.combine(days[0], midnight),
            datetime.datetime.combine(after, midnight),
        )

    def weeks(self, seances) -> list[list[Day]]:
        """The weeks of the month, Monday first, with their meetings."""
        by_day = defaultdict(list)
        for seance in seances:
            by_day[seance.debut.date()].append(seance)
        today = timezone.localdate()
        days = [Day(d, d.month != self.month, d == today, by_day[d]) for d in self.days()]
        return [days[i : i + 7] for i in range(0, len(days), 7)]
