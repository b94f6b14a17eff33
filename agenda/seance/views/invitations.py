"""Views of guests: one situation, shown to somebody who is no member, while the séance is open."""

from django.contrib import messages
from django.http import HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agenda.models import Invitation, Point
from agenda.seance.forms import InvitationForm
from agenda.seance.services import SeanceClose, invite, withdraw_invitation
from agenda.seance.views.seance import OVER
from blog.models import Suivi
from comptes.sessions import not_an_act
from rubriques.cadre import frame
from rubriques.permissions import Droit, get_allowed, get_invited, open_to_read
from rubriques.portee import Portee
from rubriques.redaction.versions import fingerprint


@require_http_methods(["GET", "POST"])
def invitation_create(request, pk):
    """Who is invited to this point, and whom to invite; « retirer » takes an invitation back."""
    point = get_allowed(Point, request.user, Droit.WRITE, pk=pk)
    if "retirer" in request.POST:
        return take_back(request, point)
    form = InvitationForm(request.POST or None, point=point, request=request)
    if form.is_valid():
        person = form.cleaned_data["utilisateur"]
        try:
            invite(point=point, utilisateur=person, par=request.user)
        except SeanceClose:
            messages.error(request, OVER)
            return redirect(point.seance)
        messages.success(
            request, f"{person} verra cette situation tant que la séance est ouverte."
        )
        return redirect("agenda:invitation_create", pk)
    context = frame(request, point.rubrique, "agenda") | {
        "seance": point.seance,
        "point": point,
        "form": form,
        "invitations": point.invitations.select_related("utilisateur"),
        "trace": open_to_read(request.user, point.article),
    }
    return render(request, "agenda/invitation_create.html", context, status=form.status)


def take_back(request, point):
    """Asked twice, or by two people, it is done once."""
    for invitation in point.invitations.all():
        if str(invitation.pk) == request.POST["retirer"]:
            withdraw_invitation(invitation=invitation, par=request.user)
    messages.success(request, "L’invitation est retirée.")
    return redirect("agenda:invitation_create", point.pk)


@require_safe
def invitation_detail(request, pk):
    """The situation, as a guest sees it: the notes of the whole cellule, and nothing to do."""
    return show_guest(request, pk, "agenda/invitation_detail.html")


@not_an_act
@require_safe
def invitation_live(request, pk):
    """What the page above shows, again; 304, and nothing read, if it is the same."""
    return show_guest(request, pk, "agenda/_invitation_live.html")


def show_guest(request, pk, template):
    invitation = get_invited(Invitation, request.user, pk=pk)
    article = invitation.point.article
    suivis = Suivi.objects.filter(article=article, portee=Portee.CELLULE, retire_le=None)
    shown = [str(suivi) for suivi in suivis.values_list("pk", "version")]
    state = f'"{fingerprint([str(request.user.pk), str(article.version), *shown])}"'
    if request.headers.get("If-None-Match") == state:
        return HttpResponseNotModified(headers={"ETag": state})
    context = {
        "invitation": invitation,
        "seance": invitation.point.seance,
        "article": article,
        "natures": list(article.natures.all()),
        "suivis": suivis.select_related("auteur"),
        "state": state,
        "trace": open_to_read(request.user, article),
    }
    response = render(request, template, context)
    response["ETag"] = state
    return response
