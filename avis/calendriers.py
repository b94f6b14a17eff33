"""The personal calendar address: make or renew it, close it, know whose it is."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone

from avis.models import Calendrier
from coffre.keys import TEXTS, digests
from comptes.models import Utilisateur
from journal.services import Acte, record

TOKEN_BYTES = 32  # 256 bits: not to be guessed


@transaction.atomic
def renew_calendrier(*, utilisateur: Utilisateur, par: Utilisateur) -> str:
    """Make the calendar address of `utilisateur`, or another one that replaces it.

    Returns the token, which nothing keeps: it is shown once. The earlier address is dead.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"empreinte": digests_of(token)[-1], "cree_le": timezone.now(), "lu_le": None}
    calendrier, is_new = Calendrier.objects.update_or_create(
        utilisateur=utilisateur, defaults=values
    )
    record(par, Acte.CREATION if is_new else Acte.MODIFICATION, calendrier)
    return token


@transaction.atomic
def close_calendrier(*, utilisateur: Utilisateur, par: Utilisateur) -> None:
    """Close the calendar address of `utilisateur`: it answers like one that never was."""
    for calendrier in Calendrier.objects.select_for_update().filter(utilisateur=utilisateur):
        record(par, Acte.MODIFICATION, calendrier, champs=["supprime"])
        calendrier.delete()


def calendrier_at(token: str) -> Calendrier | None:
    """Return the calendar whose address holds `token`, with its member; None if there is none."""
    found = Calendrier.objects.filter(empreinte__in=digests_of(token))
    return found.select_related("utilisateur").first()


def note_reading(calendrier: Calendrier, today: datetime.date) -> None:
    """Note in the journal that a calendar is read, once a day.

    The line has no author: who reads holds the address, and that is all that is known of them.
    """
    if calendrier.lu_le == today:
        return
    unread = Calendrier.objects.filter(pk=calendrier.pk).exclude(lu_le=today)
    with transaction.atomic(savepoint=False):
        if unread.update(lu_le=today):
            record(None, Acte.LECTURE, calendrier)


def digests_of(token: str) -> list[str]:
    """The digests of a token, one for each key of the coffre, the one in use last."""
    return digests(f"calendrier|{token}", TEXTS)
