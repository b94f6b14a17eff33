"""The school year: from 1 September to 31 August, named by the year in which it begins."""

import datetime

from django.utils import timezone

FIRST_MONTH = 9


def school_year(day: datetime.date) -> int:
    """The year in which the school year of `day` began, on 1 September."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def this_year() -> int:
    """The year in which the present school year began."""
    return school_year(timezone.localdate())


def first_day(year: int) -> datetime.date:
    return datetime.date(year, FIRST_MONTH, 1)


def last_day(year: int) -> datetime.date:
    return datetime.date(year + 1, FIRST_MONTH - 1, 31)


def next_month(first: datetime.date) -> datetime.date:
    """The first day of the month after that of `first`."""
    return (first.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def in_words(year: int) -> str:
    """« 2026-2027 »."""
    return f"{year}-{year + 1}"


def last_class_day(today: datetime.date | None = None) -> datetime.date:
    """The next 4 July, about when French schools close for the summer."""
    today = today or timezone.localdate()
    this_summer = datetime.date(today.year, 7, 4)
    return this_summer if today <= this_summer else this_summer.replace(year=today.year + 1)
