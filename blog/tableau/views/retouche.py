"""Views of the quick grid: change cells of several situations at once, and undo it."""

import uuid
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from blog.models import Ecart, Retouche
from blog.situation.etat import FIELDS
from blog.tableau.colonnes import TableauRetouche
from blog.tableau.forms.retouche import EnsembleForm, LigneForm
from blog.tableau.lignes import Lignes, in_order
from blog.tableau.retouche import Desaccords, change_rows, undo
from blog.tableau.views.liste import UNDO, UNDO_SECONDS, filter_of, table_of
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, current_members, get_allowed

PER_PAGE = 50
SHOWN = ["niveau", "natures", *FIELDS]  # what fits beside the controls


@require_http_methods(["GET", "POST"])
def retouche_create(request, slug):
    """The table with controls in its cells. What somebody else changed meanwhile: 409."""
    rubrique = get_allowed(Rubrique, request.user, Droit.WRITE, service=Service.BLOG, slug=slug)
    filtre, data = filter_of(request, rubrique), request.POST or None
    rows: Callable[..., Any] = partial(Lignes, request.user, rubrique.pk, filtre)
    if data is not None:  # the lines that were on screen, even if they changed since
        rows = partial(in_order, filtre.queryset.filter(pk__in=posted_keys(data)))
    table = table_of(request, rows, SHOWN, kind=TableauRetouche, per_page=PER_PAGE)
    people = names_of_members(rubrique)
    table.lignes = lines = make_lines(rubrique, table, people, data)
    ensemble = EnsembleForm(data, people=people)
    status = 200
    if data is not None:
        status = save(request, rubrique, ensemble, lines)
        if status == 302:
            return redirect(back_to_list(request, slug))
    context = frame(request, rubrique, "situations") | {
        "filtre": filtre,
        "table": table,
        "ensemble": ensemble,
        "retour": back_to_list(request, slug),
        "status": status,
    }
    return render(request, "blog/retouche_create.html", context, status=status)


def posted_keys(data):
    """The situations that a grid which was sent is about: no more than one page shows."""
    keys = []
    for name in data:
        if name.endswith("-vu"):
            try:
                keys.append(uuid.UUID(name.removesuffix("-vu")))
            except ValueError:
                continue
    if len(keys) > PER_PAGE:
        raise BadRequest
    return keys


def names_of_members(rubrique):
    return {str(m.utilisateur_id): m.utilisateur.nom_court for m in current_members(rubrique)}


def make_lines(rubrique, table, people, data) -> dict[uuid.UUID, LigneForm]:
    """The controls of each row on screen; whoever is set aside is not offered there."""
    aside = defaultdict(set)
    for ecart in Ecart.objects.filter(article__rubrique=rubrique):
        aside[ecart.article_id].add(str(ecart.utilisateur_id))
    lines = {}
    for article in table.page.object_list:
        able = {key: nom for key, nom in people.items() if key not in aside[article.pk]}
        lines[article.pk] = LigneForm(data, article=article, people=able)
    return lines


def save(request, rubrique, ensemble, lines):
    """Save what the lines change; return the status: 302 saved, 400 or 409 to be shown again."""
    valid = [ensemble.is_valid(), *[line.is_valid() for line in lines.values()]]
    if all(valid):
        for line in lines.values():
            line.take(ensemble.asked())
    if not all(valid) or any(line.errors for line in lines.values()):
        return 400
    changes = {pk: wanted for pk, line in lines.items() if (wanted := line.wanted())}
    try:
        retouche = change_rows(rubrique=rubrique, changes=changes, par=request.user)
    except Desaccords as error:
        for pk, cells in error.cells.items():
            lines[pk].meet(cells)
        return 409
    tell_changes(request, rubrique, retouche)
    return 302


def tell_changes(request, rubrique, retouche):
    number = len(retouche.changements)
    if not number:
        messages.success(request, "Rien n’a changé.")
        return
    s = "s" if number > 1 else ""
    messages.success(request, f"{number} situation{s} modifiée{s}.")
    request.session[UNDO] = {
        "pk": str(retouche.pk),
        "rubrique": str(rubrique.pk),
        "nombre": number,
        "quand": timezone.now().timestamp(),
    }


def back_to_list(request, slug):
    query = request.GET.urlencode()
    return reverse("blog:article_list", args=[slug]) + (f"?{query}" if query else "")


@require_POST
def retouche_undo(request, pk):
    retouche = get_allowed(Retouche, request.user, Droit.WRITE, pk=pk)
    if (timezone.now() - retouche.le).total_seconds() > UNDO_SECONDS:
        messages.error(
            request, "Il est trop tard pour annuler\u00a0: changez les situations une à une."
        )
        return redirect(back_to_list(request, retouche.rubrique.slug))
    undone, left = undo(retouche=retouche, par=request.user)
    request.session.pop(UNDO, None)
    if undone:
        messages.success(request, f"Situations remises comme avant\u00a0: {undone}.")
    if left:
        messages.error(request, f"Laissées, car quelqu’un les a changées depuis\u00a0: {left}.")
    return redirect(back_to_list(request, retouche.rubrique.slug))
