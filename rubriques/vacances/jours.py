"""When schools are closed: the holidays of each zone, which a table holds, and public holidays."""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from rubriques.models import Conge, Espace
from sql.prepared import prepared
from temps.horloge import ONE_DAY

FIXED = {  # month and day of the public holidays that do not move (Code du travail, L. 3133-1)
    (1, 1): "jour de l’an",
    (5, 1): "fête du travail",
    (5, 8): "8 mai",
    (7, 14): "fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "11 novembre",
    (12, 25): "Noël",
}
AFTER_EASTER = {1: "lundi de Pâques", 39: "Ascension", 50: "lundi de Pentecôte"}
Zone = Espace.Zone
FIXED_HERE = {  # those of one zone alone (Code du travail, L. 3134-13 and L. 3422-2)
    Zone.ALSACE_MOSELLE: {(12, 26): "Saint-Étienne"},
    Zone.GUADELOUPE: {(5, 27): "abolition de l’esclavage"},
    Zone.GUYANE: {(6, 10): "abolition de l’esclavage"},
    Zone.MARTINIQUE: {(5, 22): "abolition de l’esclavage"},
    Zone.MAYOTTE: {(4, 27): "abolition de l’esclavage"},
    Zone.REUNION: {(12, 20): "abolition de l’esclavage"},
}
AFTER_EASTER_HERE = {Zone.ALSACE_MOSELLE: {-2: "vendredi saint"}}


@prepared
def conges_of(zones: list[str], first: datetime.date, last: datetime.date) -> QuerySet[Conge]:
    return Conge.objects.of(zones, first, last)


def is_holiday(day: datetime.date, zone: str) -> bool:
    """Whether schools of a zone are on holiday on `day`; beyond what is told, none is said so."""
    return bool(holidays(zone, day, day))


def holidays(
    zone: str, first: datetime.date, last: datetime.date
) -> list[tuple[datetime.date, datetime.date]]:
    """Return the holidays between two days, both included: first and last day of each."""
    spans: list[tuple[datetime.date, datetime.date]] = []
    for conge in conges_of([Zone(zone).calendrier.value], first, last):
        start, end = max(conge.premier_jour, first), min(conge.dernier_jour, last)
        if spans and start <= spans[-1][1] + ONE_DAY:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def holiday_names(
    zones: Iterable[str], first: datetime.date, last: datetime.date
) -> dict[datetime.date, dict[str, str]]:
    """Return, for each day of holidays between two days, their name in each zone that has them."""
    names: dict[datetime.date, dict[str, str]] = {}
    having: dict[str, list[str]] = {}
    for zone in zones:
        having.setdefault(Zone(zone).calendrier.value, []).append(zone)
    for conge in conges_of(sorted(having), first, last):
        start, end = max(conge.premier_jour, first), min(conge.dernier_jour, last)
        for n in range((end - start).days + 1):
            told = dict.fromkeys(having[conge.zone], conge.nom)
            names.setdefault(start + n * ONE_DAY, {}).update(told)
    return names


def told_until(zone: str) -> datetime.date | None:
    """Return the last day that the table of holidays knows of; None when it holds nothing."""
    here = Conge.objects.filter(zone=Zone(zone).calendrier)
    last = here.order_by("dernier_jour").last()
    return last.dernier_jour if last else None


def public_holidays(first: datetime.date, last: datetime.date) -> dict[datetime.date, str]:
    """Return the public holidays of all of France between two days, with their names."""
    return days_between(first, last, FIXED, AFTER_EASTER)


def holidays_of_zone(
    zone: str, first: datetime.date, last: datetime.date
) -> dict[datetime.date, str]:
    """Return those that a zone has besides: two days in Alsace and Moselle, one overseas."""
    here = Zone(zone)
    return days_between(first, last, FIXED_HERE.get(here, {}), AFTER_EASTER_HERE.get(here, {}))


def days_between(
    first: datetime.date,
    last: datetime.date,
    fixed: Mapping[tuple[int, int], str],
    after_easter: Mapping[int, str],
) -> dict[datetime.date, str]:
    found: dict[datetime.date, str] = {}
    for year in range(first.year, last.year + 1):
        found |= {datetime.date(year, *day): name for day, name in fixed.items()}
        easter = easter_of(year)
        found |= {easter + n * ONE_DAY: name for n, name in after_easter.items()}
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def easter_of(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    century, of_century = divmod(year, 100)
    correction = (8 * century + 13) // 25
    epact = (19 * (year % 19) + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    lag = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * lag + 114, 31)
    return datetime.date(year, month, day + 1)


def closed_days(
    zone: str,
    first: datetime.date,
    last: datetime.date,
    *,
    school: bool = True,
    public: bool = True,
) -> dict[datetime.date, str]:
    """Return the days without school between two days, each with its reason in words.

    `school` counts the holidays of the zone, `public` the public holidays, which are told first.
    """
    names = holiday_names([zone], first, last) if school else {}
    closed = {day: lower_first(by_zone[zone]) for day, by_zone in names.items()}
    if public:
        days = holidays_of_zone(zone, first, last) | public_holidays(first, last)
        closed |= {day: f"férié, {name}" for day, name in days.items()}
    return closed


def lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]
