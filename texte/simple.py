"""The words of a text, without its form: for searching, comparing and excerpts."""

import re
import unicodedata
from html import unescape

# Marks that reorder text, and control characters that no keyboard types.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"<(br|/p|/li|/h[34]|/blockquote)[^>]*>")
# The marks that are put on a letter: few of them in one text.
ACCENTS = frozenset(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000))))


def plain(html: str) -> str:
    """Return the words of an HTML text, without tags, for searching and for excerpts."""
    return " ".join(unescape(TAG.sub("", BREAK.sub(" ", html))).split())


def plain_lines(html: str) -> str:
    """Return an HTML text as lines to copy: one for each paragraph, heading or item."""
    lines = re.split(r"<(?:br|/p|/li|/h[34])[^>]*>", html)
    return "\n".join(filter(None, (plain(line) for line in lines)))


def fold(text: str) -> str:
    """Return `text` without accents nor case, so that « eleve » finds « Élève »."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    for accent in ACCENTS.intersection(decomposed):
        decomposed = decomposed.replace(accent, "")
    return decomposed.casefold()
