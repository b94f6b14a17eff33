"""A reprise is written once, all or nothing: by two people, after a failure, in a long file."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Nature, PlanColonnes, Reprise, Suivi
from journal.models import Trace
from tests.outils.pannes import refusing, writing
from tests.outils.screens import close_answer
from tests.outils.tableaux import (
    OTHER,
    ROW,
    TITLES,
    Gestionnaire,
    again,
    make_depositaire,
    many,
    row,
    sheet,
)


def test_confirmed_twice_it_is_written_once(chef, cellule):
    chef.take_over(sheet(row()))
    answer = chef.press("confirmer")  # the same form, sent again
    assert answer.status_code == 302
    assert cellule.articles.count() == Reprise.objects.count() == 1


def test_two_people_confirm_and_it_is_written_once(chef, cellule):
    other = Gestionnaire(Client(), make_depositaire(cellule), cellule)
    for person in (chef, other):
        again(person, row(), row(**OTHER))
    assert chef.press("confirmer").status_code == 302
    assert other.press("confirmer").status_code == 302  # all of it is there
    again(chef, row(), row(**OTHER), row(initiales="N.N."))
    again(other, row(), row(**OTHER, référent=""), row(initiales="N.N."))
    assert chef.press("confirmer").status_code == 302
    assert other.press("confirmer").status_code == 409
    assert "L’essai n’est plus le même" in other.words
    assert cellule.articles.count() == 3


def test_a_rubrique_that_changed_meanwhile_shows_the_new_dry_run(chef, cellule):
    again(chef, row())
    cellule.habilitations.get(utilisateur__fonction="cpe").delete()
    assert chef.press("confirmer").status_code == 409
    assert "aucun membre choisi" in chef.words and not cellule.articles.exists()


def test_a_failure_in_the_middle_leaves_nothing(chef, cellule):
    natures = {nature.nom for nature in Nature.objects.of(cellule)}
    again(chef, row(nature="Médicale"))
    traces = Trace.objects.count()
    with refusing(writing(PlanColonnes), OSError("no room left")):
        assert chef.press("confirmer").status_code == 500
    assert not cellule.articles.exists() and not Reprise.objects.exists()
    assert not Suivi.objects.exists() and Trace.objects.count() == traces
    assert set(cellule.natures.values_list("nom", flat=True)) == natures


@pytest.mark.parametrize("known", [False, True])
def test_the_dry_run_asks_the_database_as_much_for_many_rows(chef, known):
    counts = []
    for number in (2, 60):
        if known:
            for _ in chef.take_over(many(number)):
                pass
        chef.send(many(number, état="clos", situation="Autre chose.", r14="Autre", action="Rien"))
        with CaptureQueriesContext(connection) as queries:
            assert chef.press("essai").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 60


def test_a_long_reprise_tells_how_far_it_is(chef, cellule):
    answer = chef.take_over(many(150))
    assert answer.streaming and answer["Cache-Control"] == "no-store, private"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    pieces = [piece.decode() for piece in answer.streaming_content]
    assert "100 lignes sur 150" in " ".join("".join(pieces).split())
    assert "La reprise est faite&nbsp;: 150 situations, 300 suivis, 150 actions." in pieces[-2]
    assert cellule.articles.count() == 150


def test_a_browser_that_leaves_a_long_reprise_leaves_nothing_behind(chef, cellule):
    """The server closes the answer of a browser that is gone: what is inside is taken back."""
    answer = chef.take_over(many(150))
    pieces = iter(answer.streaming_content)
    next(pieces)
    assert "100 lignes sur 150" in " ".join(next(pieces).decode().split())
    assert cellule.articles.count() == 100
    close_answer(answer)
    assert not cellule.articles.exists() and not Trace.objects.filter(acte="creation").exists()


def test_a_long_reprise_that_fails_says_so(chef, cellule):
    with refusing(writing(PlanColonnes), OSError("no room left")):
        text = chef.take_over(many(150)).getvalue().decode()
    assert "L’écriture a échoué&nbsp;: rien n’est écrit." in text
    assert not cellule.articles.exists()


def test_the_usual_row_is_whole():
    assert len(ROW) == len(TITLES)
