"""Totals, averages, legends and titles of groups are no pupil: left out, and told."""

import pytest

from tests.outils.tableaux import sheet

TITLES = ["N°", "Date", "Classe", "Nature", "Situation", "Référent", "Échéance"]
PUPIL = ["1", "11/09/2026", "6e 1", "Scolaire", "Résultats en chute", "CPE", "30/11/2026"]
LEFT = [
    ["Sous-total 6e", "2", "", "", "", "", ""],
    ["TOTAL", "3", "", "", "dont 1 santé", "", ""],
    ["", "", "Total général", "12", "", "", ""],
    ["", "", "3", "", "Total", "45", ""],
    ["Moyenne par classe", "1,5", "", "", "", "", ""],
    ["Nombre de situations", "", "12", "", "", "", ""],
    ["Mis à jour le", "27/11/2026", "par", "la CPE", "", "", ""],
    ["MAJ", "27/11/2026", "", "", "", "CPE", ""],
    ["Légende :", "", "rouge = urgent", "", "", "", ""],
    ["", "", "vert", "", "", "suivi", ""],
    ["CLASSES DE 3e", "", "", "", "", "", "12 élèves"],
    ["", "", "", "", "12", "CPE", ""],
]
KEPT = [
    ["2", "12/09/2026", "Groupe Z", "", "", "CPE", ""],
    ["", "", "6e 2", "", "Total désintérêt, moyenne en baisse", "", ""],
    ["", "", "", "", "Nombre d’absences en hausse", "CPE", ""],
    ["Total", "13/09/2026", "3e 2", "", "Fatigue", "CPE", ""],
    ["3", "", "6e 3", "", "", "CPE", ""],
]


def try_out(chef, *rows):
    chef.send(sheet(*rows, titles=TITLES))
    chef.press("essai")
    return chef.words


@pytest.mark.parametrize("line", LEFT, ids=lambda line: next(filter(None, line)))
def test_a_row_about_nobody_is_left_out_and_told(chef, cellule, line):
    said = try_out(chef, PUPIL, line, PUPIL[:4] + ["Autre fait", "CPE", ""])
    assert "ligne 3, colonne" in said and "laissée de côté" in said
    assert chef.fields["reprendre"] == ["2", "4"]
    chef.press("confirmer")
    assert cellule.articles.count() == 2


@pytest.mark.parametrize("line", KEPT, ids=lambda line: "-".join(filter(None, line)))
def test_a_pupil_is_taken_whatever_words_the_row_uses(chef, line):
    assert "laissée de côté" not in try_out(chef, PUPIL, line)
    assert chef.fields["reprendre"] == ["2", "3"]


def test_a_surname_that_looks_like_a_total_is_a_pupil(chef):
    titles = ["Élève", "Date", "Situation"]
    chef.send(sheet(["Source Léo", "11/09/2026", "Absent"], titles=titles))
    chef.press("essai")
    assert chef.fields["reprendre"] == ["2"]
