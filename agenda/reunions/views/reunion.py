from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.models import Seance
from agenda.reunions.forms import ModificationForm, NouvelleReunionForm
from agenda.reunions.services import SeanceTenue, create_seances, move_seance, set_cancelled
from agenda.reunions.suite import following
from agenda.reunions.views.suite import change_suite
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed, open_to_read
from rubriques.redaction.versions import StaleVersion, with_version
from rubriques.vacances.jours import closed_days, told_until


@require_http_methods(["GET", "POST"])
def seance_create(request, slug):
    """A meeting or a series; « voir » shows the days before anything is written."""
    rubrique = get_allowed(Rubrique, request.user, Droit.WRITE, service=Service.AGENDA, slug=slug)
    form = NouvelleReunionForm(request.POST or None, zone=rubrique.espace.zone)
    valid, looks = form.is_valid(), "voir" in request.POST
    if valid and not looks:
        seances = create_seances(rubrique=rubrique, par=request.user, **form.values)
        messages.success(request, created_in_words(seances, form.skipped))
        first = seances[0].debut
        if len(seances) == 1:
            tell_closed(request, rubrique, first.date())
        return redirect("agenda:month", slug, first.year, first.month)
    context = frame(request, rubrique, "agenda") | {
        "form": form,
        "looks": valid,
        "told_until": told_until(rubrique.espace.zone),
    }
    status = 400 if form.is_bound and not valid else 200
    return render(request, "agenda/seance_create.html", context, status=status)


def created_in_words(seances, skipped):
    count = len(seances)
    text = f"{count} réunions sont inscrites." if count > 1 else "La réunion est inscrite."
    if skipped:
        days = ", ".join(f"{day:%d/%m} ({reason})" for day, reason in skipped.items())
        text += f" Sans école, donc sautées\u00a0: {days}."
    return text


@require_safe
def seance_detail(request, pk):
    seance = get_allowed(Seance, request.user, Droit.READ, pk=pk)
    open_to_read(request.user, seance)
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "has_suite": bool(seance.rythme) and len(following(seance)) > 1,
    }
    return render(request, "agenda/seance_detail.html", context)


@require_http_methods(["GET", "POST"])
def seance_edit(request, pk):
    """Change one meeting; or, once their list was read, those that follow too."""
    seance = get_allowed(Seance, request.user, Droit.WRITE, pk=pk)
    if not seance.is_prevue:
        return tell_held(request, seance)
    suite = following(seance) if seance.rythme else []
    initial = values_of(seance)
    form = ModificationForm(request.POST or None, initial=initial, suite=suite)
    if not form.is_valid():
        return show_edit(request, seance, form, 400 if form.is_bound else 200)
    try:
        if form.cleaned_data.get("etendue"):
            return change_suite(request, seance, suite, form)
        seen = form.cleaned_data["version"] or 0
        move_seance(seance=seance, par=request.user, seen=seen, **form.demande)
    except StaleVersion as error:
        form.data = with_version(form.data, error.current.version)
        return show_edit(request, seance, form, 409, conflict=error.current)
    except SeanceTenue:
        return tell_held(request, seance)
    messages.success(request, "La réunion est modifiée. Les autres n’ont pas changé.")
    tell_closed(request, seance.rubrique, form.demande["jour"])
    return redirect(seance)


def tell_closed(request, rubrique, day):
    """A meeting may be put on a day without school, knowingly."""
    reason = closed_days(rubrique.espace.zone, day, day).get(day)
    if reason:
        messages.error(
            request, f"Ce jour est sans école\u00a0: {reason}. La réunion y est inscrite."
        )


def show_edit(request, seance, form, status, conflict=None):
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "form": form,
        "conflict": conflict,
    }
    return render(request, "agenda/seance_edit.html", context, status=status)


@require_POST
def seance_cancel(request, pk):
    """Cancel the meeting, or restore it when « retablir » is sent."""
    seance = get_allowed(Seance, request.user, Droit.WRITE, pk=pk)
    cancelled = "retablir" not in request.POST
    try:
        set_cancelled(seance=seance, cancelled=cancelled, par=request.user)
    except SeanceTenue:
        return tell_held(request, seance)
    text = "La réunion est annulée." if cancelled else "La réunion est rétablie."
    messages.success(request, f"{text} Les autres n’ont pas changé.")
    return redirect(seance)


def values_of(seance):
    return {
        "jour": seance.debut.date(),
        "debut": seance.debut.time(),
        "fin": seance.fin.time(),
        "lieu": seance.lieu,
        "version": seance.version,
    }


def tell_held(request, seance):
    messages.error(request, "Cette séance est ouverte ou close\u00a0: elle ne se change plus.")
    return redirect(seance)
