import base64
import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from cellule.accounts import create_password_link
from comptes.models import Utilisateur
from tests.factories import PASSWORD, make_user

ROOT = Path(__file__).resolve().parent.parent
LOGIN = "/comptes/connexion/"
NEW = "la nouvelle phrase du lycée 2026"
WRONG = "un mauvais mot de passe"


@pytest.fixture
def user():
    return make_user("camille", email="camille.oger@exemple.invalid")


def sign_in(client, login="camille", password=PASSWORD, **values):
    return client.post(LOGIN, {"login": login, "password": password} | values)


def is_signed_in(client):
    return client.get("/").status_code == 200


def body(response):
    """The page without what differs at each request, nor what the person typed."""
    text = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return re.sub(r'name="login"[^>]*', "", re.sub(r'nonce="[^"]*"', "", text))


# Signing in


@pytest.mark.parametrize(
    "login",
    [
        "camille",
        "CAMILLE",
        " camille ",
        "camille.oger@exemple.invalid",
        "Camille.Oger@Exemple.INVALID",
    ],
)
def test_a_person_signs_in_by_username_or_email_in_any_case(client, user, login):
    assert not is_signed_in(client)
    response = sign_in(client, login)
    assert response.status_code == 302 and response.url == "/"
    assert client.session[SESSION_KEY] == str(user.pk)
    assert is_signed_in(client)


def test_an_email_written_with_capitals_signs_in_too(client):
    make_user("karim", email="Karim.Belhadj@Exemple.invalid")
    assert sign_in(client, "karim.belhadj@exemple.invalid").status_code == 302
    assert is_signed_in(client)


def test_an_email_that_is_no_longer_that_of_the_account_opens_it_no_more(client, user):
    sign_in(client, "camille.oger@exemple.invalid")
    assert is_signed_in(client)
    create_password_link(utilisateur=user)
    client.post(reverse("account_logout"))
    user.refresh_from_db()
    user.email = "camille.vasseur@exemple.invalid"
    user.save()

    sign_in(client, "camille.oger@exemple.invalid")
    assert not is_signed_in(client)
    sign_in(client, "camille.vasseur@exemple.invalid")
    assert is_signed_in(client)


def test_two_accounts_cannot_share_an_email_written_in_another_case(user):
    other = Utilisateur(
        username="autre", first_name="A", last_name="B", email=user.email.upper(), password="!"
    )
    with pytest.raises(Exception, match="adresse électronique|Utilisateur|compte"):
        other.full_clean()
    other.email = "autre@exemple.invalid"
    other.full_clean()


def test_a_password_is_kept_as_an_argon2_hash(user):
    user.set_password(NEW)
    user.save()
    stored = Utilisateur.objects.values_list("password", flat=True).get(pk=user.pk)
    assert stored.startswith("argon2$argon2id$")
    assert NEW not in stored
    assert user.check_password(NEW) and not user.check_password(WRONG)


def test_a_refusal_does_not_tell_whether_the_account_exists(client, user):
    known, unknown = (sign_in(client, name, WRONG) for name in ["camille", "personne"])
    address = sign_in(client, "personne@exemple.invalid", WRONG)
    assert known.status_code == unknown.status_code == address.status_code == 200
    assert "Identifiant ou mot de passe incorrect." in known.content.decode()
    assert body(known) == body(unknown) == body(address)
    assert not is_signed_in(client)


def test_a_refused_password_is_not_sent_back(client, user):
    page = sign_in(client, "camille", WRONG).content.decode()
    assert WRONG not in page
    assert "camille" in page  # the login is kept


@pytest.mark.parametrize("password", [PASSWORD, WRONG])
def test_a_closed_account_does_not_open(client, password):
    make_user("ferme", is_active=False)
    response = client.post(LOGIN, {"login": "ferme", "password": password}, follow=True)
    assert SESSION_KEY not in client.session
    assert not is_signed_in(client)
    told = "Ce compte est fermé." in response.content.decode()
    assert told == (password == PASSWORD)  # told only to who knows the password


def test_an_account_whose_password_was_never_chosen_does_not_open(client, user):
    user.set_unusable_password()
    user.save()
    for password in [PASSWORD, user.password, "", "!"]:
        sign_in(client, "camille", password)
        assert not is_signed_in(client)


