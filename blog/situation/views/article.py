"""Views that write a situation itself: open one, edit it."""

from copy import copy
from functools import partial

from django.views.decorators.http import require_http_methods

from blog.models import Article
from blog.situation.cadre import page_about
from blog.situation.forms.article import ArticleForm
from blog.situation.services import create_article, edit_article
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed
from rubriques.redaction.brouillons import keeps_draft
from rubriques.redaction.porte import page, write


@keeps_draft("Une nouvelle situation")
@require_http_methods(["GET", "POST"])
def article_create(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Droit.WRITE, service=Service.BLOG, slug=slug)

    def save(form):
        return create_article(
            article=form.save(commit=False),
            rubrique=rubrique,
            par=request.user,
            natures=form.cleaned_data["natures"],
            identites=form.choix,
        )

    return write(
        request,
        rubrique,
        make=partial(ArticleForm, rubrique=rubrique),
        save=save,
        told=lambda article: f"La situation {article.code} est ouverte.",
        show=page(request, rubrique, "blog/article_create.html", "situations"),
    )


@keeps_draft("Une situation")
@require_http_methods(["GET", "POST"])
def article_edit(request, pk):
    """Edit a situation. A field that two people changed is put to the second one: 409."""
    article = get_allowed(Article, request.user, Droit.WRITE, pk=pk)
    shown = {"instance": copy(article), "initial": {"version": article.version}}

    def save(form):
        edit_article(
            article=form.instance,
            par=request.user,
            seen=form.cleaned_data["version"] or 0,
            fields=form.changes,
            natures=form.cleaned_data["natures"],
            identites=form.choix,
        )

    return write(
        request,
        article,
        make=partial(ArticleForm, rubrique=article.rubrique, **shown),
        save=save,
        told="C’est enregistré.",
        then=article,
        show=page_about(request, article, "blog/article_edit.html"),
    )
