"""Counters of attempts: what another hand writes in their table runs nothing and stops nobody."""

import base64
import datetime
import pickle

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from comptes.models import Compteur
from tests.outils.comptes import MISMATCH, WRONG, is_signed_in, sign_in
from tests.outils.factories import make_user
from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, imported_apps, modules

RUNNING_CODE = {"pickle", "_pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve"}
ran = []


def run():
    ran.append(True)


PLANTED = b"c" + f"{__name__}\nrun\n(tR.".encode()


def plant(text):
    """Write in every counter, past the application, as whoever holds the database may."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in [name for name in tables if "compteur" in name]:
            columns = connection.introspection.get_table_description(cursor, table)
            for name in {"value", "valeur"} & {column.name for column in columns}:
                cursor.execute(f'UPDATE "{table}" SET {name} = %s', [text])


def test_a_pickle_planted_in_the_counters_runs_nothing(client):
    ran.clear()
    pickle.loads(PLANTED)
    assert ran, "the trap itself works"
    ran.clear()
    make_user("camille")
    for _ in range(2):
        assert MISMATCH in sign_in(client, "camille", WRONG).text
        assert client.get("/calendrier/inconnu/").status_code == 404
        plant(f'"{base64.b64encode(PLANTED).decode()}"')
    sign_in(client, "camille")
    assert is_signed_in(client)
    assert ran == []


@pytest.mark.parametrize(
    "text", ['"mot"', "null", "{}", "3", "false", "[[]]", '["a"]', "[null]", "[true]"]
)
def test_a_counter_that_means_nothing_stops_nobody(client, text):
    make_user("camille")
    sign_in(client, "camille", WRONG)
    plant(text)
    assert Compteur.objects.exists()
    sign_in(client, "camille")
    assert is_signed_in(client)


def test_nothing_of_ours_reads_what_runs_code():
    sources = {str(path.relative_to(ROOT)): path for app in ARROW for path in modules(app)}
    guilty = {name for name, path in sources.items() if RUNNING_CODE & {*imported_apps(path)}}
    assert guilty == set()
    assert "json" in {*imported_apps(sources["comptes/sessions.py"])}  # imports are seen


def test_no_cache_of_the_settings_is_one_that_unpickles():
    backends = [import_string(cache["BACKEND"]) for cache in settings.CACHES.values()]
    assert backends
    for backend in backends:
        assert backend.__module__.split(".")[0] in ARROW, backend
    assert settings.SESSION_SERIALIZER.endswith("JSONSerializer")


def later(monkeypatch, **delay):
    moment = timezone.now() + datetime.timedelta(**delay)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_a_counter_is_begun_once_and_again_when_it_is_over(monkeypatch):
    assert cache.add("essais", [1.5], 60)
    assert not cache.add("essais", [2.5], 60)
    assert cache.get("essais") == [1.5]
    cache.set("essais", [3.5, 1.5], 60)
    assert cache.get("essais") == [3.5, 1.5]
    later(monkeypatch, seconds=61)
    assert cache.get("essais", "aucun") == "aucun"
    assert cache.add("essais", [4.5], 60)
    assert cache.get("essais") == [4.5]
    assert cache.delete("essais")
    assert cache.get("essais") is None


def test_a_counter_that_is_over_and_that_nothing_took_away_is_begun_again(monkeypatch):
    monkeypatch.setattr("comptes.compteurs.AT_ONCE", 0)
    cache.add("essais", [1.5], 60)
    later(monkeypatch, seconds=61)
    assert cache.add("essais", [2.5], 60)
    assert cache.get("essais") == [2.5]


def test_counters_that_are_over_do_not_stay(monkeypatch):
    for n in range(3):
        cache.add(f"essais {n}", [1.5], 60)
    later(monkeypatch, seconds=61)
    cache.add("autre", True, 60)
    assert list(Compteur.objects.values_list("cle", flat=True)) == [":1:autre"]


def test_there_are_never_more_counters_than_the_settings_say(monkeypatch):
    monkeypatch.setattr(caches["default"], "_max_entries", 5)
    for n in range(9):
        cache.add(f"essais {n}", [1.5], 60 + n)
        assert Compteur.objects.count() <= 5
    assert cache.get("essais 8") == [1.5]


@pytest.mark.parametrize("value", ["mot", b"x", {"a": 1}, object(), [object()], [float("nan")], 1])
def test_what_is_no_counter_is_not_kept(value):
    with pytest.raises(TypeError):
        cache.set("essais", value, 60)
    assert not Compteur.objects.exists()
