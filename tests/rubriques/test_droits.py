"""What a person holds is read once a request, with their account, and never remembered longer."""

import pytest
from django.urls import reverse

from rubriques.droits import forget_droits, remembering_droits
from rubriques.permissions import Droit, can, key_tables, set_role
from rubriques.services import edit_rubrique, set_archived


def test_a_change_of_right_inside_a_request_is_seen_at_once(world):
    with remembering_droits():
        assert not can(world.exclu, Droit.READ, world.article)
        set_role(rubrique=world.rubrique, utilisateur=world.exclu, role="lecteur", par=None)
        assert can(world.exclu, Droit.READ, world.article)
        set_role(rubrique=world.rubrique, utilisateur=world.exclu, role=None, par=None)
        assert not can(world.exclu, Droit.READ, world.article)


def test_an_archived_rubrique_and_a_closed_service_are_seen_at_once(world):
    with remembering_droits():
        assert can(world.redacteur, Droit.WRITE, world.article)
        set_archived(rubrique=world.rubrique, archived=True, par=world.gestionnaire)
        assert not can(world.redacteur, Droit.WRITE, world.article)
        set_archived(rubrique=world.rubrique, archived=False, par=world.gestionnaire)
        world.rubrique.blog_actif = False
        edit_rubrique(
            rubrique=world.rubrique,
            par=world.gestionnaire,
            seen=world.rubrique.version,
            fields=["blog_actif"],
        )
        assert not can(world.redacteur, Droit.READ, world.article)
        assert can(world.redacteur, Droit.READ, world.rubrique)


def test_rights_are_asked_once_a_request_and_again_outside(world, django_assert_num_queries):
    with remembering_droits(), django_assert_num_queries(1):
        assert can(world.lecteur, Droit.READ, world.article)
        assert not can(world.lecteur, Droit.WRITE, world.article)
        assert key_tables(world.lecteur) == []
    with django_assert_num_queries(2):
        assert can(world.lecteur, Droit.READ, world.rubrique)
        assert can(world.lecteur, Droit.READ, world.rubrique)
    with remembering_droits(), django_assert_num_queries(2):
        can(world.lecteur, Droit.READ, world.rubrique)
        forget_droits()
        can(world.lecteur, Droit.READ, world.rubrique)


@pytest.mark.parametrize("profile", ["lecteur", "redacteur", "gestionnaire"])
def test_who_is_signed_in_comes_with_what_they_hold(world, as_user, profile, settings):
    client = as_user(getattr(world, profile))
    url = reverse("rubriques:rubrique_detail", args=[world.rubrique.slug])
    assert client.get(url).status_code == 200
    person = getattr(world, profile)
    person.is_active = False
    person.save()
    assert client.get(url).status_code == 302
