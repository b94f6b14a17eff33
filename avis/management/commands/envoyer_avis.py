import argparse

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from avis.envois import send_avis

CONSOLE = "django.core.mail.backends.console.EmailBackend"


class Command(BaseCommand):
    help = (
        "Sends to each member, if there is something new for them, one e-mail that says no more."
    )

    def create_parser(self, *args, **kwargs):
        """Wrong arguments are told in one line, without the list of the right ones."""
        parser = super().create_parser(*args, **kwargs)
        parser.usage = argparse.SUPPRESS
        return parser

    def handle(self, **options):
        if settings.EMAIL_BACKEND == CONSOLE and not settings.DEMONSTRATION:
            raise CommandError("No mail server: set EMAIL_URL.")
        bilan = send_avis(timezone.now())
        sent = f"{bilan.sent} sent"
        if bilan.failure:
            raise CommandError(
                f"The mail server failed ({bilan.failure}): {sent}, the rest at the next run."
            )
        if bilan.refused:
            accounts = ", ".join(bilan.refused)
            raise CommandError(f"{sent}, {len(bilan.refused)} refused, of accounts {accounts}.")
        self.stdout.write(f"{sent}.")
