"""The headers of privacy stand on every answer, whoever made it."""

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse

from blog.models import Lecture, Suivi
from journal.models import Trace
from rubriques.models import Brouillon
from tests.outils.brouillons import suivi_data
from tests.outils.comptes import SIGN_IN, WRONG, sign_in
from tests.outils.entetes import EVERYWHERE, HSTS, PAGES
from tests.outils.pannes import refusing, writing


class HttpsClient(Client):
    def generic(self, *args, **kwargs):
        return super().generic(*args, **kwargs | {"secure": True})


@pytest.fixture
def https(world):
    """Somebody's browser before a server behind HTTPS."""
    hsts = {"SECURE_HSTS_SECONDS": 31536000, "SECURE_HSTS_PRELOAD": True}
    hsts |= {"SECURE_HSTS_INCLUDE_SUBDOMAINS": True}
    with override_settings(**hsts, WHITENOISE_USE_FINDERS=True):
        client = HttpsClient(raise_request_exception=False)
        client.force_login(world.redacteur)
        yield client


def refuse(https, world):
    with refusing(writing(Suivi), OperationalError()):
        return https.post(reverse("blog:suivi_create", args=[world.article.pk]), suivi_data())


ANSWERS = {
    "200": (200, lambda c, w: c.get("/")),
    "200 of HEAD": (200, lambda c, w: c.head("/")),
    "301": (301, lambda c, w: c.get("/comptes/connexion")),
    "302": (302, lambda c, w: c.get(SIGN_IN)),
    "400": (400, lambda c, w: c.get("/", headers={"host": "evil.example"})),
    "403": (403, lambda c, w: c.get(reverse("rubriques:membre_list", args=[w.rubrique.slug]))),
    "404": (404, lambda c, w: c.get("/nulle/part/")),
    "404 of a static file": (404, lambda c, w: c.get("/static/nulle-part.css")),
    "405": (405, lambda c, w: c.post("/")),
    "405 of TRACE": (405, lambda c, w: c.trace("/")),
    "405 of OPTIONS": (405, lambda c, w: c.options("/robots.txt")),
    "413": (413, lambda c, w: c.post(SIGN_IN, {}, headers={"content-length": "2000000"})),
    "503": (503, refuse),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_private(https, world, name):
    status, ask = ANSWERS[name]
    answer = ask(https, world)
    assert answer.status_code == status
    missing = {n for n, v in (PAGES | HSTS).items() if answer.headers.get(n) != v}
    assert not missing
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_static_file_is_for_our_pages_alone(https):
    answer = https.get("/static/js/mask.js")
    assert answer.status_code == 200 and answer.getvalue()
    assert "Access-Control-Allow-Origin" not in answer.headers
    expected = EVERYWHERE | HSTS
    assert {name: answer.headers.get(name) for name in expected} == expected


def test_who_tried_too_often_is_told_by_the_status_too(world):
    client = Client()
    answers = [sign_in(client, "lecteur", WRONG) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Trop de tentatives" in answers[5].text
    assert answers[5]["Retry-After"] == "300"
    locked = sign_in(client, "lecteur")
    assert locked.status_code == 429  # with the right password too
    assert sign_in(client, "redacteur").status_code == 302


def test_a_head_shows_nothing_and_leaves_no_trace_of_a_reading(as_user, world):
    client, url = as_user(world.lecteur), world.article.get_absolute_url()

    def noted():
        return Trace.objects.count(), list(Lecture.objects.values_list("lue_le"))

    before = noted()
    answer = client.head(url)
    assert (answer.status_code, answer.content) == (200, b"")
    assert noted() == before
    assert client.get(url).status_code == 200
    assert noted()[0] == before[0] + 1 and noted()[1] != before[1]
    after = noted()
    client.head(url)
    assert noted() == after
    assert not Brouillon.objects.exists()


def test_a_head_that_is_refused_is_noted_as_any_refusal(as_user, world):
    client = as_user(world.exclu)
    before = Trace.objects.count()
    assert client.head(world.article.get_absolute_url()).status_code == 404
    assert Trace.objects.count() == before + 1
