"""An answer that says that nothing is saved holds what was sent, for its author alone."""

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from blog.models import Suivi
from rubriques.permissions import Role, set_role
from tests.outils.brouillons import SHOWN, TEXT, suivi_data
from tests.outils.comptes import sign_in
from tests.outils.factories import PASSWORD
from tests.outils.pannes import refusing, writing

OURS = {"HTTP_ORIGIN": "http://testserver"}
AGAIN = "Réessayer"


@pytest.fixture
def client(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.redacteur)
    return client


@pytest.fixture
def url(world):
    return reverse("blog:suivi_create", args=[world.article.pk])


def fields_of(page):
    """What the button of a page sends, and where."""
    form = BeautifulSoup(page, "html.parser").find("form")
    return form["action"], {f["name"]: f["value"] for f in form.find_all("input", type="hidden")}


@pytest.mark.parametrize(
    ("failure", "status"), [(OperationalError(), 503), (RuntimeError(), 500)], ids=["503", "500"]
)
def test_a_text_that_is_not_saved_is_in_the_answer_and_is_sent_again_from_it(
    client, world, url, failure, status
):
    sent = suivi_data(texte=f"{TEXT}\n<p>deux\n lignes</p>")
    with refusing(writing(Suivi), failure):
        answer = client.post(url, sent, **OURS)
    assert answer.status_code == status
    assert SHOWN in BeautifulSoup(answer.text, "html.parser").find("textarea").text
    assert "has-case-text" in answer.text and "no-store" in answer["Cache-Control"]
    action, fields = fields_of(answer.text)
    assert (action, fields) == (url, sent)
    for _ in range(2):  # pressed twice
        assert client.post(action, fields, **OURS).status_code == 302
    assert world.article.suivis.filter(auteur=world.redacteur).count() == 1


@pytest.mark.parametrize("origin", ["https://exemple.invalid", "null", None])
def test_what_another_site_sends_is_not_shown_in_a_page_of_ours(client, url, origin):
    headers = {"HTTP_ORIGIN": origin} if origin else {}
    with refusing(writing(Suivi), OperationalError()):
        answer = client.post(url, suivi_data(), **headers)
    assert answer.status_code == 503
    assert SHOWN not in answer.text and AGAIN not in answer.text


def test_a_password_is_never_in_an_answer(world):
    client = Client(raise_request_exception=False)
    with refusing('INSERT INTO "django_session"', OperationalError()):
        answer = sign_in(client, "lecteur", **OURS)
    assert answer.status_code == 503
    assert PASSWORD not in answer.text and AGAIN not in answer.text


def test_a_page_that_was_only_read_promises_nothing_of_a_text(client):
    with refusing('FROM "rubriques_rubrique"', OperationalError()):
        page = client.get("/")
    assert page.status_code == 503
    assert "page d’avant" not in page.text and AGAIN not in page.text
    assert "Réessayez dans un instant." in page.text


@pytest.mark.parametrize(("role", "status"), [(Role.LECTEUR, 403), (None, 404)])
def test_a_text_comes_back_to_who_lost_the_right_to_save_it(client, world, url, role, status):
    client.get(world.article.get_absolute_url())
    set_role(
        rubrique=world.rubrique, utilisateur=world.redacteur, role=role, par=world.gestionnaire
    )
    answer = client.post(url, suivi_data(), **OURS)
    assert answer.status_code == status
    assert SHOWN in answer.text
    assert world.article.code not in answer.text
