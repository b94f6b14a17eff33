from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.synthese.articles import followed_articles, visible_articles
from blog.synthese.bilan import build_bilan
from blog.synthese.croisement import Croisement
from blog.synthese.dimensions import dimension
from blog.synthese.forms import AnneeForm, CroisementForm
from blog.synthese.frise import Frise, days_of_suivis
from blog.synthese.graphiques import ParMois, draw_delais, draw_repartition
from blog.synthese.liens import Liens
from blog.synthese.mois import months_of
from blog.tableau.vues_preparees import silence
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed, open_to_read
from rubriques.registre import meeting_days
from temps.annee_scolaire import in_words, this_year

SITUATIONS_SHOWN = 50  # of the frise, on a page


@require_safe
def synthese(request, slug):
    """Cross table, months, frise: counts of what one may see, each a link to what it counts."""
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, service=Service.BLOG, slug=slug)
    mine, days = visible_articles(rubrique, request.user), meeting_days(rubrique)
    form = CroisementForm(request.GET)
    drawn = form.year or this_year()
    articles = list(followed_articles(mine, year=form.year, drawn=drawn, days=days))
    shown = Paginator([a for a in articles if a.dessinee], SITUATIONS_SHOWN)
    page = shown.get_page(request.GET.get("page"))
    on_page = list(page.object_list)
    suivis = days_of_suivis(on_page, request.user)
    context = frame(request, rubrique, "synthese") | draw_numbers(articles, form, rubrique)
    context |= {
        "form": form,
        "page": page,
        "frise": Frise(on_page, drawn, rubrique.espace.zone, days, suivis),
        "trace": open_to_read(request.user, rubrique),
    }
    if drawn == this_year():
        context["a_revoir"] = list_a_revoir(articles, rubrique, days)
    return render(request, "blog/synthese.html", context, status=200 if form.is_valid() else 400)


def draw_numbers(articles, form, rubrique):
    """The numbers of the page, of the year that the form asks for."""
    year, liens = form.year, Liens(rubrique.slug, form.year)
    return {
        "annee": in_words(year) if year else "",
        "total": len(articles),
        "lien_total": liens.to_counted(),
        "croisement": croisement_asked(form, articles, liens),
        "mois": ParMois(articles, months_of(year), liens),
        "repartitions": [
            draw_repartition(articles, nom, year, liens) for nom in ("nature", "niveau")
        ],
        "delais": draw_delais(articles, liens),
    }


def croisement_asked(form, articles, liens):
    """The cross table that the form asks for; None when it makes no sense."""
    if not form.is_valid():
        return None
    chosen = form.cleaned_data
    lignes, colonnes = (dimension(chosen[name], form.year) for name in ("lignes", "colonnes"))
    return Croisement(articles, lignes, colonnes, liens, chosen["parts"])


def list_a_revoir(articles, rubrique, days):
    """What the team should look at again, of what is open today: (label, number, list)."""
    liens = Liens(rubrique.slug)
    words, filtre, _ = silence(days)
    late = sum(article.en_retard for article in articles)
    silent = sum(article.silencieuse for article in articles)
    alone = sum(a.referent_id is None and not a.is_close for a in articles)
    return [
        (f"Sans suivi depuis {words}", silent, liens.to_open(**filtre)),
        ("Avec une action en retard", late, liens.to_open(retard="oui")),
        ("Sans référent", alone, liens.to_open(referent="aucun")),
    ]


@require_safe
def bilan(request, slug):
    """The yearly report: numbers alone, the only page that may be printed."""
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, service=Service.BLOG, slug=slug)
    mine, days = visible_articles(rubrique, request.user), meeting_days(rubrique)
    form = AnneeForm(request.GET)
    year = form.year or this_year()
    articles = list(followed_articles(mine, year=year, drawn=year, days=days))
    context = frame(request, rubrique, "synthese") | {
        "form": form,
        "annee": in_words(year),
        "bilan": build_bilan(rubrique, request.user, articles, year, days),
        "trace": open_to_read(request.user, rubrique),
    }
    return render(request, "blog/bilan.html", context, status=200 if form.is_valid() else 400)
