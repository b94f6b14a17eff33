from copy import copy
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rubriques.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.forms import PageForm, RubriqueForm
from rubriques.models import Rubrique
from rubriques.panneaux import panneaux_of
from rubriques.permissions import (
    Action,
    allowed_rubriques,
    current_members,
    get_allowed,
    get_espace,
    is_chef,
    rubriques_without_gestionnaire,
)
from rubriques.services import claim_rubrique, create_rubrique, edit_rubrique, set_archived
from rubriques.versions import StaleVersion, with_version


@require_safe
def espace_detail(request, slug):
    espace = get_espace(request.user, slug)
    chef = is_chef(request.user, espace)
    context = {
        "espace": espace,
        "rubriques": allowed_rubriques(request.user, Action.READ).filter(espace=espace),
        "is_chef": chef,
        "to_claim": rubriques_without_gestionnaire(espace) if chef else [],
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


@require_safe
def rubrique_detail(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.READ, slug=slug)
    context = frame(request, rubrique) | {
        "membres": current_members(rubrique),
        "panneaux": panneaux_of(request, rubrique),
    }
    return render(request, "rubriques/rubrique_detail.html", context)


@keeps_draft("La page de la rubrique")
@require_http_methods(["GET", "POST"])
def rubrique_edit(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.MANAGE, slug=slug)
    return edit(request, rubrique, PageForm, "rubriques/rubrique_edit.html", rubrique)


@require_http_methods(["GET", "POST"])
def rubrique_settings(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.MANAGE, slug=slug)
    destination = "rubriques:rubrique_settings"
    return edit(request, rubrique, RubriqueForm, "rubriques/rubrique_settings.html", destination)


@require_POST
def rubrique_archive(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.MANAGE, slug=slug)
    archived = request.POST.get("archiver") == "oui"
    if not archived and request.POST.get("archiver") != "non":
        return redirect("rubriques:rubrique_settings", slug)
    set_archived(rubrique=rubrique, archived=archived, par=request.user)
    text = "La rubrique est archivée\u00a0: on la lit, on n’y écrit plus."
    messages.success(request, text if archived else "La rubrique est rouverte.")
    return redirect("rubriques:rubrique_settings", slug)


def edit(request, rubrique, form_class, template, destination):
    """Show or save a form on the rubrique itself; 409, text kept, if somebody saved before."""
    if answer := answer_draft(request, rubrique):
        return answer
    initial = {"version": rubrique.version}
    form = open_form(request, partial(form_class, instance=copy(rubrique), initial=initial))
    conflict = None
    if form.is_valid():
        try:
            edit_rubrique(
                rubrique=form.instance,
                par=request.user,
                seen=form.cleaned_data["version"] or 0,
                fields=form._meta.fields,
            )
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        else:
            forget(request.user, request.path)
            messages.success(request, "C’est enregistré.")
            slug = [] if destination is rubrique else [rubrique.slug]
            return redirect(destination, *slug)
    tab = "page" if destination is rubrique else "reglages"
    context = frame(request, rubrique, tab) | {"form": form, "conflict": conflict}
    status = 409 if conflict else 400 if form.is_bound else 200
    return render(request, template, context, status=status)


def frame(request, rubrique, tab="page"):
    """What the tabs of a rubrique need; it came through the gate, which says what is granted."""
    return {
        "rubrique": rubrique,
        "tab": tab,
        "can_write": Action.WRITE in rubrique.granted,
        "can_manage": Action.MANAGE in rubrique.granted,
    }
