"""The personal calendar address: who reads what by it, and who may close it."""

import datetime
import logging
import re

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from avis.calendriers import close_calendrier, renew_calendrier
from avis.models import Calendrier
from cellule.logs import DiscreetFormatter
from coffre.keys import keyring
from journal.models import Trace
from rubriques.permissions import Role
from tests.outils.avis import address_of, at, events_in, read, soon, text_of
from tests.outils.factories import make_member, make_rubrique, make_seances, make_user
from tests.outils.fins import close_account, expire, make_administrator, withdraw


def turn_agenda_off(world):
    world.rubrique.agenda_actif = False
    world.rubrique.save()


ENDS = [withdraw, expire, close_account, make_administrator, turn_agenda_off]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_right_that_ends_empties_the_calendar_at_the_next_reading(
    client, world, series, address, end
):
    assert len(events_in(read(client, address))) >= len(series)
    end(world)
    content = read(client, address)
    assert events_in(content) == []
    assert icalendar.Calendar.from_ical(content).walk("VTIMEZONE")


def test_a_calendar_holds_the_meetings_of_my_rubriques_and_no_other(client, world, address):
    other, closed = make_rubrique(), make_rubrique()
    make_member(other, Role.LECTEUR, user=world.lecteur)
    make_seances(other, jour=soon(3), lieu="Ici")
    make_seances(closed, jour=soon(4), lieu="Ailleurs")
    places = {str(e.get("location")) for e in events_in(read(client, address))}
    assert "Ici" in places and "Ailleurs" not in places


def test_an_address_that_is_renewed_or_closed_looks_like_one_that_never_was(client, world):
    first = address_of(world.lecteur)
    assert client.get(first).status_code == 200
    second = address_of(world.lecteur)
    renewed = client.get(first)
    assert client.get(second).status_code == 200
    close_calendrier(utilisateur=world.lecteur, par=world.lecteur)
    closed = client.get(second)
    forged = client.get("/calendrier/" + "A" * 43 + "/")
    nonsense = client.get("/nulle/part/")
    assert {r.status_code for r in [renewed, closed, forged, nonsense]} == {404}
    pages = {re.sub(r'nonce="[^"]*"', "", r.content.decode()) for r in [renewed, closed, forged]}
    assert pages == {re.sub(r'nonce="[^"]*"', "", nonsense.content.decode())}


def test_a_token_is_long_and_the_database_does_not_hold_it(world):
    tokens = {renew_calendrier(utilisateur=world.lecteur, par=world.lecteur) for _ in range(20)}
    assert len(tokens) == 20 and min(len(token) for token in tokens) >= 43
    row = str(Calendrier.objects.values().get())
    traces = str(list(Trace.objects.values()))
    assert not [t for t in tokens if t in row + traces or t[:12] in row + traces]
    assert Calendrier.objects.get().empreinte.startswith("t1:")


def test_an_address_made_under_an_earlier_key_still_opens(client, address, settings):
    settings.COFFRE_KEYS += ",t2:" + settings.CORRESPONDANCE_KEYS.partition(":")[2]
    keyring.cache_clear()
    try:
        assert client.get(address).status_code == 200
    finally:
        keyring.cache_clear()


def test_the_answer_is_a_calendar_that_nothing_keeps_or_offers_as_a_file(client, series, address):
    for method in [client.get, client.head]:
        response = method(address)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"] == "no-store, private"
        assert "Content-Disposition" not in response.headers
        assert "Set-Cookie" not in response.headers and not response.cookies
    assert client.head(address).content == b""
    for method in [client.post, client.put, client.delete, client.patch, client.options]:
        assert method(address).status_code == 405


@pytest.mark.parametrize("count", [1, 60])
def test_reading_takes_at_most_6_queries(
    client, world, address, count, django_assert_max_num_queries
):
    for n in range(count):
        make_seances(world.rubrique, jour=soon(n))
    with django_assert_max_num_queries(6):
        assert len(events_in(read(client, address))) >= count
    with django_assert_max_num_queries(6):
        read(client, address)


