"""Identities in the texts of a sheet: the rules of any text that is saved here, and one more.

A sheet tells whom its rows are about: these names and initials are looked for in its texts too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter

from blog.identites.forme import Sorte
from blog.identites.masquage import mask_text
from blog.identites.recherche import Trouvaille, find_in_text
from blog.identites.vocabulaire import ACRONYMES
from blog.models.correspondance import name_parts
from blog.reprise.existant import Existant
from texte.simple import fold

DOTTED = re.compile(r"(?:\w\s*\.\s*-?){2,4}|\w\s*\.\s*\w", re.UNICODE)
BARE = re.compile(r"[A-ZÀ-Ý]{2,4}")


@dataclass
class Recherche:
    """Looks for identities in the texts of one sheet; a text seen twice is read once."""

    is_name: Callable[[str], bool]
    spare: Callable[[str], bool]
    initiales: re.Pattern | None
    seen: dict[str, list[Trouvaille]] = field(default_factory=dict)

    def find(self, text: str) -> list[Trouvaille]:
        """Return the identities in a plain text, in order, apart from each other."""
        if text not in self.seen:
            found = find_in_text(text, is_name=self.is_name, spare=self.spare)
            found = [t for t in found if not self.spare(t.texte)]
            self.seen[text] = sorted(
                found + self.find_initials(text, found), key=attrgetter("start")
            )
        return self.seen[text]

    def find_initials(self, text, found):
        if not self.initiales:
            return []
        places = [m.span() for m in self.initiales.finditer(text)]
        taken = [range(t.start, t.end) for t in found]
        free = [s for s in places if not any(s[0] in r or s[1] - 1 in r for r in taken)]
        return [initials_at(text, *span) for span in free]

    def mask(self, text: str) -> str:
        return mask_text(text, self.find(text))


def initials_at(text, start, end):
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    return Trouvaille(Sorte.NOM, start, end, text[start:end], before, after)


def build_recherche(existant: Existant, identites: list[str]) -> Recherche:
    """Return what looks for identities, knowing the names and initials that the sheet holds."""
    parts = {part for text in identites for part in name_parts(text)}

    def is_name(word):
        return existant.is_name(word) or fold(word) in parts

    return Recherche(is_name, existant.member_test(is_name), initials_pattern(identites))


def initials_pattern(identites):
    """Initials as a text may write them: « Y.L. », « Y. L. »; « YL » if it is no acronym."""
    patterns = set()
    for text in set(identites):
        letters = re.sub(r"[\W\d_]", "", text)
        if DOTTED.fullmatch(text.strip()):
            patterns.add(r"\.[ \u00a0]?-?".join(map(re.escape, letters)) + r"(?:\.|(?!\w))")
        elif BARE.fullmatch(text.strip()) and fold(text.strip()) not in ACRONYMES:
            patterns.add(re.escape(text.strip()) + r"(?!\w)")
    if not patterns:
        return None
    return re.compile(r"(?<![\w.])(?:" + "|".join(sorted(patterns)) + ")")
