"""What the forms of a situation send."""

from django.utils import timezone


def article_data(rubrique, **values):
    nature = rubrique.natures.first()
    return {
        "niveau": "1re",
        "vigilance": "prioritaire",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "natures": [nature.pk],
        "constats": "Absences le lundi matin.",
        "preoccupante": "aucune",
    } | values


def suivi_data(**values):
    return {
        "date": str(timezone.localdate()),
        "texte": "<p>Entretien tenu.</p>",
        "portee": "cellule",
        "envoi": "5f0e7f4e-58f4-4a3b-9d0e-3c1f6f4b1a10",
    } | values
