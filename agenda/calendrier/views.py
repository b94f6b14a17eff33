"""The calendar as one looks at it: by month, by week or as a list, of one rubrique or of all."""

import datetime
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agenda.calendrier.periodes import Month, Week
from agenda.models import Seance
from rubriques.adresses import address
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed, rubriques_of
from sql.prepared import prepared

COMING = 8
LISTED = 300
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKS = 6  # how many ways agenda.css has to draw a meeting


@dataclass(frozen=True)
class Repere:
    """How the meetings of a rubrique are told from those of the others: a letter, a drawing."""

    rubrique: Rubrique
    lettre: str
    dessin: int


@dataclass(frozen=True)
class SeanceReperee:
    """A meeting, and the mark of its rubrique."""

    seance: Seance
    repere: Repere
    est_multiple: bool  # whether those of other rubriques stand beside it

    @cached_property
    def debut(self) -> datetime.datetime:
        return self.seance.debut


@dataclass(frozen=True)
class Place:
    """Whose meetings are shown: those of one rubrique, or of all that the member may read."""

    reperes: list[Repere]
    rubrique: Rubrique | None = None

    @property
    def zones(self):
        return sorted({repere.rubrique.espace.zone for repere in self.reperes})

    @property
    def est_multiple(self):
        return len(self.reperes) > 1

    def url(self, name, *args):
        if self.rubrique:
            return address(f"agenda:{name}", self.rubrique.slug, *args)
        return address(f"agenda:all_{name}", *args)

    def month_url(self, day):
        return self.url("month", day.year, day.month)

    def week_url(self, day):
        year, week, _ = day.isocalendar()
        return self.url("week", year, week)

    def seances(self, user, which: str, *bounds, most: int = LISTED) -> list[SeanceReperee]:
        """The meetings that a method of their queryset chooses, with the mark of each."""
        here = self.rubrique.pk if self.rubrique else None
        by_key = {repere.rubrique.pk: repere for repere in self.reperes}
        seances = seances_shown(user, here, Choix(which), most, *bounds)
        several = self.est_multiple
        return [SeanceReperee(s, by_key[s.agenda.rubrique_id], several) for s in seances]


def place_of(request, slug) -> Place:
    """One rubrique, through the gate, or all of them: where each stands says its mark."""
    if slug:
        rubrique = get_allowed(
            Rubrique, request.user, Droit.READ, service=Service.AGENDA, slug=slug
        )
        return Place([repere_of(rubrique, 0)], rubrique)
    mine = rubriques_of(request.user, Droit.READ, Service.AGENDA)
    return Place([repere_of(rubrique, number) for number, rubrique in enumerate(mine)])


class Choix(Enum):
    """Methods of the queryset of meetings that choose some of them."""

    BETWEEN, UPCOMING, AHEAD, PAST = "between", "upcoming", "ahead", "past"


@prepared
def seances_shown(user, rubrique, choix, most, *bounds):
    """The meetings of a rubrique, or of all that `user` may read, in order; the last one first
    of those that are past."""
    mine = Seance.objects.visible_to(user).select_related("agenda").in_order()
    here = mine.filter(agenda__rubrique=rubrique) if rubrique else mine
    chosen = getattr(here, choix.value)(*bounds)
    return (chosen.reverse() if choix is Choix.PAST else chosen)[:most]


def repere_of(rubrique: Rubrique, number: int) -> Repere:
    return Repere(rubrique, LETTERS[number % len(LETTERS)], number % MARKS)


@require_safe
def month(request, slug=None, year=None, month=None):
    """The month, and the meetings to come."""
    place, today = place_of(request, slug), timezone.localdate()
    shown = Month(today.year, today.month) if year is None else Month(year, month)
    user = request.user
    context = {
        "month": shown,
        "weeks": shown.weeks(place.seances(user, "between", *shown.bounds()), place.zones),
        "a_venir": place.seances(user, "upcoming", timezone.now(), most=COMING),
        "previous_url": place.month_url(shown.previous),
        "next_url": place.month_url(shown.next),
        "today_url": place.url("month_current"),
    }
    day = today if shown.holds(today) else shown.first
    return show_calendar(request, place, "agenda/month.html", "mois", day, context)


@require_safe
def week(request, slug=None, year=None, week=None):
    """Seven days, from Monday."""
    place, today = place_of(request, slug), timezone.localdate()
    now = today.isocalendar()
    shown = Week(now.year, now.week) if year is None else Week(year, week)
    seances = place.seances(request.user, "between", *shown.bounds())
    context = {
        "week": shown,
        "days": shown.fill(seances, place.zones),
        "previous_url": place.week_url(shown.previous),
        "next_url": place.week_url(shown.next),
        "today_url": place.url("week_current"),
    }
    day = today if today in shown.days() else shown.first
    return show_calendar(request, place, "agenda/week.html", "semaine", day, context)


@require_safe
def seance_list(request, slug=None):
    """The meetings to come, cancelled ones too; or the past ones, the last one first."""
    place, today = place_of(request, slug), timezone.localdate()
    past = request.GET.get("passees") == "oui"
    seances = place.seances(request.user, "past" if past else "ahead", timezone.now())
    context = {
        "passees": past,
        "list_url": place.url("list"),
        "mois": [(first, list(group)) for first, group in groupby(seances, first_of_month)],
    }
    return show_calendar(request, place, "agenda/seance_list.html", "liste", today, context)


def first_of_month(reperee: SeanceReperee) -> datetime.date:
    return reperee.debut.date().replace(day=1)


def show_calendar(request, place, template, vue, day, context):
    """A page of the agenda: in the frame of its rubrique, or in that of the site."""
    around = frame(request, place.rubrique, "agenda") if place.rubrique else {"tab": "reunions"}
    vues = [
        ("mois", "Mois", "m", place.month_url(day)),
        ("semaine", "Semaine", "s", place.week_url(day)),
        ("liste", "Liste", "l", place.url("list")),
    ]
    layout = "rubrique_base.html" if place.rubrique else "base.html"
    context |= {"layout": layout, "place": place, "vue": vue, "vues": vues}
    return render(request, template, around | context)
