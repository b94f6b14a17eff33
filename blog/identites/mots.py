"""The words of a text, and which of them may be part of a person's name."""

import re
from functools import cached_property
from typing import NamedTuple

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


class Ecrit:
    """What a word is, wherever it stands in a text. Only a capital may begin a name."""

    def __init__(self, texte: str) -> None:
        self.texte, self.key = texte, texte.casefold()
        self.is_initial = bool(INITIAL.fullmatch(texte))
        self.is_capitalised = len(texte) > 1 and texte[0].isupper()
        self.is_prenom = self.is_nom = self.is_nom_in_capitals = self.may_be_prenom = False
        if self.is_capitalised:
            self.look_for_a_name()

    @cached_property
    def is_common(self) -> bool:
        """Whether it is an ordinary word or an acronym."""
        is_word = is_ordinary(self.key) or all(map(is_ordinary, self.key.split("-")))
        return is_word and self.key not in PRENOMS

    def look_for_a_name(self) -> None:
        """`is_nom`: it may be a surname, or a part of one."""
        key, parts = self.key, self.key.split("-")
        self.is_prenom = key in PRENOMS or (len(parts) > 1 and parts[0] in PRENOMS)
        self.is_nom = not self.is_common
        self.is_nom_in_capitals = self.is_nom and is_in_capitals(self.texte)
        is_unknown = self.is_nom and not self.texte.isupper() and not COMMON.search(key)
        self.may_be_prenom = self.is_prenom or is_unknown


def is_in_capitals(texte: str) -> bool:
    letters = sum(map(str.isalpha, texte))
    return texte.isupper() and letters > 2 and bool(VOWEL.search(texte))


class Mot(NamedTuple):
    """One word in its place; `before` and `next` are what stands around it."""

    start: int
    end: int
    ecrit: Ecrit  # shared by all the places where the word stands
    before: str
    next: str
    glued: bool  # one space, or an elision, parts it from the word before
    begins: bool  # it is the first word of its sentence

    @property
    def texte(self) -> str:
        return self.ecrit.texte

    @property
    def key(self) -> str:
        return self.ecrit.key

    @property
    def is_capitalised(self) -> bool:
        return self.ecrit.is_capitalised

    @property
    def is_common(self) -> bool:
        return self.ecrit.is_common

    @property
    def is_initial(self) -> bool:
        return self.ecrit.is_initial

    @property
    def is_abbreviated(self) -> bool:
        return self.next[:1] == "." and self.ecrit.is_initial

    @property
    def is_prenom(self) -> bool:
        return self.ecrit.is_prenom

    @property
    def is_nom(self) -> bool:
        return self.ecrit.is_nom

    @property
    def is_nom_in_capitals(self) -> bool:
        return self.ecrit.is_nom_in_capitals

    @property
    def may_be_prenom(self) -> bool:
        return self.ecrit.may_be_prenom


def is_ordinary(key: str) -> bool:
    return len(key) == 1 or key in MOTS or key in ACRONYMES


def split_mots(simple: str) -> list[Mot]:
    """Return the words, without the codes of situations: « Iris-27 » is nobody's name."""
    mots: list[Mot] = []
    ecrits: dict[str, Ecrit] = {}
    end = 0
    for match in MOT.finditer(simple):
        start, texte = match.start(), match.group()
        if texte.casefold() in CODES and CODE_NUMBER.match(simple, match.end()):
            continue
        if ELISION.match(texte):
            rest = texte[2:].casefold()
            if is_ordinary(rest) or rest in PRENOMS:
                start, texte = start + 2, texte[2:]  # « L'Élève », « D'Inès », but « N'Diaye »
        before = simple[end:start]
        glued = before == " " or (not before and bool(mots) and mots[-1].texte.endswith("'"))
        if before == " " and mots:
            begins = False
        else:
            _, masked, since = before.rpartition(MASQUE)
            begins = bool(ENDS_SENTENCE.search(since)) or not (mots or masked)
        end = match.end()
        if (ecrit := ecrits.get(texte)) is None:
            ecrit = ecrits[texte] = Ecrit(texte)
        mots.append(Mot(start, end, ecrit, before, simple[end : end + 2], glued, begins))
    return mots
