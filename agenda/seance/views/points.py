"""Views of one point of a séance: today's relevé and its decisions."""

from contextlib import suppress
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from agenda.reunions.services import meeting_days
from agenda.seance.ecran import mark_of_contributions, view_of, with_contributions
from agenda.seance.forms import PointForm
from agenda.seance.forms.point import BUTTONS
from agenda.seance.ordre import current, order_of
from agenda.seance.services import SeanceClose, go_to, remove_decision, save_point
from rubriques.permissions import Droit, get_allowed
from rubriques.redaction.brouillons import keeps_draft
from rubriques.redaction.porte import page, write

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
    source = partial(with_contributions, user=request.user)
    point = get_allowed(source, request.user, Droit.WRITE, pk=pk)
    vue = view_of(point, request.user)

    def show(ecriture):
        if ecriture.over:
            return show_over(request, point, ecriture)
        return show_point(request, point, vue, ecriture)

    return write(
        request,
        point,
        make=maker(request, point, vue),
        save=partial(save_form, point, request.user),
        then=lambda saved: after(request, point),
        show=show,
        over=not point.seance.is_en_cours,
    )


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


def save_form(point, user, form):
    """Save what the form says and do what its button says."""
    save_point(
        point=point,
        fields=form.written(),
        done=form.done(),
        seen=form.cleaned_data["version"],
        par=user,
        decision=form.decision(),
        identites=form.choix,
    )
    taken_back = point.decisions.filter(pk=form.cleaned_data["retirer"]).first()
    if taken_back:
        remove_decision(decision=taken_back, par=user)


def after(request, point):
    """Where the button of the form leads: to another situation or page, or back to this one."""
    points, sent = order_of(point.seance, request.user), request.POST
    if sent.get("aller") in PLACES:
        return reverse(PLACES[sent["aller"]], args=[point.seance_id])
    target = next((p for p in points if str(p.pk) == sent.get("aller")), None)
    if "suivant" in sent:
        target = following(point, points)
    if target:
        with suppress(SeanceClose):  # closed since it was saved: that page says so
            go_to(point=target)
        # the keyboard goes on from there, past the menus
        return reverse("agenda:point_edit", args=[target.pk]) + "#releve"
    if "ajouter" in sent or "retirer" in sent:
        return f"{request.path}#id_libelle"  # a browser puts the cursor there
    messages.success(request, "Le relevé est enregistré.")
    return request.path


def following(point, points):
    place = points.index(point) + 1 if point in points else len(points)
    return points[place] if place < len(points) else None


def next_day(seance):
    return next((day for day in meeting_days(seance.rubrique) if day > seance.jour), None)


def show_point(request, point, vue, ecriture):
    points = order_of(point.seance, request.user)
    if point not in points:  # taken off the order of business, or set aside from it, meanwhile
        raise Http404
    place = points.index(point)
    shown = {
        "vue": vue,
        "points": points,
        "ailleurs": current(points) not in (None, point),
        "invites": point.invitations.count(),
        "place": place + 1,
        "precedente": points[place - 1] if place else None,
        "suivante": following(point, points),
        "presses": [(name, request.POST[name]) for name in BUTTONS if name in request.POST],
        "etat_contributions": f'"{mark_of_contributions(point, request.user)}"',
    }
    return page_of(request, point, "agenda/point_edit.html", **shown)(ecriture)


def show_over(request, point, ecriture):
    """The séance is not open: what was being written comes back to its author, to be copied."""
    if not ecriture.form.is_bound and not ecriture.brouillon:
        return redirect(point.seance)
    return page_of(request, point, "agenda/point_over.html")(ecriture)


def page_of(request, point, template, **context):
    shown = {"seance": point.seance, "point": point} | context
    return page(request, point.rubrique, template, "agenda", read=point.article, **shown)
