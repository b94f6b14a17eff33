"""E-mails that say nothing: what is told to whom."""

import datetime

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from agenda.reunions.services import move_seance, set_cancelled
from avis.envois import send_avis
from avis.models import Nouvelle
from journal.services import Acte, record
from rubriques.models import Habilitation
from rubriques.permissions import Role, set_role
from temps.horloge import PARIS
from tests.outils.avis import choose, move, noon, soon
from tests.outils.factories import make_action, make_member, make_rubrique, make_seances
from tests.outils.fins import close_account, expire, make_administrator, withdraw


def test_a_new_date_is_told_to_the_others(quiet, told):
    make_seances(quiet.rubrique, quiet.redacteur, jour=soon())
    assert told() == ["chef", "lecteur"]
    assert told() == []


def test_a_series_is_one_e_mail(quiet, told):
    make_seances(quiet.rubrique, quiet.redacteur, jour=soon(), rythme="semaine", jusque=soon(90))
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
    make_seances(quiet.rubrique, quiet.redacteur, jour=soon())
    assert told() == ["chef", "lecteur"]
    assert told() == []


def test_a_change_that_moves_no_hour_is_not_told(quiet, told):
    with transaction.atomic():
        record(quiet.redacteur, Acte.MODIFICATION, quiet.seance, champs=["presents"])
    record(quiet.redacteur, Acte.LECTURE, quiet.seance)
    assert told() == []


def test_the_day_before_a_meeting_everybody_is_told_once(quiet, told):
    make_seances(quiet.rubrique, quiet.redacteur, jour=soon(10))
    told()
    assert told(noon(soon(8))) == []
    assert told(noon(soon(9))) == ["chef", "lecteur", "redacteur"]
    assert told(noon(soon(9))) == [] and told(noon(soon(10))) == []


def test_the_day_before_is_that_of_paris_on_both_sides_of_midnight(quiet, told):
    day = datetime.date(2027, 3, 29)  # the day after the change of hour
    Habilitation.objects.update(expire_le=datetime.date(2028, 8, 31))
    make_seances(quiet.rubrique, quiet.redacteur, jour=day, debut=datetime.time(0, 30))
    told()
    late = datetime.datetime(2027, 3, 27, 23, 59, tzinfo=PARIS)
    assert told(late) == []
    assert told(late + datetime.timedelta(minutes=1)) == ["chef", "lecteur", "redacteur"]


def test_a_cancelled_meeting_has_no_day_before(quiet, told):
    kept, dropped = (make_seances(quiet.rubrique, jour=soon(n))[0] for n in (3, 5))
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
    make_seances(quiet.rubrique, quiet.redacteur, jour=soon(1))
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
    make_seances(other, jour=soon())
    assert told() == ["ailleurs"]


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


@pytest.mark.parametrize("count", [1, 10])
def test_a_run_takes_a_fixed_number_of_queries_for_a_member(
    world, count, django_assert_max_num_queries
):
    withdraw_all_but(world, world.lecteur)
    choose(world.lecteur)
    for n in range(count):
        make_seances(world.rubrique, jour=soon(n))
        make_action(world.article, world.lecteur, echeance=soon(-1))
    with django_assert_max_num_queries(16):
        send_avis(timezone.now())
    assert len(mail.outbox) == 1


def withdraw_all_but(world, user):
    for held in Habilitation.objects.current().exclude(utilisateur=user):
        set_role(rubrique=held.rubrique, utilisateur=held.utilisateur, role=None, par=None)


def test_a_meeting_that_moved_is_told_the_day_before_its_new_date_alone(quiet, told):
    (seance,) = make_seances(quiet.rubrique, quiet.redacteur, jour=soon(10))
    told()
    values = {"jour": soon(20), "debut": datetime.time(9), "fin": datetime.time(10)}
    move_seance(seance=seance, par=quiet.redacteur, lieu="", seen=seance.version, **values)
    told()
    assert told(noon(soon(9))) == []
    assert told(noon(soon(19))) == ["chef", "lecteur", "redacteur"]
