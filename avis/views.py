from allauth.core.internal import ratelimit
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from avis.calendriers import calendrier_at, close_calendrier, note_reading, renew_calendrier
from avis.forms import ChoixForm
from avis.ics import make_ics
from avis.models import Calendrier
from avis.nouvelles import choix_of, save_choix
from journal.services import record_refusal


@require_http_methods(["GET", "POST"])
def avis_edit(request):
    """What I am told by e-mail, and my calendar address."""
    form = ChoixForm(request.POST or None, instance=choix_of(request.user))
    if form.is_valid():
        save_choix(utilisateur=request.user, par=request.user, **form.cleaned_data)
        messages.success(request, "Vos avis sont enregistrés.")
        return redirect("avis:avis_edit")
    return show_avis(request, form)


@require_POST
def calendrier_renew(request):
    """Make my calendar address, or another one. It is shown in this answer, and nowhere else."""
    token = renew_calendrier(utilisateur=request.user, par=request.user)
    address = request.build_absolute_uri(reverse("avis:calendrier_detail", args=[token]))
    return show_avis(request, ChoixForm(instance=choix_of(request.user)), address)


@require_POST
def calendrier_close(request):
    close_calendrier(utilisateur=request.user, par=request.user)
    messages.success(
        request, "Votre adresse d’agenda est supprimée\u00a0: elle ne donne plus rien."
    )
    return redirect("avis:avis_edit")


def show_avis(request, form, address=""):
    context = {
        "form": form,
        "calendrier": Calendrier.objects.filter(utilisateur=request.user).first(),
        "address": address,
        "tab": "avis",
    }
    status = 400 if form.is_bound else 200
    return render(request, "avis/avis_edit.html", context, status=status)


@login_not_required
@require_safe
def calendrier_detail(request, token):
    """The meetings of whom this address was made for, to a calendar program that has no session.

    A right address is never slowed down by wrong ones: a whole school has one IP address.
    """
    calendrier = calendrier_at(token)
    if calendrier is None:
        return refuse_token(request)
    now = timezone.now()
    note_reading(calendrier, timezone.localdate(now))
    ics = make_ics(calendrier.utilisateur, now)
    return HttpResponse(ics, content_type="text/calendar; charset=utf-8")


def refuse_token(request):
    """404 and a line in the journal, which never holds the token. Beyond the limit 429, and no
    line: a stranger must not fill a journal that nobody can empty."""
    if not ratelimit.consume(request, app="allauth.account", action="calendrier", limit_get=True):
        return respond_429(request)
    record_refusal(request.user, Calendrier, "", status=404)
    raise Http404
