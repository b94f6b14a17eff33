"""Whom somebody finds by name: the people of their own establishments.

No list tells who has an account in another school. Whoever is not of one's establishments is found
by their whole address alone, and the addresses that nobody has are counted.
"""

from allauth.core.internal import ratelimit
from django import forms
from django.db.models import Q, QuerySet

from comptes.models import Utilisateur
from comptes.requete import Requete
from rubriques.models import Habilitation
from rubriques.permissions import allowed_espaces

UNKNOWN = (
    "Aucun compte ouvert n’a cette adresse. Vérifiez-la, ou demandez à l’administrateur technique "
    "de créer le compte."
)


def accounts() -> QuerySet[Utilisateur]:
    """The accounts that may be given something to read: a technical administrator's may not."""
    return Utilisateur.objects.filter(is_active=True, is_superuser=False)


def people_near(user: Utilisateur) -> QuerySet[Utilisateur]:
    """Return who heads an establishment of `user`, or holds a right in a rubrique of one."""
    here = allowed_espaces(user).values("pk")
    heads = Utilisateur.objects.filter(espaces__in=here)
    held = Habilitation.objects.current().filter(rubrique__espace__in=here)
    return accounts().filter(Q(pk__in=heads.values("pk")) | Q(pk__in=held.values("utilisateur")))


def account_at(request: Requete, address: str) -> Utilisateur:
    """Return whose address this is, in full and whatever its case.

    Raises ValidationError for an address that no open account has, and with the code `too_many`
    once somebody tried too many of those.
    """
    if not count_unknown(request, dry_run=True):
        raise forms.ValidationError(
            "Trop d’adresses inconnues. Attendez une heure, puis réessayez.", code="too_many"
        )
    found = accounts().filter(email=address.lower()).first()
    if found is None:
        count_unknown(request)
        raise forms.ValidationError(UNKNOWN)
    return found


def count_unknown(request: Requete, *, dry_run: bool = False) -> bool:
    """Count an address that nobody has; return whether this person may go on trying."""
    left = ratelimit.consume(
        request, app="allauth.account", action="annuaire", user=request.user, dry_run=dry_run
    )
    return left is not None
