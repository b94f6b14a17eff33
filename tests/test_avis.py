"""E-mails that say nothing: what is told to whom, how often, and never twice."""

import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agenda.reunions.services import move_seance, set_cancelled
from avis.envois import send_avis
from avis.models import Choix, Nouvelle
from avis.nouvelles import save_choix
from journal.models import Trace
from journal.services import Acte, record
from rubriques.models import Habilitation
from rubriques.permissions import Role, set_role
from temps.paris import PARIS
from tests.factories import make_action, make_member, make_rubrique, make_seances, make_user

ALL = {"dates": True, "changements": True, "veille": True, "retards": True}
NOTHING = dict.fromkeys(ALL, False)


def choose(user, rythme=Choix.Rythme.AUSSITOT, **kinds):
    save_choix(utilisateur=user, par=user, rythme=rythme, **(ALL | kinds))


def soon(days=7):
    return timezone.localdate() + datetime.timedelta(days=days)


def move(seance, par, hour=9):
    seance.refresh_from_db()
    values = {"debut": datetime.time(hour), "fin": datetime.time(hour + 1), "lieu": "CDI"}
    values |= {"day": seance.debut.date(), "seen": seance.version}
    move_seance(seance=seance, par=par, **values)


@pytest.fixture
def told():
    """Run the command as of now (or of another moment); who got an e-mail, in order."""

    def run(now=None):
        mail.outbox.clear()
        send_avis(now or timezone.now())
        return sorted(message.to[0].partition("@")[0] for message in mail.outbox)

    return run


@pytest.fixture
def quiet(world, told):
    """The world, where everybody has been told of everything, and wants all as it happens."""
    for user in [world.lecteur, world.redacteur, world.gestionnaire]:
        choose(user)
    told()
    assert told() == []
    return world


# What is told


def test_a_new_date_is_told_to_the_others(quiet, told):
    make_seances(quiet.rubrique, quiet.redacteur, day=soon())
    assert told() == ["chef", "lecteur"]
    assert told() == []


def test_a_series_is_one_e_mail(quiet, told):
    make_seances(quiet.rubrique, quiet.redacteur, day=soon(), rhythm="semaine", until=soon(90))
    assert told() == ["chef", "lecteur"]


def test_a_meeting_moved_cancelled_or_restored_is_told_to_the_others(quiet, told):
    move(quiet.seance, quiet.redacteur)
    assert told() == ["chef", "lecteur"]
    for cancelled in [True, False]:
        set_cancelled(seance=quiet.seance, cancelled=cancelled, par=quiet.gestionnaire)
        assert told() == ["lecteur", "redacteur"]


def test_several_changes_are_one_e_mail(quiet, told):
    for hour in [9, 10, 11]:
        move(quiet.seance, quiet.redacteur, hour)
    make_seances(quiet.rubrique, quiet.redacteur, day=soon())
    assert told() == ["chef", "lecteur"]
    assert told() == []


def test_a_change_that_moves_no_hour_is_not_told(quiet, told):
    record(quiet.redacteur, Acte.MODIFICATION, quiet.seance, champs=["presents"])
    record(quiet.redacteur, Acte.LECTURE, quiet.seance)
    assert told() == []


def test_the_day_before_a_meeting_everybody_is_told_once(quiet, told):
    make_seances(quiet.rubrique, quiet.redacteur, day=soon(10))
    told()
    assert told(noon(soon(8))) == []
    assert told(noon(soon(9))) == ["chef", "lecteur", "redacteur"]
    assert told(noon(soon(9))) == [] and told(noon(soon(10))) == []


def noon(day):
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=PARIS)


def test_the_day_before_is_that_of_paris_on_both_sides_of_midnight(quiet, told):
    day = datetime.date(2027, 3, 29)  # the day after the change of hour
    Habilitation.objects.update(expire_le=datetime.date(2028, 8, 31))
    make_seances(quiet.rubrique, quiet.redacteur, day=day, debut=datetime.time(0, 30))
    told()
    late = datetime.datetime(2027, 3, 27, 23, 59, tzinfo=PARIS)
    assert told(late) == []
    assert told(late + datetime.timedelta(minutes=1)) == ["chef", "lecteur", "redacteur"]


