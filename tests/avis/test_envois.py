"""A run that sends e-mails: never twice, whatever fails."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from avis.envois import send_avis
from avis.models import Nouvelle
from tests.outils.avis import soon


class Twin(locmem.EmailBackend):
    """Another run, from beginning to end, between reserving and sending."""

    running = False

    def send_messages(self, messages):
        if not Twin.running:
            Twin.running = True
            send_avis(timezone.now())
        return super().send_messages(messages)


def test_a_run_inside_another_tells_nobody_twice(world, settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Twin"
    monkeypatch.setattr(Twin, "running", False)
    send_avis(timezone.now())
    assert sorted(m.to[0] for m in mail.outbox) == [
        "lecteur@exemple.invalid",
        "redacteur@exemple.invalid",
    ]


class Killed(BaseException):
    pass


class CrashAfter(locmem.EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        raise Killed


class CrashBefore(locmem.EmailBackend):
    def send_messages(self, messages):
        raise Killed


@pytest.mark.parametrize(("backend", "sent"), [(CrashAfter, 1), (CrashBefore, 0)])
def test_a_crash_around_sending_never_tells_twice(world, settings, told, backend, sent):
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.{backend.__name__}"
    with pytest.raises(Killed):
        send_avis(timezone.now())
    first = [m.to[0] for m in mail.outbox]
    assert len(first) == sent
    settings.EMAIL_BACKEND = usual
    assert len(told()) == 1 and mail.outbox[0].to[0] not in first
    assert told() == []


def test_the_database_itself_refuses_a_second_time(world):
    values = {"utilisateur": world.lecteur, "cle": "trace:1", "dite_le": soon(0)}
    Nouvelle.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nouvelle.objects.create(**values)


class Down(locmem.EmailBackend):
    def open(self):
        raise ConnectionRefusedError(111, "refused")


class Cut(locmem.EmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("cut")


class Full(locmem.EmailBackend):
    def send_messages(self, messages):
        raise SMTPDataError(452, b"membre@exemple.invalid: no space")


class Picky(locmem.EmailBackend):
    def send_messages(self, messages):
        if messages[0].to == ["lecteur@exemple.invalid"]:
            raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})
        return super().send_messages(messages)


def command(settings, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    with pytest.raises(CommandError) as error:
        call_command("envoyer_avis")
    text = str(error.value)
    assert "\n" not in text and "@" not in text
    return text


def test_a_server_that_is_down_is_told_in_one_line_and_all_is_sent_next_time(
    world, settings, told
):
    usual = settings.EMAIL_BACKEND
    assert "ConnectionRefusedError 111" in command(settings, Down)
    assert not mail.outbox and not Nouvelle.objects.exists()
    settings.EMAIL_BACKEND = usual
    assert told() == ["lecteur", "redacteur"]


def test_a_connection_cut_while_sending_may_have_told_one_and_the_rest_is_sent_next_time(
    world, settings, told
):
    usual = settings.EMAIL_BACKEND
    assert "SMTPServerDisconnected: 0 sent" in command(settings, Cut).replace(")", "")
    settings.EMAIL_BACKEND = usual
    assert len(told()) == 1


def test_a_server_that_refuses_a_message_gets_it_again_next_time(world, settings, told):
    usual = settings.EMAIL_BACKEND
    assert "0 sent, 2 refused" in command(settings, Full)
    settings.EMAIL_BACKEND = usual
    assert told() == ["lecteur", "redacteur"]


def test_one_bad_address_does_not_stop_the_others(world, settings, told):
    usual = settings.EMAIL_BACKEND
    text = command(settings, Picky)
    assert "1 sent, 1 refused" in text and str(world.lecteur.pk) in text
    assert [m.to for m in mail.outbox] == [["redacteur@exemple.invalid"]]
    settings.EMAIL_BACKEND = usual
    assert told() == ["lecteur"]


class Hanging(locmem.EmailBackend):
    """Refuses the first message and hangs up, as smtplib does on a 421; opened again, it works."""

    state = "new"

    def open(self):
        if self.state == "new":
            self.state = "refuses"

    def close(self):
        self.state = "works"

    def send_messages(self, messages):
        self.open()
        if self.state == "hung up":
            raise SMTPServerDisconnected("please run connect() first")
        if self.state == "refuses":
            self.state = "hung up"
            raise SMTPDataError(421, b"too many messages")
        return super().send_messages(messages)


def test_a_server_that_hangs_up_after_a_refusal_loses_no_other_message(world, settings, told):
    usual = settings.EMAIL_BACKEND
    assert "1 sent, 1 refused" in command(settings, Hanging)
    settings.EMAIL_BACKEND = usual
    assert len(told()) == 1


def test_an_account_without_address_is_told_once_it_has_one(world, told):
    accounts = type(world.lecteur).objects.filter(pk=world.lecteur.pk)
    accounts.update(email="")
    assert told() == ["redacteur"]
    accounts.update(email="lecteur@exemple.invalid")
    assert told() == ["lecteur"]


def test_an_address_that_breaks_the_header_does_not_stop_the_others(world, capsys):
    type(world.lecteur).objects.filter(pk=world.lecteur.pk).update(email="a@b.fr\nBcc: x@y.fr")
    with pytest.raises(CommandError, match="1 sent, 1 refused"):
        call_command("envoyer_avis")
    assert [m.to for m in mail.outbox] == [["redacteur@exemple.invalid"]]


def test_the_command_tells_how_many_left(world, capsys):
    call_command("envoyer_avis")
    assert capsys.readouterr().out == "2 sent.\n"
    call_command("envoyer_avis")
    assert capsys.readouterr().out == "0 sent.\n"


def test_without_a_mail_server_nothing_is_noted_as_told(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("envoyer_avis")
    assert not Nouvelle.objects.exists()
    settings.DEMONSTRATION = True
    call_command("envoyer_avis")
    assert Nouvelle.objects.exists()


@pytest.mark.parametrize("words", [["--quand", "demain"], ["demain"], ["--verbosity", "x"]])
def test_wrong_arguments_are_told_in_one_line(capsys, words):
    from avis.management.commands.envoyer_avis import Command

    with pytest.raises(SystemExit) as stopped:
        Command().run_from_argv(["manage.py", "envoyer_avis", *words])
    told = capsys.readouterr()
    assert stopped.value.code == 2 and told.out == ""
    assert told.err.count("\n") == 1 and "error:" in told.err
