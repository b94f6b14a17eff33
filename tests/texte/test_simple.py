"""Plain text typed without the editor: kept as it was typed, and its words found."""

import html as html_lib
import re

import pytest
from hypothesis import given, settings

from tests.outils.textes import ANY_TEXT, Page
from texte.riche import BLOCK_START, sanitise
from texte.simple import INVISIBLE, parted, plain


def test_paragraphs_and_line_breaks_of_a_plain_text_stay():
    assert sanitise("Un\r\ndeux\r\n\r\n\r\ntrois") == "<p>Un<br>deux</p><p>trois</p>"


@pytest.mark.parametrize("text", ["note < 10 & > 8", "&lt;", "a <b> c", "5 < 6", "R&B", "<3 <p>"])
def test_signs_of_a_plain_text_are_shown_as_they_were_typed(text):
    assert Page(sanitise(text)).words == text


def visible(text):
    return re.sub(r"\s", "", INVISIBLE.sub("", text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ANY_TEXT.filter(lambda text: not BLOCK_START.match(text) and "\t" not in text))
def test_a_plain_text_keeps_every_character_that_was_typed(text):
    assert visible(html_lib.unescape(re.sub(r"<[^>]*>", "", sanitise(text)))) == visible(text)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Classe\tRetards\n6e 2\t3", "Classe | Retards\n6e 2 | 3"),
        ("6e 2 \t\t 3\t\t", "6e 2 |  | 3"),
        ("·\tRetards\n1.\tAppeler\na)\t\tle soir", "· Retards\n1. Appeler\na) le soir"),
        ("\tUn alinéa\n\t\n", "Un alinéa\n\n"),
        ("sans tabulation  \n", "sans tabulation  \n"),
    ],
)
def test_the_cells_of_a_pasted_table_stay_apart(pasted, kept):
    assert parted(pasted) == kept
    assert plain(sanitise(pasted)) == " ".join(kept.split())


def test_the_words_of_neighbouring_blocks_do_not_stick_together():
    text = (
        "<h3>Un</h3><p>deux<br>trois</p><ul><li>quatre</li><li>cinq</li></ul><p>s<em>i</em>x</p>"
    )
    assert plain(text) == "Un deux trois quatre cinq six"


@pytest.mark.parametrize(
    "words", ["R&B", "note < 10", "l’élève « va mieux »", "Décision\xa0: suivre"]
)
def test_the_words_searched_are_the_words_typed(words):
    assert plain(sanitise(words)).split() == words.split()
