"""The hour of Paris: whatever the season, it is the one that a school's clock shows."""

import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
ONE_DAY, ONE_WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)


def at_paris(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    """The aware datetime at which a Paris clock shows `hour` on `day`.

    An hour that does not exist (last Sunday of March) becomes the one an hour later.
    """
    local = datetime.datetime.combine(day, hour, tzinfo=PARIS)
    return local.astimezone(datetime.UTC).astimezone(PARIS)


def is_skipped(day: datetime.date, hour: datetime.time) -> bool:
    """Whether no Paris clock shows `hour` on `day`: the night on which summer time begins."""
    return at_paris(day, hour).replace(tzinfo=None) != datetime.datetime.combine(day, hour)


def midnight(day: datetime.date) -> datetime.datetime:
    """The aware datetime at which `day` begins in Paris."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=PARIS)


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day of an aware datetime in Paris."""
    return moment.astimezone(PARIS).date()
