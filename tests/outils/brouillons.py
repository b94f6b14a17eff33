"""A text that somebody types and does not save."""

import time
import uuid

from django.conf import settings
from django.utils import timezone

from comptes.sessions import SEEN_AT

TEXT = "<p>La mère a rappelé vers midi, elle propose jeudi.</p>"
SHOWN = "elle propose jeudi"
LEFT = "Vous n’aviez pas enregistré."


def suivi_data(**values):
    return {
        "date": str(timezone.localdate()),
        "texte": TEXT,
        "portee": "cellule",
        "envoi": str(uuid.uuid4()),
    } | values


def page_of(client, world):
    return client.get(world.article.get_absolute_url()).content.decode()


def idle(client):
    session = client.session
    session[SEEN_AT] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()
