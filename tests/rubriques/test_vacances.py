"""When schools are closed: the table of holidays, zone by zone, and the public holidays."""

import datetime
import io

import pytest
from dateutil.easter import easter
from django.core.management import call_command
from vacances_scolaires_france import SchoolHolidayDates

from rubriques.models import Conge, Espace
from rubriques.vacances.jours import (
    closed_days,
    easter_of,
    holiday_names,
    holidays,
    is_holiday,
    public_holidays,
    told_until,
)

DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2025, 9, 1), datetime.date(2028, 8, 31)  # three school years


def date(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_the_table_says_what_the_ministry_published_day_by_day(zone):
    published = SchoolHolidayDates()
    expected = {
        FIRST + n * DAY
        for n in range((LAST - FIRST).days + 1)
        if published.is_holiday_for_zone(FIRST + n * DAY, zone)
    }
    spans = holidays(zone, FIRST, LAST)
    told = {start + n * DAY for start, end in spans for n in range((end - start).days + 1)}
    assert told == expected
    assert spans == sorted(spans) and len(spans) >= 15


def test_the_zones_differ_in_winter():
    starts = {zone: holidays(zone, date("2027-02-01"), date("2027-03-15"))[0] for zone in "ABC"}
    assert len(set(starts.values())) == 3


def test_holidays_take_one_query_and_are_cut_at_the_days_asked(django_assert_num_queries):
    with django_assert_num_queries(1):
        spans = holidays("B", date("2026-12-24"), date("2026-12-28"))
    assert spans == [(date("2026-12-24"), date("2026-12-28"))]


def test_two_holidays_that_touch_are_one_span():
    for first, last in [("2030-01-01", "2030-01-05"), ("2030-01-06", "2030-01-09")]:
        Conge.objects.create(zone="A", nom="Pont", premier_jour=first, dernier_jour=last)
    spans = holidays("A", date("2029-12-01"), date("2030-02-01"))
    assert spans == [(date("2030-01-01"), date("2030-01-09"))]


def test_beyond_what_was_published_no_day_is_said_to_be_a_holiday():
    assert told_until("B") == date("2028-08-31")
    assert not is_holiday(date("2028-12-25"), "B")
    assert is_holiday(date("2027-12-25"), "B")


def test_the_command_adds_what_is_newer_and_leaves_what_was_corrected():
    Conge.objects.filter(zone="B", dernier_jour__gt="2027-08-31").delete()
    corrected = Conge.objects.filter(zone="B").first()
    Conge.objects.filter(pk=corrected.pk).update(nom="Vacances corrigées")
    Conge.objects.filter(zone="A", nom__contains="Noël", premier_jour__year=2026).delete()
    count = Conge.objects.count()
    for _ in range(2):
        call_command("add_conges", stdout=io.StringIO())
    assert (
        Conge.objects.count()
        == count + Conge.objects.filter(premier_jour__gt="2027-08-31", zone="B").count()
    )
    assert told_until("B") == date("2028-08-31")
    assert Conge.objects.filter(nom="Vacances corrigées").count() == 1
    assert not is_holiday(date("2026-12-25"), "A")


def test_easter_is_that_of_dateutil_over_two_centuries():
    assert [easter_of(year) for year in range(1950, 2150)] == [
        easter(y) for y in range(1950, 2150)
    ]


def test_the_eleven_public_holidays_of_a_year():
    found = public_holidays(date("2027-01-01"), date("2027-12-31"))
    assert {f"{day:%m-%d}": name for day, name in found.items()} == {
        "01-01": "jour de l’an",
        "03-29": "lundi de Pâques",
        "05-01": "fête du travail",
        "05-06": "Ascension",
        "05-08": "8 mai",
        "05-17": "lundi de Pentecôte",
        "07-14": "fête nationale",
        "08-15": "Assomption",
        "11-01": "Toussaint",
        "11-11": "11 novembre",
        "12-25": "Noël",
    }


def test_a_closed_day_says_why_and_each_reason_can_be_left_out():
    first, last = date("2026-12-24"), date("2026-12-25")
    assert closed_days("B", first, last) == {
        first: "vacances de Noël",
        last: "férié, Noël",
    }
    assert closed_days("B", first, last, public=False)[last] == "vacances de Noël"
    assert closed_days("B", first, last, school=False) == {last: "férié, Noël"}


def test_alsace_and_moselle_have_the_holidays_of_zone_b_and_two_days_more():
    first, last = date("2026-09-01"), date("2027-08-31")
    assert holidays("alsace_moselle", first, last) == holidays("B", first, last)
    assert told_until("alsace_moselle") == told_until("B")
    here, elsewhere = closed_days("alsace_moselle", first, last), closed_days("B", first, last)
    more = {day: why for day, why in here.items() if elsewhere.get(day) != why}
    assert more == {
        date("2026-12-26"): "férié, Saint-Étienne",
        date("2027-03-26"): "férié, vendredi saint",
    }


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("guadeloupe", "2027-05-27"),
        ("guyane", "2027-06-10"),
        ("martinique", "2027-05-22"),
        ("mayotte", "2027-04-27"),
        ("reunion", "2026-12-20"),
    ],
)
def test_overseas_has_a_day_of_its_own_and_not_the_holidays_of_another_zone(zone, day):
    first, last = date("2026-09-01"), date("2027-08-31")
    closed = closed_days(zone, first, last, school=False)
    assert closed.pop(date(day)) == "férié, abolition de l’esclavage"
    assert closed == closed_days("corse", first, last, school=False)
    assert holidays(zone, first, last) == [] and told_until(zone) is None


def test_the_dates_of_a_rector_are_those_of_the_zone_that_an_administrator_writes():
    span = date("2027-02-06"), date("2027-02-21")
    Conge.objects.create(
        zone="guadeloupe", nom="Carnaval", premier_jour=span[0], dernier_jour=span[1]
    )
    assert holidays("guadeloupe", FIRST, LAST) == [span]
    assert told_until("guadeloupe") == span[1]
    assert not is_holiday(span[0], "martinique")
    assert str(Conge.objects.get(zone="guadeloupe")) == "Carnaval, Guadeloupe"
    names = holiday_names(["alsace_moselle", "B", "guadeloupe"], *span)
    assert names[span[0]] == {"guadeloupe": "Carnaval"}


def test_every_zone_of_a_school_has_its_holidays_somewhere():
    kept = dict(Conge._meta.get_field("zone").choices)
    for zone in Espace.Zone:
        assert zone.calendrier.value in kept
        assert closed_days(zone, FIRST, LAST)
