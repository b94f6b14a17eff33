from copy import copy
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rubriques.cadre import frame
from rubriques.forms import PageForm, RubriqueForm
from rubriques.models import Rubrique
from rubriques.panneaux import panneaux_of
from rubriques.permissions import Action, current_members, get_allowed
from rubriques.redaction.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.redaction.versions import StaleVersion, with_version
from rubriques.services import edit_rubrique, set_archived


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
    text = "La rubrique est archivée : on la lit, on n’y écrit plus."
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
