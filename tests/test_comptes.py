import datetime
import os
import re
import runpy
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from comptes.liens import create_password_link
from tests.factories import PASSWORD, make_user

ROOT = Path(__file__).resolve().parent.parent
NEW = "une toute autre phrase de passe"
WRONG = "un mauvais mot de passe"
MISMATCH = "Identifiant ou mot de passe incorrect."
SIGN_IN = "/comptes/connexion/"


def sign_in(client, login, password=PASSWORD, **kwargs):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **kwargs)


def is_signed_in(client):
    return client.get("/").status_code == 200


def change_password(client, old=PASSWORD, new=NEW, again=None):
    data = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(reverse("account_change_password"), data)


def follow_link(client, path, new=NEW):
    """What a person does with a link: open it, then send the form that it shows."""
    page = client.get(path, follow=True)
    if "action_url" not in page.context or page.context.get("token_fail"):
        return page
    return client.post(
        page.context["action_url"], {"password1": new, "password2": new}, follow=True
    )


class Words(HTMLParser):
    """The words of a page, as read on the screen."""

    def __init__(self, text):
        super().__init__()
        self.words = ""
        self.feed(text)

    def handle_data(self, data):
        self.words += data


def words_of(response):
    return Words(response.content.decode()).words


# Signing in


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
    for _ in range(6):
        assert sign_in(client, "camille").status_code == 302
        client.post(reverse("account_logout"))


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


# Sessions


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


# Changing the password


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


# The one-time link


def later(monkeypatch, **delay):
    """Let the clock of the links run ahead."""
    moment = datetime.datetime.now() + datetime.timedelta(**delay)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: moment)


def test_a_link_lets_its_person_choose_a_password_once(client):
    user = make_user("camille")
    user.set_unusable_password()
    user.save()
    path = create_password_link(utilisateur=user)

    assert "Votre mot de passe est enregistré." in follow_link(client, path).text

    assert "Ce lien ne sert plus" in follow_link(client, path, "encore une autre phrase").text
    user.refresh_from_db()
    assert user.check_password(NEW)
    sign_in(client, "camille", NEW)
    assert is_signed_in(client)


def test_a_link_opened_in_two_windows_serves_in_one(client):
    user, other = make_user(), Client()
    path = create_password_link(utilisateur=user)
    form = other.get(path, follow=True).context["action_url"]
    follow_link(client, path)
    late = "une phrase arrivée trop tard"
    response = other.post(form, {"password1": late, "password2": late}, follow=True)
    assert "Ce lien ne sert plus" in response.text
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_a_link_dies_after_three_days(client, monkeypatch):
    user = make_user()
    path = create_password_link(utilisateur=user)
    later(monkeypatch, days=3, seconds=2)
    assert "Ce lien ne sert plus" in follow_link(client, path).text
    later(monkeypatch, days=3, minutes=-1)
    assert "Votre mot de passe est enregistré." in follow_link(client, path).text


def test_a_link_dies_when_its_person_signs_in(client):
    user = make_user("camille")
    path = create_password_link(utilisateur=user)
    user.last_login = timezone.now()
    user.save()
    assert "Ce lien ne sert plus" in client.get(path, follow=True).text
    fresh = create_password_link(utilisateur=user)
    assert "Choisir un mot de passe" in client.get(fresh, follow=True).text


def test_a_link_of_a_closed_account_is_dead(client):
    user = make_user()
    path = create_password_link(utilisateur=user)
    user.is_active = False
    user.save()
    assert "Ce lien ne sert plus" in follow_link(client, path).text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)

    user.is_active = True
    user.save()
    fresh = create_password_link(utilisateur=user)
    assert "Votre mot de passe est enregistré." in follow_link(client, fresh).text


def test_the_link_of_one_person_does_not_serve_for_another(client):
    one, two = make_user(), make_user()
    path = create_password_link(utilisateur=one)
    uid = create_password_link(utilisateur=two).split("/")[-2].split("-")[0]
    stolen = re.sub(r"choisir/[0-9a-z]+-", f"choisir/{uid}-", path)
    assert stolen != path
    assert "Ce lien ne sert plus" in client.get(stolen, follow=True).text
    assert "Choisir un mot de passe" in client.get(path, follow=True).text


def test_a_link_refuses_a_weak_password_and_stays_usable(client):
    user = make_user()
    path = create_password_link(utilisateur=user)
    assert "trop court" in words_of(follow_link(client, path, "court"))
    assert "Votre mot de passe est enregistré." in follow_link(client, path).text


def test_choosing_a_password_by_a_link_ends_the_sessions_of_that_account(client):
    user, elsewhere = make_user(), Client()
    elsewhere.force_login(user)
    path = create_password_link(utilisateur=user)
    assert is_signed_in(elsewhere)
    follow_link(client, path)
    assert not is_signed_in(elsewhere)


def test_a_link_opened_by_somebody_signed_in_never_mixes_two_accounts(client):
    mine, theirs = make_user(), make_user()
    client.force_login(mine)
    follow_link(client, create_password_link(utilisateur=theirs))
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.check_password(PASSWORD)
    assert theirs.check_password(NEW)
    assert client.get("/").url.startswith(SIGN_IN)


# As in production


@pytest.fixture
def production(monkeypatch, settings):
    """The settings of cookies as they are behind HTTPS."""
    monkeypatch.setenv("CELLULE_HTTPS", "true")
    values = runpy.run_path(str(ROOT / "cellule" / "settings.py"))
    for name in values:
        if name.startswith(("SESSION_", "CSRF_COOKIE", "SECURE_")):
            setattr(settings, name, values[name])
    return values


def test_in_production_each_cookie_is_locked_to_this_host_over_https(client, production):
    make_user("camille")
    client.get(SIGN_IN, secure=True)
    assert sign_in(client, "camille", secure=True).status_code == 302
    assert set(client.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in client.cookies.values():
        assert cookie["secure"] and cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")
    assert client.cookies["__Host-session"]["max-age"] == ""  # ends with the browser
    assert client.get("/", secure=True).status_code == 200


def test_in_production_a_page_asked_without_https_is_asked_again_with_it(client, production):
    response = client.get(SIGN_IN)
    assert (response.status_code, response.url) == (301, f"https://testserver{SIGN_IN}")
    answer = client.get(SIGN_IN, secure=True)
    assert answer.status_code == 200
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")


def check_deploy(**environment):
    """`manage.py check --deploy` in a process of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("CELLULE_", "DJANGO_"))}
    env |= {k: os.environ[k] for k in ("CELLULE_SECRET_KEY", "CELLULE_KEYS")}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=env | environment,
        capture_output=True,
        text=True,
    )


def test_the_settings_of_production_pass_the_checks_of_django():
    passed = check_deploy(CELLULE_HTTPS="true")
    assert passed.returncode == 0, passed.stderr
    assert "security.W" not in passed.stderr + passed.stdout
    refused = check_deploy(CELLULE_HTTPS="false")
    assert refused.returncode != 0
    assert "security.W012" in refused.stderr
