import pytest
from django.core import mail
from django.utils import timezone

from avis.envois import send_avis
from tests.outils.avis import address_of, choose, soon
from tests.outils.factories import make_seances


@pytest.fixture
def told():
    """Run the command as of now (or of another moment); who got an e-mail, in order."""

    def run(now=None):
        mail.outbox.clear()
        send_avis(now or timezone.now())
        return sorted(message.to[0].partition("@")[0] for message in mail.outbox)

    return run


@pytest.fixture
def quiet(world, told):
    """The world, where everybody has been told of everything, and wants all as it happens."""
    for user in [world.lecteur, world.redacteur, world.gestionnaire]:
        choose(user)
    told()
    assert told() == []
    return world


@pytest.fixture
def series(world):
    """Twelve weekly meetings, from a week ago on."""
    return make_seances(
        world.rubrique,
        world.gestionnaire,
        jour=soon(-7),
        rythme="semaine",
        jusque=soon(70),
        lieu="Salle 112, bâtiment B ; sonner",
    )


@pytest.fixture
def address(world):
    return address_of(world.lecteur)
