"""The months of a school year, counted and in words."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from temps.annee_scolaire import first_day, next_month, this_year
from temps.horloge import day_of

VOWELS = "aeéiouh"


def months_of(year: int | None) -> list[datetime.date]:
    """The first days of the months of a school year that have begun; of the last twelve months
    when no year is told."""
    this_month = timezone.localdate().replace(day=1)
    months = [first_day(this_year() - 1 if year is None else year)]
    while len(months) < 12 or (year is None and months[-1] < this_month):
        months.append(next_month(months[-1]))
    return [month for month in months if month <= this_month][-12:]


def first_of_month(moment: datetime.datetime) -> datetime.date:
    """The first day of the month in which `criteres.in_month` finds `moment`."""
    return day_of(moment).replace(day=1)


def month_heading(month: datetime.date) -> str:
    """« sept. 2026 »: it fits at the head of a column."""
    return date_format(month, "N Y")


def from_month_in_words(month: datetime.date) -> str:
    """« de septembre », « d’octobre »."""
    name = month_in_words(month)
    return f"d’{name}" if name[0] in VOWELS else f"de {name}"


def month_in_words(month: datetime.date) -> str:
    return date_format(month, "F")
