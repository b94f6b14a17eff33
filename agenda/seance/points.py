"""Views of one point of a séance: today's relevé, its decisions, what members bring."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.models import Contribution, Decision, Point
from agenda.seance.ecran import (
    mark_of_contributions,
    order_of,
    view_of,
    with_contributions,
)
from agenda.seance.forms import ContributionForm, DecisionForm, PointForm
from agenda.seance.services import (
    SeanceClose,
    add_decision,
    contribute,
    go_to,
    remove_decision,
    save_point,
)
from agenda.seance.views import OVER
from agenda.services import meeting_days
from blog.services import note_identities
from comptes.sessions import not_an_act
from rubriques.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.permissions import Action, get_allowed, open_to_read
from rubriques.versions import StaleVersion, with_version
from rubriques.views import frame


@keeps_draft("Le relevé d’une séance")
@require_http_methods(["GET", "POST"])
def point_edit(request, pk):
    """One situation of the séance on one screen, and the box for what is said today."""
    source = with_contributions(Point.objects.all(), request.user)
    point = get_allowed(source, request.user, Action.WRITE, pk=pk)
    if answer := answer_draft(request, point.rubrique):
        return answer
    if not point.seance.is_en_cours:
        return redirect(point.seance)
    vue, points = view_of(point, request.user), order_of(point.seance, request.user)
    make = partial(PointForm, point=point, actions=vue.actions, prochaine=next_day(point.seance))
    form, conflict = open_form(request, make), None
    if form.is_valid():
        try:
            return save(request, point, form, points)
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        except SeanceClose:
            messages.error(request, OVER)
            return redirect(point.seance)
    return show(request, point, vue, points, form, DecisionForm(point=point), conflict=conflict)


def save(request, point, form, points):
    """Save the point, then go where the button says: on to the next one, or stay."""
    save_point(
        point=point,
        fields=form.written(),
        done=form.done(),
        seen=form.cleaned_data["version"],
        par=request.user,
        identites=form.choix,
    )
    forget(request.user, request.path)
    after = following(point, points)
    if "suivant" in request.POST and after:
        go_to(point=after)
        return redirect("agenda:point_edit", after.pk)
    messages.success(request, "Le relevé est enregistré.")
    return redirect("agenda:point_edit", point.pk)


def following(point, points):
    places = [p.pk for p in points]
    place = places.index(point.pk) + 1
    return points[place] if place < len(points) else None


def next_day(seance):
    return next((day for day in meeting_days(seance.rubrique) if day > seance.jour), None)


def show(request, point, vue, points, form, decision_form, conflict=None):
    if form.is_bound and not conflict:
        note_identities(choix=form.choix, objet=point, par=request.user)
    status = 409 if conflict else 400 if form.is_bound or decision_form.is_bound else 200
    places = [p.pk for p in points]
    place = places.index(point.pk)
    context = frame(request, point.rubrique, "agenda") | {
        "seance": point.seance,
        "point": point,
        "vue": vue,
        "points": points,
        "place": place + 1,
        "precedente": points[place - 1] if place else None,
        "suivante": following(point, points),
        "form": form,
        "etat_apports": f'"{mark_of_contributions(point, request.user)}"',
        "decision_form": decision_form,
        "conflict": conflict,
        "trace": open_to_read(request.user, point.article),
    }
    return render(request, "agenda/point_edit.html", context, status=status)


@require_POST
def point_begin(request, pk):
    """Come to this point: members elsewhere follow."""
    point = get_allowed(Point, request.user, Action.WRITE, pk=pk)
    try:
        go_to(point=point)
    except SeanceClose:
        messages.error(request, OVER)
        return redirect(point.seance)
    return redirect("agenda:point_edit", pk)


@require_POST
def decision_create(request, pk):
    source = with_contributions(Point.objects.all(), request.user)
    point = get_allowed(source, request.user, Action.WRITE, pk=pk)
    form = DecisionForm(request.POST, point=point)
    if form.is_valid():
        try:
            decision = form.save(commit=False)
            add_decision(decision=decision, point=point, par=request.user, identites=form.choix)
        except SeanceClose:
            messages.error(request, OVER)
            return redirect(point.seance)
        return redirect(f"{point_url(point)}#decisions")
    note_identities(choix=form.choix, objet=point, par=request.user)
    vue, points = view_of(point, request.user), order_of(point.seance, request.user)
    empty = PointForm(point=point, actions=vue.actions, prochaine=next_day(point.seance))
    return show(request, point, vue, points, empty, form)


@require_POST
def decision_delete(request, pk):
    decision = get_allowed(Decision, request.user, Action.WRITE, pk=pk)
    point = decision.point
    try:
        remove_decision(decision=decision, par=request.user)
    except SeanceClose:
        messages.error(request, OVER)
        return redirect(point.seance)
    return redirect(f"{point_url(point)}#decisions")


@keeps_draft("Une contribution")
@require_http_methods(["GET", "POST"])
def contribution_create(request, pk):
    """Bring something to a point, before the séance or while it is held: every reader may."""
    point = get_allowed(Point, request.user, Action.READ, pk=pk)
    if answer := answer_draft(request, point.rubrique):
        return answer
    form = open_form(request, partial(ContributionForm, user=request.user, point=point))
    over = point.seance.is_close
    if form.is_valid():
        contribution = form.save(commit=False)
        try:
            contribute(
                contribution=contribution, point=point, par=request.user, identites=form.choix
            )
        except SeanceClose:
            over = True
        else:
            forget(request.user, request.path)
            messages.success(request, "Votre contribution est enregistrée.")
            after = "seance_follow" if point.seance.is_en_cours else "seance_prepare"
            return redirect(f"agenda:{after}", point.seance_id)
    elif form.is_bound:
        note_identities(choix=form.choix, objet=point, par=request.user)
    context = frame(request, point.rubrique, "agenda") | {
        "seance": point.seance,
        "point": point,
        "form": form,
        "over": over,
        "trace": open_to_read(request.user, point.article),
    }
    status = 200 if not form.is_bound else 409 if over else 400
    return render(request, "agenda/contribution_create.html", context, status=status)


@not_an_act
@require_safe
def point_live(request, pk):
    """What members bring to a point, for the page where it is held; 304 if it is the same."""
    source = with_contributions(Point.objects.all(), request.user)
    point = get_allowed(source, request.user, Action.READ, pk=pk)
    state = f'"{mark_of_contributions(point, request.user)}"'
    if request.headers.get("If-None-Match") == state:
        return HttpResponseNotModified(headers={"ETag": state})
    open_to_read(request.user, point.article)
    contributions = Contribution.objects.known_to(request.user).filter(point=point)
    context = {"contributions": contributions, "point": point, "etat_apports": state}
    response = render(request, "agenda/_contributions.html", context)
    response["ETag"] = state
    return response


def point_url(point):
    return reverse("agenda:point_edit", args=[point.pk])
