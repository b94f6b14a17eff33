from django.core.management.base import BaseCommand
from django.db import transaction

from rubriques.models import Conge
from rubriques.vacances.publication import add_published


class Command(BaseCommand):
    help = (
        "Add the school holidays that were published since: those that begin after the last ones "
        "of the table. What was corrected by hand stays."
    )

    @transaction.atomic
    def handle(self, *args, **options):
        self.stdout.write(f"{add_published(Conge)} périodes de vacances ajoutées.")
