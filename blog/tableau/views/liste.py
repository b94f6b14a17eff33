"""The table of situations: look, filter, sort, search."""

from functools import partial

from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods
from django_tables2 import RequestConfig

from blog.tableau.colonnes import Tableau, hidden, wanted_columns
from blog.tableau.filtres import ArticleFilter
from blog.tableau.forms.preferences import ColonnesForm
from blog.tableau.lignes import (
    Lignes,
    columns_kept,
    in_order,
    natures_asked,
    people_in_charge,
    situations_of,
    views_kept,
)
from blog.tableau.pages import PagesCourtes
from blog.tableau.recherche import search_articles
from blog.tableau.vues_preparees import vues_preparees, with_numbers
from comptes.requete import Requete
from journal.services import Acte, record
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed

PER_PAGE = 200
MOST_SIGNS = 200  # of the words that are searched
UNDO_SECONDS = 15 * 60
UNDO = "retouche"  # in the session: what was just changed in the table, to offer to undo it


@require_http_methods(["GET", "POST"])
def article_list(request, slug):
    """The situations. Words are searched by POST: they may say something of a case."""
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, service=Service.BLOG, slug=slug)
    words = words_of(request)
    filtre = filter_of(request, rubrique)
    rows, trouvees = partial(Lignes, request.user, rubrique.pk, filtre), None
    if words:
        record(request.user, Acte.RECHERCHE, rubrique)
        searched = in_order(filtre.qs if filtre.asked else filtre.queryset, ())
        trouvees = search_articles(searched, request.user, words)
        rows = always(trouvees.articles)
    table = table_of(request, rows, columns_of(request, rubrique), orderable=not words)
    context = frame(request, rubrique, "situations") | {
        "filtre": filtre,
        "table": table,
        "mots": words,
        "trouvees": trouvees,
        "tuiles": with_numbers(request.user, rubrique, vues_preparees(filtre.days)),
        "enregistrees": views_kept(request.user, rubrique.pk),
        "colonnes": ColonnesForm(initial={"colonnes": table.shown}),
        "adresse": address_of(request, filtre, table),
        "a_annuler": just_changed(request, rubrique),
    }
    status = 400 if filtre.errors else 200
    return render(request, "blog/article_list.html", context, status=status)


def words_of(request: Requete) -> str:
    """The words that are searched; what is longer than the box takes is cut."""
    return request.POST.get("mots", "").strip()[:MOST_SIGNS]


def filter_of(request: Requete, rubrique: Rubrique) -> ArticleFilter:
    """The filter that the address asks for, over what the member may see of the rubrique."""
    user, here = request.user, rubrique.pk
    queryset = SimpleLazyObject(partial(situations_of, user, here))  # to search, or to count
    choices = {"people": people_in_charge(user, here), "natures": natures_asked(user, here)}
    return ArticleFilter(request.GET, rubrique=rubrique, queryset=queryset, **choices)


def columns_of(request, rubrique) -> list[str]:
    """The columns that the address asks for, else those that the member keeps."""
    choice = next(iter(columns_kept(request.user, rubrique.pk)), None)
    return wanted_columns(request.GET.get("colonnes", ""), choice.colonnes if choice else None)


def always(rows):
    """The same rows, whatever the order that is asked for."""
    return lambda tri: rows


def table_of(request, rows, shown, *, kind=Tableau, per_page=PER_PAGE, **options):
    """The table with the columns `shown`, of what `rows` gives in the order that the address asks
    for."""
    table = kind([], exclude=hidden(shown), **options)
    RequestConfig(request, paginate=False).configure(table)
    lines = rows(tuple(table.order_by or ()))
    pages = PagesCourtes(lines, per_page)  # whatever number the address asks for
    table.page = pages.get_page(request.GET.get(table.prefixed_page_field))
    table.shown = shown
    return table


def address_of(request, filtre, table) -> str:
    """What the table shows, as the query of an address: filter, order, columns. Codes only."""
    asked = filtre.asked | order_asked(table)
    if "colonnes" in request.GET:
        asked["colonnes"] = ".".join(table.shown)
    return urlencode(asked)


def order_asked(table) -> dict[str, str]:
    return {"tri": ",".join(table.order_by)} if table.order_by else {}


def just_changed(request, rubrique):
    """What the member changed in this table a moment ago, and may undo."""
    told = request.session.get(UNDO) or {}
    is_here = told.get("rubrique") == str(rubrique.pk)
    is_recent = timezone.now().timestamp() - told.get("quand", 0) < UNDO_SECONDS
    return told if is_here and is_recent else None
