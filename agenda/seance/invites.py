"""Views of guests: one situation, shown to somebody who is no member, while the séance is open."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.models import Invitation, Point
from agenda.seance.forms import InvitationForm
from agenda.seance.services import SeanceClose, invite, withdraw_invitation
from agenda.seance.views import OVER
from blog.models import Suivi
from rubriques.permissions import Action, Portee, get_allowed, get_invited, open_to_read
from rubriques.views import frame


@require_http_methods(["GET", "POST"])
def invitation_create(request, pk):
    """Who is invited to this point, and whom to invite."""
    point = get_allowed(Point, request.user, Action.WRITE, pk=pk)
    form = InvitationForm(request.POST or None, point=point)
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
    status = 400 if form.is_bound else 200
    return render(request, "agenda/invitation_create.html", context, status=status)


@require_POST
def invitation_delete(request, pk):
    invitation = get_allowed(Invitation, request.user, Action.WRITE, pk=pk)
    point = invitation.point
    withdraw_invitation(invitation=invitation, par=request.user)
    messages.success(request, "L’invitation est retirée.")
    return redirect("agenda:invitation_create", point.pk)


@require_safe
def invitation_detail(request, pk):
    """The situation, as a guest sees it: the notes of the whole cellule, and nothing to do."""
    invitation = get_invited(Invitation, request.user, pk=pk)
    article = invitation.point.article
    suivis = Suivi.objects.filter(article=article, portee=Portee.CELLULE, retire_le=None)
    context = {
        "seance": invitation.point.seance,
        "article": article,
        "natures": list(article.natures.all()),
        "suivis": suivis.select_related("auteur"),
        "trace": open_to_read(request.user, article),
    }
    return render(request, "agenda/invitation_detail.html", context)
