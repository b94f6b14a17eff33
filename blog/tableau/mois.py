"""A month as people type it: « 2026-09 », « 09/2026 », « septembre 2026 », « sept. 26 »."""

import datetime
import re
from typing import Any

import django_filters as filters
from django import forms

from blog.reprise.dates import MONTHS, NAMES, SHORT
from rubriques.redaction.saisie import FAR, FIRST_YEAR, LAST_YEAR
from texte.simple import fold

NOBODY = "aucun"  # for what has no month yet
YEAR_FIRST = re.compile(r"(?P<year>\d{4}) ?[-/.] ?(?P<month>\d{1,2})")
MONTH_FIRST = re.compile(r"(?P<month>\d{1,2}) ?[-/. ] ?(?P<year>\d{4})")
IN_WORDS = re.compile(rf"(?P<month>{NAMES})\.? ?[-/]? ?(?P<year>\d{{4}}|\d{{2}})")


def read_month(text: str) -> tuple[int, int] | None:
    """Return the year and the month (1 to 12) that a text says; None when it says none."""
    words = " ".join(fold(text).split())
    for pattern in (YEAR_FIRST, MONTH_FIRST, IN_WORDS):
        if found := pattern.fullmatch(words):
            said, year = found["month"], int(found["year"])
            month = int(said) if said.isdigit() else MONTHS.get(said) or SHORT[said]
            year += 2000 if len(found["year"]) == 2 else 0
            return (year, month) if 1 <= month <= 12 else None
    return None


class MonthInput(forms.TextInput):
    """A month. What was typed in words is shown again as every browser shows a month."""

    input_type = "month"

    def format_value(self, value: Any) -> str | None:
        found = read_month(value) if isinstance(value, str) else None
        return f"{found[0]:04}-{found[1]:02}" if found else super().format_value(value)


class MonthField(forms.CharField):
    """A month, as its first day; « aucun » for what has no month yet."""

    widget = MonthInput(attrs={"placeholder": "09/2026"})

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not value or value == NOBODY:
            return value or None
        found = read_month(value)
        if not found:
            raise forms.ValidationError("Écrivez un mois, par exemple 09/2026 ou septembre 2026.")
        if not FIRST_YEAR <= found[0] <= LAST_YEAR:
            raise forms.ValidationError(FAR)
        return datetime.date(*found, 1)


class MonthFilter(filters.Filter):
    field_class: type[forms.Field] = MonthField
