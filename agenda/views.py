from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.forms import NouvelleSeanceForm, SeanceForm
from agenda.models import Seance
from agenda.month import Month
from agenda.services import create_seances, move_seance, set_cancelled
from rubriques.models import Rubrique, Service
from rubriques.permissions import Action, get_allowed, open_to_read
from rubriques.versions import StaleVersion, with_version
from rubriques.views import frame

COMING = 20


@require_safe
def month(request, slug, year=None, month=None):
    """The month, and the meetings to come."""
    rubrique = get_allowed(Rubrique, request.user, Action.READ, service=Service.AGENDA, slug=slug)
    today = timezone.localdate()
    shown = Month(today.year, today.month) if year is None else Month(year, month)
    mine = Seance.objects.visible_to(request.user).filter(agenda__rubrique=rubrique).in_order()
    context = frame(request, rubrique, "agenda") | {
        "month": shown,
        "weeks": shown.weeks(mine.between(*shown.bounds())),
        "a_venir": list(mine.upcoming()[:COMING]),
    }
    return render(request, "agenda/month.html", context)


@require_http_methods(["GET", "POST"])
def seance_create(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.WRITE, service=Service.AGENDA, slug=slug)
    form = NouvelleSeanceForm(request.POST or None)
    if form.is_valid():
        values = {k: v for k, v in form.cleaned_data.items() if k != "version"}
        seances = create_seances(rubrique=rubrique, par=request.user, **values)
        count = len(seances)
        text = f"{count} réunions sont inscrites." if count > 1 else "La réunion est inscrite."
        messages.success(request, text)
        first = seances[0].debut
        return redirect("agenda:month", slug, first.year, first.month)
    context = frame(request, rubrique, "agenda") | {"form": form}
    return render(
        request, "agenda/seance_create.html", context, status=400 if form.is_bound else 200
    )


@require_safe
def seance_detail(request, pk):
    seance = get_allowed(Seance, request.user, Action.READ, pk=pk)
    open_to_read(request.user, seance)
    context = frame(request, seance.rubrique, "agenda") | {"seance": seance}
    return render(request, "agenda/seance_detail.html", context)


@require_http_methods(["GET", "POST"])
def seance_edit(request, pk):
    seance = get_allowed(Seance, request.user, Action.WRITE, pk=pk)
    form = SeanceForm(request.POST or None, initial=values_of(seance))
    conflict = None
    if form.is_valid():
        seen = form.cleaned_data.pop("version") or 0
        try:
            move_seance(seance=seance, par=request.user, seen=seen, **form.cleaned_data)
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        else:
            messages.success(request, "La réunion est modifiée. Les autres n’ont pas changé.")
            return redirect(seance)
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "form": form,
        "conflict": conflict,
    }
    status = 409 if conflict else 400 if form.is_bound else 200
    return render(request, "agenda/seance_edit.html", context, status=status)


@require_POST
def seance_cancel(request, pk):
    """Cancel the meeting, or restore it when « retablir » is sent."""
    seance = get_allowed(Seance, request.user, Action.WRITE, pk=pk)
    cancelled = "retablir" not in request.POST
    set_cancelled(seance=seance, cancelled=cancelled, par=request.user)
    text = "La réunion est annulée." if cancelled else "La réunion est rétablie."
    messages.success(request, f"{text} Les autres n’ont pas changé.")
    return redirect(seance)


def values_of(seance):
    return {
        "day": seance.debut.date(),
        "debut": seance.debut.time(),
        "fin": seance.fin.time(),
        "lieu": seance.lieu,
        "version": seance.version,
    }
