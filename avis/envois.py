"""E-mails that say nothing: reserved first, then sent, so that nobody is told twice."""

import datetime
from dataclasses import dataclass, field
from email.utils import make_msgid
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction

from avis.models import Choix, Nouvelle
from avis.nouvelles import choix_of, news_for
from comptes.models import Utilisateur
from rubriques.models import Habilitation
from temps.horloge import day_of

SUBJECT = "Cellule"
BODY = "Du nouveau dans Cellule.\n\n{address}/\n"


@dataclass
class Bilan:
    """What a run did: how many e-mails left, which accounts were refused, what stopped it."""

    sent: int = 0
    refused: list[str] = field(default_factory=list)
    failure: str = ""


def send_avis(now: datetime.datetime) -> Bilan:
    """Send to each member at most one e-mail, if there is something new for them.

    What a member is told of is reserved in a transaction of its own before the e-mail leaves,
    and released only when the server certainly did not take it. So a crash, a connection cut in
    the middle or two runs at once never tell twice; they may lose one e-mail. It errs on
    silence: the home page says the rest.
    """
    bilan, connection = Bilan(), get_connection()
    try:
        for utilisateur in recipients():
            reserved = reserve(utilisateur, now)
            if reserved:
                send_one(connection, utilisateur, reserved, bilan)
            if bilan.failure:
                break
    finally:
        connection.close()
    return bilan


def recipients() -> models.QuerySet[Utilisateur]:
    """Open accounts with an address that hold a right; what each may see is asked of the gate,
    one by one."""
    current = Habilitation.objects.current().values("utilisateur")
    members = Utilisateur.objects.filter(is_active=True, is_superuser=False, pk__in=current)
    return members.exclude(email="").order_by("pk")


@transaction.atomic
def reserve(utilisateur: Utilisateur, now: datetime.datetime) -> list[Nouvelle]:
    """Note as told what is new for a member, one run at a time; return it, empty for silence.

    In digest mode, nothing more on a day on which an e-mail was reserved already.
    """
    members = Utilisateur.objects.select_for_update(no_key=True)
    choix = choix_of(members.get(pk=utilisateur.pk))
    today = day_of(now)
    told_today = Nouvelle.objects.filter(utilisateur=utilisateur, dite_le=today)
    if choix.rythme == Choix.Rythme.JAMAIS:
        return []
    if choix.rythme == Choix.Rythme.JOUR and told_today.exists():
        return []
    news = [Nouvelle(utilisateur=utilisateur, cle=c, dite_le=today) for c in news_for(choix, now)]
    return Nouvelle.objects.bulk_create(news)


def release(reserved: list[Nouvelle]) -> None:
    """What was not sent is new again at the next run."""
    Nouvelle.objects.filter(pk__in=[nouvelle.pk for nouvelle in reserved]).delete()


def send_one(
    connection: BaseEmailBackend,
    utilisateur: Utilisateur,
    reserved: list[Nouvelle],
    bilan: Bilan,
) -> None:
    """Send one e-mail and tell in `bilan` what became of it."""
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        release(reserved)
        bilan.failure = kind_of(error)
        return
    try:
        connection.send_messages([make_message(utilisateur)])
    except SMTPServerDisconnected as error:  # the server may have taken it: it stays reserved
        bilan.failure = kind_of(error)
    except (SMTPRecipientsRefused, SMTPResponseException, ValueError):
        connection.close()  # the server may have hung up after its refusal (421)
        release(reserved)
        bilan.refused.append(str(utilisateur.pk))
    except (SMTPException, OSError) as error:
        release(reserved)
        bilan.failure = kind_of(error)
    else:
        bilan.sent += 1


def make_message(utilisateur: Utilisateur) -> EmailMessage:
    """The same words for everybody and for every kind of news."""
    host = urlsplit(settings.ADDRESS).hostname
    return EmailMessage(
        SUBJECT,
        BODY.format(address=settings.ADDRESS),
        to=[utilisateur.email],
        headers={"Message-ID": make_msgid(domain=host), "Auto-Submitted": "auto-generated"},
    )


def kind_of(error: Exception) -> str:
    """The kind of a failure and its code: its message may quote an address."""
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
