from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from blog.synthese import annees
from blog.synthese.bilan import report
from blog.synthese.croisement import Croisement
from blog.synthese.dimensions import dimension
from blog.synthese.forms import AnneeForm, CroisementForm
from blog.synthese.frise import Frise, notes_of
from blog.synthese.lignes import Liste, counted_rows, visible_rows
from blog.synthese.mois import ParMois, delays, spread
from blog.tableau.vues_preparees import silence
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Action, get_allowed, open_to_read
from rubriques.registre import meeting_days
from temps.annee_scolaire import in_words, this_year

LINES = 50  # of the frise, on a page


@require_safe
def synthese(request, slug):
    """Cross table, months, frise: counts of what one may see, each a link to what it counts."""
    rubrique = get_allowed(Rubrique, request.user, Action.READ, service=Service.BLOG, slug=slug)
    mine, days = visible_rows(rubrique, request.user), meeting_days(rubrique)
    form = CroisementForm(request.GET)
    drawn = form.year or this_year()
    articles = list(counted_rows(mine, year=form.year, drawn=drawn, days=days))
    shown = Paginator([a for a in articles if a.dessinee], LINES)
    page = shown.get_page(request.GET.get("page"))
    notes = notes_of(page.object_list, request.user)
    context = frame(request, rubrique, "synthese") | counted(articles, form, rubrique)
    context |= {
        "form": form,
        "page": page,
        "frise": Frise(page.object_list, drawn, rubrique.espace.zone, days, notes),
        "trace": open_to_read(request.user, rubrique),
    }
    if drawn == this_year():
        context["a_revoir"] = to_look_at(articles, rubrique, days)
    return render(request, "blog/synthese.html", context, status=200 if form.is_valid() else 400)


def counted(articles, form, rubrique):
    """The numbers of the page, of the year that the form asks for."""
    year, liste = form.year, Liste(rubrique.slug, form.year)
    return {
        "annee": in_words(year) if year else "",
        "total": len(articles),
        "lien_total": liste.counted(),
        "croisement": cross(form, articles, liste),
        "mois": ParMois(articles, annees.months_of(year), liste),
        "repartitions": [spread(articles, nom, year, liste) for nom in ("nature", "niveau")],
        "delais": delays(articles, liste),
    }


def cross(form, articles, liste):
    """The cross table that the form asks for; None when it makes no sense."""
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    axes = [dimension(asked[name], form.year) for name in ("lignes", "colonnes")]
    return Croisement(articles, *axes, liste, asked["parts"])


def to_look_at(articles, rubrique, days):
    """What the team should look at again, of what is open today: (label, number, list)."""
    liste = Liste(rubrique.slug)
    said, asked, _ = silence(days)
    late = sum(article.en_retard for article in articles)
    silent = sum(article.silencieuse for article in articles)
    alone = sum(a.referent_id is None and not a.is_close for a in articles)
    return [
        (f"Sans suivi depuis {said}", silent, liste.open(**asked)),
        ("Avec une action en retard", late, liste.open(retard="oui")),
        ("Sans référent", alone, liste.open(referent="aucun")),
    ]


@require_safe
def bilan(request, slug):
    """The yearly report: numbers alone, the only page that may be printed."""
    rubrique = get_allowed(Rubrique, request.user, Action.READ, service=Service.BLOG, slug=slug)
    mine, days = visible_rows(rubrique, request.user), meeting_days(rubrique)
    form = AnneeForm(request.GET)
    year = form.year
    articles = list(counted_rows(mine, year=year, drawn=year, days=days))
    context = frame(request, rubrique, "synthese") | {
        "form": form,
        "annee": in_words(year),
        "bilan": report(rubrique, request.user, articles, year, days),
        "trace": open_to_read(request.user, rubrique),
    }
    return render(request, "blog/bilan.html", context, status=200 if form.is_valid() else 400)
