"""Days in words, in French."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format


def french(value: datetime.date | None, pattern: str) -> str:
    """A date in words: « lundi 1er juin 2026 » for the pattern "l j F Y"; "" for none."""
    if not value:
        return ""
    value = timezone.localtime(value) if isinstance(value, datetime.datetime) else value
    return date_format(value, pattern.replace("j", r"1\e\r") if value.day == 1 else pattern)


def day(value: datetime.date | None) -> str:
    """« 12 mars », with the year only when it is not this one; "" for none."""
    this_year = value is not None and value.year == timezone.localdate().year
    return french(value, "j F" if this_year else "j F Y")
