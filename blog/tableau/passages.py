"""Where the words stand that somebody searched, as HTML: what was found is marked."""

from django.utils.safestring import SafeString

from texte.cherche import Passage
from texte.morceaux import fill

FOUND = ("{}", "<mark>{}</mark>")


def draw_passage(passage: Passage | str) -> SafeString | str:
    """A passage and what text it is of; "" when there is none."""
    if not isinstance(passage, Passage):
        return ""
    pieces = [fill(FOUND[is_found], text) for text, is_found in passage.pieces]
    shown = '<p class="soft passage">{}\u00a0: {}</p>'
    return fill(shown, passage.sorte, SafeString("".join(pieces)))
