"""What a dépositaire answers about a text that may name a pupil."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from blog.relecture.mentions import known_to, mentions_for
from blog.relecture.services import leave_as_it_is, mask_names
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed, key_tables, refuse


@require_POST
def mention_answer(request, slug):
    """Mask the names in one text, or leave it as it is."""
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, service=Service.BLOG, slug=slug)
    if rubrique.pk not in key_tables(request.user):
        refuse(request.user, rubrique)
    asked = request.POST.get("mention", "")
    lues = mentions_for(request.user, rubrique.pk)
    lue = next((lue for lue in lues if str(lue.mention.pk) == asked), None)
    if lue is None:
        messages.error(request, "Ce texte ne nomme plus personne, ou a été relu entre-temps.")
    elif "masquer" in request.POST:
        is_name = known_to(request.user, rubrique.pk)
        mask_names(lue=lue, is_name=is_name, par=request.user)
        messages.success(request, "Les noms sont masqués dans ce texte.")
    elif "laisser" in request.POST:
        leave_as_it_is(lue=lue, par=request.user)
        messages.success(request, "Ce texte reste comme il est.")
    return redirect("blog:correspondance_list", slug)
