"""What a calendar program makes of a personal calendar address, also when meetings change."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.utils import timezone

from agenda.reunions.services import move_seance, set_cancelled
from rubriques.models import Habilitation
from tests.outils.avis import address_of, at, events_in, read, soon
from tests.outils.factories import make_seances

PARIS = ZoneInfo("Europe/Paris")


def starts_of(seances):
    return [s.debut for s in seances]


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
    make_seances(world.rubrique, jour=day, debut=datetime.time(8, 0), fin=datetime.time(9, 0))
    Habilitation.objects.update(expire_le=datetime.date(2028, 8, 31))
    at(monkeypatch, datetime.datetime.combine(day, datetime.time(12), tzinfo=PARIS))
    content = read(client, address)
    if library == "vobject":
        found = [e.dtstart.value for e in vobject.readOne(content.decode()).vevent_list]
    else:
        found = [e.start for e in events_in(content)]
    meeting = next(start for start in found if start.date() == day)
    assert (meeting.hour, meeting.utcoffset()) == (8, datetime.timedelta(hours=hour))


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
    make_seances(world.rubrique, jour=soon(), lieu=place[:119])
    content = read(client, address)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert place[:119] in {str(e.get("location")) for e in events_in(content)}


def test_a_place_cannot_add_a_line_of_its_own(client, world, address):
    make_seances(world.rubrique, jour=soon(), lieu="Salle\r\nATTENDEE:mailto:x@y.fr\nSUMMARY:Zoé")
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


def one(client, address, seance):
    """The event of a meeting, found by its day of origin: one meeting a day in these tests."""
    day = seance.occurrence.original_start.astimezone(PARIS).date()
    return next(e for e in events_in(read(client, address)) if e.start.date() == day)


def test_reading_again_gives_the_same_bytes(client, series, address):
    assert read(client, address) == read(client, address)


def test_a_change_raises_the_sequence_and_keeps_the_name(client, world, series, address):
    seance = series[4]
    first = one(client, address, seance)
    values = {"jour": seance.debut.date(), "debut": datetime.time(9), "fin": datetime.time(10)}
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
    titles = ["Réunion", "Annulée\u00a0: réunion"]  # the one thing that every program shows
    assert [str(e["summary"]) for e in steps] == titles * 2
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
        make_seances(world.rubrique, jour=soon(days))
    days = {(e.start.date() - timezone.localdate()).days for e in events_in(read(client, address))}
    assert {-88, 398} <= days and days.isdisjoint({-92, 402})
