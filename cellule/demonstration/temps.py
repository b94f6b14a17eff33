"""Time as schools live it, for a demonstration that never grows old."""

import datetime

from django.utils import timezone

from rubriques.vacances.jours import holidays, public_holidays, told_until
from temps.horloge import moment_at

ONE_DAY = datetime.timedelta(days=1)
ZONE = "B"


def school_year_start(today: datetime.date) -> datetime.date:
    """The 1 September on or before `today`."""
    start = today.replace(month=9, day=1)
    return start if start <= today else start.replace(year=start.year - 1)


class SchoolTime:
    """The calendar as schools live it: weeks are counted without the holidays of zone B."""

    def __init__(self, today: datetime.date):
        self.today = today
        start = school_year_start(today)
        first = start.replace(year=start.year - 2)
        days = [first + n * ONE_DAY for n in range(3 * 366)]
        closed = closed_between(days[0], days[-1])
        self.days = [d for d in days if d.weekday() < 5 and d not in closed]
        self.now = sum(day <= today for day in self.days) - 1

    def ago(self, weeks: float) -> datetime.date:
        """The school day that many weeks of school before today (after it when negative)."""
        index = self.now - round(weeks * 5)
        return self.days[max(0, min(index, len(self.days) - 1))]

    def mondays_off(self, first: datetime.date, until: datetime.date) -> frozenset[datetime.date]:
        """The Mondays between two dates on which there is no school."""
        count = (until - first).days // 7 + 1
        mondays = {first + datetime.timedelta(weeks=n) for n in range(count)}
        open_days = set(self.days).difference(public_holidays(first, until))
        return frozenset(mondays.difference(open_days))


def closed_between(first: datetime.date, last: datetime.date) -> set[datetime.date]:
    """The days of holidays of the zone; beyond those that the table tells, summer alone."""
    spans = holidays(ZONE, first, last)
    closed = {start + n * ONE_DAY for start, end in spans for n in range((end - start).days + 1)}
    told = told_until(ZONE) or first
    untold = (told + n * ONE_DAY for n in range(1, (last - told).days + 1))
    return closed | {day for day in untold if (7, 5) <= (day.month, day.day) <= (8, 31)}


def afternoon(day: datetime.date) -> datetime.datetime:
    """When something of that day was written; never in the future."""
    return min(moment_at(day, datetime.time(16, 40)), timezone.now())
