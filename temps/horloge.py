"""The clock on the wall: that of the establishment whose rubrique is open, else that of Paris.

The gate sets it (`rubriques/permissions.py`); outside a request it is that of Paris.
"""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

PARIS = ZoneInfo("Europe/Paris")
ONE_DAY, ONE_WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)

# Of the zones of holidays whose clock is not that of Paris; none has summer time.
OVERSEAS = {
    "guadeloupe": "America/Guadeloupe",
    "guyane": "America/Cayenne",
    "martinique": "America/Martinique",
    "mayotte": "Indian/Mayotte",
    "reunion": "Indian/Reunion",
}
IN_WORDS = {
    "America/Cayenne": "heure de la Guyane",
    "America/Guadeloupe": "heure de la Guadeloupe",
    "America/Martinique": "heure de la Martinique",
    "Indian/Mayotte": "heure de Mayotte",
    "Indian/Reunion": "heure de La Réunion",
}


def fuseau_of(zone: str) -> ZoneInfo:
    """What clocks show in a zone of holidays."""
    return ZoneInfo(OVERSEAS[zone]) if zone in OVERSEAS else PARIS


def clock_in_words() -> str:
    """« heure de Paris »: what the clock shows, as it is said beside an hour."""
    return IN_WORDS.get(str(here()), "heure de Paris")


def here() -> datetime.tzinfo:
    """The time zone of the clock."""
    return timezone.get_current_timezone()


def moment_at(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    """The aware datetime at which the clock shows `hour` on `day`.

    An hour that does not exist (in Paris, last Sunday of March) becomes the one an hour later.
    """
    local = datetime.datetime.combine(day, hour, tzinfo=here())
    return local.astimezone(datetime.UTC).astimezone(here())


def today_in_paris() -> datetime.date:
    """The day by which rights end, wherever the establishment is."""
    return timezone.localdate(timezone=PARIS)


def is_skipped(day: datetime.date, hour: datetime.time) -> bool:
    """Whether the clock never shows `hour` on `day`: the night on which summer time begins."""
    return moment_at(day, hour).replace(tzinfo=None) != datetime.datetime.combine(day, hour)


def midnight(day: datetime.date) -> datetime.datetime:
    """The aware datetime at which `day` begins."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=here())


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day that the clock shows at an aware datetime."""
    return moment.astimezone(here()).date()
