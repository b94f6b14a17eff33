"""The list of situations: it keeps what is asked for, in a fixed number of queries."""

import pytest
from django.urls import reverse

from tests.outils.factories import make_article
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
