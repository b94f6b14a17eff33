"""Commands that ask what no option says, and tell in one line what is wrong."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from coffre.keys import CoffreError
from coffre.services import verify_keys


class QuestionsCommand(BaseCommand):
    """`questions` is option: question; `done(answers)` does it and returns a one-time link."""

    questions: dict[str, str] = {}
    told = ""

    def add_arguments(self, parser):
        for name, question in self.questions.items():
            parser.add_argument(f"--{name}", help=question)
        parser.add_argument(
            "--adresse",
            default=settings.ADDRESS,
            help="address of this installation (default: %(default)s)",
        )
        parser.add_argument("--noinput", action="store_true", help="ask nothing")

    def handle(self, *, noinput, adresse, **options):
        answers = {name: self.answer(name, options[name], noinput) for name in self.questions}
        try:
            verify_keys()
            link = self.done(answers, options)
        except ValidationError as error:
            texts = "; ".join(f"{k}: {' '.join(v)}" for k, v in error.message_dict.items())
            raise CommandError(texts) from None
        except CoffreError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{self.told}, en main propre,")
        self.stdout.write("valable 3 jours et une seule fois :")
        self.stdout.write(f"{adresse.rstrip('/')}{link}")

    def done(self, answers, options):
        raise NotImplementedError

    def answer(self, name, given, noinput):
        if given or noinput:
            return (given or "").strip()
        question = self.questions[name]
        try:
            return input(f"{question} : ").strip()
        except EOFError:
            raise CommandError(f"--{name} is missing ({question}).") from None
