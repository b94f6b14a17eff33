"""Views of the actions decided about a situation."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.models import Action, Article
from blog.situation.forms.action import ActionForm
from blog.situation.services import add_action, edit_action, note_identities
from rubriques.cadre import frame
from rubriques.permissions import Action as Right
from rubriques.permissions import get_allowed, open_to_read
from rubriques.redaction.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.redaction.versions import StaleVersion, with_version


@keeps_draft("Une action")
@require_http_methods(["GET", "POST"])
def action_create(request, pk):
    article = get_allowed(Article, request.user, Right.WRITE, pk=pk)
    if answer := answer_draft(request, article.rubrique):
        return answer
    form = open_form(request, partial(ActionForm, article=article))
    if form.is_valid():
        action = form.save(commit=False)
        add_action(action=action, article=article, par=request.user, identites=form.choix)
        forget(request.user, request.path)
        messages.success(request, "L’action est enregistrée.")
        return redirect(f"{article.get_absolute_url()}#actions")
    return show(request, article, form, 400 if form.is_bound else 200)


@keeps_draft("Une action")
@require_http_methods(["GET", "POST"])
def action_edit(request, pk):
    """Tell where an action stands, and what came of it."""
    action = get_allowed(Action, request.user, Right.WRITE, pk=pk)
    if answer := answer_draft(request, action.rubrique):
        return answer
    initial = {"version": action.version}
    make = partial(ActionForm, instance=copy(action), article=action.article, initial=initial)
    form = open_form(request, make)
    conflict = None
    if form.is_valid():
        try:
            edit_action(
                action=form.instance,
                par=request.user,
                seen=form.cleaned_data["version"] or 0,
                fields=form._meta.fields,
                identites=form.choix,
            )
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        else:
            forget(request.user, request.path)
            messages.success(request, "C’est enregistré.")
            return redirect(action)
    status = 409 if conflict else 400 if form.is_bound else 200
    return show(request, action.article, form, status, action=action, conflict=conflict)


def show(request, article, form, status, **context):
    if status == 400:
        note_identities(choix=form.choix, objet=article, par=request.user)
    context |= frame(request, article.rubrique, "situations") | {
        "article": article,
        "form": form,
        "trace": open_to_read(request.user, article),
    }
    return render(request, "blog/action_form.html", context, status=status)
