"""The calendar that programs read: valid by its standards, and true over three school years."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.easter import easter
from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.exceptions import CalendarParseError
from vacances_scolaires_france import SchoolHolidayDates
from vobject.base import ParseError, ValidateError

from agenda.models import Seance
from agenda.reunions.services import move_seance, set_cancelled
from agenda.reunions.suite import Demande, digest_of, edit_suite, following
from avis.ics import AHEAD, BACK, make_ics
from rubriques.permissions import Role
from rubriques.vacances.jours import closed_days
from tests.outils.factories import make_espace, make_member, make_rubrique, make_seances, make_user

PARIS = ZoneInfo("Europe/Paris")
DAYS = [MO, TU, WE, TH, FR, SA, SU]
ONE_DAY = datetime.timedelta(days=1)
YEARS = [2025, 2026, 2027]
PUBLISHED = SchoolHolidayDates()

# Both changes of hour happen between two and three in the morning: no hour is too odd here.
HOURS = [datetime.time(h, m) for h, m in [(1, 30), (2, 30), (3, 0), (8, 0), (13, 30), (22, 59)]]


# What the standards ask for


def judge(content):
    """Raise ParseError, ValidateError or CalendarParseError for what RFC 5545 does not allow."""
    vobject.readOne(content.decode()).validate(raiseException=True)
    return IcsCalendarStream.calendar_from_ics(content.decode())


@pytest.fixture
def content(world):
    seances = make_seances(
        world.rubrique,
        jour=datetime.date(2026, 9, 14),
        rythme="semaine",
        jusque=datetime.date(2027, 7, 4),
        lieu="Salle 112, bâtiment B ; sonner",
    )
    set_cancelled(seance=seances[3], cancelled=True, par=world.redacteur)
    return make_ics(world.lecteur, datetime.datetime(2026, 9, 1, tzinfo=PARIS))


def test_two_validators_accept_it(content):
    calendar = judge(content)
    assert len(calendar.events) == content.count(b"BEGIN:VEVENT") >= 40
    assert {event.summary for event in calendar.events} == {"Réunion", "Annulée\u00a0: réunion"}


FAULTS = {
    "a meeting without a name": (rb"UID:.*\r\n", b""),
    "a meeting without the moment it was told": (rb"DTSTAMP.*\r\n", b""),
    "two beginnings": (rb"(DTSTART;.*\r\n)", rb"\1\1"),
    "an end and a duration": (rb"(DTEND.*\r\n)", rb"\1DURATION:PT1H\r\n"),
    "a day that does not exist": (rb"DTEND;TZID=Europe/Paris:\d+T", b"DTEND:20261341T"),
    "a status of something else": (rb"STATUS:CONFIRMED", b"STATUS:COMPLETED"),
    "a sequence that is no number": (rb"SEQUENCE:\d+", b"SEQUENCE:deux"),
    "a line that is none": (rb"(LOCATION)", rb"Salle\r\n\1"),
    "a zone without its offset": (rb"TZOFFSETFROM.*\r\n", b""),
    "no program": (rb"PRODID.*\r\n", b""),
    "no end": (rb"END:VCALENDAR\r\n", b""),
    "a delay that is none": (rb"DURATION:PT1H", b"DURATION:heure"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_validators_refuse_a_calendar_with(content, fault):
    pattern, replacement = FAULTS[fault]
    broken, count = re.subn(pattern, replacement, content, count=1)
    assert count == 1
    with pytest.raises((ParseError, ValidateError, CalendarParseError)):
        judge(broken)


# Three school years, three zones, both changes of hour, with exceptions


def series_by_hand(zone, first, rhythm):
    """The days that dateutil gives, without those that the ministry and the law close."""
    until = datetime.date(first.year + 1, 7, 4)
    rank = -1 if rhythm == "dernier" else (first.day - 1) // 7 + 1
    rule = {
        "semaine": {"freq": WEEKLY},
        "quinzaine": {"freq": WEEKLY, "interval": 2},
        "mois": {"freq": MONTHLY, "byweekday": DAYS[first.weekday()](rank)},
        "dernier": {"freq": MONTHLY, "byweekday": DAYS[first.weekday()](-1)},
    }[rhythm]
    days = rrule(dtstart=midnight(first), until=midnight(until), **rule)
    return until, [day.date() for day in days if not closed(day.date(), zone)]


def midnight(day):
    return datetime.datetime.combine(day, datetime.time())


def closed(day, zone):
    moving = {easter(day.year) + n * ONE_DAY for n in (1, 39, 50)}
    fixed = {"01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"}
    return day in moving or f"{day:%m-%d}" in fixed or PUBLISHED.is_holiday_for_zone(day, zone)


@dataclass
class Meeting:
    """What one meeting should be; held elsewhere than its series puts it, it no longer follows."""

    day: datetime.date
    hours: list
    status: str = "CONFIRMED"

    def __post_init__(self):
        self.planned = (self.day, self.hours)

    @property
    def moved(self):
        return (self.day, self.hours) != self.planned

    @property
    def told(self):
        debut, fin = self.hours
        return wall(self.day, debut), wall(self.day, fin), self.status


def wall(day, hour):
    """The moment of a clock on the wall in UTC; the hour that spring skips is one hour later."""
    return datetime.datetime.combine(day, hour, tzinfo=PARIS).astimezone(datetime.UTC)


first_days = st.tuples(st.integers(1, 28), st.sampled_from(["semaine", "quinzaine", "mois"])) | (
    st.tuples(st.integers(24, 30), st.just("dernier"))
)
spans = st.lists(st.sampled_from(HOURS), min_size=2, max_size=2, unique=True).map(sorted)
exceptions = st.lists(
    st.tuples(
        st.integers(0, 40), st.sampled_from(["annuler", "suite"]) | st.integers(-6, 6), spans
    ),
    max_size=5,
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from("ABC"), first_days, spans, exceptions)
def test_a_calendar_program_reads_every_meeting_of_three_school_years(
    db, zone, first_day, hours, decided
):
    (number, rhythm), offsets = first_day, set()
    with transaction.atomic():
        par, rubrique = make_user(), make_rubrique(make_espace(zone=zone))
        reader = make_member(rubrique, Role.LECTEUR)
        expected = []
        for year in YEARS:
            first = datetime.date(year, 9, number)
            until, days = series_by_hand(zone, first, rhythm)
            seances = make_seances(
                rubrique,
                jour=first,
                debut=hours[0],
                fin=hours[1],
                rythme=rhythm,
                jusque=until,
                skip=frozenset(closed_days(zone, first, until)),
            )
            meetings = [Meeting(day, hours) for day in days]
            assert len(seances) == len(meetings)
            for place, act, new_hours in decided:
                decide(seances, meetings, place % len(days), act, new_hours, par)
            expected += [meeting.told for meeting in meetings]
        for year, month in [(2025, 9), (2026, 8), (2027, 8), (2028, 8)]:
            now = datetime.datetime(year, month, 15, 12, tzinfo=datetime.UTC)
            content = make_ics(reader, now)
            judge(content)
            found = read(content)
            assert found == Counter(e for e in expected if now - BACK <= e[0] < now + AHEAD)
            offsets |= {start.astimezone(PARIS).utcoffset() for start, _, _ in found}
        assert len(offsets) == 2, "winter and summer"
        transaction.set_rollback(True)


def decide(seances, meetings, place, act, hours, par):
    """Cancel a meeting, move it by some days, or change the hours of it and of those after it;
    and the same by hand, in `meetings`."""
    seance = Seance.objects.select_related("occurrence__event__rule").get(pk=seances[place].pk)
    meeting = meetings[place]
    if act == "annuler":
        set_cancelled(seance=seance, cancelled=True, par=par)
        meeting.status = "CANCELLED"
    elif act == "suite":
        change_hours_from(seance, hours, par)
        if hours != meeting.hours:
            meeting.hours, followers = hours, meetings[place + 1 :]
            for other in followers:
                other.hours = other.hours if other.moved else hours
            for other in [meeting, *followers]:
                other.planned = (other.planned[0], hours)
    else:
        meeting.day, meeting.hours = meeting.day + act * ONE_DAY, hours
        values = {"jour": meeting.day, "debut": hours[0], "fin": hours[1]}
        move_seance(seance=seance, par=par, seen=seance.version, lieu=seance.lieu, **values)


def change_hours_from(seance, hours, par):
    edit_suite(
        seance=seance,
        par=par,
        seen=seance.version,
        seen_suite=digest_of(following(seance)),
        demande=Demande(seance.debut.date(), *hours, seance.lieu),
    )


def read(content):
    calendar = icalendar.Calendar.from_ical(content)
    return Counter(
        (e.start.astimezone(datetime.UTC), e.end.astimezone(datetime.UTC), str(e["status"]))
        for e in calendar.walk("VEVENT")
    )
