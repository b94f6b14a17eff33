"""Days, levels, words: what people type in a spreadsheet, and what is understood of it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.models import Article
from blog.reprise.colonnes import Cible, guess
from blog.reprise.dates import day_in_heading, guess_school_year, parse_day
from blog.reprise.synonymes import (
    ORIGINES,
    STATUTS,
    meant,
    nature_meant,
    niveau_meant,
    person_meant,
    split_words,
)
from comptes.models import Utilisateur

DAY = datetime.date(2026, 9, 14)
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"]
MONTHS += ["octobre", "novembre", "décembre"]


@pytest.mark.parametrize(
    "text",
    ["14/09/2026", "14-09-26", "14/9/26", "14.09.2026", "14 septembre", "14 sept. 2026", "46279"]
    + ["lundi 14 septembre 2026", "le 14/09", "2026-09-14", "2026-09-14 08:30:00", "14 SEPT"],
)
def test_a_day_is_read_as_people_type_it(text):
    assert parse_day(text, 2026) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [("1er oct.", datetime.date(2026, 10, 1)), ("3 mars", datetime.date(2027, 3, 3))],
)
def test_a_missing_year_is_the_school_year_s(text, day):
    assert parse_day(text, 2026) == day


@pytest.mark.parametrize(
    "text", ["mardi", "31/02/2026", "9/14/2026", "demain", "12", "14/09/1066"]
)
def test_what_is_no_day_is_none(text):
    assert parse_day(text, 2026) is None


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31)), st.integers(0, 5))
def test_any_day_comes_back_from_any_of_its_spellings(day, kind):
    spellings = [
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d.%m.%y}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        day.isoformat(),
        str((day - datetime.date(1899, 12, 30)).days),
    ]
    assert parse_day(spellings[kind], 2026) == day
    if kind != 5:
        assert day_in_heading(f"Réunion du {spellings[kind]}", 2026) == day


@given(st.text(max_size=60))
def test_no_text_breaks_what_reads_it(text):
    parse_day(text, 2026)
    day_in_heading(text, 2026)
    guess(text, 2026)
    niveau_meant(text)
    assert "" not in split_words(text)


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Réunion du 14/09/2026", DAY),
        ("14/09", DAY),
        ("CV 14 sept.", DAY),
        ("Cellule n° 2 (14-09)", DAY),
        ("Nature(s)", None),
        ("Suivi 2026-2027", None),
    ],
)
def test_the_day_of_a_meeting_is_in_its_heading(heading, day):
    assert day_in_heading(heading, 2026) == day


@pytest.mark.parametrize(
    ("texts", "year"),
    [(["Suivi 2025-2026"], 2025), (["CV 2025/26"], 2025), (["Réunion du 14/02/2026"], 2025)],
)
def test_the_school_year_is_in_the_titles(texts, year):
    assert guess_school_year(texts) == year


@pytest.mark.parametrize(
    ("classe", "niveau"),
    [
        *[("1ère G2", "1re"), ("2nde Pro MELEC", "bac_pro"), ("1 CAP AEPE", "cap")],
        *[("Tle STMG2", "tle"), ("6e B", "6e"), ("2nde 7", "2de"), ("TG4", "tle"), ("602", "6e")],
        *[("3ème SEGPA", "segpa"), ("TPRO2", "bac_pro"), ("ULIS", "ulis"), ("groupe", None)],
    ],
)
def test_a_level_is_in_the_name_of_a_classe(classe, niveau):
    assert niveau_meant(classe) == niveau


@pytest.mark.parametrize(
    ("heading", "cible"),
    [
        *[("N°", Cible.NUMERO), ("Élève", Cible.IDENTITE), ("Date de saisine", Cible.SIGNALE_LE)],
        *[("Qui signale / signalé par", Cible.SIGNALE_PAR), ("Problématique", Cible.NATURES)],
        *[("Co-référent", Cible.COREFERENT), ("Parents prévenus le", Cible.FAMILLE)],
        *[("À faire", Cible.ACTION), ("Absentéisme", Cible.COCHE), ("Téléphone", Cible.RIEN)],
    ],
)
def test_a_column_is_guessed_by_its_heading(heading, cible):
    assert guess(heading, 2026) == cible


def test_words_are_understood_whatever_their_look():
    assert split_words("Sociale / Santé + Famille\nAutre ; x & y") == [
        *["Sociale", "Santé", "Famille", "Autre", "x", "y"],
    ]
    assert meant(" EN VEILLE ", STATUTS) == Article.Statut.VEILLE
    assert meant("Médecin scolaire", ORIGINES) == Article.Origine.MEDECIN
    assert nature_meant("décrochage") == "Assiduité" and nature_meant("tricot") is None


@pytest.mark.parametrize(
    ("word", "found"),
    [
        *[("CPE", "Belhadj"), ("Mme Le Goff", "Le Goff"), ("K. Belhadj", "Belhadj")],
        *[("Anne-Sophie Le Goff", "Le Goff"), ("Infirmière", None), ("KB", "Belhadj")],
        *[("M. Untel", None), ("Mme", None), ("CPE adjoint", "Belhadj")],
    ],
)
def test_a_person_is_found_by_name_or_by_a_function_held_once(word, found):
    people = [
        Utilisateur(first_name="Karim", last_name="Belhadj", fonction="cpe"),
        Utilisateur(first_name="Anne-Sophie", last_name="Le Goff", fonction="infirmier"),
        Utilisateur(first_name="Paul", last_name="Dubois", fonction="infirmier"),
    ]
    person = person_meant(word, people)
    assert (person.last_name if person else None) == found
