import pytest
from django.urls import reverse


@pytest.fixture
def table(world, as_user):
    """`table(statut="close")`: the table as a lecteur asks for it."""
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    return lambda **query: as_user(world.lecteur).get(url, query)
