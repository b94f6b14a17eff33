"""A token: the text comes back, and nothing but its own key, row and column opens it."""

import base64

import pytest

from coffre.keys import CoffreError, open_token, seal
from tests.outils.coffre import K1, K1_OTHER, K2, SECRET, assert_says_nothing
from tests.outils.factories import CANARY

CONTEXT = "blog.suivi.texte:1"


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "",
        "Élève à l’internat, ça ira œuf",
        "👩🏽‍⚕️🇫🇷 é",
        "l1\r\n\tl2",
        "x" * 50_000,
        "é" * 50_000,
    ],
    ids=["one", "empty", "accents", "emoji", "lines", "long", "long accents"],
)
def test_a_text_comes_back_as_it_was_typed(text):
    token = seal(text, CONTEXT)
    assert token.startswith("c1:t1:")
    assert open_token(token, CONTEXT) == text


def test_the_same_text_never_makes_the_same_token():
    assert len({seal(SECRET, CONTEXT) for _ in range(50)}) == 50


def test_another_key_under_the_same_name_opens_nothing_and_tells_nothing(use_keys):
    use_keys(K1)
    token = seal(SECRET, CONTEXT)
    use_keys(K1_OTHER)
    with pytest.raises(CoffreError, match="does not open") as error:
        open_token(token, CONTEXT)
    assert_says_nothing(error)
    use_keys(K1)
    assert open_token(token, CONTEXT) == SECRET


def test_a_missing_key_is_named_and_nothing_else_is_told(use_keys):
    use_keys(K1)
    token = seal(SECRET, CONTEXT)
    use_keys(K2)
    with pytest.raises(CoffreError, match="The key 'k1' that sealed a text is missing") as error:
        open_token(token, CONTEXT)
    assert_says_nothing(error)


@pytest.mark.parametrize(
    "text",
    [SECRET, f"{CANARY}:b:c", f"Constat : {CANARY}", "c1", "c2:t1:AAAA", "c1:t1:", "c1:t1:!"],
)
def test_what_is_no_token_does_not_open_and_is_not_told(text):
    with pytest.raises(CoffreError) as error:
        open_token(text, CONTEXT)
    assert_says_nothing(error)
    assert open_token(seal(text, CONTEXT), CONTEXT) == text


def test_one_changed_byte_anywhere_closes_the_token():
    token = seal(SECRET, CONTEXT)
    head, _, box = token.rpartition(":")
    raw = base64.urlsafe_b64decode(box)
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises(CoffreError) as error:
            open_token(f"{head}:{base64.urlsafe_b64encode(bytes(changed)).decode()}", CONTEXT)
        assert_says_nothing(error)
    same = base64.urlsafe_b64encode(raw).decode()
    assert open_token(f"{head}:{same}", CONTEXT) == SECRET


def test_a_token_cut_short_does_not_open():
    token = seal(SECRET, CONTEXT)
    for length in range(len(token)):
        with pytest.raises(CoffreError):
            open_token(token[:length], CONTEXT)


def test_a_token_put_under_the_name_of_another_key_does_not_open(use_keys):
    same_bytes = K1.replace("k1:", "k2:")
    use_keys(K1, same_bytes)
    token = seal(SECRET, CONTEXT)
    assert token.startswith("c1:k2:")
    with pytest.raises(CoffreError):
        open_token(token.replace("c1:k2:", "c1:k1:"), CONTEXT)
