"""The calendar by month, by week and as a list, of one rubrique or of all that one may read."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agenda.models import Seance
from agenda.reunions.services import set_cancelled
from rubriques.models import Espace
from rubriques.permissions import Role, set_role
from rubriques.vacances.jours import told_until
from tests.outils.factories import make_espace, make_member, make_rubrique, make_seances, make_user

MARCH = datetime.date(2027, 3, 15)


@pytest.fixture
def twelve():
    """A member of twelve rubriques of four establishments, in the three zones."""
    user = make_user("itinerante")
    espaces = [make_espace(zone=zone) for zone in "ABCB"]
    rubriques = [make_rubrique(espaces[n % 4], titre=f"Rubrique {n}") for n in range(12)]
    for rubrique in rubriques:
        make_member(rubrique, Role.LECTEUR, user=user)
    return user, rubriques


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def shown(response):
    """The meetings on a page of the calendar, in order."""
    days = response.context.get("days")
    if days is None and "weeks" in response.context:
        days = [day for week in response.context["weeks"] for day in week]
    if days is not None:
        return [reperee.seance for day in days for reperee in day.seances]
    return [reperee.seance for _, group in response.context["mois"] for reperee in group]


@pytest.mark.parametrize("count", [5, 200])
@pytest.mark.parametrize("path", ["/agenda/2027/3/", "/agenda/semaine/2027/11/", "/agenda/liste/"])
def test_a_page_of_all_rubriques_takes_at_most_10_queries(as_user, twelve, count, path):
    user, rubriques = twelve
    for n in range(count):
        make_seances(rubriques[n % 12], user, jour=MARCH + datetime.timedelta(days=n % 7))
    client = as_user(user)
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(path)
    assert len(shown(page)) == count
    assert len(queries) <= 10, len(queries)


def test_all_rubriques_of_a_member_stand_together_told_in_words(as_user, twelve):
    user, rubriques = twelve
    for rubrique in rubriques[:2]:
        make_seances(rubrique, user, jour=MARCH)
    stranger = make_rubrique(titre="Autre rubrique")
    make_seances(stranger, jour=MARCH)
    for path in ["/agenda/2027/3/", "/agenda/semaine/2027/11/", "/agenda/liste/"]:
        page = as_user(user).get(path)
        assert {s.agenda.rubrique for s in shown(page)} == set(rubriques[:2])
        text = text_of(page)
        for rubrique in rubriques[:2]:
            assert str(rubrique) in text and str(rubrique.espace) in text
        assert "Autre rubrique" not in text
        assert "<title>Mes réunions - Cellule</title>" in text


def test_a_right_that_is_withdrawn_and_a_service_switched_off_leave_the_calendar(as_user, twelve):
    user, rubriques = twelve
    for rubrique in rubriques[:3]:
        make_seances(rubrique, user, jour=MARCH)
    set_role(rubrique=rubriques[0], utilisateur=user, role=None, par=None)
    rubriques[1].agenda_actif = False
    rubriques[1].save()
    page = as_user(user).get("/agenda/2027/3/")
    assert {s.agenda.rubrique for s in shown(page)} == {rubriques[2]}
    assert str(rubriques[0]) + "<" not in text_of(page)
    assert rubriques[1].slug not in text_of(page)


def test_who_reads_no_rubrique_sees_an_empty_calendar(world, as_user):
    for path in ["/agenda/", "/agenda/semaine/", "/agenda/liste/"]:
        page = as_user(world.exclu).get(path)
        assert page.status_code == 200 and shown(page) == []
        assert "Cellule secrète" not in text_of(page)


def test_the_header_leads_to_the_meetings_but_for_a_technical_administrator(world, as_user):
    link = 'href="/agenda/"'
    assert link in as_user(world.lecteur).get("/").content.decode()
    technician = make_user(is_superuser=True, is_staff=True)
    assert link not in as_user(technician).get("/").content.decode()


def test_the_days_without_school_and_the_changes_of_hour_are_told(world, as_user):
    months = {3: ["vacances d’hiver", "lundi de Pâques", "heure d’été"], 10: ["heure d’hiver"]}
    for month, words in months.items():
        url = reverse("agenda:month", args=[world.rubrique.slug, 2027, month])
        text = text_of(as_user(world.lecteur).get(url))
        assert not [word for word in words if word not in text]
    week = reverse("agenda:week", args=[world.rubrique.slug, 2027, 13])
    text = text_of(as_user(world.lecteur).get(week))
    assert "lundi de Pâques" in text and "Du 29 mars au 4 avril 2027" in text


def test_holidays_that_some_zones_do_not_share_say_whose_they_are(as_user, twelve):
    text = text_of(as_user(twelve[0]).get("/agenda/2027/2/"))
    assert "vacances d’hiver (zone C)" in text and "vacances d’hiver (zone A, B)" in text


def test_each_view_leads_to_the_others_at_the_same_time(world, as_user):
    slug = world.rubrique.slug
    page = text_of(as_user(world.lecteur).get(reverse("agenda:week", args=[slug, 2027, 1])))
    for address in ["/agenda/2027/1/", "/agenda/semaine/2026/53/", "/agenda/semaine/2027/2/"]:
        assert f'href="/rubriques/{slug}{address}"' in page
    page = text_of(as_user(world.lecteur).get(reverse("agenda:month", args=[slug, 2027, 3])))
    assert f'href="/rubriques/{slug}/agenda/semaine/2027/9/"' in page


@pytest.mark.parametrize("end", ["2027/53/", "2027/0/", "1999/1/", "99999/1/"])
def test_a_week_that_does_not_exist_is_a_404(world, as_user, end):
    assert as_user(world.lecteur).get(f"/agenda/semaine/{end}").status_code == 404
    assert as_user(world.lecteur).get("/agenda/semaine/2026/53/").status_code == 200


def test_the_list_keeps_past_meetings_apart_and_shows_cancelled_ones(world, as_user):
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    past = make_seances(world.rubrique, jour=today - day)[0]
    cancelled = make_seances(world.rubrique, jour=today + day)[0]
    set_cancelled(seance=cancelled, cancelled=True, par=world.gestionnaire)
    url = reverse("agenda:list", args=[world.rubrique.slug])
    coming = as_user(world.lecteur).get(url)
    assert cancelled in shown(coming) and past not in shown(coming)
    assert "annulée" in text_of(coming)
    assert shown(as_user(world.lecteur).get(url, {"passees": "oui"})) == [past]


def test_a_reader_finds_no_act_on_any_view(world, as_user):
    for name in ["month_current", "week_current", "list"]:
        url = reverse(f"agenda:{name}", args=[world.rubrique.slug])
        assert "Nouvelle réunion" in text_of(as_user(world.redacteur).get(url))
        page = text_of(as_user(world.lecteur).get(url))
        assert "Nouvelle réunion" not in page and "Fixer les dates" not in page


def test_the_meetings_to_come_of_a_rubrique_leave_out_those_that_are_cancelled(world, as_user):
    days = [timezone.localdate() + datetime.timedelta(days=n) for n in (3, 4)]
    dropped, kept = (make_seances(world.rubrique, jour=day)[0] for day in days)
    set_cancelled(seance=dropped, cancelled=True, par=world.redacteur)
    page = as_user(world.lecteur).get(world.rubrique.get_absolute_url()).text
    assert kept.get_absolute_url() in page and dropped.get_absolute_url() not in page
    assert list(Seance.objects.upcoming(timezone.now()).filter(pk=dropped.pk)) == []


def test_the_days_of_one_zone_say_whose_they_are_beside_those_of_another(world, as_user):
    alsace = make_rubrique(make_espace(zone="alsace_moselle"))
    member = make_member(alsace, Role.LECTEUR)
    alone = text_of(as_user(member).get("/agenda/2027/3/"))
    assert "vendredi saint" in alone and "vendredi saint (" not in alone
    make_member(make_rubrique(make_espace(zone="corse")), Role.LECTEUR, user=member)
    both = text_of(as_user(member).get("/agenda/2027/3/"))
    assert "vendredi saint (zone B, Alsace et Moselle)" in both
    assert "vacances d’hiver (zone B)" in text_of(as_user(member).get("/agenda/2027/2/"))


@pytest.mark.parametrize("zone", Espace.Zone.values)
def test_a_school_of_any_zone_has_its_agenda_and_is_told_when_its_holidays_are_unknown(
    as_user, zone
):
    rubrique = make_rubrique(make_espace(zone=zone))
    client = as_user(make_member(rubrique, Role.REDACTEUR))
    for name in ["annee_create", "seance_create", "month_current"]:
        page = client.get(reverse(f"agenda:{name}", args=[rubrique.slug]))
        assert page.status_code == 200
        unknown = told_until(zone) is None and name != "month_current"
        assert ("ne sont pas inscrites" in text_of(page)) == unknown
    synthese = client.get(reverse("blog:synthese", args=[rubrique.slug]))
    assert synthese.status_code == 200
