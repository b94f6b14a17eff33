"""How many functions a page calls: it depends on no machine, and tells when a page grows slow.

`bench/RESULTS.md` compares with a bare page of Django. Here the functions of C are counted too.
"""

import sys

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Article
from sql.prepared import Prepared
from temps.horloge import ONE_DAY
from tests.outils.factories import make_action, make_article, make_seances, make_suivi
from tests.outils.requetes import answer


def calls_of(get) -> int:
    """How many Python and C functions `get` calls, once everything is warm."""
    for _ in range(3):
        get()
    count = 0

    def notice(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(notice)
    try:
        get()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(autouse=True)
def _composed_once(monkeypatch):
    monkeypatch.setattr(Prepared, "__call__", answer)


@pytest.fixture
def full(world):
    """A hundred situations of two suivis, one of ten, and ten meetings."""
    for number in range(100):
        article = make_article(
            world.rubrique,
            world.gestionnaire,
            vigilance=Article.Vigilance.values[number % 4],
            referent=[world.gestionnaire, None][number % 2],
        )
        for _ in range(10 if number == 0 else 2):
            make_suivi(article, world.gestionnaire)
        make_action(article, world.gestionnaire)
    for number in range(10):
        day = timezone.localdate() + number * ONE_DAY
        make_seances(world.rubrique, world.gestionnaire, jour=day)
    world.full = Article.objects.filter(rubrique=world.rubrique).exclude(pk=world.article.pk)
    return world


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("situation", 36_000),
        ("table", 100_000),
        ("month", 29_000),
        ("home", 33_000),
    ],
)
def test_a_page_calls_no_more_functions_than_it_did(full, as_user, name, most):
    slug = full.rubrique.slug
    paths = {
        "situation": full.full.order_by("cree_le").first().get_absolute_url(),
        "table": reverse("blog:article_list", args=[slug]),
        "month": reverse("agenda:month_current", args=[slug]),
        "home": "/",
    }
    client = as_user(full.redacteur)
    assert client.get(paths[name]).status_code == 200
    assert calls_of(lambda: client.get(paths[name])) <= most
