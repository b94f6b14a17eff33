"""The personal calendar address: who reads what by it, and what a calendar program makes of it."""

import datetime
import logging
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from agenda.reunions.services import move_seance, set_cancelled
from avis.calendriers import close_calendrier, renew_calendrier
from avis.models import Calendrier
from cellule.logs import DiscreetFormatter
from coffre.keys import keyring
from journal.models import Trace
from rubriques.models import Habilitation
from rubriques.permissions import Role, set_role
from tests.factories import make_member, make_rubrique, make_seances, make_user

PARIS = ZoneInfo("Europe/Paris")


def address_of(user):
    token = renew_calendrier(utilisateur=user, par=user)
    return reverse("avis:calendrier_detail", args=[token])


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content


def events_in(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def soon(days=7):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def series(world):
    """Twelve weekly meetings, from a week ago on."""
    return make_seances(
        world.rubrique,
        world.gestionnaire,
        day=soon(-7),
        rhythm="semaine",
        until=soon(70),
        lieu="Salle 112, bâtiment B ; sonner",
    )


@pytest.fixture
def address(world):
    return address_of(world.lecteur)


def starts_of(seances):
    return [s.debut for s in seances]


# What is read


def test_a_calendar_program_reads_the_hours_and_the_place(client, series, address):
    events = events_in(read(client, address))
    assert [e.start for e in events if e.start.tzinfo][: len(series)] == starts_of(series)
    assert {str(e["summary"]) for e in events} == {"Réunion"}
    assert str(events[0]["location"]) == "Salle 112, bâtiment B ; sonner"
    assert events[0].end - events[0].start == datetime.timedelta(hours=1)


def test_another_library_reads_the_same(client, series, address):
    calendar = vobject.readOne(read(client, address).decode())
    found = [(e.dtstart.value, e.dtend.value) for e in calendar.vevent_list[: len(series)]]
    expected = [(s.debut.replace(tzinfo=None), s.fin.replace(tzinfo=None)) for s in series]
    assert [(a.replace(tzinfo=None), b.replace(tzinfo=None)) for a, b in found] == expected
    offsets = [a.utcoffset() for a, _ in found]  # from the VTIMEZONE of the file, not the system
    assert offsets == [s.debut.utcoffset() for s in series]
    assert {e.location.value for e in calendar.vevent_list[: len(series)]} == {series[0].lieu}


@pytest.mark.parametrize("library", ["icalendar", "vobject"])
@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (datetime.date(2027, 3, 26), 1),
        (datetime.date(2027, 3, 29), 2),  # summer time began on the 28th
        (datetime.date(2027, 10, 29), 2),
        (datetime.date(2027, 11, 1), 1),  # and ended on the 31st
        (datetime.date(2027, 3, 28), 2),  # the mornings of both changes, after the change
        (datetime.date(2027, 10, 31), 1),
    ],
)
def test_the_hour_is_right_on_both_sides_of_both_changes(
    client, world, address, monkeypatch, library, day, hour
):
    make_seances(world.rubrique, day=day, debut=datetime.time(8, 0), fin=datetime.time(9, 0))
    Habilitation.objects.update(expire_le=datetime.date(2028, 8, 31))
    at(monkeypatch, datetime.datetime.combine(day, datetime.time(12), tzinfo=PARIS))
    content = read(client, address)
    if library == "vobject":
        found = [e.dtstart.value for e in vobject.readOne(content.decode()).vevent_list]
    else:
        found = [e.start for e in events_in(content)]
    meeting = next(start for start in found if start.date() == day)
    assert (meeting.hour, meeting.utcoffset()) == (8, datetime.timedelta(hours=hour))


