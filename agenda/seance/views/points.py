"""Views of one point of a séance: today's relevé and its decisions."""

from contextlib import suppress
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from agenda.models import Point
from agenda.reunions.services import meeting_days
from agenda.seance.ecran import mark_of_contributions, view_of, with_contributions
from agenda.seance.forms import PointForm
from agenda.seance.ordre import current, order_of
from agenda.seance.services import SeanceClose, go_to, remove_decision, save_point
from blog.situation.services import note_identities
from rubriques.cadre import frame
from rubriques.permissions import Action, get_allowed, open_to_read
from rubriques.redaction.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.redaction.fusion import merge
from rubriques.redaction.versions import StaleVersion

BUTTONS = ("ajouter", "retirer", "suivant", "aller")  # each saves the form, then does its own
PLACES = {  # where the séance goes besides its situations
    "clore": "agenda:seance_close",
    "presences": "agenda:seance_presences",
    "projeter": "agenda:seance_project",
    "preparer": "agenda:seance_prepare",
}


@keeps_draft("Le relevé d’une séance")
@require_http_methods(["GET", "POST"])
def point_edit(request, pk):
    """One situation of the séance on one screen, and the box for what is said today."""
    source = with_contributions(Point.objects.all(), request.user)
    point = get_allowed(source, request.user, Action.WRITE, pk=pk)
    if answer := answer_draft(request, point.rubrique):
        return answer
    vue = view_of(point, request.user)
    form = open_form(request, maker(request, point, vue))
    if not point.seance.is_en_cours:
        return show_over(request, point, vue, form)
    disagreements = []
    if form.is_valid():
        try:
            disagreements = save_or_merge(form, point, request)
        except SeanceClose:
            return show_over(request, point, vue, form)
        if not disagreements:
            forget(request.user, request.path)
            return go_on(request, point)
    elif form.is_bound:
        note_identities(choix=form.choix, objet=point, par=request.user)
    return show(request, point, vue, form, disagreements)


def maker(request, point, vue):
    """How the form is made: from what is sent, or from a draft without the decision that is
    there already (it was added while the draft was on its way)."""
    make = partial(PointForm, point=point, actions=vue.actions, prochaine=next_day(point.seance))
    if request.method == "POST":
        return make
    added = {str(decision.pk) for decision in vue.decisions}

    def make_left(data):
        if data and data.get("envoi") in added:
            data = {k: v for k, v in data.lists() if k not in ("envoi", *PointForm.ONE_MORE)}
            data = MultiValueDict(data)
        return make(data)

    return make_left


def save_or_merge(form, point, request):
    """Save what the form says, on top of what others saved meanwhile, and do what its button
    says; only « Enregistrer » and « passer à la suivante » write what was left as it was.

    Returns the fields that somebody else changed too: then nothing is saved.
    """
    seen, sent = form.cleaned_data["version"], request.POST
    touched = any(name in sent for name in BUTTONS if name != "suivant")
    fields = form.written(touched=touched)
    while True:
        try:
            save_point(
                point=point,
                fields=fields,
                done=form.done(),
                seen=seen,
                par=request.user,
                decision=form.decision(),
                identites=form.choix,
            )
        except StaleVersion as error:
            if disagreements := merge(form, error.current):
                return disagreements
            seen = error.current.version
            fields = {name: form.cleaned_data[name] for name in fields}
        else:
            break
    taken_back = point.decisions.filter(pk=form.cleaned_data["retirer"]).first()
    if taken_back:
        remove_decision(decision=taken_back, par=request.user)
    return []


def go_on(request, point):
    """Where the button of the form leads: to another situation or page, or back to this one."""
    points, sent = order_of(point.seance, request.user), request.POST
    if sent.get("aller") in PLACES:
        return redirect(PLACES[sent["aller"]], point.seance_id)
    target = next((p for p in points if str(p.pk) == sent.get("aller")), None)
    if "suivant" in sent:
        target = following(point, points)
    if target:
        with suppress(SeanceClose):  # closed since it was saved: that page says so
            go_to(point=target)
        page = reverse("agenda:point_edit", args=[target.pk])
        return redirect(f"{page}#releve")  # the keyboard goes on from there, past the menus
    if "ajouter" in sent or "retirer" in sent:
        return redirect(f"{request.path}#id_libelle")  # a browser puts the cursor there
    messages.success(request, "Le relevé est enregistré.")
    return redirect(request.path)


def following(point, points):
    place = points.index(point) + 1 if point in points else len(points)
    return points[place] if place < len(points) else None


def next_day(seance):
    return next((day for day in meeting_days(seance.rubrique) if day > seance.jour), None)


def show(request, point, vue, form, disagreements):
    points = order_of(point.seance, request.user)
    if point not in points:  # taken off the order of business, or set aside from it, meanwhile
        raise Http404
    place = points.index(point)
    context = frame(request, point.rubrique, "agenda") | {
        "seance": point.seance,
        "point": point,
        "vue": vue,
        "points": points,
        "ailleurs": current(points) not in (None, point),
        "invites": point.invitations.count(),
        "place": place + 1,
        "precedente": points[place - 1] if place else None,
        "suivante": following(point, points),
        "form": form,
        "presses": [(name, request.POST[name]) for name in BUTTONS if name in request.POST],
        "etat_apports": f'"{mark_of_contributions(point, request.user)}"',
        "disagreements": disagreements,
        "conflict_by": last_writer(point) if disagreements else "",
        "trace": open_to_read(request.user, point.article),
    }
    status = 409 if disagreements else 400 if form.is_bound else 200
    return render(request, "agenda/point_edit.html", context, status=status)


def last_writer(point):
    return Point.objects.select_related("redige_par").get(pk=point.pk).redige_par


def show_over(request, point, vue, form):
    """The séance is not open: what was being written comes back to its author, to be copied."""
    if not form.is_bound and not form.brouillon:
        return redirect(point.seance)
    context = frame(request, point.rubrique, "agenda") | {
        "seance": point.seance,
        "point": point,
        "form": form,
        "trace": open_to_read(request.user, point.article),
    }
    status = 409 if form.is_bound else 200
    return render(request, "agenda/point_over.html", context, status=status)