def test_after_five_failures_even_the_right_password_waits_and_others_pass(client, user):
    make_user("karim")
    for _ in range(5):
        assert "Trop de tentatives" not in sign_in(client, "camille", WRONG).content.decode()
    for password in [WRONG, PASSWORD]:
        page = sign_in(client, "camille", password).content.decode()
        assert "Trop de tentatives. Attendez cinq minutes, puis réessayez." in page
    assert not is_signed_in(client)

    sign_in(client, "karim")
    assert is_signed_in(client)


def test_four_failures_do_not_shut_the_door(client, user):
    for _ in range(4):
        sign_in(client, "camille", WRONG)
    sign_in(client)
    assert is_signed_in(client)


def test_the_wait_is_the_same_for_an_account_that_does_not_exist(client, user):
    for _ in range(6):
        known, unknown = (sign_in(client, n, WRONG) for n in ["camille", "personne"])
        assert body(known) == body(unknown)
        if "Trop de tentatives" in known.content.decode():
            return
    pytest.fail("nobody was ever told to wait")


def test_a_forged_address_of_origin_does_not_give_more_attempts(client):
    pages = [
        client.post(
            LOGIN,
            {"login": f"personne{n}", "password": WRONG},
            headers={"X-Forwarded-For": f"198.51.100.{n}", "X-Real-IP": f"198.51.100.{n}"},
        ).content.decode()
        for n in range(11)
    ]
    assert "Trop de tentatives" not in pages[9]
    assert "Trop de tentatives" in pages[10]


def test_no_address_lets_anybody_sign_up_or_ask_for_a_link(client, user, as_user):
    paths = [
        "inscription",
        "signup",
        "email",
        "mot-de-passe/perdu",
        "password/reset",
        "login/code",
    ]
    for path in paths:
        for caller in [client, as_user(user)]:
            assert caller.get(f"/comptes/{path}/").status_code == 404
            assert caller.post(f"/comptes/{path}/").status_code == 404
    for name in ["account_signup", "account_reset_password", "account_email"]:
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert reverse("account_login") == LOGIN
    assert Utilisateur.objects.count() == 1


EVIL = [
    "https://evil.example",
    "https://evil.example/espaces/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
]


@pytest.mark.parametrize("place", ["query", "form"])
@pytest.mark.parametrize("url", EVIL)
def test_signing_in_never_leads_to_another_site(client, user, url, place):
    data = {"login": "camille", "password": PASSWORD} | ({"next": url} if place == "form" else {})
    response = client.post(LOGIN, data, query_params={"next": url} if place == "query" else {})
    assert (response.status_code, response.url) == (302, "/")


def test_signing_in_leads_back_to_the_page_that_was_asked(client, world):
    page = world.article.get_absolute_url()
    asked = client.get(page)
    assert asked.status_code == 302
    data = {"login": "lecteur", "password": PASSWORD, "next": page}
    assert f'name="next" value="{page}"' in client.get(asked.url).content.decode()
    assert client.post(asked.url, data).url == page


def test_signing_out_never_leads_to_another_site(as_user, user):
    for url in EVIL:
        response = as_user(user).post(f"{reverse('account_logout')}?next={url}", {"next": url})
        assert (response.status_code, response.url) == (302, LOGIN)


# The session


def test_the_number_of_the_session_changes_at_sign_in(client, user):
    planted = client.session
    planted["planted"] = "by somebody else"
    planted.save()
    client.cookies["session"] = planted.session_key
    sign_in(client)
    assert is_signed_in(client)
    assert client.cookies["session"].value != planted.session_key
    assert not Session.objects.filter(pk=planted.session_key).exists()


