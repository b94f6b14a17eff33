"""What a member wants to be told, and how often."""

import datetime

import pytest
from django.urls import reverse

from avis.models import Choix
from journal.models import Trace
from tests.outils.avis import ALL, choose, move, noon, soon
from tests.outils.factories import make_action, make_seances, make_user

NOTHING = dict.fromkeys(ALL, False)

KINDS = {  # one act of each kind
    "dates": lambda w: make_seances(w.rubrique, w.gestionnaire, jour=soon(30)),
    "changements": lambda w: move(w.seance, w.gestionnaire),
    "veille": lambda w: make_seances(w.rubrique, w.redacteur, jour=soon(1)),
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
    make_seances(quiet.rubrique, quiet.redacteur, jour=soon(1))
    assert told() == ["chef", "redacteur"]
    assert told(noon(soon(1))) == []


def test_a_digest_is_one_e_mail_a_day(quiet, told):
    for user in [quiet.lecteur, quiet.redacteur, quiet.gestionnaire]:
        choose(user, Choix.Rythme.JOUR)
    morning = noon(soon(1))
    make_seances(quiet.rubrique, quiet.redacteur, jour=soon(20))
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


@pytest.mark.parametrize("account", [{"is_active": False}, {"is_superuser": True}])
def test_an_account_that_was_closed_or_made_technical_hears_nothing(world, told, account):
    """Though its habilitation is left; the others are told."""
    type(world.lecteur).objects.filter(pk=world.lecteur.pk).update(**account)
    assert told() == ["redacteur"]


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
