"""A session: how it begins, what it is worth to a thief, how it ends."""

import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from comptes.sessions import SEEN_AT, SIGNED_IN_AT
from tests.outils.brouillons import idle
from tests.outils.comptes import SIGN_IN, is_signed_in, sign_in
from tests.outils.factories import make_user


def test_signing_in_changes_the_identifier_of_the_session(client):
    make_user("camille")
    client.session.save()
    planted = client.cookies["session"].value
    sign_in(client, "camille")
    assert client.cookies["session"].value != planted

    thief = Client()
    thief.cookies["session"] = planted
    assert not is_signed_in(thief)
    assert is_signed_in(client)


def test_signing_out_kills_the_session_and_its_cookie(client):
    client.force_login(make_user())
    kept = client.cookies["session"].value
    assert is_signed_in(client)

    response = client.post(reverse("account_logout"))
    assert response.url == SIGN_IN
    client.cookies["session"] = kept
    assert client.get("/").url == f"{SIGN_IN}?next=/"
    assert not Session.objects.filter(pk=kept).exists()


def test_a_link_to_sign_out_asks_before_it_does(client):
    client.force_login(make_user())
    assert "Se déconnecter&nbsp;?" in client.get(reverse("account_logout")).text
    assert is_signed_in(client)


@pytest.mark.parametrize("name", ["account_login", "account_logout", "account_change_password"])
def test_another_site_cannot_send_the_forms_of_an_account(name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())
    assert client.post(reverse(name), {}).status_code == 403
    client.get(reverse("account_logout"))
    token = client.cookies["csrf"].value
    data = {"csrfmiddlewaretoken": token}
    assert client.post(reverse(name), data).status_code != 403


def test_the_session_of_a_closed_account_dies_at_the_next_request(client):
    user = make_user()
    client.force_login(user)
    assert is_signed_in(client)
    user.is_active = False
    user.save()
    assert client.get("/").url == f"{SIGN_IN}?next=/"


def test_a_stolen_database_opens_no_session_and_tells_nothing_of_them(world, as_user):
    client = as_user(world.lecteur)
    client.get("/")
    row = Session.objects.get()
    assert row.session_key != client.session.session_key
    assert row.session_data.startswith("c1:")
    thief = Client()
    thief.cookies["session"] = row.session_key
    assert thief.get("/").status_code == 302
    assert client.get("/").status_code == 200


def test_a_session_ends_twelve_hours_after_signing_in_however_busy(world, as_user):
    client = as_user(world.lecteur)
    session = client.session
    session[SIGNED_IN_AT] = time.time() - 12 * 3600 + 60
    session.save()
    assert client.get("/").status_code == 200
    session[SIGNED_IN_AT] = time.time() - 12 * 3600 - 60
    session.save()
    assert client.get("/").status_code == 302


def test_signing_out_asks_the_browser_to_forget(world, as_user):
    response = as_user(world.lecteur).post("/comptes/deconnexion/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_a_session_ends_after_half_an_hour_without_an_act(world, as_user):
    client = as_user(world.lecteur)
    client.get("/")
    session = client.session
    session[SEEN_AT] = time.time() - settings.SESSION_IDLE_SECONDS + 60
    session.save()
    assert client.get("/").status_code == 200  # an act: half an hour again
    assert client.session[SEEN_AT] > time.time() - 60
    idle(client)
    assert client.get("/").status_code == 302
