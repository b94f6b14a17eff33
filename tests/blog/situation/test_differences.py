"""What a correction changed, told word by word, and quickly whatever was written."""

import re

import pytest
from django.urls import reverse

from blog.models import VersionSuivi
from blog.situation.differences import MOST_PIECES, PER_PAGE, differences
from tests.outils.bornes import bounded, fill
from tests.outils.factories import make_suivi
from texte.riche import MAX_LENGTH

WORDS = MAX_LENGTH // 6


def told(before, after):
    return [(piece.kind, piece.text) for piece in differences(before, after)]


def test_words_are_compared_line_by_line():
    before = "<p>Vu lundi.</p><p>Absent le lundi matin.</p><p>À revoir.</p>"
    after = "<p>Vu lundi.</p><p>Absent le mardi matin.</p><p>Famille prévenue.</p><p>À revoir.</p>"
    assert told(before, after) == [
        ("kept", "Vu lundi."),
        ("kept", "Absent le"),
        ("removed", "lundi"),
        ("added", "mardi"),
        ("kept", "matin."),
        ("added", "Famille prévenue."),
        ("kept", "À revoir."),
    ]


@pytest.mark.parametrize(("before", "after"), [("", "<p>Un</p>"), ("<p>Un</p>", ""), ("", "")])
def test_an_empty_text_is_compared_too(before, after):
    assert told(before, after) == [
        (kind, "Un") for kind, html in [("removed", before), ("added", after)] if html
    ]


def test_a_word_is_found_in_the_longest_text():
    long = fill("mot ", MAX_LENGTH - 100)
    with bounded():
        pieces = told(
            f"<p>Début lundi {long} fin lundi</p>", f"<p>Début mardi {long} fin jeudi</p>"
        )
    assert [piece for piece in pieces if piece[0] != "kept"] == [
        ("removed", "lundi"),
        ("added", "mardi"),
        ("removed", "lundi"),
        ("added", "jeudi"),
    ]


def in_order(numbers):
    return "".join(f"{n:05d} " for n in numbers)


HARD = {
    "one word": (fill("a "), fill("b ")),
    "nothing kept in order": (in_order(range(WORDS)), in_order(reversed(range(WORDS)))),
    "every other word": (fill("un deux "), fill("un trois ")),
    "few words": (fill("a b b c "), fill("a c b ")),
    "lines": (fill("a</p><p>"), fill("b</p><p>c</p><p>")),
    "half of it": (fill("a "), fill("a ", MAX_LENGTH // 2)),
}


@pytest.mark.parametrize("kind", HARD)
def test_two_texts_as_long_as_allowed_are_compared_at_once(kind):
    before, after = (f"<p>{text}</p>" for text in HARD[kind])
    with bounded():
        pieces = differences(before, after)
    assert len(pieces) <= 2 * MOST_PIECES
    for html, gone in [(before, "added"), (after, "removed")]:
        words = " ".join(piece.text for piece in pieces if piece.kind != gone).split()
        assert words == re.sub("<[^>]*>", " ", html).split()


def test_a_suivi_that_was_corrected_often_and_at_length_is_read_at_once(world, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte=f"<p>{HARD['few words'][0]}</p>")
    for number in range(PER_PAGE + 3):
        text = HARD["nothing kept in order"][number % 2]
        VersionSuivi.objects.create(suivi=suivi, texte=f"<p>Texte {number} {text}</p>")
    client, url = as_user(world.lecteur), reverse("blog:suivi_history", args=[suivi.pk])
    seen = []
    for page in [1, 2]:
        with bounded():
            html = client.get(url, {"page": page}).content.decode()
        seen += re.findall(r"<p>Texte (\d+)", html)
        assert re.search(rf"Page\s+{page} sur 2", html)
    assert seen == [str(number) for number in reversed(range(PER_PAGE + 3))]


def test_the_first_text_of_a_page_is_compared_with_what_replaced_it(world, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte="<p>actuel</p>")
    for number in range(PER_PAGE + 1):
        VersionSuivi.objects.create(suivi=suivi, texte=f"<p>texte{number}</p>")
    url = reverse("blog:suivi_history", args=[suivi.pk])
    html = as_user(world.lecteur).get(url, {"page": 2}).content.decode()
    assert re.search(
        r"<del>.{0,80}texte0</del><ins>.{0,80}texte1</ins>", re.sub(r"\n *", "", html)
    )
