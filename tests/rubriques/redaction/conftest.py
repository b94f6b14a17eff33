import pytest
from django.urls import reverse


@pytest.fixture
def adresse(world):
    return reverse("blog:suivi_create", args=[world.article.pk])
