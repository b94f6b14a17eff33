"""Queries that are composed once: what they answer is what the function itself would find."""

import datetime
import threading
import uuid
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.safestring import SafeString

from blog.models import Article, Suivi
from rubriques.models import Rubrique
from rubriques.permissions import Role, set_role
from sql import prepared as module
from sql.given import MARK
from sql.prepared import NotPrepared, Prepared, prepared
from tests.outils.factories import make_article, make_member, make_rubrique, make_suivi, make_user
from tests.outils.requetes import answer


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    """As in production: nothing is composed twice to be compared."""
    monkeypatch.setattr(Prepared, "__call__", answer)
    module.kept.clear()


@prepared
def articles_of(rubrique):
    return Article.objects.filter(rubrique=rubrique).order_by("code")


@prepared
def seen_by(user):
    return Article.objects.visible_to(user).order_by("code")


def test_each_call_answers_for_what_it_is_given(world):
    other = make_article(make_rubrique(), world.gestionnaire)
    assert articles_of(world.rubrique.pk) == [world.article]
    assert articles_of(other.rubrique.pk) == [other]
    assert articles_of(uuid.uuid4()) == []
    assert len(module.kept) == 1


def test_no_row_is_kept(world):
    assert articles_of(world.rubrique.pk) == [world.article]
    second = make_article(world.rubrique, world.gestionnaire)
    assert set(articles_of(world.rubrique.pk)) == {world.article, second}


def test_two_people_with_the_same_rights_share_a_query_and_not_its_rows(world):
    elsewhere = make_article(make_rubrique(), world.gestionnaire)
    stranger = make_member(elsewhere.rubrique, Role.LECTEUR)
    assert seen_by(world.lecteur) == [world.article]
    number = len(module.kept)
    assert seen_by(stranger) == [elsewhere]
    assert len(module.kept) == number


def test_a_right_that_goes_takes_its_rows_with_it(world):
    assert seen_by(world.lecteur) == [world.article]
    set_role(rubrique=world.rubrique, utilisateur=world.lecteur, role=None, par=None)
    assert seen_by(world.lecteur) == []
    assert seen_by(make_user()) == []


def test_whoever_is_set_aside_is_so_in_a_query_that_others_share(world):
    assert seen_by(world.lecteur) == [world.article]
    world.article.ecarts.create(utilisateur=world.redacteur, par=world.gestionnaire)
    assert seen_by(world.redacteur) == []
    assert seen_by(world.lecteur) == [world.article]


def test_a_technical_administrator_shares_no_query_with_who_holds_no_right(world, as_user):
    """Neither reads anything; the head of a school sees it on the home page all the same."""
    head, technician = make_user(), make_user(is_superuser=True, is_staff=True)
    world.espace.chefs.add(head, technician)
    assert "Mon établissement" in as_user(head).get("/").text
    assert "Mon établissement" not in as_user(technician).get("/").text
    assert "Mon établissement" in as_user(head).get("/").text


def test_what_the_nurse_may_read_is_another_query(world, nurse):
    make_suivi(world.article, nurse, portee="sante_social")

    @prepared
    def notes(user, article):
        return Suivi.objects.visible_to(user).filter(article=article)

    assert len(notes(nurse, world.article.pk)) == 2
    assert len(notes(world.lecteur, world.article.pk)) == 1


def test_words_days_and_moments_are_bound(world):
    @prepared
    def found(slug, day, moment):
        return Suivi.objects.filter(
            article__rubrique__slug=slug, date__lte=day, cree_le__lte=moment
        )

    today, now = timezone.localdate(), timezone.now()
    yesterday = today - datetime.timedelta(days=1)
    assert found(world.rubrique.slug, today, now) == [world.suivi]
    assert found("autre", today, now) == []
    assert found(world.rubrique.slug, yesterday, now) == []
    assert found(world.rubrique.slug, today, now - datetime.timedelta(hours=1)) == []
    assert len(module.kept) == 1


def test_a_word_that_is_html_is_a_word(world):
    @prepared
    def found(code):
        return Article.objects.filter(code=code)

    assert found(SafeString(world.article.code)) == [world.article]
    assert found(world.article.code) == [world.article]


def test_a_list_has_as_many_places_as_values(world):
    @prepared
    def among(keys):
        return Rubrique.objects.filter(pk__in=keys)

    assert among([world.rubrique.pk]) == [world.rubrique]
    assert among([uuid.uuid4(), world.rubrique.pk]) == [world.rubrique]
    assert among([]) == []


def test_a_choice_a_flag_and_a_function_make_a_query_each(world):
    @prepared
    def chosen(statut, is_open, source):
        rows = source().filter(statut=statut)
        return rows.open() if is_open else rows

    def source(code):
        return Article.objects.filter(code=code)

    here, asked = Article.Statut(world.article.statut), partial(source, code=world.article.code)
    assert chosen(here, True, asked) == [world.article]
    assert chosen(Article.Statut.CLOSE, False, asked) == []
    assert chosen(here, True, partial(source, code="autre")) == []
    assert len(module.kept) == 2


@pytest.mark.parametrize(
    "function",
    [
        lambda now: Article.objects.filter(cree_le__lt=timezone.now(), modifie_le__lt=now),
        lambda now: Article.objects.filter(cree_le__lt=now - datetime.timedelta(days=1)),
        lambda now: Article.objects.filter(pk=uuid.uuid4(), cree_le__lt=now),
        lambda now: Article.objects.filter(code=f"{MARK}0", cree_le__lt=now),
    ],
    ids=["a moment", "a computation", "a key", "words"],
)
def test_a_query_that_holds_what_it_was_not_given_is_refused(function):
    with pytest.raises(NotPrepared):
        prepared(function)(timezone.now())


def test_a_computation_with_a_word_is_refused():
    with pytest.raises(NotPrepared):
        prepared(lambda word: Article.objects.filter(code=word.upper()))("Érable")


def test_a_new_day_or_another_clock_composes_anew(world, monkeypatch):
    articles_of(world.rubrique.pk)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    articles_of(world.rubrique.pk)
    assert len(module.kept) == 2
    with timezone.override("America/Martinique"):
        articles_of(world.rubrique.pk)
    assert len(module.kept) == 3


def test_the_least_used_goes_first(world, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    first, second, third = [
        prepared(lambda key, n=n: Rubrique.objects.filter(pk=key)[: n + 1]) for n in range(3)
    ]
    for query in (first, second, first, third):
        assert query(world.rubrique.pk) == [world.rubrique]
    functions = [key[0] for key in module.kept]
    assert functions == [first.function, third.function]


def test_threads_share_a_query_and_not_a_connection(world):
    articles_of(world.rubrique.pk)
    used = []

    def ask():
        query = articles_of.bind(uuid.uuid4()).query
        used.append(query.get_compiler("default").connection)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert used and used[0] is not connection
