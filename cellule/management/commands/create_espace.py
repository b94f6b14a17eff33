from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from coffre.keys import CoffreError
from coffre.services import verify_keys
from comptes.liens import create_password_link
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.models import Espace
from texte.simple import fold

QUESTIONS = {  # option: question asked when it is not given
    "nom": "Nom de l’établissement",
    "uai": "Code UAI (8 caractères)",
    "zone": f"Zone de vacances ({', '.join(Espace.Zone.values)})",
    "identifiant": "Identifiant du chef d’établissement",
    "prenom": "Son prénom",
    "famille": "Son nom",
    "email": "Son adresse électronique",
}


class Command(BaseCommand):
    help = (
        "Opens an establishment with its first head, by questions or options, and prints the "
        "one-time link by which the head chooses a password."
    )

    def add_arguments(self, parser):
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", help=question)
        parser.add_argument(
            "--adresse", default="", help="address of this installation, e.g. https://cellule.fr"
        )
        parser.add_argument("--noinput", action="store_true", help="ask nothing")

    def handle(self, *, noinput, adresse, **options):
        answers = {name: self.answer(name, options[name], noinput) for name in QUESTIONS}
        try:
            verify_keys()
            link = open_espace(**answers)
        except ValidationError as error:
            texts = "; ".join(f"{k}: {' '.join(v)}" for k, v in error.message_dict.items())
            raise CommandError(texts) from None
        except CoffreError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            "L’établissement est ouvert. Lien à remettre à son chef, en main propre,"
        )
        self.stdout.write("valable 3 jours et une seule fois :")
        self.stdout.write(f"{adresse.rstrip('/')}{link}")

    def answer(self, name, given, noinput):
        if given or noinput:
            return (given or "").strip()
        try:
            return input(f"{QUESTIONS[name]} : ").strip()
        except EOFError:
            raise CommandError(f"--{name} is missing ({QUESTIONS[name]}).") from None


def zone_named(text: str) -> str:
    """The code of a zone, typed as a code or as it is called; the text itself when it is none."""
    said = {fold(word): zone.value for zone in Espace.Zone for word in (zone.value, zone.label)}
    return said.get(fold(text), text)


@transaction.atomic
def open_espace(*, nom, uai, zone, identifiant, prenom, famille, email) -> str:
    """Create the establishment and its head (or take the existing account of that username).

    Returns the path of the one-time link. Raises ValidationError, by field.
    """
    chef = Utilisateur.objects.filter(username__iexact=identifiant).first() or Utilisateur(
        username=identifiant,
        first_name=prenom,
        last_name=famille,
        email=email,
        fonction=Utilisateur.Fonction.DIRECTION,
        lieu=nom[:120],
    )
    if chef._state.adding:
        chef.set_unusable_password()
        chef.full_clean()
        chef.save()
        record(None, Acte.CREATION, chef)
    elif not chef.is_active:
        raise ValidationError({"identifiant": ["Ce compte est fermé."]})
    elif chef.email.lower() != email.lower():
        raise ValidationError({"identifiant": ["Ce compte existe avec une autre adresse."]})
    espace = Espace(nom=nom, code_uai=uai, zone=zone_named(zone))
    espace.full_clean(exclude=["chefs"])
    espace.save()
    espace.chefs.add(chef)
    record(None, Acte.CREATION, espace)
    return create_password_link(utilisateur=chef)
