"""Changing one’s password."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.outils.comptes import NEW, WRONG, change_password, is_signed_in, words_of
from tests.outils.factories import PASSWORD, make_user


def test_changing_a_password_keeps_this_session_and_ends_the_others(client):
    user, other = make_user("camille"), Client()
    client.force_login(user)
    other.force_login(user)
    assert is_signed_in(other)

    response = change_password(client)

    assert response.url == "/"
    assert "Votre mot de passe est changé." in client.get("/").text
    assert is_signed_in(client)
    assert not is_signed_in(other)
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize("old", ["", WRONG])
def test_a_password_is_not_changed_without_the_present_one(client, old):
    user = make_user()
    client.force_login(user)
    response = change_password(client, old=old)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"oldpassword"}
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("new", "advice"),
    [
        ("treize lettre", "trop court"),
        ("12345678900987654321", "trop courant"),
        ("telechargement", "trop courant"),
        ("camille.leroux", "trop semblable"),
        ("camille.leroux@exemple.invalid", "trop semblable"),
    ],
)
def test_a_weak_password_is_refused_in_french(client, new, advice):
    user = make_user("camille.leroux", last_name="Leroux")
    client.force_login(user)
    response = change_password(client, new=new)
    assert response.status_code == 200
    assert advice in " ".join(response.context["form"].errors["password1"])
    assert advice in words_of(response)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_two_different_new_passwords_are_refused(client):
    user = make_user()
    client.force_login(user)
    response = change_password(client, again="une phrase de passe différente")
    assert response.context["form"].errors.keys() == {"password2"}
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("new", ["quatorze signe", "éàçùôî" * 11, "mot de passe " * 9 + "long"])
def test_a_long_password_of_any_kind_is_accepted(client, new):
    user = make_user()
    client.force_login(user)
    assert change_password(client, new=new).status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)


@pytest.mark.parametrize("name", ["account_login", "account_change_password"])
def test_no_word_of_english_is_left_on_the_pages_of_an_account(client, name):
    if name != "account_login":
        client.force_login(make_user())
    words = words_of(client.get(reverse(name)))
    assert "Mot de passe" in words or "mot de passe" in words
    for english in ["Password", "password", "Username", "Remember", "Forgot", "Sign", "(again)"]:
        assert english not in words