def at(monkeypatch, moment):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_the_file_is_what_the_standards_ask_for(client, series, address):
    content = read(client, address)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"") and content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in lines) <= 75
    calendar = icalendar.Calendar.from_ical(content)
    assert (calendar["version"], calendar["calscale"]) == ("2.0", "GREGORIAN")
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == "Réunions"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert b"X-PUBLISHED-TTL:PT1H" in lines
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    assert not calendar.errors and not any(event.errors for event in events_in(content))
    for event in events_in(content):
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS"} <= set(event)
        assert event["dtstart"].params["TZID"] == "Europe/Paris"
        assert event["dtstamp"].dt.tzinfo


def test_a_long_place_is_folded_and_comes_back_whole(client, world, address):
    place = "Salle dite « des Élèves », au fond du couloir ; sonner, puis attendre\\ici " * 2
    make_seances(world.rubrique, day=soon(), lieu=place[:119])
    content = read(client, address)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert place[:119] in {str(e.get("location")) for e in events_in(content)}


def test_a_place_cannot_add_a_line_of_its_own(client, world, address):
    make_seances(world.rubrique, day=soon(), lieu="Salle\r\nATTENDEE:mailto:x@y.fr\nSUMMARY:Zoé")
    events = events_in(read(client, address))
    assert {str(e["summary"]) for e in events} == {"Réunion"}
    assert not any("attendee" in event for event in events)


ALLOWED = {"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY"}
ALLOWED |= {"LOCATION", "CLASS", "STATUS", "TRANSP"}


def test_nothing_else_is_told(client, world, series, address):
    content = read(client, address)
    for event in events_in(content):
        assert set(event) <= ALLOWED
    text = content.decode().replace("\r\n ", "")
    assert "13:30" not in text and "T133000" in text and "bâtiment B" in text
    secrets = [world.rubrique.titre, world.espace.nom, world.article.code, "Cellule secrète"]
    secrets += [world.lecteur.username, world.gestionnaire.last_name, world.rubrique.slug]
    secrets += [str(s.pk) for s in series] + [str(world.rubrique.pk), str(world.lecteur.pk)]
    assert not [secret for secret in secrets if secret in text]


# What changes


def one(client, address, seance):
    """The event of a meeting, found by its day of origin: one meeting a day in these tests."""
    day = seance.occurrence.original_start.astimezone(PARIS).date()
    return next(e for e in events_in(read(client, address)) if e.start.date() == day)


def test_reading_again_gives_the_same_bytes(client, series, address):
    assert read(client, address) == read(client, address)


def test_a_change_raises_the_sequence_and_keeps_the_name(client, world, series, address):
    seance = series[4]
    first = one(client, address, seance)
    values = {"day": seance.debut.date(), "debut": datetime.time(9), "fin": datetime.time(10)}
    move_seance(seance=seance, par=world.redacteur, seen=1, lieu="CDI", **values)
    moved = one(client, address, seance)
    assert (moved["uid"], moved.start.hour, str(moved["location"])) == (first["uid"], 9, "CDI")
    assert moved["sequence"] > first["sequence"]
    assert moved["dtstamp"].dt >= first["dtstamp"].dt


def test_cancelling_and_restoring_raise_the_sequence(client, world, series, address):
    seance = series[4]
    steps = [one(client, address, seance)]
    for days, cancelled in [(1, True), (2, False), (3, True)]:
        set_cancelled(seance=seance, cancelled=cancelled, par=world.redacteur)
        later = seance.occurrence.created_on + datetime.timedelta(days=days)
        type(seance.occurrence).objects.filter(pk=seance.occurrence.pk).update(updated_on=later)
        steps.append(one(client, address, seance))
    assert [str(e["status"]) for e in steps] == ["CONFIRMED", "CANCELLED"] * 2
    assert [str(e["transp"]) for e in steps] == ["OPAQUE", "TRANSPARENT"] * 2
    sequences = [int(e["sequence"]) for e in steps]
    assert sequences == sorted(set(sequences))
    assert len({e["uid"] for e in steps}) == 1