def test_a_cancelled_meeting_has_no_day_before(quiet, told):
    kept, dropped = (make_seances(quiet.rubrique, day=soon(n))[0] for n in (3, 5))
    set_cancelled(seance=dropped, cancelled=True, par=quiet.redacteur)
    told()
    assert told(noon(soon(4))) == []
    assert told(noon(soon(2))) == ["chef", "lecteur", "redacteur"] and kept


def test_a_late_action_is_told_once_to_who_is_in_charge(quiet, told):
    action = make_action(quiet.article, quiet.redacteur, echeance=soon(2))
    assert told(noon(soon(2))) == []
    assert told(noon(soon(3))) == ["redacteur"]
    assert told(noon(soon(4))) == []
    action.echeance = soon(5)
    action.save()
    assert told(noon(soon(6))) == ["redacteur"]
    action.etat, action.echeance = action.Etat.FAITE, soon(7)
    action.save()
    assert told(noon(soon(8))) == []


# Rights at the time of sending


def withdraw(world):
    set_role(rubrique=world.rubrique, utilisateur=world.lecteur, role=None, par=None)


def expire(world):
    Habilitation.objects.filter(utilisateur=world.lecteur).update(expire_le=soon(-1))


def close_account(world):
    world.lecteur.is_active = False
    world.lecteur.save()


def make_administrator(world):
    world.lecteur.is_superuser = True
    world.lecteur.save()


def turn_off(world):
    world.rubrique.agenda_actif = world.rubrique.blog_actif = False
    world.rubrique.save()


@pytest.mark.parametrize(
    "end",
    [withdraw, expire, close_account, make_administrator, turn_off],
    ids=lambda e: e.__name__,
)
def test_a_right_that_ended_meanwhile_leaves_nothing_to_tell(quiet, told, end):
    make_action(quiet.article, quiet.lecteur, echeance=soon(-1))
    make_seances(quiet.rubrique, quiet.redacteur, day=soon(1))
    with transaction.atomic():
        assert "lecteur" in told()
        transaction.set_rollback(True)
    end(quiet)
    assert "lecteur" not in told()


def test_who_is_set_aside_from_a_situation_hears_nothing_of_its_actions(quiet, told):
    make_action(quiet.article, quiet.redacteur, echeance=soon(-1))
    quiet.article.ecarts.create(utilisateur=quiet.redacteur, par=quiet.gestionnaire)
    assert told() == []
    quiet.article.ecarts.all().delete()
    assert told() == ["redacteur"]


def test_a_meeting_elsewhere_is_told_to_its_own_members_only(quiet, told):
    other = make_rubrique()
    make_member(other, Role.LECTEUR, username="ailleurs")
    make_seances(other, day=soon())
    assert told() == ["ailleurs"]


# Choices


KINDS = {  # one act of each kind
    "dates": lambda w: make_seances(w.rubrique, w.gestionnaire, day=soon(30)),
    "changements": lambda w: move(w.seance, w.gestionnaire),
    "veille": lambda w: make_seances(w.rubrique, w.redacteur, day=soon(1)),
    "retards": lambda w: make_action(w.article, w.redacteur, echeance=soon(-1)),
}


@pytest.mark.parametrize("wanted", KINDS)
@pytest.mark.parametrize("act", KINDS)
def test_each_kind_is_told_to_who_wants_it_only(quiet, told, act, wanted):
    choose(quiet.redacteur, **(NOTHING | {wanted: True}))
    KINDS[act](quiet)
    assert ("redacteur" in told()) == (act == wanted)


def test_never_is_never(quiet, told):
    choose(quiet.lecteur, Choix.Rythme.JAMAIS)
    make_seances(quiet.rubrique, quiet.redacteur, day=soon(1))
    assert told() == ["chef", "redacteur"]
    assert told(noon(soon(1))) == []


