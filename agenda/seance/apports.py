"""Views of what members bring to a point: before the séance, or while it is held."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agenda.models import Contribution, Point
from agenda.seance.ecran import mark_of_contributions, with_contributions
from agenda.seance.forms import ContributionForm, RepriseForm
from agenda.seance.services import (
    SeanceClose,
    contribute,
    edit_contribution,
    withdraw_contribution,
)
from blog.services import note_identities
from comptes.sessions import not_an_act
from rubriques.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.permissions import Action, get_allowed, open_to_read, refuse
from rubriques.versions import StaleVersion, with_version
from rubriques.views import frame


@keeps_draft("Une contribution", Action.READ)
@require_http_methods(["GET", "POST"])
def contribution_create(request, pk):
    """Bring something to a point, before the séance or while it is held: every reader may."""
    point = get_allowed(Point, request.user, Action.READ, pk=pk)
    if answer := answer_draft(request, point.rubrique):
        return answer
    form = open_form(request, partial(ContributionForm, user=request.user, point=point))
    over = is_over(point)
    if form.is_valid() and not over:
        contribution = form.save(commit=False)
        try:
            contribute(
                contribution=contribution, point=point, par=request.user, identites=form.choix
            )
        except SeanceClose:
            over = True
        else:
            return done(request, point, "Votre contribution est enregistrée.")
    return show(request, point, form, "agenda/contribution_create.html", over=over)


@keeps_draft("Une contribution", Action.READ)
@require_http_methods(["GET", "POST"])
def contribution_edit(request, pk):
    """Correct what one brought, or take it back, until the séance is closed."""
    contribution = get_own(request.user, pk)
    point = contribution.point
    if answer := answer_draft(request, point.rubrique):
        return answer
    make = partial(RepriseForm, user=request.user, point=point, instance=contribution)
    form, over, conflict = open_form(request, make), is_over(point), None
    if over and not form.is_bound and not form.brouillon:
        return redirect(point.article)
    if "retirer" in request.POST and not over:
        return take_back(request, contribution)
    if form.is_valid() and not over:
        seen, fields = form.cleaned_data["version"], {"identites": form.choix}
        try:
            edit_contribution(contribution=form.instance, par=request.user, seen=seen, **fields)
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        except SeanceClose:
            over = True
        else:
            return done(request, point, "Votre contribution est corrigée.")
    template = "agenda/contribution_edit.html"
    return show(request, point, form, template, over=over, conflict=conflict)


def get_own(user, pk) -> Contribution:
    contribution = get_allowed(Contribution, user, Action.READ, pk=pk)
    if contribution.auteur != user:
        refuse(user, contribution)
    return contribution


def take_back(request, contribution):
    try:
        withdraw_contribution(contribution=contribution, par=request.user)
    except SeanceClose:
        messages.error(request, "La séance est close\u00a0: ce suivi se retire dans la situation.")
        return redirect(contribution.point.article)
    return done(request, contribution.point, "Votre contribution est retirée.")


def is_over(point):
    """Whether nothing more can be brought to a point."""
    seance = point.seance
    return seance.is_close or seance.is_annulee or bool(point.rubrique.archivee_le)


def done(request, point, text):
    forget(request.user, request.path)
    messages.success(request, text)
    after = "seance_follow" if point.seance.is_en_cours else "seance_prepare"
    return redirect(f"agenda:{after}", point.seance_id)


def show(request, point, form, template, *, over, conflict=None):
    if form.is_bound and not form.is_valid() and not over:
        note_identities(choix=form.choix, objet=point, par=request.user)
    context = frame(request, point.rubrique, "agenda") | {
        "seance": point.seance,
        "point": point,
        "form": form,
        "over": over,
        "conflict": conflict,
        "contributions": Contribution.objects.known_to(request.user).filter(point=point),
        "trace": open_to_read(request.user, point.article),
    }
    status = 200 if not form.is_bound else 409 if over or conflict else 400
    return render(request, template, context, status=status)


@not_an_act
@require_safe
def point_live(request, pk):
    """What members bring to a point, for the page where it is held; 304 if it is the same."""
    source = with_contributions(Point.objects.all(), request.user)
    point = get_allowed(source, request.user, Action.READ, pk=pk)
    if point.seance.is_close:  # what was brought is in the situation, and may be withdrawn there
        raise Http404
    state = f'"{mark_of_contributions(point, request.user)}"'
    if request.headers.get("If-None-Match") == state:
        return HttpResponseNotModified(headers={"ETag": state})
    open_to_read(request.user, point.article)
    contributions = Contribution.objects.known_to(request.user).filter(point=point)
    context = {"contributions": contributions, "point": point, "etat_apports": state}
    response = render(request, "agenda/_contributions.html", context)
    response["ETag"] = state
    return response
