"""The one-time link by which a person chooses a password."""

import datetime
import re

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comptes.liens import create_password_link
from tests.outils.comptes import NEW, SIGN_IN, follow_link, is_signed_in, sign_in, words_of
from tests.outils.factories import PASSWORD, make_user


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


def test_the_person_is_told_of_a_link_that_somebody_else_made(world, as_user):
    technician = make_user("technicien", is_superuser=True, is_staff=True)
    assert "Un lien pour choisir" not in as_user(world.lecteur).get("/").content.decode()
    as_user(technician).post(reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk]))
    world.lecteur.refresh_from_db()
    page = as_user(world.lecteur).get("/").content.decode()
    assert "Un lien pour choisir votre mot de passe a été créé" in page
    assert str(technician) in page


def test_nobody_is_warned_of_their_own_link_nor_of_the_one_that_opened_their_account(
    world, as_user, monkeypatch
):
    told, client = "Un lien pour choisir votre mot de passe a été créé", as_user(world.lecteur)
    create_password_link(utilisateur=world.lecteur)  # typed on the server, where nobody signs in
    create_password_link(utilisateur=world.lecteur, par=world.lecteur)
    now = timezone.now()
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now - datetime.timedelta(days=15))
        create_password_link(utilisateur=world.lecteur, par=world.gestionnaire)
    assert told not in client.get("/").text
    create_password_link(utilisateur=world.lecteur, par=world.gestionnaire)
    assert told in client.get("/").text
