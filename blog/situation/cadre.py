"""The frame of a page about one situation: reading it is traced."""

from typing import Any

from django.http import HttpResponse

from blog.models import Article, Suivi
from comptes.requete import Requete
from rubriques.cadre import framed
from rubriques.redaction.porte import Show, page


def show_about(
    request: Requete, objet: Article | Suivi, template: str, **context: Any
) -> HttpResponse:
    """Return a page about a situation, or about one of its suivis: that is what is read."""
    context |= {"article": article_of(objet), "read": objet}
    return framed(request, objet.rubrique, template, "situations", **context)


def page_about(request: Requete, objet: Article | Suivi, template: str, **context: Any) -> Show:
    """Return what shows a form about a situation, or about one of its suivis."""
    context |= {"article": article_of(objet), "read": objet}
    return page(request, objet.rubrique, template, "situations", **context)


def article_of(objet: Article | Suivi) -> Article:
    return objet if isinstance(objet, Article) else objet.article
