"""Names of persons, in the plain form of a text (`blog.identites.forme`).

Each rule yields ranges of words; ranges that touch make one name.
"""

import re
from collections.abc import Callable, Iterator

from blog.identites.forme import Forme, Passage, Sorte
from blog.identites.mots import Mot, split_mots
from blog.identites.prenoms import PRENOMS
from blog.identites.verbes import is_said_of
from blog.identites.vocabulaire import (
    ADJECTIFS_DE_LIEU,
    CIVILITES,
    FAMILLES,
    LIEUX,
    MOTS,
    PARTICULES,
    PARTICULES_BASSES,
    PERSONNES,
    PETITS_MOTS,
    RANGS,
)

PLURIELS = {"mm", "mmes", "messieurs", "mesdames", "mlles", "melles", "mesdemoiselles"}
ARTICLES = {"la", "le", "les", "l'"}
ENDS_INITIAL = re.compile(r"[.,;:)!? \n]|$")
HYPHENS = re.compile(r"[^\w'’]+")
NUMBERED = re.compile(r"\d ?$")
INFINITIVE = re.compile(r"(?:[^i]er|ir|oir|dre|tre|ire|ez|ons)$")
LONGEST = 6  # words in a surname, particles included

Range = tuple[int, int]  # of words


def find_noms(forme: Forme, simple: str, is_name: Callable[[str], bool]) -> Iterator[Passage]:
    mots = split_mots(simple)
    found = [
        *after_civilite(mots),
        *after_label(mots),
        *after_prenom(mots),
        *before_prenom(mots),
        *before_capitals(mots),
        *after_capitals(mots),
        *after_initial(mots),
        *in_key_table(mots, forme, is_name),
    ]
    for start, end in merge(mots, sorted(found)):
        last = mots[end - 1]
        yield Passage(mots[start].start, last.end + last.is_abbreviated, Sorte.NOM)


def merge(mots: list[Mot], found: list[Range]) -> list[Range]:
    """Return the ranges that touch as one."""
    merged: list[Range] = []
    for start, end in found:
        last = merged[-1] if merged else (0, 0)
        if start < last[1] or (merged and start == last[1] and mots[start].glued):
            merged[-1] = (last[0], max(end, last[1]))
        else:
            merged.append((start, end))
    return merged


def is_particule(mots: list[Mot], i: int) -> bool:
    """« de », « Le », and « la » after « de » only: « Lucas la voit » holds no surname."""
    mot = mots[i]
    if mot.texte[0].isupper():
        return mot.key in PARTICULES
    return mot.key in PARTICULES_BASSES or (
        mot.key in ARTICLES and i > 0 and mots[i - 1].key in {"de", "van"}
    )


def surname_end(mots: list[Mot], i: int) -> int:
    """Return where the surname that begins with word `i` ends: `i` if none begins there."""
    end = i
    for j in range(i, min(i + LONGEST, len(mots))):
        if j > i and not mots[j].glued:
            break
        if mots[j].is_nom:
            end = j + 1
        elif not is_particule(mots, j):
            break
    return end


def after_civilite(mots: list[Mot]) -> Iterator[Range]:
    """« Mme Durand », « mme durand », « M. de La Tour », but not « Mme la CPE »; and what follows
    « famille », « élève », with a capital."""
    for i, mot in enumerate(mots[:-1]):
        j, following = i + 1, mots[i + 1]
        if mot.key in CIVILITES and not is_metre(mots, i):
            while j < min(len(mots) - 1, i + LONGEST) and is_joined_initial(mots[j]):
                j += 1
            if not (mots[j].glued or mots[j].before in (". ", ".")):
                continue
            end = max(surname_end(mots, j), small_surname_end(mots, j))
        elif mot.key in FAMILLES | PERSONNES and following.glued and following.is_capitalised:
            end = surname_end(mots, j)
        else:
            continue
        if end > j:
            yield i + 1, end
            if mot.key in PLURIELS:
                yield from joined_by_et(mots, end)


