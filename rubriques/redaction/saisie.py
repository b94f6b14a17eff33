"""What somebody may type, whatever the form: a plausible day, visible words."""

import datetime
import re
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from texte.simple import fold, readable

FIRST_YEAR, LAST_YEAR = 1990, 2100
FAR = "Cette date est trop lointaine."
PLAUSIBLE = [  # validators of a day that somebody types
    MinValueValidator(datetime.date(FIRST_YEAR, 1, 1), FAR),
    MaxValueValidator(datetime.date(LAST_YEAR, 12, 31), FAR),
]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


HOUR = re.compile(
    r"(\d{1,2})(?: ?(?:h|heures?|:|\.)(?: ?(\d{2})(?: ?min| ?mn|:\d{2}(?:\.\d+)?)?)?)?"
    r"|(\d{2})(\d{2})"
)
SAID = {"midi": datetime.time(12), "minuit": datetime.time(0)}


def read_hour(text: str) -> datetime.time | None:
    """Return the hour that a text says (« 13:30 », « 13h30 », « 14 h », « midi »), or None."""
    words = " ".join(fold(text).split())
    found = HOUR.fullmatch(words)
    if not found:
        return SAID.get(words)
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None


class HeureInput(forms.TimeInput):
    """An hour. What was typed in words is shown again as every browser shows an hour."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)

    def format_value(self, value: Any) -> str | None:
        found = read_hour(value) if isinstance(value, str) else value
        return super().format_value(found or value)


class HeureField(forms.TimeField):
    """An hour, as people type it."""

    widget = HeureInput
    default_error_messages = {"invalid": "Écrivez une heure, par exemple 13h30."}

    def to_python(self, value: Any) -> datetime.time | None:
        if isinstance(value, str) and value.strip():
            found = read_hour(value)
            if found is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            return found
        return super().to_python(value)


REMINDER = "La famille peut un jour lire ce texte. Ni nom, ni téléphone, ni adresse."


F = TypeVar("F", bound=forms.Field)


def field_of(form: forms.BaseForm, name: str, kind: type[F]) -> F:
    """The field of a form by the kind that it was declared with, whose choices may be set."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is not a {kind.__name__}")
    return field


def visible_text(form: forms.BaseForm, name: str) -> str:
    """The cleaned text of a field as it is kept; an empty one is refused."""
    text: str = readable(form.cleaned_data[name])
    if not text:
        raise forms.ValidationError("Écrivez quelque chose.")
    return text


def not_in_the_future(day: datetime.date | None) -> datetime.date | None:
    if day and day > timezone.localdate():
        raise forms.ValidationError("Cette date est dans l’avenir.")
    return day


LONGEST_SEEN = 50_000  # characters: a digest for each of a thousand people


class VuField(forms.CharField):
    """What a page showed, as its form tells it back: digests, of any values."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_SEEN} | kwargs)
