"""Where a text, plain or rich, holds identities."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from django.utils import timezone

from blog.identites.adresses import find_adresses
from blog.identites.balises import Lien, Page, flatten
from blog.identites.forme import Forme, Passage, Sorte, close_passages, read_forme
from blog.identites.motifs import COURRIEL, find_shapes
from blog.identites.noms import find_noms
from blog.models.correspondance import IsName, never

CONTEXT = 40  # characters shown on each side

Spare = Callable[[str], bool]


@dataclass(frozen=True)
class Trouvaille:
    """An identity; `start` and `end` are its place in the text examined, HTML included."""

    sorte: Sorte
    start: int
    end: int
    texte: str
    avant: str = ""
    apres: str = ""


def find_in_text(text: str, *, is_name: IsName = never, spare: Spare = never) -> list[Trouvaille]:
    """Return the identities in a plain text, in reading order, without overlap.

    `is_name` tells whether a word, as written, is part of a name in the rubrique's key table;
    `spare` tells of words found whether they are to be left alone.
    """
    return [
        Trouvaille(
            sorte, start, end, text[start:end], words_before(text, start), words_after(text, end)
        )
        for start, end, sorte in find_places(text, is_name, spare)
    ]


def find_places(text: str, is_name: IsName, spare: Spare) -> list[Passage]:
    """Return the places in `text`. What is found is closed, then the rest is read again.

    So nothing is left to find once the passages are masked.
    """
    forme = read_forme(text)
    simple, found = forme.simple, []
    while passages := merge_overlapping(find_once(forme, simple, is_name)):
        found += [p for p in passages if not spare(text[slice(*forme.place(p.start, p.end))])]
        simple = close_passages(simple, passages)
    places, last = [], 0
    for passage in sorted(found):
        start, end = forme.place(passage.start, passage.end)
        if end > max(start, last):  # one sign may stand for several letters (« ﬁ »)
            places.append(Passage(max(start, last), end, passage.sorte))
            last = end
    return places


def find_once(forme: Forme, simple: str, is_name: IsName) -> list[Passage]:
    return [
        *find_shapes(simple, timezone.localdate()),
        *find_adresses(simple),
        *find_noms(forme, simple, is_name),
    ]


def merge_overlapping(passages: list[Passage]) -> list[Passage]:
    """Return passages apart from each other: those that overlap are one, of the longest's sort."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, -p.end)):
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
            continue
        last = kept[-1]
        longest = max(last, passage, key=lambda p: p.end - p.start)
        kept[-1] = Passage(last.start, max(last.end, passage.end), longest.sorte)
    return kept


def words_before(text: str, start: int) -> str:
    """Return the few words before `start`, cut between words."""
    left = max(0, start - CONTEXT)
    words = text[left:start]
    if left and not text[left - 1].isspace():
        words = re.sub(r"^\S+", "", words)
    return " ".join(words.split()) + (" " if words[-1:].isspace() else "")


def words_after(text: str, end: int) -> str:
    """Return the few words after `end`, cut between words."""
    words = text[end : end + CONTEXT]
    if text[end + CONTEXT : end + CONTEXT + 1].strip():
        words = re.sub(r"\S+$", "", words)
    return (" " if words[:1].isspace() else "") + " ".join(words.split())


class PageLue(NamedTuple):
    """A rich text as it is read, and the places of the identities in its words."""

    page: Page
    places: list[Passage]


def read_html(html: str, is_name: IsName = never, spare: Spare = never) -> PageLue:
    """Look through a rich text. A name may hold tags; none spans two blocks."""
    page = flatten(html)
    return PageLue(page, find_places(page.texte, is_name, spare))


def find_in_html(html: str, *, is_name: IsName = never, spare: Spare = never) -> list[Trouvaille]:
    """Return the identities in a rich text, as `trouvailles_of` does."""
    return trouvailles_of(read_html(html, is_name, spare))


def trouvailles_of(lue: PageLue) -> list[Trouvaille]:
    """Return the identities in a text that was read, in order.

    Places are those in the HTML; words and contexts are as read, without tags nor entities.
    """
    page = lue.page
    words = page.texte
    found = [
        Trouvaille(
            sorte,
            *page.place(start, end),
            words[start:end],
            words_before(words, start),
            words_after(words, end),
        )
        for start, end, sorte in lue.places
    ]
    return sorted(found + find_in_links(page), key=lambda t: t.start)


def find_in_links(page: Page) -> list[Trouvaille]:
    found = []
    for lien in page.liens:
        if sorte := sorte_of_link(lien):
            context = words_before(page.texte, lien.at), words_after(page.texte, lien.at)
            texte = unquote(lien.href).partition(":")[2]
            found.append(Trouvaille(sorte, lien.start, lien.end, texte, *context))
    return found


def sorte_of_link(lien: Lien) -> Sorte | None:
    """Return what the address of a link tells: someone's mailbox, someone's telephone."""
    href = unquote(lien.href)
    scheme, _, rest = href.partition(":")
    if scheme.strip().lower() in {"tel", "sms"}:
        return Sorte.TELEPHONE
    if COURRIEL.search(read_forme(href).simple):
        return Sorte.ADRESSE_ELECTRONIQUE
    is_mailbox = scheme.strip().lower() == "mailto" and rest.partition("?")[0].strip("/ ")
    return Sorte.ADRESSE_ELECTRONIQUE if is_mailbox else None
