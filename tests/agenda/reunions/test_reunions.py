"""Meetings: made one by one or as a series, moved, cancelled; each change of hour is kept."""

import datetime
import uuid

import pytest
from dateutil.rrule import WEEKLY, rrule
from django.urls import reverse
from schedule.models import Calendar, Event

from agenda.models import Seance
from agenda.reunions.services import move_seance, series_days
from temps.horloge import moment_at
from tests.outils.factories import make_seances


def meeting(**values):
    return {"jour": "2027-03-15", "debut": "13:30", "fin": "14:30", "lieu": "Salle 112"} | values


def create(client, rubrique, **values):
    url = reverse("agenda:seance_create", args=[rubrique.slug])
    return client.post(url, meeting(**values))


def days_of(rubrique):
    seances = Seance.objects.filter(agenda__rubrique=rubrique).in_order()
    return [s.debut.date() for s in seances.select_related("occurrence")]


def test_a_writer_adds_a_meeting_that_the_reader_sees(world, as_user):
    response = create(as_user(world.redacteur), world.rubrique, jour="2027-04-12")
    page = as_user(world.lecteur).get(response.url).content.decode()
    assert "13h30" in page
    assert "13 h 30 à 14 h 30" in page and "Salle 112" in page


def test_a_series_sent_twice_is_created_once(world, as_user):
    client = as_user(world.redacteur)
    count = Seance.objects.count()
    data = {"rythme": "semaine", "jusque": "2027-03-29", "envoi": str(uuid.uuid4())}
    assert create(client, world.rubrique, **data).url == create(client, world.rubrique, **data).url
    assert Seance.objects.count() == count + 3


@pytest.mark.parametrize(("rhythm", "step"), [("semaine", 1), ("quinzaine", 2)])
def test_a_series_keeps_its_hour_on_both_sides_of_a_change_of_hour(world, as_user, rhythm, step):
    data = {"jour": "2026-09-07", "rythme": rhythm, "jusque": "2027-07-04"}
    create(as_user(world.redacteur), world.rubrique, **data)

    seances = Seance.objects.filter(
        agenda__rubrique=world.rubrique, occurrence__event__rule__isnull=False
    ).in_order()
    expected = list(
        rrule(
            WEEKLY,
            interval=step,
            dtstart=datetime.datetime(2026, 9, 7, 13, 30),
            until=datetime.datetime(2027, 7, 4, 23),
        )
    )
    assert [s.debut.replace(tzinfo=None) for s in seances] == expected
    assert {s.debut.utcoffset() for s in seances} == {
        datetime.timedelta(hours=1),
        datetime.timedelta(hours=2),
    }


def test_an_hour_that_does_not_exist_is_the_one_after():
    assert moment_at(datetime.date(2027, 3, 28), datetime.time(2, 30)).hour == 3


def test_a_series_includes_its_last_day():
    first, last = datetime.date(2027, 1, 4), datetime.date(2027, 1, 18)
    assert series_days(first, "quinzaine", last) == [first, last]


@pytest.fixture
def series(world):
    return make_seances(
        world.rubrique,
        world.redacteur,
        jour=datetime.date(2026, 9, 7),
        rythme="quinzaine",
        jusque=datetime.date(2026, 12, 18),
    )


def test_moving_one_meeting_of_a_series_leaves_the_others(world, as_user, series):
    before = days_of(world.rubrique)
    moved = series[3]
    url = reverse("agenda:seance_edit", args=[moved.pk])
    data = meeting(jour="2026-10-20", debut="10:00", fin="11:00", lieu="CDI", version=1)
    assert as_user(world.redacteur).post(url, data).status_code == 302

    after = days_of(world.rubrique)
    assert set(before) - set(after) == {datetime.date(2026, 10, 19)}
    assert set(after) - set(before) == {datetime.date(2026, 10, 20)}
    page = as_user(world.lecteur).get(moved.get_absolute_url()).content.decode()
    assert "déplacée" in page and "CDI" in page and "lundi 19 octobre 2026, 13 h 30" in page


