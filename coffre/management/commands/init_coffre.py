from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from coffre.keys import SOURCES, CoffreError, keyring
from coffre.services import create_missing_keys


class Command(BaseCommand):
    help = "Makes the secret key and the encryption keys that are missing (under var/, 0600)."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        try:
            made = create_missing_keys()
            for ring in SOURCES:
                keyring(ring)
        except CoffreError as error:
            raise CommandError(str(error)) from None
        except Error:
            unreachable = "The database is unreachable: no key is made blindly."
            raise CommandError(unreachable) from None
        except OSError as error:
            raise CommandError(f"Cannot write the keys: {error.strerror}.") from None
        self.stdout.write(f"Keys made: {', '.join(made)}." if made else "Keys: already there.")
