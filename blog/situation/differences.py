"""What a correction changed, word by word, in a time that no text makes long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from rapidfuzz.distance import Levenshtein

from blog.models import Suivi, VersionSuivi
from texte.simple import plain_lines

PER_PAGE = 5  # earlier texts
MOST_COMPARED = 1_000_000_000  # pairs of words, on one page: half a second
MOST_PIECES = 400  # more of them are read as two texts

Part = tuple[bool, Sequence[str], Sequence[str]]  # whether it is kept, what it was, what it is


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they were `kept`, `added` or `removed`."""

    kind: str
    text: str


class Room:
    """How much may be compared still."""

    def __init__(self, left: int = MOST_COMPARED) -> None:
        self.left = left

    def take(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether there is room to compare these two; it is taken then."""
        pairs = len(old) * len(new)
        if pairs > self.left:
            return False
        self.left -= pairs
        return True


def differences(before: str, after: str, room: Room | None = None) -> list[Piece]:
    """Return the words of two HTML texts as pieces, in reading order, the removed ones first.

    Where there is no `room` to compare them, or where hardly anything was kept, the whole of the
    one stands before the whole of the other.
    """
    room = room or Room()
    old, new = (plain_lines(html).split("\n") for html in (before, after))
    parts = list(compare_lines(old, new, room))
    if len(parts) > MOST_PIECES:
        parts = as_two_texts(parts)
    return [piece for part in parts for piece in pieces_of(part)]


def compare_lines(old: list[str], new: list[str], room: Room) -> Iterator[Part]:
    """Only the words of the lines that changed are compared."""
    for is_kept, before, after in compare(old, new, room):
        earlier, later = " ".join(before).split(), " ".join(after).split()
        if is_kept:
            yield True, earlier, later
        else:
            yield from compare(earlier, later, room)


def compare(old: Sequence[str], new: Sequence[str], room: Room) -> Iterator[Part]:
    """Return what is kept and what is replaced, in turns."""
    if not room.take(old, new):
        yield False, old, new
        return
    start, begin = 0, 0  # of what is replaced
    for op in Levenshtein.opcodes(old, new):
        if op.tag == "equal":
            if (start, begin) != (op.src_start, op.dest_start):
                yield False, old[start : op.src_start], new[begin : op.dest_start]
            start, begin = op.src_end, op.dest_end
            yield True, old[op.src_start : start], new[op.dest_start : begin]
    if (start, begin) != (len(old), len(new)):
        yield False, old[start:], new[begin:]


def as_two_texts(parts: list[Part]) -> list[Part]:
    """What is kept at both ends, and all between the first change and the last as one."""
    changed = [i for i, (is_kept, *_) in enumerate(parts) if not is_kept]
    first, last = changed[0], changed[-1] + 1
    old = [word for _, before, _ in parts[first:last] for word in before]
    new = [word for _, _, after in parts[first:last] for word in after]
    return [*parts[:first], (False, old, new), *parts[last:]]


def pieces_of(part: Part) -> Iterator[Piece]:
    is_kept, old, new = part
    kinds = [("kept", old)] if is_kept else [("removed", old), ("added", new)]
    for kind, words in kinds:
        if text := " ".join(words):
            yield Piece(kind, text)


Correction = tuple[VersionSuivi, list[Piece]]


def corrections_of(suivi: Suivi, number: str | None = None) -> "Page[VersionSuivi]":
    """Return a page of the earlier texts of a suivi, the last one first; see `told_on`."""
    return Paginator(suivi.versions.all(), PER_PAGE).get_page(number)


def told_on(page: "Page[VersionSuivi]", suivi: Suivi) -> list[Correction]:
    """Return each earlier text of a page, with what replaced it."""
    room, corrections, after = Room(), [], text_after(page, suivi)
    for version in page:
        corrections.append((version, differences(version.texte, after, room)))
        after = version.texte
    return corrections


def text_after(page: "Page[VersionSuivi]", suivi: Suivi) -> str:
    """What replaced the first text of a page."""
    if not page.has_previous():
        return suivi.texte
    first = page.start_index() - 1
    return suivi.versions.all()[first - 1].texte
