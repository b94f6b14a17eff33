from types import SimpleNamespace

import pytest
from django.core.cache import cache

from agenda.seance.services import open_seance
from comptes.models import Utilisateur
from rubriques.permissions import Role
from sql.prepared import Prepared
from tests.outils.factories import (
    make_action,
    make_article,
    make_espace,
    make_member,
    make_point,
    make_rubrique,
    make_seances,
    make_suivi,
    make_user,
)
from tests.outils.requetes import call_checked
from tests.outils.seances import days


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Every test has the database, but those in a browser, which have a server of their own."""
    for item in items:
        if "browser" not in item.path.parts:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True)
def _fresh_counters(request):
    """No test counts the attempts to sign in of another."""
    if "browser" not in request.path.parts:
        request.getfixturevalue("db")
        cache.clear()


@pytest.fixture(autouse=True)
def _composed_again(monkeypatch):
    """Whatever a prepared query asks is what Django would have composed for that very call."""
    monkeypatch.setattr(Prepared, "__call__", call_checked)


@pytest.fixture
def world():
    """One of each thing, and one member of each role."""
    chef = make_user("chef")
    espace = make_espace(chef)
    rubrique = make_rubrique(espace, titre="Cellule secrète", texte="<p>Notre charte.</p>")
    gestionnaire = make_member(rubrique, Role.GESTIONNAIRE, user=chef)
    article = make_article(rubrique, gestionnaire)
    return SimpleNamespace(
        espace=espace,
        rubrique=rubrique,
        gestionnaire=gestionnaire,
        redacteur=make_member(rubrique, Role.REDACTEUR, username="redacteur"),
        lecteur=make_member(rubrique, Role.LECTEUR, username="lecteur"),
        exclu=make_user("exclu"),
        article=article,
        suivi=make_suivi(article, gestionnaire),
        action=make_action(article, gestionnaire),
        seance=make_seances(rubrique, gestionnaire)[0],
    )


@pytest.fixture
def nurse(world):
    """A writer bound to secrecy."""
    return make_member(world.rubrique, Role.REDACTEUR, fonction=Utilisateur.Fonction.INFIRMIER)


@pytest.fixture
def counsellor(world):
    """A reader bound to secrecy."""
    return make_member(world.rubrique, Role.LECTEUR, fonction=Utilisateur.Fonction.PSYEN)


@pytest.fixture
def as_user(client):
    """Sign in as somebody: `as_user(world.lecteur).get(...)`."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def seance(world):
    """The next meeting of the world, in a week; others went before."""
    for number in (-35, -21, -7):
        make_seances(world.rubrique, world.gestionnaire, jour=days(number))
    return make_seances(world.rubrique, world.gestionnaire, jour=days(7))[0]


@pytest.fixture
def held(seance, world):
    """The same, open, with two points."""
    world.points = [
        make_point(seance, article) for article in [world.article, make_article(world.rubrique)]
    ]
    open_seance(seance=seance, par=world.gestionnaire)
    seance.refresh_from_db()
    return seance
