"""Fill the table of school holidays from what the ministry published.

The model comes as an argument: the migration gives the one of its day, the command today's.
"""

import datetime
from itertools import groupby

from vacances_scolaires_france import SchoolHolidayDates

from temps.horloge import ONE_DAY

ZONES = ["A", "B", "C"]


def add_published(model) -> int:
    """Add to `model` the holidays that begin after the last one it holds; return how many.

    What an administrator corrected or deleted stays as it is: only what is newer comes in.
    """
    dates = SchoolHolidayDates()
    conges = [
        model(zone=zone, nom=nom, premier_jour=first, dernier_jour=last)
        for zone in ZONES
        for nom, first, last in spans_of(dates, zone)
        if first > last_told(model, zone)
    ]
    model.objects.bulk_create(conges)
    return len(conges)


def last_told(model, zone) -> datetime.date:
    last = model.objects.filter(zone=zone).order_by("dernier_jour").last()
    return last.dernier_jour if last else datetime.date.min


def spans_of(dates: SchoolHolidayDates, zone: str) -> list[tuple]:
    """The holidays of a zone: name, first day, last day, in order."""
    days = [(day, row["nom_vacances"]) for day, row in dates.data.items() if row[key_of(zone)]]
    runs = groupby(enumerate(sorted(days)), same_run)
    return [(nom.replace("'", "’"), *ends_of(run)) for (_, nom), run in runs]


def same_run(numbered):
    """Consecutive days of one name keep the same distance to their place in the list."""
    place, (day, nom) = numbered
    return day - place * ONE_DAY, nom


def ends_of(run) -> tuple[datetime.date, datetime.date]:
    days = [day for _, (day, _) in run]
    return days[0], days[-1]


def key_of(zone: str) -> str:
    return f"vacances_zone_{zone.lower()}"
