"""Views of an establishment: its rubriques, opening one, taking one over."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rubriques.forms import RubriqueForm
from rubriques.permissions import (
    Droit,
    allowed_rubriques,
    get_espace,
    is_chef,
)
from rubriques.services import claim_rubrique, create_rubrique


@require_safe
def espace_detail(request, slug):
    espace = get_espace(request.user, slug)
    chef = is_chef(request.user, espace)
    context = {
        "espace": espace,
        "rubriques": allowed_rubriques(request.user, Droit.READ).filter(espace=espace),
        "is_chef": chef,
        "to_claim": espace.rubriques.without_gestionnaire() if chef else [],
    }
    return render(request, "rubriques/espace_detail.html", context)


@require_http_methods(["GET", "POST"])
def rubrique_create(request, slug):
    espace = get_espace(request.user, slug, as_chef=True)
    form = RubriqueForm(request.POST or None)
    if form.is_valid():
        rubrique = form.save(commit=False)
        create_rubrique(rubrique=rubrique, espace=espace, par=request.user)
        messages.success(request, "La rubrique est créée. Ajoutez maintenant ses membres.")
        return redirect("rubriques:membre_list", rubrique.slug)
    context = {"espace": espace, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "rubriques/rubrique_create.html", context, status=status)


@require_POST
def rubrique_claim(request, slug, pk):
    espace = get_espace(request.user, slug, as_chef=True)
    rubrique = claim_rubrique(espace=espace, rubrique_id=pk, par=request.user)
    if rubrique is None:
        messages.error(request, "Cette rubrique a déjà un gestionnaire.")
        return redirect(espace)
    messages.success(request, "Vous êtes gestionnaire de la rubrique. Ses membres le verront.")
    return redirect("rubriques:membre_list", rubrique.slug)
