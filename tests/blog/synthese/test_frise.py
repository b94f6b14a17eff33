"""The frise: what is drawn of a year, and what it says in words."""

import datetime
import re

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article, ChangementStatut, Suivi
from blog.situation.services import set_aside
from blog.synthese.frise import Echelle, LigneFrise
from blog.tableau import criteres
from comptes.models import Utilisateur
from rubriques.permissions import Role
from rubriques.portee import Portee
from rubriques.registre import meeting_days
from rubriques.vacances.jours import holidays, is_holiday
from temps.annee_scolaire import school_year
from temps.horloge import midnight
from tests.outils.factories import (
    make_article,
    make_member,
    make_rubrique,
    make_seances,
    make_suivi,
)
from tests.outils.synthese import QUICK, YEAR, at

OPENED = at(YEAR, 9, 3)
REUNIONS = [datetime.date(YEAR, 9, 7) + datetime.timedelta(weeks=2 * n) for n in range(8)]


@pytest.fixture
def year(world):
    """A situation of the last school year, in a rubrique that met every second week in it."""
    world.rubrique.espace.zone = "A"
    world.rubrique.espace.save()
    for day in REUNIONS:
        make_seances(world.rubrique, world.gestionnaire, jour=day)
    Suivi.objects.all().delete()
    Article.objects.filter(pk=world.article.pk).update(cree_le=OPENED)
    return world


def frise(client, world, user=None, **asked):
    client.force_login(user or world.lecteur)
    page = client.get(
        reverse("blog:synthese", args=[world.rubrique.slug]), {"annee": YEAR} | asked
    )
    return page.context["frise"]


def write(world, *days, **values):
    for day in days:
        make_suivi(world.article, world.redacteur, date=day, **values)


def close(article, moment, par):
    ChangementStatut.objects.create(article=article, vers="close", par=par, le=moment)
    Article.objects.filter(pk=article.pk).update(statut="close")


def test_a_note_of_a_meeting_is_a_square_and_another_one_a_ring(client, year):
    write(year, REUNIONS[0], REUNIONS[1] + datetime.timedelta(days=3))
    (line,) = frise(client, year).lignes
    assert [(is_meeting, day) for is_meeting, _, day in line.marques] == [
        (True, REUNIONS[0]),
        (False, REUNIONS[1] + datetime.timedelta(days=3)),
    ]
    url = reverse("blog:synthese", args=[year.rubrique.slug])
    drawn = client.get(url, {"annee": YEAR}).content.decode()
    assert len(re.findall('<rect class="mark"', drawn)) == 1 + 2  # with those of two legends
    assert len(re.findall('<circle class="mark-between"', drawn)) == 1 + 1


def test_a_cancelled_meeting_is_none_and_a_moved_one_is_where_it_was_held(client, year):
    seance = make_seances(year.rubrique, year.gestionnaire, jour=datetime.date(YEAR, 10, 1))[0]
    write(year, datetime.date(YEAR, 10, 1))
    assert frise(client, year).lignes[0].marques[0][0] is True
    seance.occurrence.cancelled = True
    seance.occurrence.save()
    assert frise(client, year).lignes[0].marques[0][0] is False
    assert len(frise(client, year).fond.reunions) == len(REUNIONS)


def test_a_withdrawn_note_is_no_mark_and_a_reserved_one_is_a_mark_for_everybody(client, year):
    nurse = make_member(year.rubrique, Role.REDACTEUR, fonction=Utilisateur.Fonction.INFIRMIER)
    make_suivi(year.article, nurse, date=REUNIONS[0], portee=Portee.SANTE_SOCIAL)
    make_suivi(year.article, nurse, date=REUNIONS[1], portee=Portee.AUTEUR)
    write(year, REUNIONS[2], retire_le=timezone.now(), retire_par=year.redacteur)
    for user in [year.lecteur, year.gestionnaire, nurse]:
        assert frise(client, year, user).lignes[0].suivis == REUNIONS[:2]


def test_who_is_set_aside_has_no_line(client, year):
    set_aside(article=year.article, utilisateur=year.lecteur, aside=True, par=year.gestionnaire)
    assert frise(client, year).lignes == []
    assert len(frise(client, year, year.redacteur).lignes) == 1


