"""A long reprise tells how far it is: its page comes as the work goes, without JavaScript."""

import logging

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string

from blog.reprise.ecriture import Depassee
from rubriques.cadre import frame

HERE = "<!-- avancee -->"  # in the page, where what comes later goes
logger = logging.getLogger(__name__)


def stream_writing(demande, writing, essai):
    """Answer with a page whose end is written once everything is in the database.

    A browser that leaves closes the iterator, inside the transaction: nothing is then written.
    """
    context = frame(demande.request, demande.rubrique, "reglages") | {
        "bilan": compte_in_words(essai.compte)
    }
    page = render_to_string("blog/reprise_avancee.html", context, demande.request)
    head, _, foot = page.partition(HERE)
    response = StreamingHttpResponse(stream_pieces(writing, head, foot, context))
    response["X-Accel-Buffering"] = "no"  # nginx then passes each line on at once
    return response


def compte_in_words(compte):
    """« 45 situations, 120 suivis, 39 actions »."""
    words = {
        "situations": ("situation", "situations"),
        "suivis": ("suivi", "suivis"),
        "actions": ("action", "actions"),
        "mises_a_jour": ("situation mise à jour", "situations mises à jour"),
        "corrections": ("suivi corrigé", "suivis corrigés"),
    }
    counts = [f"{n} {words[name][n > 1]}" for name, n in compte.items() if n]
    return ", ".join(counts) or "rien à écrire"


def stream_pieces(writing, head, foot, context):
    yield head
    outcome = "faite"
    try:
        for avancee in writing:
            yield render_to_string("blog/_reprise_ligne.html", {"avancee": avancee})
    except Depassee:
        outcome = "depassee"
    except Exception:
        logger.exception("A reprise failed: nothing of it is written.")
        outcome = "echouee"
    finally:
        writing.close()
    yield render_to_string("blog/_reprise_fin.html", context | {"outcome": outcome})
    yield foot