def test_a_session_ends_with_the_browser_and_after_12_hours(client, user):
    cookie = sign_in(client).cookies["session"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/"
    session = Session.objects.get(pk=cookie.value)
    assert session.expire_date <= timezone.now() + datetime.timedelta(hours=12)
    assert is_signed_in(client)
    session.expire_date = timezone.now() - datetime.timedelta(seconds=1)
    session.save()
    assert not is_signed_in(client)


def test_after_signing_out_a_copy_of_the_cookie_opens_nothing(client, user):
    sign_in(client)
    thief = Client()
    thief.cookies["session"] = client.cookies["session"].value
    assert is_signed_in(thief)

    response = client.post(reverse("account_logout"))

    assert response.url == LOGIN
    assert not is_signed_in(client)
    assert thief.get("/").url.startswith(LOGIN)


def test_only_a_post_signs_out(client, user):
    sign_in(client)
    page = client.get(reverse("account_logout"))
    assert "Se déconnecter ?" in page.content.decode()
    assert is_signed_in(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["session"] = client.cookies["session"].value
    assert strict.post(reverse("account_logout")).status_code == 403
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_a_deactivated_account_loses_its_session_at_once(as_user, user):
    client = as_user(user)
    assert is_signed_in(client)
    Utilisateur.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/").url.startswith(LOGIN)


# The password


def change(client, old=PASSWORD, new=NEW, again=None):
    data = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(reverse("account_change_password"), data)


def test_a_new_password_keeps_this_session_and_ends_the_others(client, user):
    sign_in(client)
    elsewhere = Client()
    sign_in(elsewhere)
    assert is_signed_in(elsewhere)

    response = change(client)

    assert (response.status_code, response.url) == (302, "/")
    assert "Votre mot de passe est changé." in client.get("/").content.decode()
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    sign_in(elsewhere)
    assert not is_signed_in(elsewhere)
    sign_in(elsewhere, password=NEW)
    assert is_signed_in(elsewhere)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"old": WRONG}, "mot de passe actuel"),
        ({"old": ""}, "Ce champ est obligatoire."),
        ({"new": "treize lettre"}, "au minimum 14 caractères"),
        ({"new": "1234567890123456"}, "uniquement en nombres|trop courant"),
        ({"new": "passwordpassword"}, "trop courant"),
        ({"new": "PasswordPassword"}, "trop courant"),
        ({"new": "camille.oger@exemple"}, "trop semblable"),
        ({"again": "une autre phrase du lycée"}, "même mot de passe"),
    ],
)
def test_a_refused_new_password_is_explained_in_french(as_user, user, values, message):
    client = as_user(user)
    page = change(client, **values).content.decode()
    assert re.search(message, page), page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert change(client).status_code == 302


@pytest.mark.parametrize(
    "new", ["quatorze lettr", "é" * 7 + "abcdefg", "a b " * 32, "phrase 👩🏽‍⚕️ x" * 2]
)
def test_any_long_enough_phrase_is_taken_as_it_is_typed(as_user, client, user, new):
    assert change(as_user(user), new=new).status_code == 302
    fresh = Client()
    sign_in(fresh, password=new)
    assert is_signed_in(fresh)


def test_the_current_password_cannot_be_guessed_from_an_open_session(as_user, user):
    client = as_user(user)
    answers = [change(client, old=WRONG) for _ in range(6)]
    assert [a.status_code for a in answers] == [200] * 5 + [429]
    assert "Trop de tentatives." in answers[-1].content.decode()
    assert change(client).status_code == 429
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


# The one-time link


def choose(client, link, new=NEW):
    """Open a link and choose a password, as a person does; return the last page."""
    page = client.get(link, follow=True)
    if "Ce lien ne sert plus" in page.content.decode():
        return page
    address = page.redirect_chain[-1][0]
    return client.post(address, {"password1": new, "password2": new}, follow=True)


def later(monkeypatch, **delta):
    moment = datetime.datetime.now() + datetime.timedelta(**delta)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: moment)


DEAD = "Ce lien ne sert plus."
DONE = "Votre mot de passe est enregistré."


def test_a_link_lets_choose_a_password_once(client, user):
    link = create_password_link(utilisateur=user)
    assert DONE in choose(client, link).content.decode()
    assert not is_signed_in(client)
    sign_in(client, password=NEW)
    assert is_signed_in(client)

    for caller in [client, Client()]:
        assert DEAD in choose(caller, link, "encore une autre phrase").content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_address_of_the_form_does_not_hold_the_secret_of_the_link(client, user):
    link = create_password_link(utilisateur=user)
    page = client.get(link, follow=True)
    secret = link.rstrip("/").rpartition("-")[2]
    assert secret in link and secret not in page.redirect_chain[-1][0]
    assert page["Referrer-Policy"] == "same-origin" and "no-store" in page["Cache-Control"]


