"""A rubrique: who creates it, edits its page, takes it over."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from rubriques.models import Habilitation, Rubrique
from rubriques.permissions import Droit, Role, can, set_role
from tests.outils.factories import (
    make_article,
    make_member,
    make_rubrique,
    make_seances,
    make_user,
)


def test_the_head_creates_a_rubrique_and_manages_it(world, as_user):
    client = as_user(world.gestionnaire)
    url = reverse("rubriques:rubrique_create", args=[world.espace.slug])
    response = client.post(url, {"titre": "GPDS", "blog_actif": "on"}, follow=True)

    rubrique = world.espace.rubriques.get(titre="GPDS")
    assert can(world.gestionnaire, Droit.MANAGE, rubrique)
    assert rubrique.services == ["blog"]
    assert "Ajoutez maintenant ses membres." in response.content.decode()


def test_a_head_of_another_establishment_cannot_create_here(world, as_user):
    make_rubrique()  # another establishment
    stranger = make_user()
    response = as_user(stranger).post(
        reverse("rubriques:rubrique_create", args=[world.espace.slug]), {"titre": "Intrus"}
    )
    assert response.status_code == 404
    assert not world.espace.rubriques.filter(titre="Intrus").exists()


def test_the_page_of_the_rubrique_is_edited_and_read_without_its_dangers(world, as_user):
    url = reverse("rubriques:rubrique_edit", args=[world.rubrique.slug])
    texte = "<h3>Notre charte</h3><p>Des faits.<script>alert(1)</script></p>"
    as_user(world.gestionnaire).post(url, {"texte": texte, "version": 1})
    page = as_user(world.lecteur).get(world.rubrique.get_absolute_url()).content.decode()
    assert "<h3>Notre charte</h3><p>Des faits.</p>" in page
    assert "alert(1)" not in page


def test_two_gestionnaires_who_edit_the_page_never_overwrite_silently(world, as_user):
    other = make_member(world.rubrique, Role.GESTIONNAIRE)
    url = reverse("rubriques:rubrique_edit", args=[world.rubrique.slug])
    as_user(world.gestionnaire).post(url, {"texte": "<p>Le premier texte</p>", "version": 1})
    second = as_user(other).post(url, {"texte": "<p>Le second texte</p>", "version": 1})
    assert second.status_code == 409
    assert "Le premier texte" in second.content.decode()
    assert "Le second texte" in second.content.decode()


def test_a_rubrique_whose_last_gestionnaire_is_gone_is_taken_over_by_the_head(world, as_user):
    client = as_user(world.gestionnaire)
    espace = world.espace.get_absolute_url()
    assert "Reprendre la gestion" not in client.get(espace).content.decode()

    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Habilitation.objects.filter(rubrique=world.rubrique).update(expire_le=yesterday)
    assert "Reprendre la gestion" in client.get(espace).content.decode()
    client.post(reverse("rubriques:rubrique_claim", args=[world.espace.slug, world.rubrique.pk]))
    assert can(world.gestionnaire, Droit.MANAGE, world.rubrique)


def test_a_managed_rubrique_cannot_be_taken_over(world, as_user):
    second_head = make_user()
    world.espace.chefs.add(second_head)
    client = as_user(second_head)
    url = reverse("rubriques:rubrique_claim", args=[world.espace.slug, world.rubrique.pk])
    response = client.get(client.post(url).url)
    assert "a déjà un gestionnaire" in response.content.decode()
    assert not can(second_head, Droit.READ, world.rubrique)
    assert "Cellule secrète" not in client.get(world.espace.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_a_rubrique_takes_a_fixed_number_of_queries(
    world, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_article(world.rubrique, referent=world.lecteur, vigilance="urgent")
    make_seances(world.rubrique, world.gestionnaire, jour=timezone.localdate())
    client = as_user(world.lecteur)
    client.get("/")
    with django_assert_max_num_queries(8):
        page = client.get(world.rubrique.get_absolute_url())
    assert f"{count} urgente" in page.content.decode()


def test_the_page_of_a_rubrique_shows_only_the_services_that_are_on(world, as_user):
    client = as_user(world.lecteur)
    url = world.rubrique.get_absolute_url()
    for service, title in [("blog", "À regarder d’abord"), ("agenda", "Prochaines réunions")]:
        assert title in client.get(url).content.decode()
        Rubrique.objects.filter(pk=world.rubrique.pk).update(**{f"{service}_actif": False})
        assert title not in client.get(url).content.decode()


def test_a_technical_administrator_who_heads_an_establishment_still_opens_nothing(world, as_user):
    technician = make_user(is_superuser=True, is_staff=True)
    world.espace.chefs.add(technician)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Habilitation.objects.filter(rubrique=world.rubrique).update(expire_le=yesterday)
    client = as_user(technician)
    claim = reverse("rubriques:rubrique_claim", args=[world.espace.slug, world.rubrique.pk])
    assert client.get(world.espace.get_absolute_url()).status_code == 404
    assert client.post(claim).status_code == 404
    with pytest.raises(ValueError, match="administrator"):
        set_role(rubrique=world.rubrique, utilisateur=technician, role="lecteur", par=None)
    assert as_user(world.gestionnaire).post(claim).status_code == 302  # the control


def test_closing_the_account_of_the_gestionnaire_does_not_open_what_they_manage(world, as_user):
    accomplice = make_user()
    world.espace.chefs.add(accomplice)
    world.gestionnaire.is_active = False
    world.gestionnaire.save()
    claim = reverse("rubriques:rubrique_claim", args=[world.espace.slug, world.rubrique.pk])
    as_user(accomplice).post(claim)
    assert not can(accomplice, Droit.READ, world.rubrique)


@pytest.mark.parametrize("titre", ["\u202e\ufeff", "   ", "\x00"])
def test_a_title_that_nobody_sees_is_refused(world, as_user, titre):
    url = reverse("rubriques:rubrique_create", args=[world.espace.slug])
    response = as_user(world.gestionnaire).post(url, {"titre": titre})
    assert response.status_code == 400
