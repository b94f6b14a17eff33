"""What somebody may type, whatever the form: a plausible day, visible words."""

import datetime
from typing import Any, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from texte.simple import INVISIBLE

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


REMINDER = "La famille peut un jour lire ce texte. Ni nom, ni téléphone, ni adresse."


F = TypeVar("F", bound=forms.Field)


def field_of(form: forms.BaseForm, name: str, kind: type[F]) -> F:
    """The field of a form by the kind that it was declared with, whose choices may be set."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is not a {kind.__name__}")
    return field


def visible_text(form: forms.BaseForm, name: str) -> str:
    """The cleaned text of a field without invisible marks; an empty one is refused."""
    text: str = INVISIBLE.sub("", form.cleaned_data[name]).strip()
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
