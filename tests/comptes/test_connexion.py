"""Signing in, and how guesses are limited."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.outils.comptes import MISMATCH, NEW, SIGN_IN, WRONG, is_signed_in, sign_in
from tests.outils.factories import PASSWORD, make_user


@pytest.mark.parametrize(
    "login",
    ["camille", "Camille", "camille@exemple.invalid", "CAMILLE@Exemple.Invalid", " camille "],
)
def test_a_person_signs_in_by_username_or_by_e_mail(client, login):
    user = make_user("camille")
    response = sign_in(client, login)
    assert response.url == "/"
    assert str(user) in client.get("/").content.decode()


def test_a_password_is_kept_as_argon2_and_nothing_else():
    user = make_user()
    assert user.password.startswith("argon2$argon2id$")
    assert PASSWORD not in user.password
    user.set_password(NEW)
    assert user.password.startswith("argon2$argon2id$")


def test_a_wrong_password_is_told_with_the_same_words_whether_the_account_exists(client):
    make_user("camille")
    pages = []
    for login in ["camille", "dominique"]:
        response = sign_in(client, login, WRONG)
        text = re.sub(r'(nonce|name="csrfmiddlewaretoken" value)="[^"]*"', "", str(response.text))
        pages.append((response.status_code, text.replace(login, "LOGIN")))
    assert pages[0] == pages[1]
    assert MISMATCH in pages[0][1]
    assert not is_signed_in(client)
    assert MISMATCH not in str(sign_in(client, "camille", follow=True).text)


def test_the_page_of_a_refused_sign_in_never_gives_the_password_back(client):
    make_user("camille")
    assert WRONG not in sign_in(client, "camille", WRONG).text
    assert "camille" in sign_in(client, "camille", WRONG).text


def test_a_closed_account_does_not_sign_in(client):
    user = make_user("camille", is_active=False)
    response = sign_in(client, "camille", follow=True)
    assert "Ce compte est fermé." in response.text
    assert not is_signed_in(client)

    user.is_active = True
    user.save()
    sign_in(client, "camille")
    assert is_signed_in(client)


def test_a_closed_account_is_not_told_to_whoever_does_not_know_its_password(client):
    make_user("camille", is_active=False)
    assert MISMATCH in sign_in(client, "camille", WRONG).text


def test_the_sixth_attempt_is_refused_even_with_the_right_password_and_for_that_account_only(
    client,
):
    make_user("camille")
    make_user("dominique")
    for _ in range(5):
        assert MISMATCH in sign_in(client, "camille", WRONG).text
    sixth = sign_in(client, "camille")
    assert "Trop de tentatives" in sixth.text
    assert not is_signed_in(client)

    sign_in(client, "dominique")
    assert is_signed_in(client)


def test_good_sign_ins_are_not_counted_as_attempts(client):
    make_user("camille")
    for _ in range(70):  # more than any limit, of one place or of all
        assert sign_in(client, "camille").status_code == 302
        client.post(reverse("account_logout"))
    for _ in range(5):
        assert sign_in(client, "camille", "faux").status_code == 200
    assert "Trop de tentatives" in sign_in(client, "camille").text


@pytest.mark.parametrize(
    "path",
    [
        "/comptes/inscription/",
        "/comptes/signup/",
        "/accounts/signup/",
        "/accounts/login/",
        "/comptes/password/reset/",
        "/comptes/mot-de-passe/oublie/",
        "/comptes/email/",
        "/comptes/login/code/",
    ],
)
def test_nobody_signs_up_nor_asks_for_a_password_by_themselves(client, path):
    for method in (client.get, client.post):
        response = method(path)
        assert response.status_code in (302, 404)
        if response.status_code == 302:
            assert response.url.startswith(SIGN_IN)
    client.force_login(make_user())
    assert client.get(path).status_code == 404
    assert client.get(SIGN_IN).status_code == 302  # and that one exists


@pytest.mark.parametrize(
    "name", ["account_signup", "account_reset_password", "account_email", "socialaccount_signup"]
)
def test_the_doors_that_are_closed_have_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert reverse("account_login") == SIGN_IN


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        "\thttps://evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(client, target):
    make_user("camille")
    data = {"login": "camille", "password": PASSWORD, "next": target}
    response = client.post(reverse("account_login", query={"next": target}), data)
    assert (response.status_code, response.url) == (302, "/")


def test_signing_in_leads_back_to_the_page_that_was_asked(client):
    make_user("camille")
    asked = client.get("/rubriques/abc/")
    assert asked.url == f"{SIGN_IN}?next=/rubriques/abc/"
    response = client.post(asked.url, {"login": "camille", "password": PASSWORD})
    assert response.url == "/rubriques/abc/"


def signs_in(address, password=PASSWORD, login="lecteur"):
    client = Client(REMOTE_ADDR=address)
    client.post("/comptes/connexion/", {"login": login, "password": password})
    return client.get("/").status_code == 200


def test_nobody_locks_the_account_of_somebody_else_from_another_place(world):
    for _ in range(6):
        assert not signs_in("192.0.2.66", "une mauvaise phrase de passe")
    assert not signs_in("192.0.2.66")
    assert signs_in("192.0.2.1")


def test_username_and_email_share_one_counter_of_failures(world):
    for n in range(6):
        login = ["lecteur", "lecteur@exemple.invalid"][n % 2]
        assert not signs_in("192.0.2.66", "une mauvaise phrase de passe", login)
    assert not signs_in("192.0.2.66", login="lecteur@exemple.invalid")


def test_guesses_from_everywhere_are_limited_all_the_same(world):
    for n in range(60):
        signs_in(f"198.51.100.{n}", "une mauvaise phrase de passe")
    assert not signs_in("203.0.113.9")
    assert signs_in("203.0.113.9", login="redacteur")
