"""Accounts and their links, in the administration."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comptes.liens import create_password_link
from comptes.models import Utilisateur
from journal.models import Trace
from tests.outils.administration import LINK, account, create_account
from tests.outils.factories import PASSWORD


def test_a_new_account_gets_a_link_shown_once_and_no_password(admin, technician, client):
    page = create_account(admin).content.decode()

    user = Utilisateur.objects.get(username="nouvelle")
    assert not user.has_usable_password()
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    link = LINK.search(page)[1]
    assert (
        link.rpartition("-")[2]
        not in admin.get(
            reverse("admin:comptes_utilisateur_change", args=[user.pk])
        ).content.decode()
    )
    assert link not in admin.get(reverse("admin:comptes_utilisateur_changelist")).content.decode()

    visitor = Client()
    form = visitor.get(link, follow=True).redirect_chain[-1][0]
    visitor.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    visitor.post(reverse("account_login"), {"login": "nouvelle", "password": PASSWORD})
    assert visitor.get("/").status_code == 200


def test_a_new_account_and_its_link_are_traced(admin, technician):
    create_account(admin)
    user = Utilisateur.objects.get(username="nouvelle")
    lines = Trace.objects.filter(objet_id=str(user.pk)).order_by("pk")
    assert [(t.acteur, t.acte) for t in lines] == [
        (technician, "creation"),
        (technician, "lien"),
    ]
    assert not [t for t in lines if "Ferrand" in str(t.details) or "nadia" in str(t.details)]


@pytest.mark.parametrize(
    "values",
    [
        {"username": ""},
        {"username": "lecteur"},
        {"email": "lecteur@exemple.invalid"},
        {"email": "pas une adresse"},
        {"last_name": ""},
        {"fonction": "roi"},
    ],
    ids=str,
)
def test_a_wrong_account_is_refused_and_a_right_one_is_made(world, admin, values):
    before = Utilisateur.objects.count()
    page = create_account(admin, **values)
    assert page.status_code == 200 and not LINK.search(page.content.decode())
    assert Utilisateur.objects.count() == before
    assert LINK.search(create_account(admin).content.decode())
    assert Utilisateur.objects.count() == before + 1


def test_nothing_but_the_form_is_taken_from_what_is_posted(admin):
    forged = {"password": "clair", "is_superuser": "on", "is_staff": "on", "espaces": "1"}
    create_account(admin, **forged)
    user = Utilisateur.objects.get(username="nouvelle")
    assert not user.is_superuser and not user.is_staff and not user.has_usable_password()
    create_account(admin, username="autre", email="a@exemple.invalid", administrateur="on")
    assert Utilisateur.objects.get(username="autre").is_superuser


def test_the_function_of_technical_administrator_is_given_and_taken_back(world, admin):
    user = world.exclu
    url = reverse("admin:comptes_utilisateur_change", args=[user.pk])
    data = account(username=user.username, email=user.email)
    admin.post(url, data | {"administrateur": "on"})
    user.refresh_from_db()
    assert user.is_superuser and user.is_staff
    trace = Trace.objects.get(objet_id=str(user.pk), acte="modification")
    assert "administrateur" in trace.details["champs"]

    admin.post(url, data)
    user.refresh_from_db()
    assert not user.is_superuser and not user.is_staff


def test_changing_an_account_keeps_its_password_and_shows_no_link(world, admin):
    url = reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk])
    data = account(username="lecteur", email=world.lecteur.email, lieu="CIO")
    page = admin.post(url, data, follow=True).content.decode()
    world.lecteur.refresh_from_db()
    assert world.lecteur.lieu == "CIO"
    assert world.lecteur.check_password(PASSWORD)
    assert not LINK.search(page) and world.lecteur.password not in page


def test_deactivating_an_account_ends_its_session_at_the_next_request(world, admin):
    member = Client()
    member.force_login(world.lecteur)
    page = world.article.get_absolute_url()
    assert member.get(page).status_code == 200

    data = account(username="lecteur", email=world.lecteur.email)
    del data["is_active"]
    admin.post(reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk]), data)

    assert member.get(page).url.startswith(reverse("account_login"))
    member.post(reverse("account_login"), {"login": "lecteur", "password": PASSWORD})
    assert member.get(page).status_code == 302


def change_email(admin, user, email):
    data = account(username=user.username, email=email)
    return admin.post(reverse("admin:comptes_utilisateur_change", args=[user.pk]), data)


def signs_in(login):
    client = Client()
    client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    return client.get("/").status_code == 200


def test_a_person_signs_in_with_an_email_that_the_administration_wrote_with_capitals(world, admin):
    assert signs_in("lecteur@exemple.invalid")
    change_email(admin, world.lecteur, "Camille.Lecteur@Exemple.invalid")
    assert signs_in("camille.lecteur@exemple.invalid")


def test_an_email_that_the_administration_took_away_signs_in_no_more(world, admin):
    assert signs_in("lecteur@exemple.invalid")
    create_password_link(utilisateur=world.lecteur)
    change_email(admin, world.lecteur, "camille@exemple.invalid")
    assert signs_in("camille@exemple.invalid")
    assert not signs_in("lecteur@exemple.invalid")


def test_two_accounts_cannot_have_the_same_email_in_another_case(world, admin):
    email = world.lecteur.email
    assert not LINK.search(create_account(admin, email=email.upper()).content.decode())
    assert not Utilisateur.objects.filter(username="nouvelle").exists()
    assert LINK.search(create_account(admin).content.decode())


def test_two_accounts_cannot_have_the_same_username_in_another_case(world, admin):
    assert not LINK.search(create_account(admin, username="LECTEUR").content.decode())
    assert not Utilisateur.objects.filter(username="LECTEUR").exists()
    assert signs_in("lecteur")


def test_only_a_post_of_a_technical_administrator_makes_a_link(world, admin, technician):
    url = reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk])
    head = Client()
    head.force_login(world.gestionnaire)
    assert head.post(url).status_code == 404
    assert Client().post(url).status_code == 302
    assert not LINK.search(admin.get(url, follow=True).content.decode())
    assert not Trace.objects.filter(acte="lien").exists()
    world.lecteur.refresh_from_db()
    assert world.lecteur.check_password(PASSWORD)

    member = Client()
    member.force_login(world.lecteur)
    page = admin.post(url, follow=True).content.decode()

    assert LINK.search(page)
    world.lecteur.refresh_from_db()
    assert not world.lecteur.has_usable_password()
    assert member.get("/").status_code == 302
    trace = Trace.objects.get(acte="lien")
    assert (trace.acteur, trace.objet_id) == (technician, str(world.lecteur.pk))


def test_a_link_needs_the_token_of_the_form(world, technician):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(technician)
    url = reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk])
    assert strict.post(url).status_code == 403
    assert not Trace.objects.filter(acte="lien").exists()
    page = strict.get(reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk]))
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert strict.post(url, {"csrfmiddlewaretoken": token}).status_code == 302
    assert Trace.objects.filter(acte="lien").count() == 1


def test_the_page_of_an_account_has_the_button_that_makes_the_link(world, admin):
    url = reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk])
    button = "Créer un lien pour choisir le mot de passe"
    page = admin.get(url).content.decode()
    assert button in page
    assert f'action="{reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk])}"' in page
    assert button not in admin.get(reverse("admin:comptes_utilisateur_add")).content.decode()