def test_cancelling_one_meeting_leaves_the_others_and_can_be_undone(world, as_user, series):
    client = as_user(world.redacteur)
    url = reverse("agenda:seance_cancel", args=[series[2].pk])
    client.post(url)
    cancelled = Seance.objects.filter(occurrence__cancelled=True)
    assert [s.pk for s in cancelled] == [series[2].pk]
    assert "annulée" in client.get(series[2].get_absolute_url()).content.decode()
    client.post(url, {"retablir": "oui"})
    assert not cancelled.all().exists()


def test_two_people_who_move_one_meeting_are_told(world, as_user, series):
    url = reverse("agenda:seance_edit", args=[series[0].pk])
    as_user(world.redacteur).post(url, meeting(jour="2026-09-08", version=1))
    second = as_user(world.gestionnaire).post(url, meeting(jour="2026-09-09", version=1))
    assert second.status_code == 409
    assert "mardi 8 septembre 2026" in second.content.decode()
    assert "2026-09-09" in second.content.decode()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"fin": "13:00"}, "La fin doit venir après le début."),
        ({"debut": "22:00", "fin": "00:30"}, "Une réunion finit le jour même, avant minuit."),
        ({"debut": "23:00", "fin": "00:00"}, "Une réunion finit le jour même, avant minuit."),
        ({"jour": "2027-03-28", "debut": "02:30", "fin": "03:30"}, "n’existe pas le 28 mars 2027"),
        ({"jour": "2027-03-28", "debut": "01:30", "fin": "02:59"}, "n’existe pas le 28 mars 2027"),
        ({"jour": "2026-03-29", "debut": "02:00", "fin": "03:30"}, "n’existe pas le 29 mars 2026"),
        (
            {
                "jour": "2027-03-14",
                "debut": "02:30",
                "fin": "04:00",
                "rythme": "semaine",
                "jusque": "2027-04-04",
            },
            "n’existe pas le 28 mars 2027",
        ),
        ({"jour": "32/13/2027"}, "Saisissez une date valide."),
        ({"jour": "0001-01-01"}, "Vérifiez l’année."),
        ({"rythme": "semaine", "jusque": ""}, "Indiquez jusqu’à quand la réunion se répète."),
        ({"rythme": "semaine", "jusque": "2027-01-01"}, "Choisissez une date dans l’année"),
        ({"rythme": "semaine", "jusque": "2999-01-01"}, "Choisissez une date dans l’année"),
        ({"rythme": "seconde"}, "seconde"),
        ({"lieu": "x" * 200}, "120"),
        ({"lieu": "Salle 112, pour Érable-27"}, "n’y mettez aucun code"),
        ({"lieu": "Salle 112, pour érable‑27"}, "n’y mettez aucun code"),
    ],
)
def test_a_wrong_meeting_is_told_beside_the_field_and_nothing_is_kept(
    world, as_user, values, message
):
    count = Seance.objects.count()
    response = create(as_user(world.redacteur), world.rubrique, **values)
    assert response.status_code == 400
    assert message in response.content.decode()
    assert Seance.objects.count() == count


@pytest.mark.parametrize(
    ("day", "debut", "fin", "length"),
    [
        ("2027-03-28", "01:30", "03:00", 30),  # the night that is an hour short
        ("2027-03-28", "03:00", "03:30", 30),
        ("2027-10-31", "02:30", "02:45", 15),  # the night on which this hour comes twice
        ("2027-03-27", "02:30", "03:30", 60),
    ],
)
def test_hours_that_the_clocks_show_are_kept_the_night_that_they_change(
    world, as_user, day, debut, fin, length
):
    values = {"jour": day, "debut": debut, "fin": fin}
    assert create(as_user(world.redacteur), world.rubrique, **values).status_code == 302
    seance = Seance.objects.exclude(pk=world.seance.pk).get()
    assert f"{seance.debut:%H:%M} {seance.fin:%H:%M}" == f"{debut} {fin}"
    assert (seance.occurrence.end - seance.occurrence.start).total_seconds() == 60 * length


