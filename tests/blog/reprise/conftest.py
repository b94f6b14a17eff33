import pytest

from rubriques.permissions import Role
from tests.outils.factories import make_member, make_rubrique
from tests.outils.tableaux import Gestionnaire


@pytest.fixture
def cellule():
    rubrique = make_rubrique()
    make_member(rubrique, Role.LECTEUR, fonction="cpe")
    return rubrique


@pytest.fixture
def chef(cellule, client):
    user = make_member(cellule, Role.GESTIONNAIRE, fonction="direction")
    client.raise_request_exception = False
    return Gestionnaire(client, user, cellule)
