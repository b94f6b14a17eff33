"""The days of a series against dateutil, over three school years and both changes of hour."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import FR, MO, MONTHLY, SA, TH, TU, WE, WEEKLY, rrule
from django.utils import timezone

from agenda.reunions.rythmes import (
    fits,
    monthly_days,
    nth_weekday,
    rule_of,
    series_days,
    weekday_and_rank,
)
from rubriques.vacances.jours import closed_days
from temps.horloge import moment_at
from tests.outils.factories import make_espace, make_rubrique, make_seances

PARIS = ZoneInfo("Europe/Paris")
DAYS = [MO, TU, WE, TH, FR, SA]
YEARS = [2025, 2026, 2027]


def date(text):
    return datetime.date.fromisoformat(text)


def midnight(day):
    return datetime.datetime.combine(day, datetime.time())


def expected_days(first, until, **rule):
    found = rrule(dtstart=midnight(first), until=midnight(until), **rule)
    return [moment.date() for moment in found]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("rhythm", "step"), [("semaine", 1), ("quinzaine", 2)])
def test_weeks_are_those_of_dateutil(year, rhythm, step):
    until = datetime.date(year + 1, 7, 4)
    for n in range(21):
        first = datetime.date(year, 9, 1) + n * datetime.timedelta(days=1)
        expected = expected_days(first, until, freq=WEEKLY, interval=step)
        assert series_days(first, rhythm, until) == expected


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("rank", [1, 2, 3, 4, -1])
def test_months_are_those_of_dateutil(year, rank):
    first, until = datetime.date(year, 9, 1), datetime.date(year + 1, 7, 4)
    for weekday, day in enumerate(DAYS):
        expected = expected_days(first, until, freq=MONTHLY, byweekday=day(rank))
        assert monthly_days(first, until, weekday, rank) == expected
        rhythm = "dernier" if rank == -1 else "mois"
        assert fits(expected[0], rhythm)
        assert series_days(expected[0], rhythm, until) == expected


def test_a_fifth_monday_does_not_come_back_each_month_and_a_third_is_not_the_last():
    assert not fits(date("2027-03-29"), "mois") and fits(date("2027-03-29"), "dernier")
    assert not fits(date("2027-03-22"), "dernier") and fits(date("2027-03-22"), "mois")
    assert nth_weekday(date("2027-02-10"), 0, -1) == date("2027-02-22")
    assert series_days(date("2027-03-15"), "quinzaine", date("2027-03-14")) == []


def test_a_rule_says_itself_in_words_and_is_made_once():
    second = rule_of("mois", date("2027-03-08"))
    assert second.name == "le 2e lundi du mois" and weekday_and_rank(second) == (0, 2)
    assert rule_of("mois", date("2026-09-14")) == second
    last = rule_of("dernier", date("2027-03-31"))
    assert last.name == "le dernier mercredi du mois" and weekday_and_rank(last) == (2, -1)
    assert weekday_and_rank(rule_of("quinzaine", date("2027-03-08"))) is None


@pytest.mark.parametrize("zone", ["A", "B", "C"])
@pytest.mark.parametrize("rhythm", ["semaine", "quinzaine", "mois", "dernier"])
def test_a_series_skips_the_holidays_of_its_zone_and_keeps_its_hour(zone, rhythm):
    """Three school years, and the two changes of hour of each."""
    rubrique = make_rubrique(make_espace(zone=zone))
    for year in YEARS:
        first = datetime.date(year, 9, 28 if rhythm == "dernier" else 14)
        first = first if fits(first, rhythm) else first + datetime.timedelta(days=2)
        until = datetime.date(year + 1, 7, 4)
        closed = closed_days(zone, first, until)
        seances = make_seances(
            rubrique, jour=first, rythme=rhythm, jusque=until, skip=frozenset(closed)
        )
        days = [d for d in series_days(first, rhythm, until) if d not in closed]
        assert [s.debut.date() for s in seances] == days and len(days) >= 5
        assert {s.debut.time() for s in seances} == {datetime.time(13, 30)}
        offsets = {s.occurrence.start.astimezone(PARIS).utcoffset() for s in seances}
        assert len(offsets) == 2, "winter and summer"


@pytest.mark.parametrize(
    ("day", "before", "after"), [("2027-03-28", 1, 2), ("2027-10-31", 2, 1)], ids=["été", "hiver"]
)
def test_the_hour_stays_that_of_the_wall_on_both_sides_of_a_change(day, before, after):
    sunday = date(day)
    for shift, offset in [(-7, before), (-1, before), (1, after), (7, after)]:
        moment = moment_at(sunday + datetime.timedelta(days=shift), datetime.time(13, 30))
        assert moment.utcoffset() == datetime.timedelta(hours=offset)
        assert timezone.localtime(moment.astimezone(datetime.UTC)).hour == 13
