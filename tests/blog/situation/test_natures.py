"""The short list of natures of a rubrique, as its gestionnaire keeps it."""

import pytest
from django.urls import reverse

from blog.models import Nature
from tests.outils.factories import make_rubrique


@pytest.fixture
def natures(world):
    return {str(n.pk): n.nom for n in Nature.objects.of(world.rubrique)}


def save(client, rubrique, data):
    return client.post(reverse("blog:nature_list", args=[rubrique.slug]), data)


def names(rubrique):
    return set(rubrique.natures.values_list("nom", flat=True))


def test_the_gestionnaire_renames_removes_and_adds(world, as_user, natures):
    used = str(world.article.natures.get().pk)
    (first, second), *_ = [tuple(k for k in natures if k != used)[:2]]
    data = natures | {first: natures[second], second: natures[first]}  # two names exchanged
    client = as_user(world.gestionnaire)
    assert save(client, world.rubrique, data).status_code == 302
    assert Nature.objects.get(pk=first).nom == natures[second]

    save(client, world.rubrique, data | {first: ""})
    assert natures[second] not in names(world.rubrique)
    save(client, world.rubrique, data | {first: "", "nouvelle_1": "Écrans"})
    assert "Écrans" in names(world.rubrique)
    assert world.article.natures.get().pk == Nature.objects.get(pk=used).pk


@pytest.mark.parametrize("kind", ["used", "twice", "none"])
def test_a_list_that_makes_no_sense_is_told_and_not_kept(world, as_user, natures, kind):
    used = str(world.article.natures.get().pk)
    other = next(k for k in natures if k != used)
    data = {
        "used": natures | {used: ""},
        "twice": natures | {other: natures[used].upper()},
        "none": dict.fromkeys(natures, ""),
    }[kind]
    before = names(world.rubrique)
    assert save(as_user(world.gestionnaire), world.rubrique, data).status_code == 400
    assert names(world.rubrique) == before


def test_the_list_of_another_rubrique_is_not_touched(world, as_user, natures):
    other = make_rubrique()
    foreign = Nature.objects.of(other).first()
    save(as_user(world.gestionnaire), world.rubrique, natures | {str(foreign.pk): "Autre nom"})
    foreign.refresh_from_db()
    assert foreign.nom != "Autre nom"