def test_a_password_chosen_by_a_link_ends_the_sessions_of_the_account(as_user, user):
    client = as_user(user)
    assert is_signed_in(client)
    assert DONE in choose(Client(), create_password_link(utilisateur=user)).content.decode()
    assert not is_signed_in(client)


def test_a_link_opened_in_the_session_of_somebody_else_signs_them_out(as_user, user):
    client = as_user(make_user("karim"))
    assert is_signed_in(client)
    assert DONE in choose(client, create_password_link(utilisateur=user)).content.decode()
    assert not is_signed_in(client)


def test_a_weak_password_is_refused_behind_a_link_too(client, user):
    link = create_password_link(utilisateur=user)
    assert "au minimum 14 caractères" in choose(client, link, "court").content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert DONE in choose(client, link).content.decode()


def test_a_link_dies_when_the_person_signs_in(client, user):
    link = create_password_link(utilisateur=user)
    sign_in(client)
    assert DEAD in choose(Client(), link).content.decode()


def test_a_link_lives_three_days(client, user, monkeypatch):
    link = create_password_link(utilisateur=user)
    later(monkeypatch, days=3, seconds=2)
    assert DEAD in choose(client, link).content.decode()
    later(monkeypatch, days=3, seconds=-30)
    assert DONE in choose(client, link).content.decode()


def test_a_form_left_open_for_three_days_does_not_save(client, user, monkeypatch):
    page = client.get(create_password_link(utilisateur=user), follow=True)
    later(monkeypatch, days=3, seconds=2)
    address = page.redirect_chain[-1][0]
    page = client.post(address, {"password1": NEW, "password2": NEW}, follow=True)
    assert DEAD in page.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_link_of_a_deactivated_account_is_dead(client, user):
    link = create_password_link(utilisateur=user)
    Utilisateur.objects.filter(pk=user.pk).update(is_active=False)
    assert DEAD in choose(client, link).content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    Utilisateur.objects.filter(pk=user.pk).update(is_active=True)
    assert DONE in choose(client, link).content.decode()


def test_the_link_of_one_account_does_not_open_another(client, user):
    link, other = (create_password_link(utilisateur=u) for u in [user, make_user("karim")])
    token = link.rstrip("/").partition("choisir/")[2].partition("-")[2]
    start = other.partition("choisir/")[2].partition("-")[0]
    forged = reverse("account_reset_password_from_key", kwargs={"uidb36": start, "key": token})
    for address in [forged, link[:-2] + "/", link.replace(token, "set-password")]:
        assert DEAD in choose(client, address).content.decode(), address
    assert DONE in choose(client, link).content.decode()


# In production


COOKIES = """
import json, django
from django.conf import settings
django.setup()
names = [n for n in dir(settings) if n.startswith(("SESSION_", "CSRF_", "SECURE_", "DEBUG"))]
print(json.dumps({n: getattr(settings, n) for n in names}, default=str))
"""


def in_production(*arguments):
    env = {n: v for n, v in os.environ.items() if not n.startswith(("CELLULE_", "DATABASE_URL"))}
    env |= {
        "DJANGO_SETTINGS_MODULE": "cellule.settings",
        "CELLULE_HTTPS": "true",
        "CELLULE_SECRET_KEY": "aZ3-for-this-test-only-9f8e7d6c5b4a-0123456789-qwertyuiop-KLMNOP",
        "CELLULE_KEYS": "k1:" + base64.b64encode(bytes(range(32))).decode(),
        "DATABASE_URL": "sqlite://:memory:",
    }
    return subprocess.run(
        [sys.executable, "-W", "default", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )


def test_the_settings_of_production_raise_no_warning():
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "System check identified no issues" in done.stdout + done.stderr


def test_the_cookies_of_production_are_for_this_site_alone():
    settings = json.loads(in_production("-c", COOKIES).stdout)
    for name in ["SESSION", "CSRF"]:
        assert settings[f"{name}_COOKIE_NAME"].startswith("__Host-")
        assert settings[f"{name}_COOKIE_SECURE"] is settings[f"{name}_COOKIE_HTTPONLY"] is True
        assert settings[f"{name}_COOKIE_SAMESITE"] == "Strict"
        assert (settings[f"{name}_COOKIE_PATH"], settings[f"{name}_COOKIE_DOMAIN"]) == ("/", None)
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] >= 31536000
    assert settings["DEBUG"] is False
