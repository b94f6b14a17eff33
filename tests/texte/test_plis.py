"""Folding a text of French signs at once gives what folding it sign by sign does."""

from hypothesis import given
from hypothesis import strategies as st

from texte.simple import ONE_BYTE, fold, fold_any

FRENCH = "".join(chr(n) for n in range(0x20, 0x17F)) + "’…«»œŒ€–—ﬁ\u0301\u202f"


@given(st.text(alphabet=FRENCH) | st.text())
def test_both_ways_of_folding_agree(text):
    assert fold(text) == fold_any(text)


def test_each_sign_of_one_byte_is_folded_as_alone():
    for number in range(256):
        sign = bytes([number]).decode(ONE_BYTE, "ignore")
        assert fold(sign) == fold_any(sign)
