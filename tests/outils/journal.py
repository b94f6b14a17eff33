"""What one does in a test, and what a line of the journal says of it."""

import uuid

from django.utils import timezone

from tests.outils.factories import CANARY

ABSENT = uuid.UUID(int=7)


def told(trace):
    """What one line says, but for its number, its reference and its time."""
    return (trace.acteur, trace.acte, trace.objet_type, trace.objet_id, trace.details)


def a_suivi(**values):
    day, envoi = str(timezone.localdate()), str(uuid.uuid4())
    return {
        "date": day,
        "texte": f"<p>Phrase {CANARY}.</p>",
        "portee": "cellule",
        "envoi": envoi,
    } | values


def an_article(rubrique, **values):
    return {
        "niveau": "1re",
        "vigilance": "suivre",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "preoccupante": "aucune",
        "natures": [rubrique.natures.first().pk],
        "constats": f"Phrase {CANARY}.",
    } | values
