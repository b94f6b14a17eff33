"""The words of a text, without its form: for searching, comparing and excerpts."""

import re
import unicodedata
from collections.abc import Callable
from html import unescape

# Marks that reorder text, and control characters that no keyboard types.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
MARKER = re.compile(r"[·•o§▪‣–—-]|\(?\w{1,4}[.)]")  # of a list, as a word processor copies it
TAG = re.compile(r"<[^<>]*>")
BREAK = re.compile(r"<(br|/p|/li|/h[34]|/blockquote)[^<>]*>")
# The marks that are put on a letter: few of them in one text.
ACCENTS = frozenset(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000))))


def readable(text: str) -> str:
    """Return a text of several lines as it is kept: without what no keyboard types."""
    return parted(INVISIBLE.sub("", text).replace("\r\n", "\n").strip())


def parted(text: str) -> str:
    """Return plain text without tabs, which no screen shows: cells stay apart, « 6e 2 | 3 », and
    a list's marker stands before its words. `parted` of static/js/collage.js does the same."""
    return "\n".join(map(parted_line, text.split("\n"))) if "\t" in text else text


def parted_line(line: str) -> str:
    if "\t" not in line:
        return line
    first, *others = [cell.strip(" ") for cell in line.strip(" \t").split("\t")]
    if MARKER.fullmatch(first):
        return " ".join([first, *filter(None, others)])
    return " | ".join([first, *others])


def plain(html: str) -> str:
    """Return the words of an HTML text, without tags, for searching and for excerpts."""
    return " ".join(untagged(html).split())


def untagged(html: str) -> str:
    """The same, with the spaces that are there."""
    text = html.replace("<p>", "").replace("</p>", " ")  # most texts have no other tag
    if "<" in text:
        text = TAG.sub("", BREAK.sub(" ", text))
    return unescape(text) if "&" in text else text


def plain_lines(html: str) -> str:
    """Return an HTML text as lines to copy: one for each paragraph, heading or item."""
    lines = re.split(r"<(?:br|/p|/li|/h[34])[^<>]*>", html)
    return "\n".join(filter(None, (plain(line) for line in lines)))


def fold(text: str) -> str:
    """Return `text` without accents nor case, so that « eleve » finds « Élève »."""
    if text.isascii():
        return text.casefold()
    try:
        signs = text.replace("…", "...").encode(ONE_BYTE)
    except UnicodeEncodeError:
        return fold_any(text)
    folded = signs.translate(FOLDED)
    return fold_any(text) if SEVERAL in folded else folded.decode(ONE_BYTE)


def fold_any(text: str) -> str:
    """The same for the signs of any language."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    for accent in ACCENTS.intersection(decomposed):
        decomposed = decomposed.replace(accent, "")
    return decomposed.casefold()


# Signs that the same word is written with, by a keyboard and by Word.
HYPHENS, APOSTROPHES = "-‐‑‒–—―−﹘﹣－⁃", "'‘’‛ʼ′´`＇"
ALIKE = str.maketrans(
    dict.fromkeys(HYPHENS, " ")
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff", "")  # where a word may be cut
    | {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
    | {"°": "o", "º": "o"}
)


def fold_to_search(text: str) -> str:
    """Return `text` folded, with one sign for those that write the same: « cœur » is « coeur »,
    « demi‑pension » is « demi pension », « nº 3 » is « n° 3 »."""
    if text.isascii():
        return text.casefold().replace("-", " ").replace("`", "'")
    try:
        signs = text.replace("…", "...").replace("œ", "oe").encode(ONE_BYTE)
    except UnicodeEncodeError:
        return fold_any_to_search(text)
    folded = signs.translate(SEARCHED, b"\xad")
    return fold_any_to_search(text) if SEVERAL in folded else folded.decode(ONE_BYTE)


def fold_any_to_search(text: str) -> str:
    """The same for the signs of any language."""
    return fold_any(text.translate(ALIKE))


# French is written with signs of one byte each, which are folded ten times as fast. `SEVERAL`
# stands for those of them that become several signs, or one that has no such byte.
ONE_BYTE, SEVERAL = "cp1252", 0


def bytes_folded(folding: Callable[[str], str]) -> bytes:
    """What each byte is folded to."""
    return bytes(folded_byte(number, folding) or SEVERAL for number in range(256))


def folded_byte(number: int, folding: Callable[[str], str]) -> int | None:
    try:
        folded = folding(bytes([number]).decode(ONE_BYTE)).encode(ONE_BYTE)
    except UnicodeError:
        return None
    return folded[0] if len(folded) == 1 else None


FOLDED, SEARCHED = bytes_folded(fold_any), bytes_folded(fold_any_to_search)
