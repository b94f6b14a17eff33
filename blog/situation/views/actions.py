"""Views of the actions decided about a situation."""

from copy import copy
from functools import partial

from django.views.decorators.http import require_http_methods

from blog.models import Action, Article
from blog.situation.cadre import page_about
from blog.situation.forms.action import ActionForm
from blog.situation.services import add_action, edit_action
from rubriques.permissions import Droit, get_allowed
from rubriques.redaction.brouillons import keeps_draft
from rubriques.redaction.porte import write


@keeps_draft("Une action")
@require_http_methods(["GET", "POST"])
def action_create(request, pk):
    article = get_allowed(Article, request.user, Droit.WRITE, pk=pk)

    def save(form):
        action, identites = form.save(commit=False), form.choix
        add_action(action=action, article=article, par=request.user, identites=identites)

    return write(
        request,
        article,
        make=partial(ActionForm, article=article),
        save=save,
        told="L’action est enregistrée.",
        then=f"{article.get_absolute_url()}#actions",
        show=page_about(request, article, "blog/action_form.html"),
    )


@keeps_draft("Une action")
@require_http_methods(["GET", "POST"])
def action_edit(request, pk):
    """Tell where an action stands, and what came of it."""
    action = get_allowed(Action, request.user, Droit.WRITE, pk=pk)
    shown = {"instance": copy(action), "initial": {"version": action.version}}

    def save(form):
        edit_action(
            action=form.instance,
            par=request.user,
            seen=form.cleaned_data["version"] or 0,
            fields=[name for name in form._meta.fields if name in form.changed_data],
            identites=form.choix,
        )

    return write(
        request,
        action.article,
        make=partial(ActionForm, article=action.article, **shown),
        save=save,
        told="C’est enregistré.",
        then=action,
        show=page_about(request, action.article, "blog/action_form.html", action=action),
    )
