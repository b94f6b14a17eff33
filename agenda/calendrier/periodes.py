"""What a page of the agenda shows of time: a month by weeks, or a week, with the meetings."""

import datetime
from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, field

from django.http import Http404
from django.utils import timezone
from django.utils.safestring import SafeString

from agenda.calendrier.dessin import draw_day
from rubriques.models import Espace
from rubriques.vacances.jours import (
    holiday_names,
    holidays_of_zone,
    lower_first,
    public_holidays,
)
from temps.horloge import ONE_DAY, ONE_WEEK, midnight
from temps.mots import french

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass
class Day:
    date: datetime.date
    outside: bool
    today: bool
    off: str = ""  # why there is no school, in words
    off_begins: bool = False  # the first day of it, or a Monday: where the eye looks for it
    note: str = ""
    seances: list = field(default_factory=list)

    @property
    def dessin(self) -> SafeString:
        """Its cell in the month."""
        return draw_day(self)


class Period:
    """Some days; what it has in common for a month and a week."""

    def days(self) -> list[datetime.date]:
        """The shown days, in order."""
        raise NotImplementedError

    def holds(self, day: datetime.date) -> bool:
        """Whether a shown day belongs to it, or only stands beside it."""
        raise NotImplementedError

    def bounds(self):
        """The aware datetimes between which the shown days lie, the second one excluded."""
        days = self.days()
        return midnight(days[0]), midnight(days[-1] + ONE_DAY)

    def fill(self, seances, zones) -> list[Day]:
        """The shown days, with their meetings and the days off of schools of those zones."""
        days, today = self.days(), timezone.localdate()
        by_day, off = defaultdict(list), days_off(zones, days[0], days[-1])
        for seance in seances:
            by_day[seance.debut.date()].append(seance)
        return [
            Day(
                day,
                outside=not self.holds(day),
                today=day == today,
                off=off.get(day, ""),
                off_begins=day.weekday() == 0 or off.get(day) != off.get(day - ONE_DAY),
                note=change_of_hour(day),
                seances=by_day[day],
            )
            for day in days
        ]


@dataclass(frozen=True)
class Month(Period):
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
        return self.first - ONE_DAY

    @property
    def next(self):
        return (self.first + 31 * ONE_DAY).replace(day=1)

    def holds(self, day):
        return (day.year, day.month) == (self.year, self.month)

    def days(self):
        return list(Calendar().itermonthdates(self.year, self.month))

    def weeks(self, seances, zones) -> list[list[Day]]:
        """The weeks of the month, Monday first."""
        days = self.fill(seances, zones)
        return [days[i : i + 7] for i in range(0, len(days), 7)]


@dataclass(frozen=True)
class Week(Period):
    """One week, from Monday, by its ISO number; raises Http404 for one that does not exist."""

    year: int
    week: int

    def __post_init__(self):
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise Http404
        if not 1 <= self.week <= datetime.date(self.year, 12, 28).isocalendar().week:
            raise Http404

    @property
    def first(self):
        return datetime.date.fromisocalendar(self.year, self.week, 1)

    @property
    def last(self):
        return self.first + 6 * ONE_DAY

    @property
    def words(self):
        """« Du 15 au 21 mars 2027 », with the first month when the week has two."""
        start = "j" if self.first.month == self.last.month else "j F"
        return f"Du {french(self.first, start)} au {french(self.last, 'j F Y')}"

    @property
    def previous(self):
        return self.first - ONE_WEEK

    @property
    def next(self):
        return self.first + ONE_WEEK

    def holds(self, day):
        return True

    def days(self):
        return [self.first + n * ONE_DAY for n in range(7)]


def days_off(zones, first, last) -> dict[datetime.date, str]:
    """Why there is no school, day by day; a holiday that some of the zones do not share says
    whose it is."""
    off = {}
    for day, by_zone in holiday_names(zones, first, last).items():
        name = lower_first(next(iter(by_zone.values())))
        whose = "" if set(by_zone) == set(zones) else f" ({zones_in_words(by_zone)})"
        off[day] = f"{name}{whose}"
    for zone in zones:
        for day, name in holidays_of_zone(zone, first, last).items():
            off[day] = name if len(zones) == 1 else f"{name} ({Espace.Zone(zone).label})"
    return off | public_holidays(first, last)


def zones_in_words(zones) -> str:
    """« zone A, B », « Corse »: those whose school holidays these are."""
    calendars = sorted({Espace.Zone(zone).calendrier for zone in zones})
    letters = ", ".join(zone.value for zone in calendars if len(zone.value) == 1)
    names = [zone.label for zone in calendars if len(zone.value) > 1]
    return ", ".join([f"zone {letters}", *names] if letters else names)


def change_of_hour(day) -> str:
    """« heure d’été » and « heure d’hiver », on the two nights when clocks change."""
    before, after = midnight(day).dst(), midnight(day + ONE_DAY).dst()
    if before == after:
        return ""
    return "heure d’été" if after else "heure d’hiver"
