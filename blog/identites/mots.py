"""The words of a text, and which of them may be part of a person's name."""

import re
from dataclasses import dataclass
from functools import cached_property

from blog.identites.codes import WORDS
from blog.identites.forme import MASQUE, plain_char
from blog.identites.prenoms import PRENOMS
from blog.identites.vocabulaire import ACRONYMES, MOTS

LETTER = r"[^\W\d_]"
MOT = re.compile(
    rf"(?:[ldjnmtsc]|qu|jusqu|lorsqu|puisqu|[JSC]|Q[uU]|Jusqu|Lorsqu|Puisqu)'(?={LETTER})"
    rf"|[LDNMT]'(?=[a-z])"
    rf"|{LETTER}++(?:(?:'|-{{1,2}}){LETTER}++)*+"
)
ELISION = re.compile(r"[LDNMT]'(?=..)")
CODES = frozenset("".join(map(plain_char, word)).casefold() for word in WORDS)
CODE_NUMBER = re.compile(r"-\d")
ENDS_SENTENCE = re.compile(r"[.!?\n]")
# Endings of common words: a capital then begins a clause, not an unknown first name.
COMMON = re.compile(r"(?:tion|sion|ments?|isme|ique|ance|ence|oir|age|aire|ee?s|er|ure|eur|euse)$")
INITIAL = re.compile(r"[A-Z](?:-[A-Z])?")
VOWEL = re.compile(r"[AEIOUY]")


@dataclass(frozen=True)
class Mot:
    """One word; `before` and `next` are what stands around it."""

    start: int
    end: int
    texte: str
    before: str
    next: str
    glued: bool  # one space, or an elision, parts it from the word before
    begins: bool  # it is the first word of its sentence

    @cached_property
    def key(self) -> str:
        return self.texte.casefold()

    @property
    def is_capitalised(self) -> bool:
        return len(self.texte) > 1 and self.texte[0].isupper()

    @property
    def is_initial(self) -> bool:
        return bool(INITIAL.fullmatch(self.texte))

    @property
    def is_abbreviated(self) -> bool:
        return self.is_initial and self.next.startswith(".")

    @cached_property
    def is_prenom(self) -> bool:
        return self.is_capitalised and (
            self.key in PRENOMS or ("-" in self.key and self.key.split("-")[0] in PRENOMS)
        )

    @cached_property
    def is_common(self) -> bool:
        """Whether it is an ordinary word or an acronym."""
        parts = self.key.split("-")
        is_word = is_ordinary(self.key) or all(map(is_ordinary, parts))
        return is_word and self.key not in PRENOMS

    @cached_property
    def is_nom(self) -> bool:
        """Whether it may be a surname, or a part of one."""
        return self.is_capitalised and not self.is_common

    @cached_property
    def is_nom_in_capitals(self) -> bool:
        letters = sum(map(str.isalpha, self.texte))
        has_shape = self.texte.isupper() and letters > 2 and VOWEL.search(self.texte)
        return bool(has_shape) and self.is_nom

    @property
    def may_be_prenom(self) -> bool:
        is_word = self.is_nom and not self.texte.isupper() and not COMMON.search(self.key)
        return self.is_prenom or is_word


def is_ordinary(key: str) -> bool:
    return len(key) == 1 or key in MOTS or key in ACRONYMES


def split_mots(simple: str) -> list[Mot]:
    """Return the words, without the codes of situations: « Iris-27 » is nobody's name."""
    mots: list[Mot] = []
    end = 0
    for match in MOT.finditer(simple):
        start, texte = match.start(), match.group()
        if texte.casefold() in CODES and CODE_NUMBER.match(simple, match.end()):
            continue
        rest = ELISION.sub("", texte, count=1).casefold()
        if len(rest) < len(texte) and (is_ordinary(rest) or rest in PRENOMS):
            start, texte = start + 2, texte[2:]  # « L'Élève », « D'Inès », but « N'Diaye »
        before = simple[end:start]
        glued = before == " " or (not before and bool(mots) and mots[-1].texte.endswith("'"))
        _, masked, since = before.rpartition(MASQUE)
        begins = bool(ENDS_SENTENCE.search(since)) or not (mots or masked)
        end = match.end()
        mots.append(Mot(start, end, texte, before, simple[end : end + 2], glued, begins))
    return mots
