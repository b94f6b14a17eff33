"""Views of the life of a situation: its statut, step by step, and who is set aside from it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Article
from blog.situation.forms.vie import EcartForm, StatutForm
from blog.situation.services import change_statut, note_identities, set_aside
from rubriques.cadre import frame
from rubriques.permissions import Action, get_allowed, open_to_read
from rubriques.redaction.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.redaction.versions import StaleVersion, with_version


@keeps_draft("Un changement de statut")
@require_http_methods(["GET", "POST"])
def statut_edit(request, pk):
    article = get_allowed(Article, request.user, Action.WRITE, pk=pk)
    if answer := answer_draft(request, article.rubrique):
        return answer
    form = open_form(request, partial(StatutForm, article=article))
    conflict = None
    if form.is_valid():
        try:
            change_statut(article=article, par=request.user, **form.step())
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        else:
            forget(request.user, request.path)
            messages.success(request, "Le statut est changé.")
            return redirect(article)
    status = 409 if conflict else 400 if form.is_bound else 200
    if status == 400:
        note_identities(choix=form.choix, objet=article, par=request.user)
    return show(request, "blog/statut_edit.html", article, status, form=form, conflict=conflict)


@require_safe
def article_history(request, pk):
    """Each step: who, when, from what to what, why."""
    article = get_allowed(Article, request.user, Action.READ, pk=pk)
    changements = article.changements.select_related("par")
    return show(request, "blog/article_history.html", article, 200, changements=changements)


@require_http_methods(["GET", "POST"])
def ecart_list(request, pk):
    """Who is set aside from this situation (conflict of interest). Gestionnaires only."""
    article = get_allowed(Article, request.user, Action.MANAGE, pk=pk)
    form = EcartForm(request.POST or None, article=article, user=request.user)
    if form.is_valid():
        person = form.cleaned_data["utilisateur"]
        aside = "reintegrer" not in request.POST
        set_aside(article=article, utilisateur=person, aside=aside, par=request.user)
        text = "ne voit plus cette situation" if aside else "la voit de nouveau"
        messages.success(request, f"{person} {text}.")
        return redirect("blog:ecart_list", pk)
    ecarts = article.ecarts.select_related("utilisateur", "par")
    status = 400 if form.is_bound else 200
    return show(request, "blog/ecart_list.html", article, status, form=form, ecarts=ecarts)


def show(request, template, article, status, **context):
    context |= frame(request, article.rubrique, "situations") | {
        "article": article,
        "trace": open_to_read(request.user, article),
    }
    return render(request, template, context, status=status)
