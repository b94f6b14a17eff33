from copy import copy
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rubriques.cadre import frame
from rubriques.forms import PageForm, RubriqueForm
from rubriques.models import Rubrique
from rubriques.permissions import Droit, current_members, get_allowed
from rubriques.redaction.brouillons import keeps_draft
from rubriques.redaction.porte import page, write
from rubriques.registre import panneaux_of
from rubriques.services import edit_rubrique, set_archived
from sql.prepared import prepared


@require_safe
def rubrique_detail(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, slug=slug)
    context = frame(request, rubrique) | {
        "membres": members_shown(rubrique.pk),
        "panneaux": panneaux_of(request, rubrique),
    }
    return render(request, "rubriques/rubrique_detail.html", context)


@prepared
def members_shown(rubrique):
    return current_members(rubrique)


@keeps_draft("La page de la rubrique")
@require_http_methods(["GET", "POST"])
def rubrique_edit(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Droit.MANAGE, slug=slug)
    show = page(request, rubrique, "rubriques/rubrique_edit.html", "page")
    return edit(request, rubrique, PageForm, rubrique, show)


@require_http_methods(["GET", "POST"])
def rubrique_settings(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Droit.MANAGE, slug=slug)
    show = page(request, rubrique, "rubriques/rubrique_settings.html", "reglages")
    return edit(request, rubrique, RubriqueForm, request.path, show)


def edit(request, rubrique, form_class, then, show):
    """Show or save a form on the rubrique itself; 409, text kept, if somebody saved before."""

    def save(form):
        edit_rubrique(
            rubrique=form.instance,
            par=request.user,
            seen=form.cleaned_data["version"] or 0,
            fields=form._meta.fields,
        )

    shown = {"instance": copy(rubrique), "initial": {"version": rubrique.version}}
    make = partial(form_class, **shown)
    told = "C’est enregistré."
    return write(request, rubrique, make=make, save=save, told=told, then=then, show=show)


@require_POST
def rubrique_archive(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Droit.MANAGE, slug=slug)
    archived = request.POST.get("archiver") == "oui"
    if not archived and request.POST.get("archiver") != "non":
        return redirect("rubriques:rubrique_settings", slug)
    set_archived(rubrique=rubrique, archived=archived, par=request.user)
    text = "La rubrique est archivée\u00a0: on la lit, on n’y écrit plus."
    messages.success(request, text if archived else "La rubrique est rouverte.")
    return redirect("rubriques:rubrique_settings", slug)
