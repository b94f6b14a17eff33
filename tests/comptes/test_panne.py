"""A database that takes no write: what a session had to note stops nobody from reading."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import InternalError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comptes.sessions import SEEN_AT
from tests.outils.comptes import change_password, is_signed_in, sign_in
from tests.outils.journal import a_suivi
from tests.outils.pannes import refusing

REFUSALS = [OperationalError("database is locked"), InternalError("read-only transaction")]
TOLD = "Le suivi est enregistré."


@pytest.fixture
def last_seen(world):
    """A member whose next act is to be noted, and whose failures are seen as by a browser."""
    client = Client(raise_request_exception=False)
    client.force_login(world.redacteur)
    client.get("/")
    session = client.session
    session[SEEN_AT] = time.time() - 120
    session.save()
    return client


def updating(model):
    return f'UPDATE "{model._meta.db_table}"'


@pytest.mark.parametrize("refusal", REFUSALS, ids=["locked", "read-only"])
def test_an_act_that_cannot_be_noted_stops_nobody_from_reading(last_seen, world, refusal):
    home, seen = "/", last_seen.session[SEEN_AT]
    with refusing(updating(Session), refusal):
        page = last_seen.get(home)
    assert page.status_code == 200
    assert world.rubrique.titre in page.text
    assert last_seen.session[SEEN_AT] == seen
    last_seen.get(home)
    assert last_seen.session[SEEN_AT] > seen


def test_what_is_told_twice_stops_nobody_from_reading(last_seen, world):
    last_seen.post(reverse("blog:suivi_create", args=[world.article.pk]), a_suivi())
    with refusing(updating(Session), OperationalError()):
        assert TOLD in last_seen.get("/").text
    assert TOLD in last_seen.get("/").text
    assert TOLD not in last_seen.get("/").text


@pytest.mark.parametrize("refusal", REFUSALS, ids=["locked", "read-only"])
def test_an_act_whose_message_cannot_be_written_is_not_done_and_says_so(last_seen, world, refusal):
    url, before = (
        reverse("blog:suivi_create", args=[world.article.pk]),
        world.article.suivis.count(),
    )
    with refusing(updating(Session), refusal):
        answer = last_seen.post(url, a_suivi())
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert world.article.suivis.count() == before
    assert last_seen.post(url, a_suivi()).status_code == 302


def test_an_act_that_is_done_is_not_said_to_be_refused(last_seen, world):
    """Its message, which is written after it, may be lost: it is not worth a 503."""
    url = reverse("rubriques:membre_list", args=[world.rubrique.slug])
    last_seen.force_login(world.gestionnaire)
    last_seen.get("/")
    data = {"adresse": world.exclu.email, "role": "lecteur"}
    with refusing(updating(Session), OperationalError()):
        answer = last_seen.post(url, data | {"expire_le": str(timezone.localdate())})
    assert answer.status_code == 302
    assert world.exclu.habilitations.exists()


@pytest.mark.parametrize("refusal", REFUSALS, ids=["locked", "read-only"])
def test_a_refused_write_is_a_503_that_says_when_to_come_back(last_seen, world, refusal):
    with refusing('INSERT INTO "blog_suivi"', refusal):
        answer = last_seen.post(reverse("blog:suivi_create", args=[world.article.pk]), a_suivi())
    assert answer.status_code == 503
    assert answer["Retry-After"]


def test_signing_in_is_not_said_to_be_done_when_its_session_is_not_written(world):
    client = Client(raise_request_exception=False)
    with refusing(updating(Session), OperationalError()):
        assert sign_in(client, "lecteur").status_code == 503
    assert not is_signed_in(client)


def test_a_session_that_ended_in_another_tab_is_told_in_its_words(last_seen):
    def signed_out_elsewhere(execute, sql, params, many, context):
        if updating(Session) in sql:
            Session.objects.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(signed_out_elsewhere):
        answer = change_password(last_seen)
    assert answer.status_code == 401
    assert "Votre session est terminée." in answer.text
    assert not is_signed_in(last_seen)
