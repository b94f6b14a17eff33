"""Days in words, in French."""

import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format


def french(value: datetime.date | None, pattern: str) -> str:
    """A date in words: « lundi 1er juin 2026 » for the pattern "l j F Y"; "" for none."""
    if not value:
        return ""
    if isinstance(value, datetime.datetime):
        return in_words(timezone.localtime(value), pattern)
    return day_in_words(value, pattern)


def in_words(value: datetime.date, pattern: str) -> str:
    return date_format(value, pattern.replace("j", r"1\e\r") if value.day == 1 else pattern)


day_in_words = lru_cache(maxsize=4096)(in_words)  # a page says the same days again and again


def day(value: datetime.date | None, today: datetime.date | None = None) -> str:
    """« 12 mars », with the year only when it is not this one; "" for none."""
    if not value:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    this_year = (today or timezone.localdate()).year
    return day_in_words(day, "j F" if day.year == this_year else "j F Y")
