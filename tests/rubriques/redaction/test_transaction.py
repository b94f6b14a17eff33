"""An act, its trace and what it tells its author: one transaction."""

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Suivi
from comptes.messages import MessageStorage
from tests.outils.journal import a_suivi

TOLD = "Le suivi est enregistré."


def address(world):
    return reverse("blog:suivi_create", args=[world.article.pk])


def writes_by_transaction(queries):
    """The tables that each outermost transaction wrote in; in a test it is a savepoint."""
    depth, spans = 0, []
    for query in (q["sql"] for q in queries):
        first = query.split()[0]
        if first == "SAVEPOINT":
            spans += [[]] if depth == 0 else []
            depth += 1
        elif first in ("RELEASE", "ROLLBACK"):
            depth -= 1
        elif first in ("INSERT", "UPDATE", "DELETE"):
            assert depth, f"written outside a transaction: {query}"
            spans[-1].append(next(word for word in query.split() if word.startswith('"')))
    return [span for span in spans if span]


def test_adding_a_suivi_is_one_transaction_and_its_author_is_told(world, as_user):
    client = as_user(world.redacteur)
    client.get(world.article.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        response = client.post(address(world), a_suivi())
    (written,) = writes_by_transaction(queries)
    assert {'"blog_suivi"', '"journal_trace"', '"django_session"'} <= set(written)
    page = client.get(response.url).text
    assert page.count(TOLD) == 1
    assert TOLD not in client.get(response.url).text


def test_what_was_told_before_and_not_read_yet_is_kept(world, as_user):
    client = as_user(world.redacteur)
    client.post(address(world), a_suivi(texte="Un texte."))
    client.post(address(world), a_suivi(texte="Un autre texte."))
    assert client.get(world.article.get_absolute_url()).text.count(TOLD) == 2


def test_a_session_that_ends_meanwhile_does_not_undo_the_act(world, as_user, monkeypatch):
    client = as_user(world.redacteur)
    keep = MessageStorage.keep

    def late(self):
        Session.objects.all().delete()  # signed out in another tab
        keep(self)

    monkeypatch.setattr(MessageStorage, "keep", late)
    before = Suivi.objects.count()
    response = client.post(address(world), a_suivi())
    assert response.status_code == 302
    assert Suivi.objects.count() == before + 1
    assert client.get(response.url).status_code == 302  # to sign in


def test_nothing_is_told_of_an_act_that_is_undone(world, as_user, monkeypatch):
    client = as_user(world.redacteur)
    client.raise_request_exception = False
    before, keep = Suivi.objects.count(), MessageStorage.keep

    def broken(self):
        keep(self)
        raise RuntimeError

    with monkeypatch.context() as patch, transaction.atomic():
        patch.setattr(MessageStorage, "keep", broken)
        assert client.post(address(world), a_suivi()).status_code == 500
    assert Suivi.objects.count() == before
    assert TOLD not in client.get(world.article.get_absolute_url()).text
