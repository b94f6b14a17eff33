"""Words that somebody seeks: the forms that they stand in, and where, in a text that is folded."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer

from texte.simple import fold_to_search

SHORTEST_ROOT = 4  # letters: a shorter word has no other form than its own
ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)")
AROUND = 70  # characters of a passage on each side of the word

Span = tuple[int, int]


class TooLong(Exception):
    """A search took all the time that it may."""


@dataclass
class Montre:
    """How long a search may last, in seconds."""

    seconds: float
    start: float = field(default_factory=time.monotonic)

    def look(self) -> None:
        """Raises TooLong when the time is over."""
        if time.monotonic() - self.start > self.seconds:
            raise TooLong


class Racines:
    """The roots of the words of one search. They are forgotten with it."""

    def __init__(self, montre: Montre) -> None:
        self.montre, self.known = montre, dict[str, str]()
        self.stem = snowballstemmer.stemmer("french").stemWord  # keeps its word: one a search

    def root(self, word: str) -> str:
        """The root of a folded word: « rappelée » and « rappeler » have the same."""
        if word not in self.known:
            self.montre.look()
            root, shorter = word, self.stem(word)
            while shorter != root and len(shorter) >= SHORTEST_ROOT:
                root, shorter = shorter, self.stem(shorter)
            self.known[word] = root
        return self.known[word]


class MotCherche:
    """One word that is sought: as it was typed, anywhere, or any form of it."""

    def __init__(self, word: str, racines: Racines) -> None:
        self.word, self.racines = word, racines
        has_forms = len(word) >= SHORTEST_ROOT and word.isalpha()
        self.root = racines.root(word) if has_forms else ""
        # A form may end its root otherwise: « journaux », « journal ».
        self.begins = self.root[:-1] if len(self.root) > SHORTEST_ROOT - 1 else self.root
        self.forms = re.compile(rf"{re.escape(self.begins)}[^\W\d_]*")

    def stands_in(self, folded: str) -> bool:
        return self.word in folded or next(self.other_forms(folded), None) is not None

    def other_forms(self, folded: str) -> Iterator[Span]:
        if self.root and self.begins in folded:
            for form in self.forms.finditer(folded):
                start, end = form.span()
                is_whole = not (start and folded[start - 1].isalnum())
                if is_whole and self.racines.root(folded[start:end]) == self.root:
                    yield start, end

    def spans(self, folded: str) -> Iterator[Span]:
        """Each place where it stands, to the end of the word that it begins."""
        for found in re.finditer(re.escape(self.word), folded):
            start, end = found.span()
            if not folded[start - 1 : start].isalnum():
                while folded[end : end + 1].isalnum():
                    end += 1
            yield start, end
        yield from self.other_forms(folded)


class Passage(str):
    """Some words of a text; `pieces` tells which are sought, and `sorte` what text it is."""

    __slots__ = ("pieces", "sorte")

    pieces: list[tuple[str, bool]]
    sorte: str

    def __new__(cls, sorte: str, pieces: Iterable[tuple[str, bool]]) -> "Passage":
        kept = [piece for piece in pieces if piece[0]]
        passage = super().__new__(cls, "".join(text for text, _ in kept))
        passage.pieces, passage.sorte = kept, sorte
        return passage


class Cherche:
    """All the words that are sought, for as long as `montre` allows."""

    def __init__(self, words: str, montre: Montre) -> None:
        self.montre, racines = montre, Racines(montre)
        typed = (ELISION.sub("", fold_to_search(word)) for word in words.split())
        folded = dict.fromkeys(filter(None, (word.strip() for word in typed)))
        self.mots = [MotCherche(word, racines) for word in folded]

    def passage(self, sorte: str, text: str, mot: MotCherche) -> Passage | str:
        """The words around the first place where `mot` stands, with all that is sought marked."""
        said = " ".join(text.split())
        first = min(mot.spans(fold_to_search(said)), default=None)
        if first is None:
            return ""
        places = places_in(said)
        shown = excerpt(said, places[first[0]], places[first[1] - 1])
        return Passage(sorte, self.marked(shown))

    def marked(self, text: str) -> Iterator[tuple[str, bool]]:
        """The pieces of a text, and whether each is what is sought."""
        folded, places = fold_to_search(text), places_in(text)
        at = 0
        for start, end in sorted(span for mot in self.mots for span in mot.spans(folded)):
            first, last = max(places[start], at), places[end - 1] + 1
            if last > first:
                yield text[at:first], False
                yield text[first:last], True
                at = last
        yield text[at:], False


def places_in(text: str) -> Sequence[int]:
    """Return the place in `text` of each character of its folded form."""
    if text.isascii():
        return range(len(text))
    return [place for place, char in enumerate(text) for _ in fold_char(char)]


fold_char = lru_cache(maxsize=4096)(fold_to_search)


def excerpt(text: str, start: int, end: int) -> str:
    """Return `text` from a little before `start` to a little after `end`, cut between words."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    left = text.rfind(" ", 0, left) + 1 if left else 0
    cut = text.find(" ", right)
    right = cut if cut >= 0 else len(text)
    before, after = ("… " if left else ""), (" …" if right < len(text) else "")
    return f"{before}{text[left:right].strip()}{after}"
