import datetime
import uuid

from django import forms
from django.utils import timezone

from agenda.services import RHYTHM_NAMES
from rubriques.forms import DateInput
from rubriques.richtext import INVISIBLE

LONGEST_SERIES = datetime.timedelta(days=400)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class SeanceForm(forms.Form):
    """When and where one meeting is held."""

    day = forms.DateField(label="Date", widget=DateInput())
    debut = forms.TimeField(label="Début", widget=TimeInput(), help_text="Heure de Paris")
    fin = forms.TimeField(label="Fin", widget=TimeInput())
    lieu = forms.CharField(
        label="Lieu",
        max_length=120,
        required=False,
        help_text="Une salle. Rien sur les situations.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not 2000 <= day.year <= 2099:
            raise forms.ValidationError("Vérifiez l’année.")
        return day

    def clean_lieu(self):
        return INVISIBLE.sub("", self.cleaned_data["lieu"]).strip()

    def clean(self):
        cleaned = super().clean()
        debut, fin = cleaned.get("debut"), cleaned.get("fin")
        if debut and fin and fin <= debut:
            self.add_error("fin", "La fin doit venir après le début.")
        return cleaned


class NouvelleSeanceForm(SeanceForm):
    """A meeting, or a series of meetings."""

    envoi = forms.UUIDField(widget=forms.HiddenInput, required=False)
    rhythm = forms.ChoiceField(
        label="Répétition",
        required=False,
        choices=[("", "une seule fois"), *RHYTHM_NAMES.items()],
    )
    until = forms.DateField(
        label="Jusqu’au", required=False, widget=DateInput(), help_text="Pour une série"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {
            "envoi": uuid.uuid4(),
            "day": timezone.localdate(),
            "debut": datetime.time(13, 30),
            "fin": datetime.time(14, 30),
            "until": end_of_school_year(),
        }

    def clean(self):
        cleaned = super().clean()
        day, until = cleaned.get("day"), cleaned.get("until")
        if not cleaned.get("rhythm"):
            cleaned["until"] = None
        elif not until and "until" not in self.errors:
            self.add_error("until", "Indiquez jusqu’à quand la réunion se répète.")
        elif day and until and not day <= until <= day + LONGEST_SERIES:
            self.add_error(
                "until", "Choisissez une date dans l’année qui suit la première réunion."
            )
        return cleaned


def end_of_school_year(today: datetime.date | None = None) -> datetime.date:
    """The next 4 July, about when French schools close."""
    today = today or timezone.localdate()
    this_year = datetime.date(today.year, 7, 4)
    return this_year if today <= this_year else this_year.replace(year=today.year + 1)
