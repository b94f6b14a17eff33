"""What a sheet may not tell its sender: whom the rows of others are about, and what is hidden."""

import pytest
from django.test import Client

from blog.correspondance.services import name_depositaires
from blog.situation.services import set_aside
from rubriques.permissions import Role
from tests.outils.factories import make_member, make_rubrique
from tests.outils.tableaux import TITLES, Gestionnaire, row, sheet

NEW = "1 situation 2 suivis 1 action"
NAMED = {"initiales": "", "n°": "7", "situation": "Léa Martin est absente."}


@pytest.fixture
def cellule():
    return make_rubrique()


@pytest.fixture
def chef(cellule):
    return gestionnaire(cellule)


@pytest.fixture
def other(cellule):
    return gestionnaire(cellule)


def gestionnaire(rubrique):
    return Gestionnaire(Client(), make_member(rubrique, Role.GESTIONNAIRE), rubrique)


def try_out(person, *rows, titles=TITLES, **choices):
    person.send(sheet(*rows, titles=titles))
    person.press("essai")
    return person.press("essai", **choices) if choices else None


def trust(person):
    name_depositaires(rubrique=person.rubrique, people=[person.user], par=person.user)


def test_initials_are_tried_in_vain_by_who_may_not_open_the_key_table(chef, other, cellule):
    chef.take_over(sheet(row()))
    guesses = [row(initiales=i) for i in ("Y.Y.", "Z.Z.")]
    try_out(other, *guesses)
    assert "2 situations 4 suivis" in other.words and "déjà dans Cellule" not in other.words
    assert "n’est reconnue que si" in other.words
    assert other.press("confirmer").status_code == 302
    assert cellule.articles.count() == 3
    for person in (chef, other):  # each knows one's own
        try_out(person, row())
        assert "Il n’y a rien à écrire." in person.words


def test_who_may_open_the_key_table_recognises_the_rows_of_others(chef, other):
    chef.take_over(sheet(row()))
    trust(other)
    try_out(other, row(état="clos"))
    assert "statut : Suivie → Close" in other.words


def test_a_text_before_its_names_were_masked_is_tried_in_vain(chef, other):
    """Without a number, a row is known by its words; with one, they are compared as written."""
    chef.take_over(sheet(row(**NAMED | {"n°": ""})))
    try_out(other, row(**NAMED | {"n°": ""}))
    assert NEW in other.words
    chef.take_over(sheet(row(**NAMED)))
    told = []
    for name in ("Léa Martin", "Zoé Martin"):
        try_out(other, row(**NAMED | {"situation": f"{name} est absente."}), identites="garder")
        assert "constats : [nom masqué] est absente. → " in other.words
        told.append(other.words.replace(name, ""))
    assert told[0] == told[1]
    try_out(chef, row(**NAMED), identites="garder")  # who made it is told that nothing changed
    assert "Il n’y a rien à écrire." in chef.words


@pytest.mark.parametrize(("number", "is_known"), [("7", True), ("07012345678", False)])
def test_a_plain_number_is_known_to_all_and_that_of_a_pupil_is_not(chef, other, number, is_known):
    values = {"initiales": "", "n°": number}
    chef.take_over(sheet(row(**values)))
    try_out(other, row(**values, état="clos"))
    assert ("statut : Suivie → Close" in other.words) == is_known
    assert (NEW in other.words) != is_known


@pytest.mark.parametrize("initiales", ["Y.Y.", ""])
def test_a_hidden_situation_is_told_as_one_that_is_not_there(chef, other, cellule, initiales):
    trust(other)
    try_out(other, row(initiales=initiales))
    absent = other.words
    chef.take_over(sheet(row(initiales=initiales)))
    try_out(other, row(initiales=initiales))
    assert other.words != absent  # seen, it is known
    article = cellule.articles.get()
    set_aside(article=article, utilisateur=other.user, aside=True, par=chef.user)
    try_out(other, row(initiales=initiales))
    assert other.words == absent
    assert other.press("confirmer").status_code == 302 and cellule.articles.count() == 2