def test_a_digest_is_one_e_mail_a_day(quiet, told):
    for user in [quiet.lecteur, quiet.redacteur, quiet.gestionnaire]:
        choose(user, Choix.Rythme.JOUR)
    morning = noon(soon(1))
    make_seances(quiet.rubrique, quiet.redacteur, day=soon(20))
    assert told(morning) == ["chef", "lecteur"]
    move(quiet.seance, quiet.gestionnaire)
    for hours in [1, 5, 11]:
        assert "lecteur" not in told(morning + datetime.timedelta(hours=hours))
    assert told(morning + datetime.timedelta(hours=12)) == ["lecteur"]  # midnight in Paris


def test_by_default_what_says_when_to_come_once_a_day(world, told):
    choix = Choix(utilisateur=world.lecteur)
    assert choix.rythme == "jour"
    assert (choix.dates, choix.changements, choix.veille, choix.retards) == (True,) * 3 + (False,)
    make_action(world.article, world.lecteur, echeance=soon(-1))
    assert "lecteur" in told()
    keys = world.lecteur.nouvelles.values_list("cle", flat=True)
    assert keys and not [key for key in keys if key.startswith("retard")]
    assert told() == []


def test_who_reads_nothing_hears_nothing(world, told):
    choose(world.exclu)
    choose(make_user("technicien", is_superuser=True, is_staff=True))
    assert told() == ["lecteur", "redacteur"]  # the meeting of the world is the gestionnaire's


# The e-mail


def test_an_e_mail_holds_its_sentence_and_the_address_and_nothing_else(world, settings):
    settings.ADDRESS = "https://cellule.example"
    send_avis(timezone.now())
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert message.subject == "Cellule"
        assert message.body == "Du nouveau dans Cellule.\n\nhttps://cellule.example/\n"
        assert len(message.to) == 1 and not (message.cc or message.bcc or message.attachments)
        sent = message.message()
        assert sent["Message-ID"].endswith("@cellule.example>")
        assert set(sent.keys()) == {
            *("Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From"),
            *("To", "Date", "Message-ID", "Auto-Submitted"),
        }
    assert len({(m.subject, m.body, m.from_email) for m in mail.outbox}) == 1


def test_what_is_noted_as_told_holds_no_word(world, told):
    told()
    assert Nouvelle.objects.exists()
    for nouvelle in Nouvelle.objects.all():
        assert nouvelle.cle.partition(":")[0] in {"annonce", "veille", "retard"}
        assert " " not in nouvelle.cle


# Never twice


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


# A server that fails


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


# My page


def test_a_member_chooses_what_they_are_told(world, as_user):
    client, url = as_user(world.lecteur), reverse("avis:avis_edit")
    page = client.get(url).content.decode()
    assert "Du nouveau dans Cellule" in page and world.lecteur.email in page
    client.post(url, {"rythme": "aussitot", "retards": "on"})
    choix = Choix.objects.get()
    assert (choix.utilisateur, choix.rythme) == (world.lecteur, "aussitot")
    assert (choix.dates, choix.changements, choix.veille, choix.retards) == (False,) * 3 + (True,)
    line = Trace.objects.filter(objet_id=str(choix.pk)).get()
    assert (line.acteur, line.acte) == (world.lecteur, "creation")
    client.post(url, {"rythme": "jamais"})
    assert Choix.objects.get().rythme == "jamais"


@pytest.mark.parametrize("rythme", ["", "semaine", "JOUR"])
def test_a_rhythm_that_is_not_offered_is_refused(world, as_user, rythme):
    response = as_user(world.lecteur).post(reverse("avis:avis_edit"), {"rythme": rythme})
    assert response.status_code == 400 and not Choix.objects.exists()


@pytest.mark.parametrize("count", [1, 10])
def test_a_run_takes_a_fixed_number_of_queries_for_a_member(
    world, count, django_assert_max_num_queries
):
    withdraw_all_but(world, world.lecteur)
    choose(world.lecteur)
    for n in range(count):
        make_seances(world.rubrique, day=soon(n))
        make_action(world.article, world.lecteur, echeance=soon(-1))
    with django_assert_max_num_queries(16):
        send_avis(timezone.now())
    assert len(mail.outbox) == 1


def withdraw_all_but(world, user):
    for held in Habilitation.objects.current().exclude(utilisateur=user):
        set_role(rubrique=held.rubrique, utilisateur=held.utilisateur, role=None, par=None)