def test_a_meeting_or_its_series_moved_to_an_hour_that_does_not_exist_is_told(world, as_user):
    series = make_seances(
        world.rubrique,
        world.redacteur,
        jour=datetime.date(2027, 3, 14),
        rythme="semaine",
        jusque=datetime.date(2027, 4, 4),
    )
    client, before = as_user(world.redacteur), [s.debut for s in series]
    for number, values in [
        (2, {"jour": "2027-03-28"}),
        (0, {"jour": "2027-03-14", "etendue": "suite"}),
    ]:
        url = reverse("agenda:seance_edit", args=[series[number].pk])
        vu = client.get(url).context["form"]["vu"].value() or ""
        data = {"debut": "02:30", "fin": "04:00", "version": 1, "vu": vu} | values
        answer = client.post(url, meeting(**data))
        assert answer.status_code == 400
        assert "n’existe pas le 28 mars 2027" in answer.text
    held = Seance.objects.filter(pk__in=[s.pk for s in series]).in_order()
    assert [s.debut for s in held] == before


@pytest.mark.parametrize("path", ["2027/13/", "2027/0/", "1/1/", "99999/1/", "2027/2/3/"])
def test_a_month_that_does_not_exist_is_a_404(world, as_user, path):
    base = reverse("agenda:month_current", args=[world.rubrique.slug])
    assert as_user(world.lecteur).get(base + path).status_code == 404
    assert as_user(world.lecteur).get(base + "2027/2/").status_code == 200


def test_a_meeting_says_nothing_outside_its_encrypted_place(world, as_user):
    create(as_user(world.redacteur), world.rubrique, lieu="Chez l’élève Untel")
    assert set(Event.objects.values_list("title", "description")) == {("Réunion", "")}
    assert set(Calendar.objects.values_list("name", flat=True)) == {"Réunion"}
    assert not Seance.objects.filter(lieu__isnull=True).exists()
    assert all(v.startswith("c1:") for v in Seance.objects.values_list("lieu", flat=True))


def test_a_reader_has_no_control_on_meetings(world, as_user):
    page = as_user(world.lecteur).get(world.seance.get_absolute_url()).content.decode()
    writer = as_user(world.redacteur).get(world.seance.get_absolute_url()).content.decode()
    for word in ["Annuler cette réunion", "Modifier"]:
        assert word in writer and word not in page


@pytest.mark.parametrize("count", [5, 50])
def test_the_month_takes_at_most_6_queries(world, as_user, count, django_assert_max_num_queries):
    for n in range(count):
        make_seances(world.rubrique, jour=datetime.date(2027, 5, 1 + n % 28))
    client = as_user(world.redacteur)
    url = reverse("agenda:month", args=[world.rubrique.slug, 2027, 5])
    client.get(url)
    with django_assert_max_num_queries(6):
        page = client.get(url)
    assert sum(len(day.seances) for week in page.context["weeks"] for day in week) == count


def test_a_meeting_moved_to_another_month_stands_at_its_new_date_alone(world, as_user, series):
    moved = series[3]  # 19 October
    values = {"jour": datetime.date(2026, 11, 3), "debut": datetime.time(9)}
    values |= {"fin": datetime.time(10), "lieu": "", "seen": moved.version}
    move_seance(seance=moved, par=world.redacteur, **values)
    client = as_user(world.lecteur)
    for month, times in [(10, 0), (11, 1)]:
        url = reverse("agenda:month", args=[world.rubrique.slug, 2026, month])
        assert client.get(url).text.count(moved.get_absolute_url()) == times, month
