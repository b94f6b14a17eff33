import datetime
import uuid

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst

from agenda.reunions.rythmes import RYTHMES, WEEKDAYS, fits, series_days
from agenda.reunions.suite import Demande, plan
from blog.identites.codes import names_code
from rubriques.models import Espace
from rubriques.redaction.saisie import DateInput, HeureField, VuField
from rubriques.vacances.jours import closed_days
from temps.annee_scolaire import last_class_day
from temps.horloge import clock_in_words, is_skipped
from temps.mots import french
from texte.simple import INVISIBLE

CHANGEABLE = {"jour", "debut", "fin", "lieu"}
LONGEST_SERIES = datetime.timedelta(days=400)


def clock():
    return capfirst(clock_in_words())


class HeuresForm(forms.Form):
    """At what time and where one meets."""

    debut = HeureField(label="Début", help_text=lazy(clock, str)())
    fin = HeureField(label="Fin")
    lieu = forms.CharField(
        label="Lieu",
        max_length=120,
        required=False,
        help_text="Une salle. Rien sur les situations.",
    )

    def clean_lieu(self):
        """It leaves with the calendar address (avis/ics.py): no situation is named there."""
        lieu = INVISIBLE.sub("", self.cleaned_data["lieu"]).strip()
        if names_code(lieu):
            raise forms.ValidationError(
                "Le lieu se lit hors de Cellule\u00a0: n’y mettez aucun code."
            )
        return lieu

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        debut, fin = cleaned.get("debut"), cleaned.get("fin")
        if debut and fin and fin <= debut:
            self.add_error(
                "fin",
                "La fin doit venir après le début. Une réunion finit le jour même, avant minuit.",
            )
        return cleaned

    def check_hours(self, days):
        """Tell beside its field an hour that the clocks skip on one of the days of meetings."""
        for name in ["debut", "fin"]:
            hour = self.cleaned_data.get(name)
            day = next((day for day in days if hour and is_skipped(day, hour)), None)
            if day:
                when = french(day, "j F Y")
                self.add_error(
                    name,
                    f"Cette heure n’existe pas le {when}\u00a0: on passe à l’heure d’été. "
                    "Choisissez-en une autre.",
                )


def check_year(day):
    if not 2000 <= day.year <= 2099:
        raise forms.ValidationError("Vérifiez l’année.")


class ReunionForm(HeuresForm):
    """When and where one meeting is held."""

    jour = forms.DateField(label="Date", widget=DateInput(), validators=[check_year])
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["jour"]

    def clean(self):
        cleaned = super().clean()
        if "jour" in cleaned:
            self.check_hours([cleaned["jour"]])
        return cleaned

    @property
    def demande(self):
        """The meeting as it should be."""
        return {name: self.cleaned_data[name] for name in CHANGEABLE}


class ModificationForm(ReunionForm):
    """What changes in one meeting, and whether those that follow in its series change too."""

    etendue = forms.ChoiceField(
        label="Ce changement vaut pour",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", "cette réunion seulement"),
            ("suite", "cette réunion et les suivantes de la série"),
        ],
    )
    deplacees = forms.BooleanField(
        label="Donner aussi ces heures aux réunions qui ont été déplacées une à une",
        required=False,
        help_text="Elles gardent leur jour. Sans cette case, elles gardent aussi leur heure.",
    )
    vu = VuField(required=False)

    def __init__(self, *args, suite, **kwargs):
        super().__init__(*args, **kwargs)
        self.suite = suite
        if len(suite) < 2:
            del self.fields["etendue"], self.fields["vu"]
        if not any(seance.is_deplacee for seance in suite[1:]):
            del self.fields["deplacees"]

    @property
    def changes(self):
        """Whether it asks for anything that the meeting is not already."""
        return bool(CHANGEABLE.intersection(self.changed_data))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("etendue") and not cleaned.get("vu") and not self.changes:
            self.add_error("etendue", "Changez d’abord la date, les heures ou le lieu.")
        if cleaned.get("etendue") and not self.errors:
            lines = plan(
                self.suite[0],
                Demande(**self.demande),
                self.suite,
                deplacees=cleaned.get("deplacees", False),
            )
            self.check_hours([line.jour for line in lines if not line.keeps_time])
        return cleaned


class SuiteForm(forms.Form):
    """Cancel or restore a meeting and those that follow, as the page showed them."""

    acte = forms.ChoiceField(choices=[("annuler", "Annuler"), ("retablir", "Rétablir")])
    vu = VuField()


class NouvelleReunionForm(ReunionForm):
    """A meeting, or a series of meetings, without the days when there is no school."""

    envoi = forms.UUIDField(widget=forms.HiddenInput, required=False)
    rythme = forms.ChoiceField(
        label="Répétition",
        required=False,
        choices=[("", "une seule fois"), *RYTHMES.items()],
    )
    jusque = forms.DateField(
        label="Jusqu’au", required=False, widget=DateInput(), help_text="Pour une série"
    )
    sauter_vacances = forms.BooleanField(required=False)
    sauter_feries = forms.BooleanField(label="Sauter les jours fériés", required=False)

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields[
            "sauter_vacances"
        ].label = f"Sauter les vacances scolaires ({Espace.Zone(zone).label})"
        initial = {
            "envoi": uuid.uuid4(),
            "jour": timezone.localdate(),
            "debut": datetime.time(13, 30),
            "fin": datetime.time(14, 30),
            "jusque": last_class_day(),
            "sauter_vacances": True,
            "sauter_feries": True,
        }
        self.initial.update(initial)

    def clean(self):
        cleaned = super().clean()
        day, last = cleaned.get("jour"), cleaned.get("jusque")
        if not cleaned.get("rythme"):
            cleaned["jusque"] = None
        elif not last and "jusque" not in self.errors:
            self.add_error("jusque", "Indiquez jusqu’à quand la réunion se répète.")
        elif day and last and not day <= last <= day + LONGEST_SERIES:
            self.add_error(
                "jusque", "Choisissez une date dans l’année qui suit la première réunion."
            )
        elif day and not fits(day, cleaned["rythme"]):
            self.add_error("rythme", misfit(day, cleaned["rythme"]))
        if not self.errors:
            self.choose_days(cleaned)
        return cleaned

    def choose_days(self, cleaned):
        """Tell apart the days of the meetings and those that are skipped, with their reason."""
        day, last = cleaned["jour"], cleaned["jusque"]
        days = series_days(day, cleaned["rythme"], last) if cleaned["rythme"] else [day]
        closed = closed_days(
            self.zone,
            days[0],
            days[-1],
            school=cleaned["sauter_vacances"],
            public=cleaned["sauter_feries"],
        )
        self.skipped = {d: closed[d] for d in days if d in closed and cleaned["rythme"]}
        self.days = [d for d in days if d not in self.skipped]
        if not self.days:
            self.add_error("jusque", "Toutes ces dates tombent pendant des vacances ou un férié.")
        self.check_hours(self.days)

    @property
    def values(self):
        """What the service wants of this form."""
        names = ["jour", "debut", "fin", "lieu", "rythme", "jusque", "envoi"]
        return {n: self.cleaned_data[n] for n in names} | {"skip": frozenset(self.skipped)}


def misfit(day, rythme):
    """Why a monthly series cannot begin on `day`."""
    weekday = WEEKDAYS[day.weekday()]
    if rythme == "mois":
        return (
            f"Tous les mois n’ont pas de 5e {weekday}\u00a0: choisissez «\u00a0le dernier\u00a0»."
        )
    return f"La date choisie n’est pas le dernier {weekday} de son mois."
