from django.core.exceptions import ValidationError
from django.db import transaction

from cellule.management.questions import QuestionsCommand
from comptes.liens import create_password_link
from comptes.models import Utilisateur
from comptes.ouverture import open_compte
from journal.services import Acte, record
from rubriques.models import Espace
from texte.simple import fold


class Command(QuestionsCommand):
    help = (
        "Opens an establishment with its first head, by questions or options, and prints the "
        "one-time link by which the head chooses a password."
    )
    questions = {
        "nom": "Nom de l’établissement",
        "uai": "Code UAI (8 caractères)",
        "zone": f"Zone de vacances ({', '.join(Espace.Zone.values)})",
        "identifiant": "Identifiant du chef d’établissement",
        "prenom": "Son prénom",
        "famille": "Son nom",
        "email": "Son adresse électronique",
    }
    told = "L’établissement est ouvert. Lien à remettre à son chef"

    def done(self, answers, options):
        return open_espace(**answers)


def zone_named(text: str) -> str:
    """The code of a zone, typed as a code or as it is called; the text itself when it is none."""
    said = {fold(word): zone.value for zone in Espace.Zone for word in (zone.value, zone.label)}
    return said.get(fold(text), text)


@transaction.atomic
def open_espace(*, nom, uai, zone, identifiant, prenom, famille, email) -> str:
    """Create the establishment and its head (or take the existing account of that username).

    Returns the path of the one-time link. Raises ValidationError, by field.
    """
    chef = Utilisateur.objects.filter(username__iexact=identifiant).first()
    if chef is None:
        chef = open_compte(
            identifiant=identifiant,
            prenom=prenom,
            famille=famille,
            email=email,
            fonction=Utilisateur.Fonction.DIRECTION,
            lieu=nom[:120],
        )
    elif not chef.is_active:
        raise ValidationError({"identifiant": ["Ce compte est fermé."]})
    elif chef.email.lower() != email.lower():
        raise ValidationError({"identifiant": ["Ce compte existe avec une autre adresse."]})
    elif chef.is_superuser:
        raise ValidationError({"identifiant": ["Ce compte est celui d’un administrateur."]})
    espace = Espace(nom=nom, code_uai=uai, zone=zone_named(zone))
    espace.full_clean(exclude=["chefs"])
    espace.save()
    espace.chefs.add(chef)
    record(None, Acte.CREATION, espace)
    return create_password_link(utilisateur=chef)