def is_metre(mots: list[Mot], i: int) -> bool:
    """« 12 m », « m » alone: a small letter is a civility before a name, with its dot."""
    if mots[i].texte not in ("m", "mm"):
        return False
    return is_numbered(mots, i) or mots[i + 1].before not in (". ", ".")


def small_surname_end(mots: list[Mot], i: int) -> int:
    """The same as `surname_end` for a name without a capital, « mme durand », « madame de brie »:
    what is neither an ordinary word nor said of a person (`verbes.py`)."""
    end, has_surname = i, False
    for j in range(i, min(i + LONGEST, len(mots))):
        mot = mots[j]
        if mot.texte[0].isupper() or (j > i and not mot.glued):
            break
        if mot.key in PARTICULES_BASSES:
            continue
        if mot.key not in PRENOMS:
            if has_surname or mot.is_common or is_said_of(mot.key):
                break
            has_surname = True
        end = j + 1
    return end


def joined_by_et(mots: list[Mot], i: int) -> Iterator[Range]:
    """« MM. Durand et Martin »."""
    if i + 1 < len(mots) and mots[i].key == "et" and mots[i + 1].glued:
        if (end := surname_end(mots, i + 1)) > i + 1:
            yield i + 1, end


def after_label(mots: list[Mot]) -> Iterator[Range]:
    """« Nom : Durand », « Nom et prénom : Durand Lucas »."""
    for i, mot in enumerate(mots[:-1]):
        is_label = mot.key == "nom" or (mot.key == "prenom" and mots[max(0, i - 2)].key == "nom")
        if is_label and mots[i + 1].before in (" : ", ": ", ":", " :"):
            if (end := surname_end(mots, i + 1)) > i + 1:
                yield i + 1, end


def after_prenom(mots: list[Mot]) -> Iterator[Range]:
    """« Lucas Martin », « Anne-Sophie Le Goff », « Lucas M. », but not « lycée Jean Moulin »."""
    for i, mot in enumerate(mots[:-1]):
        following = mots[i + 1]
        if not mot.is_prenom or not following.glued:
            continue
        end = surname_end(mots, i + 1)
        if end > i + 1:
            in_capitals = any(m.is_nom_in_capitals for m in mots[i + 1 : end])
            if in_capitals or not names_a_place(mots, i):
                yield i, end
        elif following.is_initial and ENDS_INITIAL.match(following.next):
            if following.is_abbreviated or following.texte not in "AOY":
                yield i, i + 2


def names_a_place(mots: list[Mot], i: int) -> bool:
    """« collège Jean Moulin », « lycée professionnel Jean Moulin », « école Pierre et Marie »."""
    words = []
    for j in range(i, max(i - 4, 0), -1):
        if not mots[j].glued:
            break
        words.append(mots[j - 1])
    keys = [word.key for word in words] + [""] * 4
    return (
        keys[0] in LIEUX
        or keys[0] in {"saint", "sainte"}
        or (keys[0] in ADJECTIFS_DE_LIEU and keys[1] in LIEUX | {"groupe", "ensemble"})
        or (keys[0] == "et" and words[1:2] != [] and words[1].is_capitalised and keys[2] in LIEUX)
    )


def before_prenom(mots: list[Mot]) -> Iterator[Range]:
    """« Durand Emma », but not « Prévenir Emma », « Selon Emma »."""
    for i, mot in enumerate(mots[:-1]):
        following = mots[i + 1]
        if not (mot.is_nom and following.is_prenom and following.glued):
            continue
        says = is_said_of(mot.key) or INFINITIVE.search(mot.key)
        if not (mot.begins and says) and not names_a_place(mots, i):
            yield i, surname_end(mots, i + 1)