def test_cancelling_at_once_raises_the_sequence_too(client, world, series, address):
    before = one(client, address, series[2])
    set_cancelled(seance=series[2], cancelled=True, par=world.redacteur)
    assert one(client, address, series[2])["sequence"] > before["sequence"]


def test_two_members_have_names_of_their_own_for_one_meeting(client, world, series):
    uids = [
        {str(e["uid"]) for e in events_in(read(client, address_of(user)))}
        for user in [world.lecteur, world.redacteur]
    ]
    assert len(uids[0]) == len(uids[1]) >= len(series) and uids[0].isdisjoint(uids[1])


def test_another_address_keeps_the_names_of_the_meetings(client, world, series, address):
    before = [e["uid"] for e in events_in(read(client, address))]
    assert [e["uid"] for e in events_in(read(client, address_of(world.lecteur)))] == before


def test_the_calendar_goes_from_90_days_back_to_400_ahead(client, world, address):
    for days in [-92, -88, 398, 402]:
        make_seances(world.rubrique, day=soon(days))
    days = {(e.start.date() - timezone.localdate()).days for e in events_in(read(client, address))}
    assert {-88, 398} <= days and days.isdisjoint({-92, 402})


# Rights


def withdraw(world):
    set_role(rubrique=world.rubrique, utilisateur=world.lecteur, role=None, par=world.gestionnaire)


def expire(world):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Habilitation.objects.filter(utilisateur=world.lecteur).update(expire_le=yesterday)


def close_account(world):
    world.lecteur.is_active = False
    world.lecteur.save()


def make_administrator(world):
    world.lecteur.is_superuser = True
    world.lecteur.save()


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
    make_seances(other, day=soon(3), lieu="Ici")
    make_seances(closed, day=soon(4), lieu="Ailleurs")
    places = {str(e.get("location")) for e in events_in(read(client, address))}
    assert "Ici" in places and "Ailleurs" not in places


# The address


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
        make_seances(world.rubrique, day=soon(n))
    with django_assert_max_num_queries(6):
        assert len(events_in(read(client, address))) >= count
    with django_assert_max_num_queries(6):
        read(client, address)


# Limits and traces


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
    monkeypatch.setattr("avis.views.make_ics", fail)
    assert client.get(address).status_code == 500
    lines = [DiscreetFormatter().format(record) for record in caplog.records]
    assert any("status=500" in line for line in lines)
    token = address.split("/")[2]
    assert not [line for line in lines if token in line or "BBBBB" in line]


# My page


def test_the_address_is_shown_once_in_the_answer_that_makes_it(world, as_user):
    client, page = as_user(world.lecteur), reverse("avis:avis_edit")
    assert "Vous n’avez pas d’adresse d’agenda." in client.get(page).content.decode()
    answer = client.post(reverse("avis:calendrier_renew"))
    shown = re.search(r'value="http://testserver(/calendrier/[\w-]{43,}/)"', text_of(answer))[1]
    assert answer["Cache-Control"] == "no-store, private"
    assert events_in(read(client, shown)) is not None
    assert shown not in text_of(client.get(page))
    assert "lue pour la dernière fois" in text_of(client.get(page))

    client.post(reverse("avis:calendrier_close"))
    assert client.get(shown).status_code == 404
    assert "Vous n’avez pas d’adresse d’agenda." in text_of(client.get(page))


def text_of(response):
    return response.content.decode()


def test_nobody_acts_on_the_address_of_another(world, as_user):
    mine = address_of(world.lecteur)
    for name in ["avis:calendrier_close", "avis:calendrier_renew"]:
        as_user(world.redacteur).post(reverse(name), {"utilisateur": world.lecteur.pk})
    assert as_user(world.exclu).get(mine).status_code == 200


def test_an_account_without_right_may_have_an_address_and_reads_nothing_by_it(client, world):
    for user in [world.exclu, make_user(is_superuser=True, is_staff=True)]:
        assert events_in(read(client, address_of(user))) == []
