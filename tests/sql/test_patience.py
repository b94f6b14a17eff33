"""A database that says nothing is given up by whoever serves a page, never by a command."""

import socket
import sqlite3
import time
from contextlib import closing

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.db.utils import ConnectionHandler

from sql import patience
from sql.postgresql import base as postgresql

SOON = 1.5  # seconds, on a busy machine, for what is given up after 0.3


@pytest.fixture
def serving(monkeypatch):
    monkeypatch.setattr(patience, "serving", patience.Serving())
    return patience.serving


@pytest.fixture
def silent():
    """The port of a server that is there, and frozen: it accepts, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def opened(tmp_path):
    """Connections of our backends: `opened(ENGINE=…, NAME=…)`. They end with the test."""
    handlers = []

    def open_one(**values):
        handler = ConnectionHandler({"default": {"OPTIONS": {}} | values})
        handlers.append(handler)
        return handler["default"]

    yield open_one
    for handler in handlers:
        handler.close_all()


def seconds_until_refused(act, error):
    began = time.monotonic()
    with pytest.raises(error):
        act()
    return time.monotonic() - began


def test_a_server_that_accepts_and_says_nothing_is_given_up(silent, serving):
    def connect():
        with patience.at_most(0.3):
            postgresql.PatientConnection.connect(
                f"host=127.0.0.1 port={silent} user=u dbname=d sslmode=disable"
            )

    assert seconds_until_refused(connect, psycopg.OperationalError) < SOON
    assert patience.left() is None  # a command, or what serves no page
    patience.serve_pages()
    assert patience.left(usual=3, again=1) == 1  # it was silent a moment ago


def test_an_answer_that_does_not_come_is_given_up(serving):
    def silence():
        while True:
            yield 1

    steps = postgresql.bounded(silence(), 0)
    next(steps)
    with pytest.raises(psycopg.OperationalError):
        steps.send(0)


def test_an_answer_that_comes_late_and_whole_is_taken(serving):
    def answer():
        yield 1
        return "rows"

    steps = postgresql.bounded(answer(), 0)
    next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send(1)
    assert end.value.value == "rows"


def test_a_frozen_answer_closes_the_connection_and_the_next_page_has_another(opened):
    """On PostgreSQL; SQLite has no server that could freeze, only a lock (below)."""
    if connection.vendor != "postgresql":
        return
    other = opened(**connection.settings_dict)
    with other.cursor() as cursor, patience.at_most(0.3):
        frozen = other.connection.info.backend_pid
        asked = lambda: cursor.execute("SELECT pg_sleep(20)")  # noqa: E731
        assert seconds_until_refused(asked, OperationalError) < SOON
    other.close_if_unusable_or_obsolete()
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT pg_terminate_backend(%s)", [frozen])


@pytest.mark.parametrize("pages", [True, False], ids=["page", "command"])
def test_the_server_itself_bounds_what_it_does_for_a_page(opened, serving, pages):
    serving.pages = pages
    wrapper = opened(ENGINE="sql.postgresql", NAME="d", OPTIONS={"options": "-c jit=off"})
    options = wrapper.get_connection_params()["options"]
    assert options.startswith("-c jit=off")
    assert ("-c statement_timeout=4000" in options) is pages
    assert ("-c lock_timeout=3000" in options) is pages


def test_a_file_that_another_process_locked_is_given_up_sooner_the_second_time(
    opened, serving, monkeypatch, tmp_path
):
    monkeypatch.setattr(patience, "FILE", 0.6)
    monkeypatch.setattr(patience, "FILE_AGAIN", 0.1)
    patience.serve_pages()
    path = tmp_path / "cellule.sqlite3"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    ours = opened(ENGINE="sql.sqlite3", NAME=path, OPTIONS=options)
    ours.ensure_connection()
    locker = sqlite3.connect(path, isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")

    first, second = (
        seconds_until_refused(ours._start_transaction_under_autocommit, OperationalError)
        for _ in range(2)
    )

    assert 0.6 <= first < 2 and second < first
    locker.execute("ROLLBACK")
    ours._start_transaction_under_autocommit()
    locker.close()


def test_a_lock_is_not_remembered_as_what_sqlite_cannot_do(opened, monkeypatch, tmp_path):
    path = tmp_path / "cellule.sqlite3"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0.1}
    ours = opened(ENGINE="sql.sqlite3", NAME=path, OPTIONS=options)
    monkeypatch.setattr(transaction, "get_connection", lambda using: ours)
    ours.ensure_connection()
    with closing(sqlite3.connect(path, isolation_level=None)) as locker:
        locker.execute("BEGIN EXCLUSIVE")
        assert ours.features.supports_json_field, "this thread answers 500 until it is restarted"


def test_after_a_refusal_one_tries_again_and_the_others_are_told_at_once(opened, serving, silent):
    patience.serve_pages()
    patience.refused()
    ours = opened(ENGINE="sql.postgresql", NAME="d", HOST="127.0.0.1", PORT=str(silent), USER="u")
    with serving.asking:
        assert seconds_until_refused(ours.ensure_connection, OperationalError) < 0.3
    with patience.at_most(0.3):
        assert seconds_until_refused(ours.ensure_connection, OperationalError) >= 0.3
    patience.answered()
    assert not patience.was_refused()


def test_what_is_bounded_inside_what_is_bounded_ends_with_the_shorter(serving):
    with patience.at_most(0.5), patience.at_most(20):
        assert patience.left() <= 0.5
    assert patience.left() is None
