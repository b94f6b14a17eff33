"""What every answer carries, the error pages, the logs."""

import re
from urllib.robotparser import RobotFileParser

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from avis.calendriers import renew_calendrier
from blog.models import Article
from comptes.models import Utilisateur
from tests.outils.pannes import reading, refusing

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# The hash is that of the one <style> that the editor adds.
POLICY = dict.fromkeys(["script-src", "font-src", "connect-src", "form-action"], "'self'") | {
    "style-src": "'self' 'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='",
    "img-src": "'self' data:",
    **dict.fromkeys(["default-src", "base-uri", "object-src", "frame-ancestors"], "'none'"),
}


def test_robots_index_nothing_and_calendar_services_read_the_addresses_they_were_given(client):
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").text.splitlines())
    for robot in ["Google-Calendar-Importer", "Googlebot", "*"]:
        assert rules.can_fetch(robot, "/calendrier/abc/")
        for path in ["/", "/articles/", "/calendrier", "/comptes/connexion/", "/agenda/"]:
            assert not rules.can_fetch(robot, path), path


def assert_private(response):
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, (response.status_code, name)
    told = re.sub(r" 'nonce-[\w+/=-]+'", "", response["Content-Security-Policy"])
    assert dict(rule.strip().split(" ", 1) for rule in told.split(";") if rule) == POLICY
    assert "Content-Disposition" not in response.headers
    assert "charset=utf-8" in response["Content-Type"].lower()


def test_every_page_and_every_error_page_is_private(world, as_user, monkeypatch):
    client = as_user(world.gestionnaire)
    client.raise_request_exception = False
    token = renew_calendrier(utilisateur=world.lecteur, par=world.lecteur)
    pages = {
        "/": 200,
        reverse("avis:avis_edit"): 200,
        reverse("avis:calendrier_detail", args=[token]): 200,
        reverse("avis:calendrier_detail", args=[token[::-1]]): 404,
        world.article.get_absolute_url(): 200,
        reverse("agenda:month_current", args=[world.rubrique.slug]): 200,
        "/sante/": 200,
        "/robots.txt": 200,
        "/nulle/part/": 404,
        "/comptes/deconnexion": 301,
        reverse("agenda:seance_cancel", args=[world.seance.pk]): 405,
    }
    for path, status in pages.items():
        response = client.get(path)
        assert response.status_code == status, path
        assert_private(response)
    forbidden = as_user(world.lecteur).get(reverse("blog:article_edit", args=[world.article.pk]))
    assert forbidden.status_code == 403
    assert "Vous pouvez lire ici, pas y écrire." in forbidden.content.decode()
    assert_private(forbidden)


def test_a_request_for_another_host_is_400(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Cette demande n’est pas lisible." in response.content.decode()
    assert_private(response)


def test_a_text_too_long_for_the_server_is_413(world, client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(world.redacteur)
    url = reverse("blog:suivi_create", args=[world.article.pk])
    response = client.post(url, {"texte": "x" * 2000})
    assert response.status_code == 413
    assert "Ce texte est trop long." in response.content.decode()
    assert_private(response)
    assert RequestDataTooBig


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("secret detail"), 503, "momentanément indisponible"),
        (RuntimeError("secret detail"), 500, "Une erreur est survenue de notre côté."),
    ],
)
def test_a_failure_is_a_french_page_without_detail(world, caplog, error, status, words):
    client = Client(raise_request_exception=False)
    client.force_login(world.lecteur)
    with refusing(reading(Article), error):
        response = client.get(world.article.get_absolute_url())
    assert response.status_code == status
    assert words in response.content.decode()
    assert "secret detail" not in response.content.decode()
    assert ("Retry-After" in response.headers) == (status == 503)
    assert_private(response)


def test_a_database_that_fails_while_signing_is_looked_up_is_a_503(world):
    client = Client(raise_request_exception=False)
    client.force_login(world.lecteur)
    with refusing(reading(Utilisateur), OperationalError()):
        response = client.get("/")
    assert response.status_code == 503
    assert_private(response)


def test_a_form_without_its_token_is_refused_in_french(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.redacteur)
    response = client.post(reverse("blog:suivi_create", args=[world.article.pk]), {"texte": "x"})
    assert response.status_code == 403
    assert "La page était ouverte depuis trop longtemps." in response.content.decode()
    assert_private(response)


def test_logs_never_hold_the_message_of_an_exception_nor_an_address():
    import logging
    import sys

    from cellule.logs import DiscreetFormatter

    try:
        raise ValueError("mots d'un élève")
    except ValueError:
        record = logging.LogRecord(
            "django.request", 40, "f", 1, "Error: %s", ("/adresse/",), sys.exc_info()
        )
    record.status_code = 500
    line = DiscreetFormatter().format(record)
    assert "élève" not in line and "adresse" not in line
    assert "ValueError at test_logs" in line and "status=500" in line


def test_neither_title_nor_address_carries_a_code_or_a_title(world, as_user):
    client = as_user(world.gestionnaire)
    for path in ["/", world.article.get_absolute_url(), world.rubrique.get_absolute_url()]:
        page = client.get(path).content.decode()
        title = re.search("<title>(.*?)</title>", page)[1]
        assert world.article.code not in title and world.rubrique.titre not in title
        assert world.rubrique.titre in page


@pytest.mark.parametrize("length", ["2000000", "400000000", "-1", "abc"])
def test_a_large_body_is_refused_before_it_is_read(client, length):
    response = client.post(
        "/comptes/connexion/", {"login": "x"}, headers={"content-length": length}
    )
    assert response.status_code == 413
    assert client.post("/comptes/connexion/", {"login": "x"}).status_code == 200
