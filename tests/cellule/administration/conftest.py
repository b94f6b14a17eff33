import pytest

from tests.outils.factories import make_user


@pytest.fixture
def technician():
    return make_user("technicienne", is_staff=True, is_superuser=True)


@pytest.fixture
def admin(technician, as_user):
    return as_user(technician)
