"""When schools are closed, zone by zone, as the ministry published it."""

import datetime
from functools import cache

from vacances_scolaires_france import SchoolHolidayDates

ONE_DAY = datetime.timedelta(days=1)


@cache
def published() -> SchoolHolidayDates:
    """The calendar, read from its file once."""
    return SchoolHolidayDates()


def is_published(year: int) -> bool:
    return published().min_year <= year <= published().max_year


def is_holiday(day: datetime.date, zone: str) -> bool:
    """Whether schools of a zone are closed on `day`; beyond what is published, none is said so."""
    return is_published(day.year) and published().is_holiday_for_zone(day, zone)


def holidays(
    zone: str, first: datetime.date, last: datetime.date
) -> list[tuple[datetime.date, datetime.date]]:
    """Return the holidays between two days, both included: first and last day of each."""
    spans = []
    for n in range((last - first).days + 1):
        day = first + n * ONE_DAY
        if not is_holiday(day, zone):
            continue
        if spans and spans[-1][1] == day - ONE_DAY:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans
