"""One search over all the rubriques of whoever asks: its box stands on every page."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from blog.models import Article
from blog.tableau.passages import draw_passage
from blog.tableau.recherche import Trouvees, search_articles
from blog.tableau.views.liste import words_of
from comptes.requete import Requete
from journal.services import Acte, record
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, rubriques_of

SHOWN = 50  # situations of a rubrique; the others are found in its table


@dataclass(frozen=True)
class Groupe:
    """What was found in one rubrique: the first situations, each with its passage."""

    rubrique: Rubrique
    lignes: list[tuple[Article, SafeString | str]]
    nombre: int


@require_http_methods(["GET", "POST"])
def recherche(request):
    """The situations where all the words stand, by rubrique. Words come by POST: they may say
    something of a case. A GET (a reload, a return from signing in) is the empty page."""
    words = words_of(request)
    context: dict[str, Any] = {"mots_partout": words}
    if words:
        rubriques = rubriques_of(request.user, Droit.READ, Service.BLOG)
        trouvees = search_everywhere(request, rubriques, words)
        groupes = grouped(rubriques, trouvees)
        context |= {"trouvees": trouvees, "groupes": groupes, "nombre": len(trouvees.articles)}
    return render(request, "blog/recherche.html", context)


def search_everywhere(request: Requete, rubriques: list[Rubrique], words: str) -> Trouvees:
    """Search all that may be seen in these rubriques; each keeps a line of it."""
    with transaction.atomic():
        for rubrique in rubriques:
            record(request.user, Acte.RECHERCHE, rubrique)
    articles = Article.objects.visible_to(request.user).most_pressing_first()
    return search_articles(articles, request.user, words)


def grouped(rubriques: list[Rubrique], trouvees: Trouvees) -> list[Groupe]:
    groupes = []
    for rubrique in rubriques:
        here = [a for a in trouvees.articles if a.rubrique_id == rubrique.pk]
        if here:
            lignes = [(article, draw_passage(article.passage)) for article in here[:SHOWN]]
            groupes.append(Groupe(rubrique, lignes, len(here)))
    return groupes
