from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cellule.demonstration.scenario import LEFT, PASSWORD, PEOPLE, TECHNICIAN, create_demonstration
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
        if not used:
            try:
                verify_keys()
            except CoffreError as error:
                raise CommandError(str(error)) from None
            create_demonstration(options["date"] or timezone.localdate())
        if not used or is_demonstration():
            self.print_accounts()

    def print_accounts(self):
        self.stdout.write(f"\nAccounts of the demonstration (password: {PASSWORD})")
        for username in [*PEOPLE, TECHNICIAN]:
            if username != LEFT:
                person = Utilisateur.objects.get(username=username)
                self.stdout.write(f"  {username:<12} {person}, {person.qualite}")
        self.stdout.write("")


def is_demonstration():
    names = {*PEOPLE, TECHNICIAN}
    return Utilisateur.objects.filter(username__in=names).count() == len(names)


def parse_date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--date: {text[:20]!r} is not a date such as 2026-11-23.") from None
