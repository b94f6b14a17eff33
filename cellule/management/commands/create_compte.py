from django.db import transaction

from cellule.management.questions import QuestionsCommand
from comptes.liens import create_password_link
from comptes.models import Utilisateur
from comptes.ouverture import open_compte


class Command(QuestionsCommand):
    help = (
        "Opens the account of a member, or with --administrateur that of a technical "
        "administrator, and prints the one-time link by which they choose a password. "
        "It gives no right: the head of an establishment does."
    )
    questions = {
        "identifiant": "Identifiant",
        "prenom": "Prénom",
        "famille": "Nom",
        "email": "Adresse électronique",
        "fonction": f"Fonction ({', '.join(Utilisateur.Fonction.values)})",
        "lieu": "Établissement ou service",
    }
    told = "Le compte est ouvert. Lien à remettre à la personne"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--administrateur",
            action="store_true",
            help="manages establishments and accounts, reads no situation",
        )

    @transaction.atomic
    def done(self, answers, options):
        compte = open_compte(**answers, is_administrator=options["administrateur"])
        return create_password_link(utilisateur=compte)
