"""The view of the list of natures of a rubrique."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.situation.forms.natures import NaturesForm
from blog.situation.services import edit_natures
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed


@require_http_methods(["GET", "POST"])
def nature_list(request, slug):
    """The short list of natures of a rubrique, as its gestionnaire keeps it."""
    rubrique = get_allowed(Rubrique, request.user, Droit.MANAGE, service=Service.BLOG, slug=slug)
    form = NaturesForm(request.POST or None, rubrique=rubrique, user=request.user)
    if form.is_valid():
        edit_natures(rubrique=rubrique, par=request.user, **form.names())
        messages.success(request, "La liste des natures est enregistrée.")
        return redirect("blog:nature_list", slug)
    context = frame(request, rubrique, "reglages") | {"form": form}
    return render(request, "blog/nature_list.html", context, status=400 if form.is_bound else 200)
