"""What every answer carries, the error pages, the home page."""

import datetime
import re

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.reunions.services import move_seance, set_cancelled
from avis.calendriers import renew_calendrier
from rubriques.permissions import Role
from tests.factories import make_article, make_member, make_rubrique, make_seances, make_suivi

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def assert_private(response):
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, (response.status_code, name)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "Content-Disposition" not in response.headers
    assert "charset=utf-8" in response["Content-Type"].lower()


def failing_client(monkeypatch, target, error):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(target, fail)
    return Client(raise_request_exception=False)


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


def test_a_text_over_the_limit_of_the_form_comes_back_to_its_author(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = {"texte": f"<p>Début gardé {'x' * 50_000}</p>", "date": "2026-11-01"}
    response = as_user(world.redacteur).post(url, data)
    assert response.status_code == 400
    assert "Début gardé" in response.content.decode()
    assert "50000" in re.sub(r"\s", "", response.content.decode())


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("secret detail"), 503, "momentanément indisponible"),
        (RuntimeError("secret detail"), 500, "Une erreur est survenue de notre côté."),
    ],
)
def test_a_failure_is_a_french_page_without_detail(
    world, monkeypatch, caplog, error, status, words
):
    client = failing_client(monkeypatch, "blog.situation.views.page.open_article", error)
    client.force_login(world.lecteur)
    response = client.get(world.article.get_absolute_url())
    assert response.status_code == status
    assert words in response.content.decode()
    assert "secret detail" not in response.content.decode()
    assert ("Retry-After" in response.headers) == (status == 503)
    assert_private(response)


def test_a_database_that_fails_while_signing_is_looked_up_is_a_503(world, monkeypatch):
    client = failing_client(
        monkeypatch, "comptes.models.Utilisateur.objects.get", OperationalError()
    )
    monkeypatch.setattr(
        "django.contrib.auth.get_user", lambda request: (_ for _ in ()).throw(OperationalError())
    )
    client.force_login(world.lecteur)
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


def test_the_home_page_keeps_two_establishments_apart(world, as_user):
    other = make_rubrique(titre="Cellule du collège")
    make_member(other, Role.LECTEUR, user=world.lecteur)
    article = make_article(other)
    response = as_user(world.lecteur).get("/")
    rubriques = {
        r.rubrique.titre: [a.code for a in r.nouvelles] for r in response.context["rubriques"]
    }
    assert rubriques == {
        "Cellule secrète": [world.article.code],
        "Cellule du collège": [article.code],
    }


def test_somebody_without_right_sees_nothing_at_home(world, as_user):
    page = as_user(world.exclu).get("/").content.decode()
    assert "Aucune rubrique ne vous est ouverte." in page
    for secret in ["Cellule secrète", world.article.code, world.espace.nom, "situation"]:
        assert secret not in page
    assert "Cellule secrète" in as_user(world.lecteur).get("/").content.decode()


def test_home_tells_which_of_the_coming_meetings_moved_or_is_cancelled(world, as_user):
    today = timezone.localdate()
    made = [
        make_seances(world.rubrique, day=today + datetime.timedelta(days=n))[0] for n in (1, 2, 3)
    ]
    page = as_user(world.lecteur).get("/").content.decode()
    assert "annulée" not in page and "déplacée" not in page
    set_cancelled(seance=made[0], cancelled=True, par=world.redacteur)
    hours = {"debut": datetime.time(9), "fin": datetime.time(10), "lieu": ""}
    day = today + datetime.timedelta(days=4)
    move_seance(seance=made[1], par=world.redacteur, seen=1, day=day, **hours)
    page = as_user(world.lecteur).get("/").content.decode()
    assert page.count("annulée") == page.count("déplacée") == 1


def test_a_meeting_cancelled_today_is_not_the_meeting_of_the_day(world, as_user):
    hours = {"debut": datetime.time(0, 1), "fin": datetime.time(23, 59)}
    seance = make_seances(world.rubrique, day=timezone.localdate(), **hours)[0]
    client = as_user(world.lecteur)
    assert client.get("/").context["du_jour"] == seance
    set_cancelled(seance=seance, cancelled=True, par=world.redacteur)
    response = client.get("/")
    assert response.context["du_jour"] is None and "annulée" in response.content.decode()


@pytest.mark.parametrize("count", [1, 10])
def test_home_takes_a_fixed_number_of_queries(
    world, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        rubrique = make_rubrique()
        make_member(rubrique, Role.LECTEUR, user=world.lecteur)
        for _ in range(3):
            make_suivi(make_article(rubrique))
        make_seances(rubrique)
    client = as_user(world.lecteur)
    client.get("/")
    with django_assert_max_num_queries(11):
        client.get("/")
