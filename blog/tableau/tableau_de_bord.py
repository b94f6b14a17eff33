"""The dashboard of a rubrique: what to look at first, on its page."""

from blog.tableau.vues_preparees import vues_preparees, with_articles
from rubriques.registre import Panneau, meeting_days

FIRST = ["revoir", "retard", "urgent", "sans_referent", "silence", "signalee"]
SHOWN = 5


def make_panneau(request, rubrique) -> Panneau:
    """What is due, late, urgent, without référent, silent or new, each with its situations."""
    vues = vues_preparees(meeting_days(rubrique))
    by_name = {
        vue.nom: (vue, found) for vue, found in with_articles(request.user, rubrique, vues, SHOWN)
    }
    rows = [by_name[nom] for nom in FIRST]
    context = {
        "cartes": [{"vue": vue, "articles": found} for vue, found in rows if found],
        "vides": [vue for vue, found in rows if not found],
        "nouveau": by_name["nouveau"][0],
    }
    return Panneau("blog/_tableau_de_bord.html", context)
