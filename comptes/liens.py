"""One-time links: somebody chooses a password without one."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from journal.services import Acte, record


@transaction.atomic
def create_password_link(*, utilisateur, par=None) -> str:
    """Return the path at which `utilisateur` chooses a password, once, within three days.

    The token dies when the password changes or the person signs in. Making it is traced.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(utilisateur)
    record(par, Acte.LIEN, utilisateur)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(utilisateur), "key": token},
    )
