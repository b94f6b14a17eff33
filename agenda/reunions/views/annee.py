"""The dates of a school year, fixed on one page: proposed, ticked, then written together."""

import datetime

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agenda.models import Seance
from agenda.reunions.dates_proposees import by_month, proposed_dates
from agenda.reunions.forms import LONGEST_SERIES, HeuresForm, check_year
from agenda.reunions.rythmes import (
    RANKS,
    RYTHMES,
    WEEKDAYS,
    WEEKS,
    monthly_days,
    monthly_rule,
    rule_of,
    series_days,
)
from agenda.reunions.services import create_year
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed
from rubriques.redaction.saisie import DateInput, VuField
from rubriques.redaction.versions import fingerprint, to_change
from rubriques.vacances.jours import told_until
from temps.annee_scolaire import first_day, last_class_day
from temps.horloge import ONE_DAY

RANK_NAMES = {str(rank): f"tous les mois, le {name}" for rank, name in RANKS.items()}
SCHOOL_DAYS = range(6)  # from Monday to Saturday
MOST_DATES = 250
SHAPE = ["jour_semaine", "rythme", "du", "au"]  # what decides of the proposed dates


class AnneeForm(HeuresForm):
    """Which days are proposed, which are kept, at what time and where one meets."""

    jour_semaine = forms.TypedChoiceField(
        label="Jour", coerce=int, choices=[(n, WEEKDAYS[n]) for n in SCHOOL_DAYS], initial=0
    )
    rythme = forms.ChoiceField(
        label="Rythme",
        choices=[(code, RYTHMES[code]) for code in WEEKS] + list(RANK_NAMES.items()),
        initial="quinzaine",
    )
    du = forms.DateField(label="Du", widget=DateInput(), validators=[check_year])
    au = forms.DateField(label="Au", widget=DateInput(), validators=[check_year])
    ajout = forms.DateField(
        label="Ajouter une date", required=False, widget=DateInput(), validators=[check_year]
    )
    vu = VuField(required=False)
    field_order = ["jour_semaine", "rythme", "debut", "fin", "lieu", "du", "au"]

    def __init__(self, *args, suivante=None, **kwargs):
        """`suivante`: the next meeting of the rubrique; what is proposed first keeps its step."""
        super().__init__(*args, **kwargs)
        self.ticked: set[datetime.date] = set()
        last = last_class_day()
        start = first_day(last.year - 1)
        self.initial.update(
            {
                "debut": datetime.time(13, 30),
                "fin": datetime.time(14, 30),
                "du": max(start, timezone.localdate()),
                "au": last,
            }
        )
        if suivante and suivante.jour <= last and suivante.jour.weekday() in SCHOOL_DAYS:
            self.initial.update(
                {
                    "jour_semaine": suivante.jour.weekday(),
                    "du": suivante.jour,
                    "debut": suivante.debut.time(),
                    "fin": suivante.fin.time(),
                    "lieu": suivante.lieu,
                }
            )

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last and not first <= last <= first + LONGEST_SERIES:
            self.add_error("au", "Choisissez un jour dans l’année qui suit le premier.")
        self.ticked = self.read_ticks()
        if cleaned.get("ajout"):
            self.ticked.add(cleaned["ajout"])
        self.check_hours(sorted(self.ticked))
        return cleaned

    def read_ticks(self):
        """The days that came ticked; a wrong date, or too many, never came from our page."""
        sent = to_change(self.data).getlist("dates")[: MOST_DATES + 1]
        try:
            days = {datetime.date.fromisoformat(day) for day in sent}
            for day in days:
                check_year(day)
        except ValueError as error:
            raise forms.ValidationError("Une des dates n’est pas valable.") from error
        if len(days) > MOST_DATES:
            raise forms.ValidationError("Il y a trop de dates.")
        return days

    def empty_added(self):
        """A date that was added has its box from now on: left in its field, it would come back
        after it is unticked."""
        if self.cleaned_data.get("ajout"):
            self.data = sent = to_change(self.data)
            sent["ajout"] = ""

    @property
    def has_shape(self):
        """Whether it says enough to propose dates, whatever else is wrong with it."""
        return self.is_bound and all(name in self.cleaned_data for name in SHAPE)

    @property
    def shape(self):
        """A digest of what decides of the proposed dates: the page carries that of its list."""
        return fingerprint([str(self.cleaned_data[name]) for name in SHAPE])

    @property
    def shows_this(self):
        """Whether the ticks were put on the list that this form proposes."""
        return self.cleaned_data.get("vu") == self.shape

    def proposed_days(self):
        weekday, first, last = (self.cleaned_data[n] for n in ["jour_semaine", "du", "au"])
        rythme = self.cleaned_data["rythme"]
        if rythme not in WEEKS:
            return monthly_days(first, last, weekday, int(rythme))
        return series_days(first + (weekday - first.weekday()) % 7 * ONE_DAY, rythme, last)

    def rule(self):
        rythme, weekday = self.cleaned_data["rythme"], self.cleaned_data["jour_semaine"]
        if rythme in WEEKS:
            return rule_of(rythme, self.cleaned_data["du"])
        return monthly_rule(weekday, int(rythme))


@require_http_methods(["GET", "POST"])
def annee_create(request, slug):
    """Propose the dates of a year, keep what is ticked, write it when « inscrire » is pressed."""
    rubrique = get_allowed(Rubrique, request.user, Droit.WRITE, service=Service.AGENDA, slug=slug)
    mine = Seance.objects.visible_to(request.user).filter(agenda__rubrique=rubrique)
    suivante = mine.upcoming(timezone.now()).in_order().first()
    form = AnneeForm(request.POST or None, suivante=suivante)
    asked = form.is_valid() and request.POST.get("acte") == "inscrire"
    if asked and form.shows_this:
        if form.ticked:
            return write_year(request, rubrique, form)
        form.add_error(None, "Cochez au moins une date.")
    found = proposed(request, rubrique, form) if form.has_shape else []
    context = frame(request, rubrique, "agenda") | {
        "form": form,
        "mois": by_month(found),
        "changed": asked and not form.shows_this,
        **untold(rubrique.espace.zone, form),
    }
    status = 400 if form.errors else 200
    return render(request, "agenda/annee_create.html", context, status=status)


def proposed(request, rubrique, form):
    """The list of dates; the ticks stay unless other dates were asked for."""
    keeps = form.shows_this and request.POST.get("acte") != "voir"
    days = form.proposed_days()
    form.empty_added()
    if not days and not form.ticked:
        return []
    return proposed_dates(request.user, rubrique, days, form.ticked if keeps else None)


def untold(zone, form):
    """The last day that the table of holidays tells, when the dates go beyond it; or that it
    tells none of this zone."""
    told, last = told_until(zone), form.has_shape and form.cleaned_data["au"]
    return {"unknown": told is None, "untold": told if told and last and last > told else None}


def write_year(request, rubrique, form):
    names = ["debut", "fin", "lieu"]
    seances = create_year(
        rubrique=rubrique,
        par=request.user,
        days=sorted(form.ticked),
        rule=form.rule(),
        **{name: form.cleaned_data[name] for name in names},
    )
    messages.success(request, written_in_words(len(seances), len(form.ticked)))
    return redirect("agenda:list", rubrique.slug)


def written_in_words(count, asked):
    if not count:
        return "Ces dates étaient déjà inscrites\u00a0: rien n’est écrit deux fois."
    text = f"{count} réunions sont inscrites." if count > 1 else "Une réunion est inscrite."
    kept = asked - count
    return f"{text} Sur {kept} des dates, vous aviez déjà une réunion." if kept else text
