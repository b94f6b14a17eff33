"""The year's dates fixed on one page, and series that skip what is not school."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Seance
from agenda.reunions.services import set_cancelled
from journal.models import Trace
from rubriques.models import Service
from tests.outils.factories import make_espace, make_member, make_rubrique, make_seances


def year(**values):
    return {
        "jour_semaine": "0",
        "rythme": "quinzaine",
        "du": "2026-09-07",
        "au": "2027-07-04",
        "debut": "13:30",
        "fin": "14:30",
        "lieu": "Salle 112",
        "acte": "voir",
    } | values


@pytest.fixture
def page(world, as_user):
    """`page(acte="voir")`: what the rédacteur sends to the page of the year."""
    url = reverse("agenda:annee_create", args=[world.rubrique.slug])
    return lambda **values: as_user(world.redacteur).post(url, year(**values), follow=True)


def listed(response):
    return [proposed for _, group in response.context["mois"] for proposed in group]


def ticked(response):
    """The boxes that come ticked, as the browser would send them."""
    boxes = re.findall(r'name="dates"\s+value="([-\d]+)"\s+checked', response.content.decode())
    return boxes


def vu_in(response):
    return response.context["form"].shape


def days_of(rubrique):
    seances = Seance.objects.filter(agenda__rubrique=rubrique).in_order()
    return [str(s.debut.date()) for s in seances.select_related("occurrence")]


def test_the_year_is_seen_first_holidays_unticked_then_written_at_once(world, page):
    before = days_of(world.rubrique)
    seen = page()
    by_day = {str(p.day): p for p in listed(seen)}
    assert by_day["2026-10-19"].ecole == "vacances de la Toussaint"
    assert by_day["2026-12-28"].ecole == "vacances de Noël"
    assert by_day["2027-05-17"].ecole == "férié, lundi de Pentecôte"
    assert not {"2026-10-19", "2027-05-17"}.intersection(ticked(seen))
    assert days_of(world.rubrique) == before

    chosen = [day for day in ticked(seen) if day != "2026-11-16"]
    done = page(acte="inscrire", dates=chosen, vu=vu_in(seen), ajout="2026-11-17")
    expected = sorted([*chosen, "2026-11-17"])
    assert f"{len(expected)} réunions sont inscrites." in done.content.decode()
    assert days_of(world.rubrique) == sorted([*expected, *before])
    made = Seance.objects.exclude(pk=world.seance.pk)
    assert {s.debut.time() for s in made} == {datetime.time(13, 30)}
    assert {s.rythme for s in made} == {"toutes les deux semaines"}
    assert {s.lieu for s in made} == {"Salle 112"}
    trace = Trace.objects.filter(acte="creation", objet_type="agenda.seance").first()
    assert trace.details["reunions"] == len(expected) and trace.acteur == world.redacteur


def test_the_year_sent_twice_is_written_once(world, page):
    seen = page()
    data = {"acte": "inscrire", "dates": ticked(seen), "vu": vu_in(seen)}
    page(**data)
    count = Seance.objects.count()
    again = page(**data)
    assert "rien n’est écrit deux fois" in again.content.decode()
    assert Seance.objects.count() == count
    more = page(**data | {"ajout": "2026-09-09"})
    assert Seance.objects.count() == count + 1
    assert f"Sur {len(ticked(seen))} des dates" in more.content.decode()


def test_a_day_with_a_meeting_has_no_box_and_a_cancelled_one_an_empty_box(world, page):
    make_seances(world.rubrique, jour=datetime.date(2026, 9, 7))
    cancelled = make_seances(world.rubrique, jour=datetime.date(2026, 9, 21))[0]
    set_cancelled(seance=cancelled, cancelled=True, par=world.gestionnaire)
    seen = page()
    text = seen.content.decode()
    boxes = re.findall(r'name="dates"\s+value="([-\d]+)"', text)
    assert "2026-09-07" not in boxes and "2026-09-21" in boxes
    assert "2026-09-21" not in ticked(seen)
    assert "déjà inscrite à 13 h 30" in text and "réunion annulée ce jour" in text
    page(acte="inscrire", dates=["2026-09-07", "2026-09-21"], vu=vu_in(seen))
    assert days_of(world.rubrique).count("2026-09-07") == 1
    assert days_of(world.rubrique).count("2026-09-21") == 2


def test_ticks_stay_when_a_date_is_added_or_something_is_wrong(page):
    seen = page()
    kept = ticked(seen)[:3]
    added = page(acte="ajouter", dates=kept, vu=vu_in(seen), ajout="2026-09-10")
    assert ticked(added) == sorted([*kept, "2026-09-10"])
    assert added.context["form"]["ajout"].value() == ""
    wrong = page(acte="inscrire", dates=kept, vu=vu_in(seen), fin="12:00")
    assert wrong.status_code == 400 and ticked(wrong) == kept
    none = page(acte="inscrire", dates=[], vu=vu_in(seen))
    assert none.status_code == 400 and "Cochez au moins une date." in none.content.decode()
    assert ticked(none) == []


def test_other_dates_are_shown_before_they_are_written(world, page):
    seen, before = page(), days_of(world.rubrique)
    data = {"acte": "inscrire", "dates": ticked(seen), "vu": vu_in(seen), "jour_semaine": "3"}
    changed = page(**data)
    assert "voici les nouvelles dates" in changed.content.decode()
    assert days_of(world.rubrique) == before
    assert {datetime.date.fromisoformat(day).weekday() for day in ticked(changed)} == {3}


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [("2", ["2026-09-14", "2026-10-12"]), ("-1", ["2026-09-28", "2026-10-26"])],
)
def test_a_year_of_the_second_or_the_last_monday(world, page, rhythm, expected):
    seen = page(rythme=rhythm, au="2026-10-31")
    assert [str(p.day) for p in listed(seen)] == expected
    page(acte="inscrire", rythme=rhythm, au="2026-10-31", dates=expected, vu=vu_in(seen))
    made = Seance.objects.exclude(pk=world.seance.pk).select_related("occurrence__event__rule")
    rank = {"2": "2e", "-1": "dernier"}[rhythm]
    assert {s.rythme for s in made} == {f"le {rank} lundi du mois"}


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_the_holidays_are_those_of_the_zone_of_the_establishment(as_user, zone):
    rubrique = make_rubrique(make_espace(zone=zone))
    member = make_member(rubrique, "redacteur")
    url = reverse("agenda:annee_create", args=[rubrique.slug])
    data = year(rythme="semaine", du="2027-02-01", au="2027-03-12")
    seen = as_user(member).post(url, data)
    away = [str(p.day) for p in listed(seen) if p.ecole]
    assert (
        away
        == {
            "A": ["2027-02-15", "2027-02-22"],
            "B": ["2027-02-22", "2027-03-01"],
            "C": ["2027-02-08", "2027-02-15"],
        }[zone]
    )
    assert f"zone {zone}" in seen.content.decode()


def test_beyond_the_published_holidays_the_page_says_so(page):
    told = "ne sont connues que jusqu’au 31 août 2028"
    assert told in page(du="2028-09-04", au="2029-07-04").content.decode()
    assert told not in page().content.decode()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"au": "2026-01-01"}, "Choisissez un jour dans l’année"),
        ({"au": "2031-01-01"}, "Choisissez un jour dans l’année"),
        ({"du": "1026-09-07"}, "Vérifiez l’année."),
        ({"jour_semaine": "9"}, "9"),
        ({"rythme": "5"}, "5"),
        ({"dates": ["demain"]}, "Une des dates n’est pas valable."),
        ({"dates": ["0001-01-01"]}, "Vérifiez l’année."),
        ({"dates": [f"{2000 + n // 12}-{n % 12 + 1:02}-01" for n in range(300)]}, "trop de dates"),
        ({"ajout": "2026-02-31"}, "Saisissez une date valide."),
        (
            {"debut": "02:30", "fin": "04:00", "dates": ["2027-03-28"]},
            "n’existe pas le 28 mars 2027",
        ),
        ({"debut": "23:00", "fin": "00:30"}, "Une réunion finit le jour même, avant minuit."),
    ],
)
def test_a_wrong_year_is_told_and_nothing_is_written(world, page, values, message):
    before = days_of(world.rubrique)
    answer = page(**{"acte": "inscrire"} | values)
    assert answer.status_code == 400 and message in answer.content.decode()
    assert days_of(world.rubrique) == before


def test_a_period_without_a_date_is_told(page):
    assert "Aucune date ne tombe" in page(du="2026-09-08", au="2026-09-10").content.decode()


def test_the_place_never_stands_in_an_address(page):
    done = page(acte="inscrire", dates=["2026-09-07"], vu=vu_in(page()))
    assert all("Salle" not in address for address, _ in done.redirect_chain)


# A series, on the page of one meeting


def create(client, rubrique, **values):
    data = {
        "jour": "2026-12-14",
        "debut": "13:30",
        "fin": "14:30",
        "rythme": "semaine",
        "jusque": "2027-01-11",
    }
    url = reverse("agenda:seance_create", args=[rubrique.slug])
    return client.post(url, data | values, follow=True)


def test_a_series_skips_the_holidays_unless_the_box_is_unticked(world, as_user):
    client, before = as_user(world.redacteur), days_of(world.rubrique)
    boxes = {"sauter_vacances": "on", "sauter_feries": "on"}
    seen = create(client, world.rubrique, voir="oui", **boxes)
    assert "Rien n’est encore enregistré." in seen.content.decode()
    assert seen.content.decode().count("vacances de Noël") == 2
    assert days_of(world.rubrique) == before

    done = create(client, world.rubrique, **boxes).content.decode()
    assert "3 réunions sont inscrites." in done and "21/12 (vacances de Noël)" in done
    assert days_of(world.rubrique)[:3] == ["2026-12-14", "2027-01-04", "2027-01-11"]
    page = create(client, world.rubrique, jusque="2026-12-28").content.decode()
    assert "3 réunions sont inscrites." in page and "sautées" not in page


def test_public_holidays_have_their_own_box(world, as_user):
    client = as_user(world.redacteur)
    data = {"jour": "2027-05-10", "jusque": "2027-05-24"}
    assert (
        "2 réunions" in create(client, world.rubrique, sauter_feries="on", **data).content.decode()
    )
    assert (
        "3 réunions"
        in create(client, world.rubrique, sauter_vacances="on", **data).content.decode()
    )


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rythme": "dernier"}, "La date choisie n’est pas le dernier lundi de son mois."),
        ({"rythme": "mois", "jour": "2027-03-29"}, "Tous les mois n’ont pas de 5e lundi"),
        ({"jour": "2026-12-21", "jusque": "2026-12-28", "sauter_vacances": "on"}, "Toutes ces"),
    ],
)
def test_a_series_that_cannot_be_is_told(world, as_user, values, message):
    count = Seance.objects.count()
    values = {"jusque": "2027-06-30"} | values
    answer = create(as_user(world.redacteur), world.rubrique, **values)
    assert answer.status_code == 400 and message in answer.content.decode()
    assert Seance.objects.count() == count


@pytest.mark.parametrize(
    "name", ["month_current", "week_current", "list", "annee_create", "seance_create"]
)
def test_without_the_service_there_is_no_agenda(world, as_user, name):
    url = reverse(f"agenda:{name}", args=[world.rubrique.slug])
    assert as_user(world.gestionnaire).get(url).status_code == 200
    setattr(world.rubrique, f"{Service.AGENDA}_actif", False)
    world.rubrique.save()
    assert as_user(world.gestionnaire).get(url).status_code == 404


def test_the_page_starts_in_step_with_the_meetings_that_are_there(world, as_user):
    """A year proposed every two weeks from today would put a meeting between two others."""
    url = reverse("agenda:annee_create", args=[world.rubrique.slug])
    set_cancelled(seance=world.seance, cancelled=True, par=world.gestionnaire)
    day = timezone.localdate() + datetime.timedelta(days=9)
    day += datetime.timedelta(days=day.weekday() == 6)
    hours = {"debut": datetime.time(10), "fin": datetime.time(11), "lieu": "CDI"}
    make_seances(world.rubrique, world.gestionnaire, jour=day, **hours)
    form = as_user(world.redacteur).get(url).context["form"]
    shown = {name: form[name].value() for name in ["du", "jour_semaine", *hours]}
    assert shown == {"du": day, "jour_semaine": day.weekday()} | hours


def test_a_meeting_put_on_a_day_without_school_says_so(world, as_user):
    url = reverse("agenda:seance_edit", args=[world.seance.pk])
    values = {"jour": "2027-05-01", "debut": "13:30", "fin": "14:30", "version": 1}
    answer = as_user(world.redacteur).post(url, values, follow=True)
    assert "Ce jour est sans école\u00a0: férié" in answer.content.decode()
    world.seance.refresh_from_db()
    assert str(Seance.objects.get(pk=world.seance.pk).jour) == "2027-05-01"


@pytest.mark.parametrize(
    ("today", "last"),
    [("2026-09-01", "2027-07-04"), ("2027-07-04", "2027-07-04"), ("2027-07-05", "2028-07-04")],
)
def test_the_dates_of_a_year_are_proposed_until_the_next_4_july(
    world, as_user, monkeypatch, today, last
):
    client, day = as_user(world.redacteur), datetime.date.fromisoformat(today)
    world.rubrique.habilitations.update(expire_le=datetime.date(2030, 8, 31))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda **_: day)
    proposed = client.get(reverse("agenda:annee_create", args=[world.rubrique.slug]))
    assert str(proposed.context["form"]["au"].value()) == last
