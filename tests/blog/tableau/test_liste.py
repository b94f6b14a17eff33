"""The list of situations: it keeps what is asked for, in a fixed number of queries."""

from datetime import date

import pytest
from django.urls import reverse

from blog.models import Article
from rubriques.permissions import Role
from temps.horloge import midnight
from tests.outils.factories import make_article, make_member
from tests.outils.screens import articles_in


def test_filters_keep_what_they_name(world, as_user):
    urgent = make_article(world.rubrique, vigilance="urgent", niveau="3e")
    closed = make_article(world.rubrique, statut="close")
    client = as_user(world.lecteur)
    url = reverse("blog:article_list", args=[world.rubrique.slug])

    def shown(**query):
        return [article.code for article in articles_in(client.get(url, query))]

    assert shown() == [urgent.code, world.article.code]
    assert shown(vigilance="urgent") == [urgent.code]
    assert shown(statut="close") == [closed.code]
    assert set(shown(statut="toutes")) == {urgent.code, closed.code, world.article.code}
    assert set(shown(referent="aucun")) == {urgent.code, world.article.code}
    assert shown(niveau="3e", tri="code") == [urgent.code]


def test_the_table_is_in_the_order_of_french_by_code_and_by_person(world, as_user):
    names = ["Zoé", "élodie", "Étienne", "Eloise"]
    codes = ["Zéphyr-10", "Érable-10", "Tilleul-27", "Écume-11"]
    for code, name in zip(codes, names, strict=True):
        person = make_member(world.rubrique, Role.REDACTEUR, last_name=name)
        article = make_article(world.rubrique, referent=person)
        Article.objects.filter(pk=article.pk).update(code=code)
    client, url = as_user(world.lecteur), reverse("blog:article_list", args=[world.rubrique.slug])

    def shown(tri=""):
        found = [article.code for article in articles_in(client.get(url, {"tri": tri}))]
        return [code for code in found if code in codes]

    assert shown("code") == ["Écume-11", "Érable-10", "Tilleul-27", "Zéphyr-10"]
    assert shown("-code") == shown("code")[::-1]
    assert shown() == shown("code")
    by_person = ["Érable-10", "Écume-11", "Tilleul-27", "Zéphyr-10"]
    assert shown("referent") == by_person  # élodie, Eloise, Étienne, Zoé


@pytest.mark.parametrize("count", [10, 200])
def test_the_table_takes_at_most_12_queries(world, as_user, count, django_assert_max_num_queries):
    natures = list(world.rubrique.natures.all()[:3])
    for _ in range(count):
        make_article(world.rubrique, world.gestionnaire, natures, referent=world.redacteur)
    client = as_user(world.redacteur)
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    client.get(url)
    with django_assert_max_num_queries(12):
        response = client.get(url)
    assert response.context["table"].page.paginator.count == count + 1


@pytest.mark.parametrize(
    "typed",
    ["2026-09", "09/2026", "9/2026", "09-2026", "09 2026", "septembre 2026", "Sept. 2026"]
    + ["sept 26", "SEPTEMBRE\u00a02026", "2026/09"],
)
def test_a_month_is_asked_for_as_people_type_it(world, as_user, typed):
    september = make_article(world.rubrique)
    Article.objects.filter(pk=september.pk).update(cree_le=midnight(date(2026, 9, 14)))
    Article.objects.filter(pk=world.article.pk).update(cree_le=midnight(date(2026, 10, 1)))
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    page = as_user(world.lecteur).get(url, {"ouverte": typed, "criteres": "oui"})
    assert [article.code for article in articles_in(page)] == [september.code]
    assert "septembre 2026" in page.text
    assert 'value="2026-09"' in str(page.context["filtre"].form["ouverte"])


@pytest.mark.parametrize("typed", ["13/2026", "0/2026", "2026", "septembre", "brumaire 2026"])
def test_what_is_no_month_is_told_beside_the_field(world, as_user, typed):
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    page = as_user(world.lecteur).get(url, {"ouverte": typed, "criteres": "oui"})
    assert page.status_code == 400
    assert "Écrivez un mois, par exemple 09/2026 ou septembre 2026." in page.text
