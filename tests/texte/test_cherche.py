"""Words are found whatever their form, and however the keyboard or Word wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outils.bornes import bounded, fill
from texte.cherche import Cherche, Montre, TooLong
from texte.simple import ONE_BYTE, fold_any_to_search, fold_to_search

FRENCH = "".join(chr(n) for n in range(0x20, 0x17F)) + "’‑…«»œŒ€–—ﬁ\u0301\u202f\u00ad\u200b"


def seek(words, seconds=60):
    return Cherche(words, Montre(seconds))


def finds(words, text):
    folded = fold_to_search(text)
    return all(mot.stands_in(folded) for mot in seek(words).mots)


FORMS = """
stage stages
stages stage
rappel rappeler
rappeler rappels
rappeler rappelée
rappelle rappel
absence absences
absences ABSENCE
arriver arrivée
arrivée arrivaient
orienter orientation
harcèlement harcelée
signalements signaler
journaux journal
heureuse heureux
fuguer fugue
décision décisions
"""


@pytest.mark.parametrize("pair", FORMS.strip().splitlines())
def test_a_word_finds_its_other_forms(pair):
    words, text = pair.split()
    assert finds(words, f"On dit ({text}), hier.")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("soeur", "Sa sœur"),
        ("sœurs", "SOEUR aînée"),
        ("Œuvre", "hors-d’oeuvre"),
        ("ex æquo", "ex aequo"),
        ("demi-pension", "demi\u2011pension"),
        ("demi-pension", "demi\u2010pension"),
        ("demi-pension", "demi–pension"),
        ("demi pension", "demi-pension"),
        ("demi‑pension", "demi pension"),
        ("l'absence", "des absences"),
        ("d’orientation", "d'orientation"),
        ("aujourd'hui", "aujourd’hui"),
        ("qu'hier", "hier"),
        ("rendezvous", "rendez\u00advous"),
        ("orientation", "orien\u00adta\u200btion"),
        ("nº", "n° 3"),
        ("n° 3", "nº\u00a03"),
        ("élève", "e\u0301le\u0300ve"),
        ("ELEVE", "élève"),
        ("3e", "la 3ᵉ"),
        ("fin", "ﬁn"),
        ("érable-27", "ERABLE\u201127"),
    ],
)
def test_the_same_word_is_found_however_it_is_written(words, text):
    assert finds(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [("stage", "stagnation"), ("exclu", "exemple"), ("famille", "familier"), ("lundi", "lune")],
)
def test_another_word_is_not_found(words, text):
    assert not finds(words, text)


@given(st.text(alphabet=FRENCH) | st.text())
def test_both_ways_of_folding_agree(text):
    assert fold_to_search(text) == fold_any_to_search(text)


def test_each_sign_of_one_byte_is_folded_as_alone():
    for number in range(256):
        sign = bytes([number]).decode(ONE_BYTE, "ignore")
        assert fold_to_search(sign) == fold_any_to_search(sign)


def marked(words, text):
    cherche = seek(words)
    passage = cherche.passage("Suivi", text, cherche.mots[0])
    return "".join(f"[{said}]" if is_found else said for said, is_found in passage.pieces)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("stage", "Deux [stages], un [stage]."),
        ("coeur", "Le [cœur] à cœur-joie".replace("à cœur", "à [cœur]")),
        ("absence stage", "Une [absence] au [stage]…"),
        ("orientation", "Vers l’[orien\u00adtation] !"),
        ("demi-pension", "En [demi\u2011pension] là"),
        ("eleve", "L’[Élève] <b>là</b>"),
    ],
)
def test_what_is_found_is_marked_in_the_text_as_it_was_written(words, shown):
    assert marked(words, shown.replace("[", "").replace("]", "")) == shown


@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_a_passage_is_made_of_the_text_itself(text, words):
    cherche = seek(words)
    for mot in cherche.mots:
        said = " ".join(text.split())
        passage = cherche.passage("", text, mot)
        assert str(passage) in ("", said)
        assert bool(passage) >= (mot.word in fold_to_search(said) and bool(said))


HEAVY = {
    "one letter": ("a", fill("a ")),
    "many words": (fill("a b c ", 200), fill("z ")),
    "many forms": (
        "manger",
        " ".join(
            f"mang{n:x}".translate(str.maketrans("0123456789", "ghijklmnop")) for n in range(5000)
        ),
    ),
    "no word": ("b" * 200, fill("ab ")),
    "signs": ("’", fill("’")),
    "accents": ("e", fill("e\u0301\u0302")),
}


@pytest.mark.parametrize("kind", HEAVY)
def test_the_longest_text_is_searched_at_once_or_the_search_is_cut(kind):
    words, text = HEAVY[kind]
    with bounded():
        try:
            cherche = seek(words[:200], seconds=0.5)
            folded = fold_to_search(text)
            for mot in cherche.mots:
                if mot.stands_in(folded):
                    cherche.passage("Suivi", text, mot)
        except TooLong:
            pass
