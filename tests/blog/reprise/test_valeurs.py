"""What a spreadsheet, or people, made of a value: understood, or told with its cell."""

import datetime

import pytest

from blog.reprise import depot
from blog.reprise.conversions import typed_class
from blog.reprise.dates import day_in_heading, month_in_heading, parse_day, parse_month
from tests.outils.tableaux import again, row, sheet, workbook
from texte.simple import plain_lines

DAY = datetime.date(2026, 9, 14)
FRENCH = "N°;Date;Situation;Référent\r\n1;14/09/2026;Élève gênée, à l’écart ;Infirmière\r\n"


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        *[("04-janv", "4-1"), ("5-mars", "5-3"), ("2026-01-04", "4-1"), ("03/02/2026", "3-2")],
        *[("2026-02-03 00:00:00", "3-2"), ("3,00E+02", "3E2"), ("6E+05", "6E5"), ("300", "3E2")],
        *[("50", "5E1"), ("4E+1", "4E1"), ("46026", "4-1"), ("juin-31", "6-31")],
        *[("1,25E+10", ""), ("6e 2", None), ("602", None), ("4-1", None), ("3E2", None)],
        *[("2nde 4", None), ("TG4", None), ("1 CAP AEPE", None), ("3/2", None), ("5e1", None)],
    ],
)
def test_a_class_is_what_was_typed_before_the_spreadsheet_changed_it(cell, typed):
    assert typed_class(cell) == typed


def test_converted_classes_are_read_and_told_with_their_cell(chef, cellule):
    classes = [datetime.date(2026, 1, 4), 300, "6e 2", 1.25e10]
    rows = [[n, DAY, classe, f"Fait {n}"] for n, classe in enumerate(classes)]
    chef.send(workbook([["N°", "Date", "Classe", "Situation"], *rows]), "t.xlsx")
    chef.press("essai")
    assert "ligne 2, colonne Classe : « 04/01/2026 », classe changée par le tableur" in chef.words
    assert "lue « 4-1 », à vérifier" in chef.words and "lue « 3E2 », à vérifier" in chef.words
    assert chef.press("confirmer", classe="on").status_code == 302
    found = {a.constats: (a.niveau, a.classe) for a in cellule.articles.all()}
    assert found["Fait 0"] == ("4e", "4-1") and found["Fait 1"] == ("3e", "3E2")
    assert found["Fait 2"] == ("6e", "6e 2")
    assert "04/01" not in str(found) and "300" not in str(found)


@pytest.mark.parametrize(
    "text",
    ["14-sept", "14-sept.-26", "14 09 2026", "14/09/2026 13:30", "14/09/2026 à 13h30", "14.09.26"]
    + ["lun. 14 sept. 2026", "14 09 26", "14-septembre-2026", "14/9"],
)
def test_a_day_is_read_as_a_french_spreadsheet_shows_it(text):
    assert parse_day(text, 2026) == DAY


@pytest.mark.parametrize("text", ["12/13/2026", "31/11/2026", "semaine 49", "sept.-26", "13h30"])
def test_what_tells_no_day_is_not_one(text):
    assert parse_day(text, 2026) is None


@pytest.mark.parametrize("text", ["sept.-26", "sept-26", "septembre 2026", "09/2026", "9-2026"])
def test_a_month_alone_is_its_first_day(text):
    assert parse_month(text) == month_in_heading(f"Suivi {text}") == datetime.date(2026, 9, 1)


@pytest.mark.parametrize("heading", ["Réunion du 14-sept.", "CV 14-sept-26", "14-sept.-26"])
def test_the_day_of_a_heading_is_read_too(heading):
    assert day_in_heading(heading, 2026) == DAY


def test_a_month_in_a_cell_or_a_heading_is_told(chef, cellule):
    titles = ["Date", "Situation", "sept.-26", "Suivi oct. 2026", "Réunion du 14-sept."]
    chef.send(sheet(["sept.-26", "Absences", "a", "b", "c"], titles=titles))
    chef.press("essai")
    assert "ligne 2, colonne Date : « sept.-26 » ne dit pas le jour" in chef.words
    assert "les suivis seront datés du 01/10/2026" in chef.words
    chef.press("confirmer")
    article = cellule.articles.get()
    days = {plain_lines(s.texte): str(s.date) for s in article.suivis.all()}
    assert days == {"a": "2026-09-01", "b": "2026-10-01", "c": "2026-09-14"}
    assert article.signale_le == datetime.date(2026, 9, 1)


@pytest.mark.parametrize("text", [FRENCH, FRENCH.replace("\r\n", "\r"), "N°;Date\n1;Santé à part"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "cp850"])
def test_the_csv_of_any_french_computer_is_read(text, encoding):
    if encoding == "cp850":
        text = text.replace("’", "'")
    (only,) = depot.read_file(text.encode(encoding), "csv")
    assert only.lignes == [[c.strip() for c in line.split(";")] for line in text.splitlines()]


@pytest.mark.parametrize(
    "rest",
    [
        ["2;12/09/2026;Santé", "3;13/09/2026;Scolaire"],
        ["2;12/09/2026;Santé", '3;13/09/2026;"Scolaire, et\nreçue"'],
    ],
    ids=["never closed", "closed by the quote of another row"],
)
def test_a_quote_never_closed_swallows_no_row_and_is_told(chef, cellule, rest):
    first = '1;11/09/2026;"Il dit non, puis se tait'
    chef.send("\r\n".join(["N°;Date;Situation", first, *rest]).encode())
    chef.press("essai")
    assert "ligne 2, colonne Situation : un guillemet ouvert n’est jamais refermé" in chef.words
    chef.press("confirmer")
    told = {article.constats for article in cellule.articles.all()}
    assert {"Il dit non, puis se tait", "Santé"} < told and len(told) == 3


def test_a_cell_of_several_lines_with_separators_is_one_cell(chef, cellule):
    again(chef, row(situation="Absent ; fatigué\nReçu ; rappelé"))
    assert "guillemet" not in chef.words
    chef.press("confirmer")
    assert cellule.articles.get().constats == "Absent ; fatigué\nReçu ; rappelé"
