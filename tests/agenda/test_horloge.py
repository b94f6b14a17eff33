"""Hours are those of the establishment, overseas too; who works in two sees those of each where
they are, and those of Paris where both stand together."""

import datetime

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Seance
from avis.ics import make_ics
from avis.nouvelles import choix_of, news_for
from rubriques.models import Espace
from rubriques.permissions import Role
from temps.horloge import fuseau_of
from tests.outils.factories import (
    make_article,
    make_espace,
    make_member,
    make_rubrique,
    make_seances,
)

OVERSEAS = {  # hours from Greenwich, where no clock changes in summer
    "guadeloupe": -4,
    "guyane": -3,
    "martinique": -4,
    "mayotte": 3,
    "reunion": 4,
}
JOUR = datetime.date(2027, 7, 5)  # in summer: three hours before Paris in Martinique


@pytest.fixture
def away(world):
    """A rubrique of Martinique, of which the reader of the world is a member too."""
    rubrique = make_rubrique(make_espace(zone="martinique"))
    make_member(rubrique, Role.LECTEUR, user=world.lecteur)
    make_member(rubrique, Role.REDACTEUR, username="redactrice")
    return rubrique


def create(client, rubrique, **values):
    meeting = {"jour": str(JOUR), "debut": "18:30", "fin": "19:30"} | values
    return client.post(reverse("agenda:seance_create", args=[rubrique.slug]), meeting)


@pytest.mark.parametrize("zone", Espace.Zone.values)
def test_each_zone_has_the_clock_of_its_schools(zone):
    for month in (1, 7):
        moment = datetime.datetime(2027, month, 4, 12, tzinfo=fuseau_of(zone))
        paris = 2 if month == 7 else 1
        hours = OVERSEAS.get(zone, paris)
        assert moment.utcoffset() == datetime.timedelta(hours=hours)


@pytest.fixture
def meeting(away, as_user):
    """At half past six in the evening, in Martinique: half past midnight in Paris."""
    members = away.habilitations.filter(role=Role.REDACTEUR)
    create(as_user(members.get().utilisateur), away)
    return Seance.objects.get(agenda__rubrique=away)


def test_a_meeting_is_held_and_shown_at_the_hour_of_the_establishment(
    world, away, meeting, as_user
):
    start = datetime.datetime(2027, 7, 5, 22, 30, tzinfo=datetime.UTC)
    assert meeting.occurrence.start == start
    page = as_user(world.lecteur).get(meeting.get_absolute_url()).content.decode()
    assert "18 h 30 à 19 h 30, heure de la Martinique" in page and "5 juillet" in page


def test_the_form_says_whose_hours_it_takes(world, away, as_user):
    writer = away.habilitations.get(role=Role.REDACTEUR).utilisateur
    said = {
        rubrique: as_user(user)
        .get(reverse("agenda:seance_create", args=[rubrique.slug]))
        .content.decode()
        for user, rubrique in [(writer, away), (world.redacteur, world.rubrique)]
    }
    assert "Heure de la Martinique" in said[away] and "Heure de Paris" not in said[away]
    assert "Heure de Paris" in said[world.rubrique]


def test_who_works_there_alone_sees_all_their_meetings_by_that_clock(
    world, away, meeting, as_user
):
    address = reverse("agenda:all_month", args=[2027, 7])
    here = away.habilitations.get(role=Role.REDACTEUR).utilisateur
    page = as_user(here).get(address).content.decode()
    assert "Heure de la Martinique" in page and "18 h 30" in page
    both = as_user(world.lecteur).get(address).content.decode()
    assert "heure de Paris" in both and "0 h 30" in both and "18 h 30" not in both


def test_the_clock_of_one_page_is_not_that_of_the_next(world, meeting, as_user):
    client = as_user(world.lecteur)
    client.get(meeting.get_absolute_url())
    assert timezone.get_current_timezone_name() == "Europe/Paris"
    other = client.get(world.seance.get_absolute_url()).content.decode()
    assert "13 h 30 à 14 h 30, heure de Paris" in other


def test_a_calendar_program_has_the_true_moment(world, meeting):
    now = datetime.datetime(2027, 7, 1, tzinfo=datetime.UTC)
    calendar = icalendar.Calendar.from_ical(make_ics(world.lecteur, now))
    starts = {event.decoded("dtstart") for event in calendar.walk("VEVENT")}
    assert meeting.occurrence.start in starts
    local = make_seances(world.rubrique, jour=JOUR)[0]
    said = make_ics(world.lecteur, now)
    assert b"DTSTART:20270705T223000Z" in said
    assert b"DTSTART;TZID=Europe/Paris:20270705T133000" in said and local


def test_the_day_before_is_that_of_the_member_s_own_clock(world, away, meeting):
    here = away.habilitations.get(role=Role.REDACTEUR).utilisateur
    away.habilitations.update(expire_le=datetime.date(2028, 8, 31))
    told = [
        any(key.startswith("veille") for key in news_for(choix_of(here), at))
        for at in (
            datetime.datetime(2027, 7, 4, 3, tzinfo=datetime.UTC),  # the 3rd, at eleven at night
            datetime.datetime(2027, 7, 4, 12, tzinfo=datetime.UTC),
        )
    ]
    assert told == [False, True]


def test_today_is_that_of_the_page(away, monkeypatch, as_user):
    writer = away.habilitations.get(role=Role.REDACTEUR).utilisateur
    article = make_article(away, writer)
    away.habilitations.update(expire_le=datetime.date(2028, 8, 31))
    at = datetime.datetime(2027, 7, 6, 1, tzinfo=datetime.UTC)  # the 5th, at nine in the evening
    monkeypatch.setattr(timezone, "now", lambda: at)
    page = as_user(writer).get(article.get_absolute_url()).content.decode()
    assert 'value="2027-07-05"' in page and 'value="2027-07-06"' not in page


@pytest.mark.parametrize(
    ("zone", "at", "is_open"),
    [
        ("martinique", datetime.datetime(2027, 8, 31, 22, 30), False),  # the 31st, over in Paris
        ("reunion", datetime.datetime(2027, 8, 31, 21), True),  # the 1st, not yet in Paris
    ],
)
def test_a_right_ends_at_midnight_in_paris_everywhere(zone, at, is_open, as_user, monkeypatch):
    rubrique = make_rubrique(make_espace(zone=zone))
    user = make_member(rubrique, Role.LECTEUR)
    rubrique.habilitations.update(expire_le=datetime.date(2027, 8, 31))
    moment = at.replace(tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    status = as_user(user).get(rubrique.get_absolute_url()).status_code
    with timezone.override(rubrique.espace.fuseau):
        assert rubrique.habilitations.current().exists() is is_open
    assert status == (200 if is_open else 404)
