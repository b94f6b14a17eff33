from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cellule.demonstration.fiches import Compte
from cellule.demonstration.lecture import DemonstrationError, read_demonstration
from cellule.demonstration.scenario import PASSWORD, create_demonstration
from coffre.keys import CoffreError
from coffre.services import verify_keys
from comptes.models import Utilisateur
from rubriques.models import Espace


class Command(BaseCommand):
    help = "Fills an empty database with the fictional demonstration, and prints its accounts."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing on a database in use"
        )
        parser.add_argument(
            "--date", type=parse_date, default=None, help="as of this day (YYYY-MM-DD)"
        )

    def handle(self, *, if_empty, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration: CELLULE_DEMO is not true.")
        used = Utilisateur.objects.exists() or Espace.objects.exists()
        if used and not if_empty:
            raise CommandError("This database is in use: the demonstration needs an empty one.")
        try:
            demonstration = read_demonstration()
            if not used:
                verify_keys()
        except (CoffreError, DemonstrationError) as error:
            raise CommandError(str(error)) from None
        if not used:
            create_demonstration(demonstration, options["date"] or timezone.localdate())
        comptes = demonstration.commun.comptes
        if not used or has_all(comptes):
            self.print_accounts(comptes)

    def print_accounts(self, comptes: dict[str, Compte]):
        self.stdout.write(f"\nAccounts of the demonstration (password: {PASSWORD})")
        for username, compte in comptes.items():
            if compte.actif:
                person = Utilisateur.objects.get(username=username)
                self.stdout.write(f"  {username:<12} {person}, {person.qualite}")
        self.stdout.write("")


def has_all(comptes: dict[str, Compte]) -> bool:
    return Utilisateur.objects.filter(username__in=comptes).count() == len(comptes)


def parse_date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--date: {text[:20]!r} is not a date such as 2026-11-23.") from None