def before_capitals(mots: list[Mot]) -> Iterator[Range]:
    """« Kylyan DURAND », « Kylyan LE GOFF »: not where any sentence may begin with a capital."""
    for i, mot in enumerate(mots[:-1]):
        if mot.begins or not mot.may_be_prenom or not mots[i + 1].glued:
            continue
        j = i + 1
        while j < len(mots) - 1 and mots[j].texte[0].isupper() and is_particule(mots, j):
            j += 1
        if mots[j].is_nom_in_capitals and surname_end(mots, i + 1) > j:
            yield i, surname_end(mots, i + 1)


def after_capitals(mots: list[Mot]) -> Iterator[Range]:
    """« DURAND Kylyan », « LE GOFF Anne », « DURAND, Anne », but not « Lucas DURAND, Anne »."""
    for i, mot in enumerate(mots[:-1]):
        following = mots[i + 1]
        is_prenom = following.is_prenom or (following.glued and following.may_be_prenom)
        if not (mot.is_nom_in_capitals and is_prenom):
            continue
        start = surname_start(mots, i)
        stands_alone = not mots[start].glued or not mots[start - 1].is_nom
        if following.glued or (following.before in (", ", ",") and stands_alone):
            has_more = i + 2 < len(mots) and mots[i + 2].glued  # « NGUYEN Van Minh »
            yield start, surname_end(mots, i + 2) if has_more else i + 2


def surname_start(mots: list[Mot], i: int) -> int:
    """Return where the surname in capitals that ends with word `i` begins."""
    start = i
    while start > max(0, i - LONGEST) and mots[start].glued:
        before = mots[start - 1]
        is_part = before.is_nom or is_particule(mots, start - 1)
        if not (before.texte.isupper() and is_part):
            break
        start -= 1
    return start


def after_initial(mots: list[Mot]) -> Iterator[Range]:
    """« L. Martin », « J.-P. Martin », but not « C.D.I. », « 6e B. Réunion », « M. Martin »."""
    for i, mot in enumerate(mots):
        follows_initial = i > 0 and mots[i - 1].is_abbreviated and mot.before in (". ", ".")
        if not mot.is_abbreviated or follows_initial or is_numbered(mots, i):
            continue
        j = i + 1
        while j < len(mots) and j - i < 3 and is_joined_initial(mots[j]):
            j += 1
        if j == len(mots) or j - i > 2 or (mot.texte == "M" and j == i + 1):
            continue
        end = surname_end(mots, j)
        if end > j and mots[j].before in (". ", "."):
            yield i, end


def is_joined_initial(mot: Mot) -> bool:
    return mot.is_abbreviated and mot.before in (" ", ". ", ".", ".-")


def is_numbered(mots: list[Mot], i: int) -> bool:
    mot = mots[i]
    return bool(NUMBERED.search(mot.before)) or (mot.glued and mots[i - 1].key in RANGS)


def in_key_table(mots: list[Mot], forme: Forme, is_name: Callable[[str], bool]) -> Iterator[Range]:
    """The words that the key table of the rubrique holds."""
    last = -1  # the known word before this one, when only particles part them
    for i, mot in enumerate(mots):
        follows = last >= 0 and mot.glued
        if is_in_key_table(mot, forme, is_name, follows):
            yield (last if follows else i), i + 1
            last = i
        elif not (follows and is_particule(mots, i)):
            last = -1


def is_in_key_table(mot: Mot, forme: Forme, is_name: Callable[[str], bool], follows: bool) -> bool:
    """Ordinary words are asked about only with a capital after a known name: « Inès Sá »."""
    has_capital = mot.texte[0].isupper()
    if len(mot.texte) < 2 or mot.texte.endswith("'"):
        return False
    if mot.key in MOTS and not (follows and has_capital):
        return False
    if mot.key in PETITS_MOTS and not has_capital:
        return False
    written = forme.written(mot.start, mot.end)
    parts = HYPHENS.split(written)
    if len(parts) == 1 or mot.key.startswith(("saint-", "sainte-")):
        return is_name(written)
    return is_name(written) or any(len(part) > 1 and is_name(part) for part in parts)
