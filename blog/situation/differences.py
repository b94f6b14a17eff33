"""What a correction changed, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from blog.models import Suivi, VersionSuivi
from texte.simple import plain


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they were `kept`, `added` or `removed`."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Return the words of two HTML texts as pieces, in reading order, the removed ones first."""
    old, new = plain(before).split(), plain(after).split()
    pieces = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("kept", " ".join(old[a:b])))
            continue
        if a < b:
            pieces.append(Piece("removed", " ".join(old[a:b])))
        if c < d:
            pieces.append(Piece("added", " ".join(new[c:d])))
    return pieces


def corrections_of(suivi: Suivi) -> list[tuple[VersionSuivi, list[Piece]]]:
    """Return each earlier text of a suivi, the last one first, with what replaced it."""
    corrections, after = [], suivi.texte
    for version in suivi.versions.all():
        corrections.append((version, differences(version.texte, after)))
        after = version.texte
    return corrections
