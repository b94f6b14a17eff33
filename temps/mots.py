"""Days in words, in French."""

from django.utils import timezone
from django.utils.formats import date_format


def french(value, pattern: str) -> str:
    """A date in words: « lundi 1er juin 2026 » for the pattern "l j F Y"; "" for none."""
    if not value:
        return ""
    value = timezone.localtime(value) if hasattr(value, "hour") else value
    return date_format(value, pattern.replace("j", r"1\e\r") if value.day == 1 else pattern)


def day(value) -> str:
    """« 12 mars », with the year only when it is not this one; "" for none."""
    this_year = value and value.year == timezone.localdate().year
    return french(value, "j F" if this_year else "j F Y")
