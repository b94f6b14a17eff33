"""The order of French: the same on both databases, in Python, and in every list."""

import ast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.models import Nature
from sql.alphabet import alphabetical, sort_key
from tests.outils.factories import make_rubrique
from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, modules

IN_ORDER = """
10 | 3e 2 | 3e2 | à | Aïssa | Aissatou | Anne Sophie | Anne-Sophie | Annesophie | Ben Ali |
Benali |
Benoit | Benoît | cote | coté | côte | côté | Côté | d'Aubigné | d’Aubigné | Daubigné | De Bray |
de Brie | Debray | Écume-11 | Églantier-99 | élève | Élodie | Eloise | Éloïse | Érable-10 |
Erable-12 | Étourneau-50 | Le Goff | Lebrun | Legoff | Maitre | Maître | Maitresse | Muller |
Müller | Noël | Noelle | Oeil | œil | Œillet-10 | Oeillet-11 | péché | pêche | Tilleul-27 |
Zéphyr-10 | Zoe | Zoé
"""
WORDS = [word.strip() for word in IN_ORDER.split("|")]
LETTERS = "aàâbcçdeéèêëfiîïlmnoôœrstuùûüyzAÀBCÇEÉÈOŒ 0123456789-'’ .,()&"


def ordered(rubrique, words):
    """What the database answers, told in the order of the alphabet."""
    Nature.objects.filter(rubrique=rubrique).delete()
    Nature.objects.bulk_create(Nature(rubrique=rubrique, nom=word, rang=0) for word in words)
    natures = Nature.objects.filter(rubrique=rubrique)
    up = list(natures.order_by(alphabetical("nom")).values_list("nom", flat=True))
    down = list(natures.order_by(alphabetical("nom").desc()).values_list("nom", flat=True))
    assert down == up[::-1]
    return up


def test_words_are_in_the_order_of_a_french_dictionary():
    assert ordered(make_rubrique(), sorted(WORDS)) == WORDS
    assert sorted(sorted(WORDS), key=sort_key) == WORDS


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.sets(st.text(LETTERS, min_size=1, max_size=6), max_size=40))
def test_both_databases_and_python_agree_on_any_words(db, words):
    assert ordered(make_rubrique(), words) == sorted(words, key=sort_key)


def test_what_is_equal_stays_equal_to_the_letter():
    rubrique = make_rubrique()
    ordered(rubrique, ["Été", "Ete", "été"])
    assert rubrique.natures.filter(nom="Ete").count() == 1


NAMES = {"code", "nom", "titre", "last_name", "first_name", "username"}


def is_name(node):
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and text.lstrip("-").split("__")[-1] in NAMES


def plain_orders(source):
    """Where rows are put in the order of a name, by the codes of its letters: their lines."""
    for node in ast.walk(ast.parse(source)):
        called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "order_by"
        told = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ordering"
        asked = node.args if called else getattr(node.value, "elts", []) if told else []
        if any(map(is_name, asked)):
            yield node.lineno


# The accounts of a demonstration, and drawing lots in it: nobody reads that order.
UNSEEN = {"cellule/demonstration/seances.py"}


def test_no_list_of_names_is_in_the_order_of_the_codes_of_letters():
    paths = {str(path.relative_to(ROOT)): path for app in ARROW for path in modules(app)}
    found = {name for name, path in paths.items() if [*plain_orders(path.read_text())]}
    assert found == UNSEEN


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('rows.order_by("rang", "-utilisateur__last_name")', [1]),
        ('ordering = ["nom"]', [1]),
        ('rows.order_by(alphabetical("nom"), "rang")', []),
    ],
)
def test_the_test_above_sees_what_is_planted(source, lines):
    assert [*plain_orders(source)] == lines