def test_wrong_addresses_are_slowed_down_and_the_right_one_never_is(client, world, address):
    def wrong(n):
        return client.get(f"/calendrier/{n:043}/").status_code

    assert [wrong(n) for n in range(22)] == [404] * 20 + [429] * 2
    refused = Trace.objects.filter(acte="refus", objet_type="avis.calendrier")
    assert refused.count() == 20
    assert {(t.acteur, t.objet_id, t.details["statut"]) for t in refused} == {(None, "", 404)}
    assert client.get(address).status_code == 200
    assert client.head(f"/calendrier/{99:043}/").status_code == 429


def test_the_reading_is_traced_once_a_day_for_each_address(client, world, monkeypatch):
    path = address_of(world.lecteur)
    calendrier = Calendrier.objects.get()
    readings = Trace.objects.filter(acte="lecture", objet_id=str(calendrier.pk))
    for _ in range(3):
        read(client, path)
    assert readings.count() == 1 and readings.get().acteur is None
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    at(monkeypatch, tomorrow)
    read(client, path)
    assert readings.count() == 2
    monkeypatch.undo()
    read(client, address_of(world.lecteur))
    assert readings.count() == 3


def test_making_renewing_and_closing_are_traced(world):
    for _ in range(2):
        renew_calendrier(utilisateur=world.lecteur, par=world.lecteur)
    pk = Calendrier.objects.get().pk
    close_calendrier(utilisateur=world.lecteur, par=world.lecteur)
    lines = Trace.objects.filter(objet_id=str(pk)).order_by("pk")
    assert [(t.acte, t.acteur) for t in lines] == [
        ("creation", world.lecteur),
        ("modification", world.lecteur),
        ("modification", world.lecteur),
    ]


def test_the_logs_do_not_hold_the_token(client, world, address, caplog, monkeypatch):
    def fail(*args):
        raise RuntimeError(address)

    caplog.set_level(logging.DEBUG)
    client.raise_request_exception = False
    client.get("/calendrier/" + "B" * 43 + "/")
    monkeypatch.setattr(icalendar.Calendar, "to_ical", fail)
    assert client.get(address).status_code == 500
    lines = [DiscreetFormatter().format(record) for record in caplog.records]
    assert any("status=500" in line for line in lines)
    token = address.split("/")[2]
    assert not [line for line in lines if token in line or "BBBBB" in line]


def test_the_address_is_shown_once_in_the_answer_that_makes_it(world, as_user):
    client, page = as_user(world.lecteur), reverse("avis:avis_edit")
    assert "Vous n’avez pas d’adresse d’agenda." in client.get(page).content.decode()
    answer = client.post(reverse("avis:calendrier_renew"))
    shown = re.search(r'value="http://testserver(/calendrier/[\w-]{43,}/)"', text_of(answer))[1]
    assert answer["Cache-Control"] == "no-store, private"
    assert "encore jamais lue" in text_of(client.get(page))
    assert events_in(read(client, shown)) is not None
    assert shown not in text_of(client.get(page))
    assert "lue pour la dernière fois" in text_of(client.get(page))

    client.post(reverse("avis:calendrier_close"))
    assert client.get(shown).status_code == 404
    assert "Vous n’avez pas d’adresse d’agenda." in text_of(client.get(page))


def test_nobody_acts_on_the_address_of_another(world, as_user):
    mine = address_of(world.lecteur)
    for name in ["avis:calendrier_close", "avis:calendrier_renew"]:
        as_user(world.redacteur).post(reverse(name), {"utilisateur": world.lecteur.pk})
    assert as_user(world.exclu).get(mine).status_code == 200


def test_an_account_without_right_may_have_an_address_and_reads_nothing_by_it(client, world):
    for user in [world.exclu, make_user(is_superuser=True, is_staff=True)]:
        assert events_in(read(client, address_of(user))) == []
