"""What somebody may type, whatever the form: a plausible day, visible words."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

FIRST_YEAR, LAST_YEAR = 1990, 2100
FAR = "Cette date est trop lointaine."
PLAUSIBLE = [  # validators of a day that somebody types
    MinValueValidator(datetime.date(FIRST_YEAR, 1, 1), FAR),
    MaxValueValidator(datetime.date(LAST_YEAR, 12, 31), FAR),
]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)
