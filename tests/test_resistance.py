"""What attacks found once: each stays closed."""

import datetime
import time
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import Suivi
from cellule.middleware import SIGNED_IN_AT
from journal.models import Trace
from rubriques.models import Habilitation
from rubriques.permissions import Action, Role, StaleRight, can, set_role
from tests.factories import PASSWORD, make_user


def test_a_technical_administrator_who_heads_an_establishment_still_opens_nothing(world, as_user):
    technician = make_user(is_superuser=True, is_staff=True)
    world.espace.chefs.add(technician)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Habilitation.objects.filter(rubrique=world.rubrique).update(expire_le=yesterday)
    client = as_user(technician)
    claim = reverse("rubriques:rubrique_claim", args=[world.espace.slug, world.rubrique.pk])
    assert client.get(world.espace.get_absolute_url()).status_code == 404
    assert client.post(claim).status_code == 404
    with pytest.raises(ValueError, match="administrator"):
        set_role(rubrique=world.rubrique, utilisateur=technician, role="lecteur", par=None)
    assert as_user(world.gestionnaire).post(claim).status_code == 302  # the control


def test_closing_the_account_of_the_gestionnaire_does_not_open_what_they_manage(world, as_user):
    accomplice = make_user()
    world.espace.chefs.add(accomplice)
    world.gestionnaire.is_active = False
    world.gestionnaire.save()
    claim = reverse("rubriques:rubrique_claim", args=[world.espace.slug, world.rubrique.pk])
    as_user(accomplice).post(claim)
    assert not can(accomplice, Action.READ, world.rubrique)


def test_the_administration_does_not_offer_itself_as_a_head(world, as_user):
    technician = make_user("technicien", is_superuser=True, is_staff=True)
    url = reverse("admin:rubriques_espace_change", args=[world.espace.pk])
    page = as_user(technician).get(url).content.decode()
    assert str(world.gestionnaire.pk) in page
    assert str(technician.pk) not in page


def test_the_person_is_told_of_a_link_that_somebody_else_made(world, as_user):
    technician = make_user("technicien", is_superuser=True, is_staff=True)
    assert "Un lien pour choisir" not in as_user(world.lecteur).get("/").content.decode()
    as_user(technician).post(reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk]))
    world.lecteur.refresh_from_db()
    page = as_user(world.lecteur).get("/").content.decode()
    assert "Un lien pour choisir votre mot de passe a été créé" in page
    assert str(technician) in page


@pytest.mark.parametrize("length", ["2000000", "400000000", "-1", "abc"])
def test_a_large_body_is_refused_before_it_is_read(client, length):
    response = client.post(
        "/comptes/connexion/", {"login": "x"}, headers={"content-length": length}
    )
    assert response.status_code == 413
    assert client.post("/comptes/connexion/", {"login": "x"}).status_code == 200


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


def test_a_withdrawal_is_not_undone_by_a_form_sent_at_the_same_moment(world):
    seen = Habilitation.objects.current().get(utilisateur=world.lecteur)
    common = {"rubrique": world.rubrique, "utilisateur": world.lecteur, "par": None, "seen": seen}
    set_role(role=None, **common)
    with pytest.raises(StaleRight):
        set_role(role=Role.REDACTEUR, **common)
    assert not can(world.lecteur, Action.READ, world.rubrique)


def test_another_text_under_the_same_number_is_not_lost(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    client = as_user(world.redacteur)
    data = {"date": "2026-11-02", "portee": "cellule", "envoi": str(uuid.uuid4())}
    for texte in ["<p>Le premier</p>", "<p>Le premier</p>", "<p>Le second</p>"]:
        client.post(url, data | {"texte": texte})
    texts = [s.texte for s in Suivi.objects.filter(auteur=world.redacteur).order_by("cree_le")]
    assert texts == ["<p>Le premier</p>", "<p>Le second</p>"]


def test_a_double_click_announces_the_code_that_exists(world, as_user):
    url = reverse("blog:article_create", args=[world.rubrique.slug])
    data = {
        "niveau": "1re",
        "vigilance": "suivre",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "preoccupante": "aucune",
        "natures": [world.rubrique.natures.first().pk],
        "envoi": str(uuid.uuid4()),
    }
    client = as_user(world.gestionnaire)
    client.post(url, data)
    page = client.post(url, data, follow=True).content.decode()
    code = world.rubrique.articles.get(pk=data["envoi"]).code
    assert page.count(f"La situation {code} est ouverte.") == 2


@pytest.mark.parametrize("value", ["99999999999999999999", "-1", "x", "\x00"])
def test_a_nature_that_makes_no_sense_is_told_and_not_a_failure(world, as_user, value):
    url = reverse("blog:article_edit", args=[world.article.pk])
    data = {"natures": [value], "constats": "Texte gardé", "version": 1}
    response = as_user(world.redacteur).post(url, data)
    assert response.status_code == 400
    assert "Texte gardé" in response.content.decode()


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


@pytest.mark.parametrize("titre", ["\u202e\ufeff", "   ", "\x00"])
def test_a_title_that_nobody_sees_is_refused(world, as_user, titre):
    url = reverse("rubriques:rubrique_create", args=[world.espace.slug])
    response = as_user(world.gestionnaire).post(url, {"titre": titre})
    assert response.status_code == 400


def test_reading_through_the_edit_form_is_a_reading(world, as_user):
    as_user(world.redacteur).get(reverse("blog:article_edit", args=[world.article.pk]))
    assert Trace.objects.filter(acteur=world.redacteur, acte="lecture").count() == 1
