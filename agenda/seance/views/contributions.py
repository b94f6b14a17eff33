"""Views of what members bring to a point: before the séance, or while it is held."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agenda.models import Contribution, Point
from agenda.seance.ecran import mark_of_contributions, with_contributions
from agenda.seance.forms import ContributionForm, CorrectionContributionForm
from agenda.seance.services import (
    SeanceClose,
    contribute,
    edit_contribution,
    withdraw_contribution,
)
from blog.situation.chronologie import members_who_may_open
from comptes.sessions import not_an_act
from rubriques.permissions import Droit, get_allowed, open_to_read, refuse
from rubriques.portee import tell_readers
from rubriques.redaction.brouillons import forget, is_draft_sent, keeps_draft
from rubriques.redaction.porte import page, write


@keeps_draft("Une contribution", Droit.READ)
@require_http_methods(["GET", "POST"])
def contribution_create(request, pk):
    """Bring something to a point, before the séance or while it is held: every reader may."""
    point = get_allowed(Point, request.user, Droit.READ, pk=pk)

    def save(form):
        contribution, identites = form.save(commit=False), form.choix
        contribute(contribution=contribution, point=point, par=request.user, identites=identites)

    return write(
        request,
        point,
        make=partial(ContributionForm, user=request.user, point=point),
        save=save,
        told="Votre contribution est enregistrée.",
        then=address_after(point),
        show=page_about(request, point, "agenda/contribution_create.html"),
        over=is_over(point),
    )


@keeps_draft("Une contribution", Droit.READ)
@require_http_methods(["GET", "POST"])
def contribution_edit(request, pk):
    """Correct what one brought, or take it back, until the séance is closed."""
    contribution = get_own(request.user, pk)
    point, over = contribution.point, is_over(contribution.point)
    if "retirer" in request.POST and not over and not is_draft_sent(request):
        return take_back(request, contribution)
    shown = page_about(request, point, "agenda/contribution_edit.html")
    made = {"user": request.user, "point": point, "instance": contribution}

    def show(ecriture):
        nothing_left = over and not ecriture.form.is_bound and not ecriture.brouillon
        return redirect(point.article) if nothing_left else shown(ecriture)

    return write(
        request,
        point,
        make=partial(CorrectionContributionForm, **made),
        save=partial(save_correction, request.user),
        told="Votre contribution est corrigée.",
        then=address_after(point),
        show=show,
        over=over,
    )


def save_correction(user, form):
    seen, identites = form.cleaned_data["version"], form.choix
    edit_contribution(contribution=form.instance, par=user, seen=seen, identites=identites)


def get_own(user, pk) -> Contribution:
    contribution = get_allowed(Contribution, user, Droit.READ, pk=pk)
    if contribution.auteur != user:
        refuse(user, contribution)
    return contribution


def take_back(request, contribution):
    try:
        withdraw_contribution(contribution=contribution, par=request.user)
    except SeanceClose:
        messages.error(request, "La séance est close\u00a0: ce suivi se retire dans la situation.")
        return redirect(contribution.point.article)
    forget(request.user, request.path)
    messages.success(request, "Votre contribution est retirée.")
    return redirect(address_after(contribution.point))


def is_over(point):
    """Whether nothing more can be brought to a point."""
    seance = point.seance
    return seance.is_close or seance.is_annulee or bool(point.rubrique.archivee_le)


def address_after(point):
    """Where one goes on: the séance that is held, or the order of business."""
    after = "seance_follow" if point.seance.is_en_cours else "seance_prepare"
    return reverse(f"agenda:{after}", args=[point.seance_id])


def page_about(request, point, template):
    """What shows a form about a point: the situation is read there."""
    contributions = Contribution.objects.known_to(request.user).filter(point=point)
    told = {"seance": point.seance, "point": point, "contributions": contributions}
    shown = page(request, point.rubrique, template, "agenda", read=point.article, **told)

    def show(ecriture):
        members = members_who_may_open(point.article_id, point.rubrique.pk)
        tell_readers(ecriture.form, request.user, point.rubrique, members)
        return shown(ecriture)

    return show


@not_an_act
@require_safe
def point_live(request, pk):
    """What members bring to a point, for the page where it is held; 304 if it is the same."""
    source = partial(with_contributions, user=request.user)
    point = get_allowed(source, request.user, Droit.READ, pk=pk)
    if point.seance.is_close:  # what was brought is in the situation, and may be withdrawn there
        raise Http404
    state = f'"{mark_of_contributions(point, request.user)}"'
    if request.headers.get("If-None-Match") == state:
        return HttpResponseNotModified(headers={"ETag": state})
    open_to_read(request.user, point.article)
    contributions = Contribution.objects.known_to(request.user).filter(point=point)
    context = {"contributions": contributions, "point": point, "etat_contributions": state}
    response = render(request, "agenda/_contributions.html", context)
    response["ETag"] = state
    return response
