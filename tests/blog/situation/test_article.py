"""A situation is opened, edited and read."""

import uuid

import pytest
from django.urls import reverse

from blog.models import Suivi
from journal.models import Trace
from tests.outils.factories import make_suivi
from tests.outils.saisies import article_data


def test_the_head_opens_a_situation_under_a_code_that_says_nothing(world, as_user):
    client = as_user(world.gestionnaire)
    url = reverse("blog:article_create", args=[world.rubrique.slug])

    response = client.post(url, article_data(world.rubrique), follow=True)

    article = world.rubrique.articles.latest("cree_le")
    assert article.constats == "Absences le lundi matin."
    assert article.code in response.content.decode()
    assert Trace.objects.filter(objet_id=article.pk, acte="creation").count() == 1


def test_a_missing_nature_is_told_beside_its_field_and_the_text_comes_back(world, as_user):
    url = reverse("blog:article_create", args=[world.rubrique.slug])
    data = article_data(world.rubrique, natures=[], constats="Mon texte à ne pas perdre")

    response = as_user(world.gestionnaire).post(url, data)

    page = response.content.decode()
    assert response.status_code == 400
    assert "Cochez au moins une nature." in page
    assert "Mon texte à ne pas perdre" in page


def test_a_situation_sent_twice_is_opened_once(world, as_user):
    url = reverse("blog:article_create", args=[world.rubrique.slug])
    client = as_user(world.gestionnaire)
    data = article_data(world.rubrique, envoi=str(uuid.uuid4()))
    assert client.post(url, data).url == client.post(url, data).url
    assert world.rubrique.articles.count() == 2
    other = as_user(world.redacteur).post(url, data)
    assert data["envoi"] not in other.url
    assert world.rubrique.articles.count() == 3


def test_a_reader_sees_no_control_that_they_may_not_use(world, as_user):
    page = as_user(world.lecteur).get(world.article.get_absolute_url()).content.decode()
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    table = as_user(world.lecteur).get(listing).content.decode()

    for word in ["Ajouter un suivi", "Modifier", "Membres", "Réglages", "Nouvelle situation"]:
        assert word not in page + table
    writer = as_user(world.gestionnaire).get(world.article.get_absolute_url()).content.decode()
    assert "Ajouter un suivi" in writer and "Membres" in writer


def test_two_people_who_edit_one_situation_never_overwrite_silently(world, as_user):
    url = reverse("blog:article_edit", args=[world.article.pk])
    data = article_data(world.rubrique, version=world.article.version)
    first = as_user(world.gestionnaire).post(url, data | {"constats": "Texte de la cheffe"})
    second = as_user(world.redacteur).post(url, data | {"constats": "Texte du CPE"})

    page = second.content.decode()
    assert first.status_code == 302
    assert second.status_code == 409
    assert "Texte de la cheffe" in page and "Texte du CPE" in page
    world.article.refresh_from_db()
    assert world.article.constats == "Texte de la cheffe"

    again = second.context["form"]["version"].value()
    third = as_user(world.redacteur).post(
        url, data | {"constats": "Texte repris", "version": again}
    )
    world.article.refresh_from_db()
    assert third.status_code == 302
    assert world.article.constats == "Texte repris"


def test_a_reading_is_traced_and_shown_with_its_reference(world, as_user):
    page = as_user(world.lecteur).get(world.article.get_absolute_url()).content.decode()

    trace = Trace.objects.get(acteur=world.lecteur, acte="lecture")
    assert trace.objet_id == str(world.article.pk)
    assert trace.rubrique_id == world.rubrique.pk
    assert trace.reference in page


@pytest.mark.parametrize("count", [1, 10, 40])
def test_opening_an_article_takes_at_most_10_queries(
    world, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_suivi(world.article, world.redacteur)
    client = as_user(world.redacteur)
    client.get(world.article.get_absolute_url())
    with django_assert_max_num_queries(9):
        client.get(world.article.get_absolute_url())


def test_the_database_holds_no_clear_text_of_a_suivi(world):
    suivi = make_suivi(world.article, texte="<p>Phrase très secrète</p>")
    stored = Suivi.objects.filter(pk=suivi.pk).values_list("texte", flat=True).get()
    assert stored.startswith("c1:t1:")
    assert "secrète" not in stored
    assert Suivi.objects.get(pk=suivi.pk).texte == "<p>Phrase très secrète</p>"


def test_a_double_click_announces_the_code_that_exists(world, as_user):
    url = reverse("blog:article_create", args=[world.rubrique.slug])
    data = {
        "niveau": "1re",
        "vigilance": "suivre",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "preoccupante": "aucune",
        "natures": [world.rubrique.natures.first().pk],
        "envoi": str(uuid.uuid4()),
    }
    client = as_user(world.gestionnaire)
    client.post(url, data)
    page = client.post(url, data, follow=True).content.decode()
    code = world.rubrique.articles.get(pk=data["envoi"]).code
    assert page.count(f"La situation {code} est ouverte.") == 2


@pytest.mark.parametrize("value", ["99999999999999999999", "-1", "x", "\x00"])
def test_a_nature_that_makes_no_sense_is_told_and_not_a_failure(world, as_user, value):
    url = reverse("blog:article_edit", args=[world.article.pk])
    data = {"natures": [value], "constats": "Texte gardé", "version": 1}
    response = as_user(world.redacteur).post(url, data)
    assert response.status_code == 400
    assert "Texte gardé" in response.content.decode()


def test_reading_through_the_edit_form_is_a_reading(world, as_user):
    as_user(world.redacteur).get(reverse("blog:article_edit", args=[world.article.pk]))
    assert Trace.objects.filter(acteur=world.redacteur, acte="lecture").count() == 1
