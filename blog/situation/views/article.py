"""Views that write a situation itself: open one, edit it."""

from copy import copy
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from blog.models import Article
from blog.situation.forms.article import ArticleForm, merge_article
from blog.situation.services import create_article, edit_article, note_identities
from journal.services import last_writer
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Action, get_allowed, open_to_read
from rubriques.redaction.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.redaction.versions import StaleVersion


@keeps_draft("Une nouvelle situation")
@require_http_methods(["GET", "POST"])
def article_create(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.WRITE, service=Service.BLOG, slug=slug)
    if answer := answer_draft(request, rubrique):
        return answer
    form = open_form(request, partial(ArticleForm, rubrique=rubrique))
    if form.is_valid():
        article = create_article(
            article=form.save(commit=False),
            rubrique=rubrique,
            par=request.user,
            natures=form.cleaned_data["natures"],
            identites=form.choix,
        )
        forget(request.user, request.path)
        messages.success(request, f"La situation {article.code} est ouverte.")
        return redirect(article)
    if form.is_bound:
        note_identities(choix=form.choix, objet=rubrique, par=request.user)
    context = frame(request, rubrique, "situations") | {"form": form}
    return render(
        request, "blog/article_create.html", context, status=400 if form.is_bound else 200
    )


@keeps_draft("Une situation")
@require_http_methods(["GET", "POST"])
def article_edit(request, pk):
    """Edit a situation. A field that two people changed is put to the second one: 409."""
    article = get_allowed(Article, request.user, Action.WRITE, pk=pk)
    if answer := answer_draft(request, article.rubrique):
        return answer
    make = partial(
        ArticleForm,
        instance=copy(article),
        rubrique=article.rubrique,
        initial={"version": article.version},
    )
    form, disagreements = open_form(request, make), []
    if form.is_valid():
        disagreements = save_or_merge(form, request.user)
        if not disagreements:
            forget(request.user, request.path)
            messages.success(request, "C’est enregistré.")
            return redirect(article)
    if form.is_bound:
        note_identities(choix=form.choix, objet=article, par=request.user)
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "form": form,
        "disagreements": disagreements,
        "conflict_by": last_writer(article) if disagreements else "",
        "trace": open_to_read(request.user, article),
    }
    status = 409 if disagreements else 400 if form.is_bound else 200
    return render(request, "blog/article_edit.html", context, status=status)


def save_or_merge(form, user):
    """Save what the form changed, on top of what others saved meanwhile.

    Returns the fields that somebody else changed too: then nothing is saved.
    """
    seen = form.cleaned_data["version"] or 0
    fields = form.touched()
    while True:
        try:
            edit_article(
                article=form.instance,
                par=user,
                seen=seen,
                fields=fields,
                natures=form.cleaned_data["natures"],
                identites=form.choix,
            )
        except StaleVersion as error:
            if disagreements := merge_article(form, error.current):
                return disagreements
            seen = error.current.version
        else:
            return []
