"""What a machine is told that asks whether Cellule works."""

import shutil
from collections import namedtuple

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.db import InterfaceError, InternalError, OperationalError, connection

from cellule import sante
from cellule.models import Battement
from tests.outils.pannes import refusing, writing

REFUSALS = [
    OperationalError("database is locked"),
    OperationalError("database or disk is full"),
    InternalError("cannot execute INSERT in a read-only transaction"),
    InterfaceError("connection already closed"),
]


def ask(client):
    answer = client.get("/sante/")
    assert answer.status_code == 200 or answer["Retry-After"]
    return answer.status_code, answer.text


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_database_that_takes_no_write_is_told(client, refusal):
    with refusing(writing(Battement), refusal):
        assert ask(client) == (503, "database")
    assert ask(client) == (200, "ok")


def test_what_it_writes_is_one_row_however_often_it_is_asked(client):
    assert [ask(client) for _ in range(2)] == [(200, "ok")] * 2
    first = Battement.objects.get()
    ask(client)
    assert Battement.objects.get().le > first.le


def test_a_full_disk_is_told_while_a_small_row_still_finds_room(client, monkeypatch):
    if connection.vendor == "postgresql":  # its disk may be another's: it is asked to find room
        with refusing("generate_series", OperationalError("No space left on device")):
            assert ask(client) == (503, "database")
        return
    usage = namedtuple("usage", "free")
    for free, told in [(4096, (503, "disk")), (10**9, (200, "ok"))]:
        monkeypatch.setattr(shutil, "disk_usage", lambda folder, free=free: usage(free))
        assert ask(client) == told


@pytest.fixture
def collected(tmp_path, monkeypatch):
    """Static files as a real installation serves them: their folder."""
    (tmp_path / "site.css").write_text("p { color: red }")
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    list(storage.post_process({"site.css": (storage, "site.css")}))
    monkeypatch.setattr(sante, "staticfiles_storage", storage)
    return storage


def test_static_files_that_are_gone_are_told(client, collected):
    assert ask(client) == (200, "ok")
    collected.delete(collected.stored_name("site.css"))
    assert ask(client) == (503, "static files")


def test_static_files_that_were_never_collected_are_told(client, collected):
    collected.hashed_files.clear()
    assert ask(client) == (503, "static files")
