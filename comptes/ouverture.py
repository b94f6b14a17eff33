"""Opening an account from the server: its person chooses a password by a one-time link."""

from django.db import transaction

from comptes.models import Utilisateur
from journal.services import Acte, record


@transaction.atomic
def open_compte(
    *,
    identifiant: str,
    prenom: str,
    famille: str,
    email: str,
    fonction: str,
    lieu: str,
    is_administrator: bool = False,
) -> Utilisateur:
    """Return a new account without a password, and note it in the journal.

    An administrator manages establishments and accounts, and reads no situation. Raises
    ValidationError, by field.
    """
    compte = Utilisateur(
        username=identifiant,
        first_name=prenom,
        last_name=famille,
        email=email,
        fonction=fonction,
        lieu=lieu,
        is_staff=is_administrator,
        is_superuser=is_administrator,
    )
    compte.set_unusable_password()
    compte.full_clean()
    compte.save()
    record(None, Acte.CREATION, compte)
    return compte