def test_three_meetings_without_a_note_are_a_silence_two_are_none(client, year):
    write(year, REUNIONS[0], REUNIONS[3], REUNIONS[7])
    close(year.article, at(YEAR, 12, 14), year.gestionnaire)
    (line,) = frise(client, year).lignes
    kinds = [(t.classe, t.debut, t.fin) for t in line.periodes]
    assert kinds == [
        ("life", datetime.date(YEAR, 9, 3), REUNIONS[3]),
        ("silence", REUNIONS[3], REUNIONS[7]),
    ]
    assert line.fin == line.echelle.at(datetime.date(YEAR, 12, 14))
    assert line.phrase == (
        "Ouverte le 3 septembre, 3 suivis dont 3 en réunion, "
        f"le dernier le {REUNIONS[7].day} décembre, "
        "jusqu’à 3 réunions de suite sans suivi, close le 14 décembre"
    )


def test_a_silence_that_lasts_beyond_the_year_is_drawn_to_its_end(client, year):
    write(year, REUNIONS[0], datetime.date(YEAR + 1, 9, 15))
    (line,) = frise(client, year).lignes
    assert line.traits[-1] == ("silence", line.echelle.at(REUNIONS[0]), "100.00%")
    assert [day for _, _, day in line.marques] == [REUNIONS[0]]


def test_without_an_agenda_six_weeks_are_a_silence(client, year):
    year.rubrique.agenda_actif = False
    year.rubrique.save()
    first = datetime.date(YEAR, 9, 3)
    limit = first + datetime.timedelta(days=42)
    write(year, limit, limit + datetime.timedelta(days=43))
    close(year.article, at(YEAR, 12, 1), year.gestionnaire)
    drawn = frise(client, year)
    assert drawn.fond.reunions == []
    assert [t.classe for t in drawn.lignes[0].periodes] == ["life", "silence", "life"]
    assert "6 semaines de suite sans suivi" in drawn.lignes[0].phrase


def test_the_last_silence_is_the_one_that_the_filter_of_the_table_finds():
    @QUICK
    @given(
        st.lists(st.integers(1, 120), max_size=4),
        st.lists(st.integers(0, 120), min_size=3, max_size=9, unique=True),
        st.integers(1, 120),
    )
    def check(notes, meetings, opened):
        today = timezone.localdate()
        dates, days = (
            sorted(today - datetime.timedelta(days=n) for n in numbers)
            for numbers in (notes, meetings)
        )
        with transaction.atomic():
            article = make_article(make_rubrique())
            for day in dates:
                make_suivi(article, date=day)
            moment = midnight(today - datetime.timedelta(days=opened))
            Article.objects.filter(pk=article.pk).update(cree_le=moment)
            article = Article.objects.with_last_suivi().with_close_le().get(pk=article.pk)
            condition = criteres.silent_for_meetings(3, days)
            found = Article.objects.with_last_suivi().filter(condition).exists()
            transaction.set_rollback(True)
        line = LigneFrise(article, Echelle(school_year(today)), dates, days)
        last = line.periodes[-1]
        assert found == (last.silences > 0 and last.fin == today)

    check()


def test_holidays_are_those_of_the_zone_and_unknown_years_have_none():
    first, last = datetime.date(2026, 9, 1), datetime.date(2027, 8, 31)
    winters = {zone: holidays(zone, first, last)[2] for zone in "ABC"}
    assert winters["B"] == (datetime.date(2027, 2, 20), datetime.date(2027, 3, 7))
    assert len(set(winters.values())) == 3
    assert holidays("B", datetime.date(2093, 9, 1), datetime.date(2094, 8, 31)) == []
    assert not is_holiday(datetime.date(1955, 8, 1), "A")


def test_the_line_of_today_is_in_this_year_alone(client, year):
    this_year = school_year(timezone.localdate())
    assert frise(client, year, annee=this_year).fond.aujourdhui
    assert not frise(client, year).fond.aujourdhui
    assert meeting_days(year.rubrique)[: len(REUNIONS)] == REUNIONS


def test_many_lines_make_pages_that_say_how_many_they_are(client, year):
    for _ in range(59):
        make_article(year.rubrique, year.redacteur)
    Article.objects.update(cree_le=OPENED)
    codes = []
    for number, shown in [("1", 50), ("2", 10), ("99", 10), ("x", 50)]:
        lines = frise(client, year, page=number).lignes
        assert len(lines) == shown
        codes += [line.article.code for line in lines] if number in "12" else []
    assert len(set(codes)) == 60
    url = reverse("blog:synthese", args=[year.rubrique.slug])
    text = client.get(url, {"annee": YEAR, "page": 2}).content.decode()
    assert "Situations 51 à 60, sur 60" in text
    assert f'href="?annee={YEAR}&amp;page=1#frise"' in text
