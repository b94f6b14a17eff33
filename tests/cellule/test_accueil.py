"""The home page."""

import datetime

import pytest
from django.utils import timezone

from agenda.reunions.services import move_seance, set_cancelled
from rubriques.permissions import Role
from tests.outils.factories import (
    make_article,
    make_member,
    make_rubrique,
    make_seances,
    make_suivi,
)


def test_the_home_page_keeps_two_establishments_apart(world, as_user):
    other = make_rubrique(titre="Cellule du collège")
    make_member(other, Role.LECTEUR, user=world.lecteur)
    article = make_article(other)
    response = as_user(world.lecteur).get("/")
    mine = response.context["rubriques"]
    rubriques = {m.rubrique.titre: [a.code for a in m.nouvelles] for m in mine}
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
        make_seances(world.rubrique, jour=today + datetime.timedelta(days=n))[0] for n in (1, 2, 3)
    ]
    page = as_user(world.lecteur).get("/").content.decode()
    assert "annulée" not in page and "déplacée" not in page
    set_cancelled(seance=made[0], cancelled=True, par=world.redacteur)
    hours = {"debut": datetime.time(9), "fin": datetime.time(10), "lieu": ""}
    day = today + datetime.timedelta(days=4)
    move_seance(seance=made[1], par=world.redacteur, seen=1, jour=day, **hours)
    page = as_user(world.lecteur).get("/").content.decode()
    assert page.count("annulée") == page.count("déplacée") == 1


def test_a_meeting_cancelled_today_is_not_the_meeting_of_the_day(world, as_user):
    hours = {"debut": datetime.time(0, 1), "fin": datetime.time(23, 59)}
    seance = make_seances(world.rubrique, jour=timezone.localdate(), **hours)[0]
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
    with django_assert_max_num_queries(10):
        client.get("/")
