"""Which situation a row made before: the same only if the rest of the row agrees.

A number, or initials, are shared by several pupils: they point at situations to look at, and
decide nothing. What the sheet said then is compared with what it says now; a row is recognised
when much more agrees than differs, and no other situation fits about as well.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter

from blog.models import Reprise
from blog.reprise.comparaison import html_of, value_in_fiche
from blog.reprise.empreintes import empreintes_of
from blog.reprise.existant import Existant
from blog.reprise.fiche import Fiche
from texte.simple import fold

# What agreeing says for, what differing says against. A correction touches one thing or two;
# natures, origins and classes are shared by many pupils.
POIDS = {
    "identite": (3, 5),
    "constats": (3, 2),
    "signale_le": (2, 2),
    "suivis": (2, 2),
    "classe": (1, 2),
    "natures": (1, 1),
    "signale_par": (1, 1),
    "numero": (1, 0),  # rows are sorted, and numbered anew each year
    "action": (1, 0),  # one follows another
}
ENOUGH = 5  # points for, so that a row is recognised: « Y.Y. » in 5e 2 is not enough
CLEAR = 2  # points by which the best situation must lead the second one
SHORT = 20  # letters: « Absences » is said of several pupils
MOST_SHARED = 20  # what more situations share points at none of them
MOST_WEIGHED, MOST_PROPOSED = 8, 3


@dataclass
class Lien:
    """What a row is linked with: one situation, or those that it may be, the likeliest first."""

    reprise: Reprise | None = None
    peut_etre: list[Reprise] = field(default_factory=list)


@dataclass
class Accord:
    """How much of a row agrees with what a situation was made of, and how much differs."""

    reprise: Reprise
    pour: int = 0
    contre: int = 0

    @property
    def points(self) -> int:
        return self.pour - 2 * self.contre

    @property
    def is_same(self) -> bool:
        return self.pour >= ENOUGH and self.points > 0

    @property
    def is_likely(self) -> bool:
        return self.pour > max(self.contre, POIDS["identite"][0])

    def count(self, name: str, agrees: bool | None, least: int = 3) -> None:
        """Weigh one thing; None, nothing to compare, weighs nothing."""
        if agrees is not None:
            pour, contre = POIDS[name]
            self.pour += min(pour, least) if agrees else 0
            self.contre += 0 if agrees else contre


def keys_of(fiche: Fiche, rubrique, rank: int) -> dict[str, list[str]]:
    """Return the digests by which a row is found again, each under every key in use.

    `tout` stands for all that the row says but its number; `ancienne` is how rows were
    recognised before `Reprise.cles`, `rank` telling those of one key apart.
    """
    said = {name: lu for name, lu in fiche.lu.items() if name != "classe"}
    notes = [[note.cle, note.texte.lu] for note in fiche.notes]
    letters = fold("".join(filter(str.isalnum, fiche.identite)))
    words = {
        "identite": letters,
        "numero": fiche.numero,
        "mots": fold(fiche.lu.get("constats", "")),
        "tout": json.dumps([letters, said, notes], sort_keys=True),
    }
    keys = {name: empreintes_of(rubrique, name, text) for name, text in words.items() if text}
    return keys | {"ancienne": empreintes_of(rubrique, "ligne", former_key(fiche), rank)}


def former_key(fiche: Fiche) -> str:
    day = fiche.lu.get("signale_le", "")
    if fiche.identite:
        return f"identite|{fold(''.join(filter(str.isalnum, fiche.identite)))}|{day}"
    if fiche.numero:
        return f"numero|{fiche.numero}"
    return f"texte|{day}|{fold(fiche.lu.get('constats', ''))}"


def kept_keys(keys: dict[str, list[str]]) -> dict[str, str]:
    """What a reprise keeps of them."""
    return {name: digests[-1] for name, digests in keys.items() if name != "ancienne"}


def all_keys(fiches: list[Fiche], rubrique) -> dict[int, dict[str, list[str]]]:
    """The digests of each row, by the row."""
    seen: Counter = Counter()
    keys = {}
    for fiche in fiches:
        key = former_key(fiche)
        keys[fiche.ligne] = keys_of(fiche, rubrique, seen[key])
        seen[key] += 1
    return keys


def link_rows(
    fiches: list[Fiche], keys: dict[int, dict[str, list[str]]], existant: Existant
) -> dict[int, Lien]:
    """Return what each row is linked with; a situation is linked with one row at most."""
    links, twins = link_identical(fiches, keys, existant)
    taken = {lien.reprise.pk for lien in links.values() if lien.reprise}
    rest = [fiche for fiche in fiches if fiche.ligne not in links]
    weighed = {f.ligne: weigh_all(f, keys[f.ligne], existant) for f in rest}
    claims: dict[int, list[tuple[int, int]]] = {}
    for ligne, accords in weighed.items():
        for accord in filter(attrgetter("is_same"), accords):
            claims.setdefault(accord.reprise.pk, []).append((ligne, accord.points))
    rest.sort(key=lambda f: max((a.points for a in weighed[f.ligne]), default=0), reverse=True)
    for fiche in rest:
        free = [a for a in weighed[fiche.ligne] if a.reprise.pk not in taken]
        if not free or not free[0].is_same or free[0].reprise.pk in twins:
            continue
        rivals = claims[free[0].reprise.pk]
        others = [p for n, p in rivals if n != fiche.ligne and n not in links]
        others += [accord.points for accord in free[1:]]
        if all(points <= free[0].points - CLEAR for points in others):
            links[fiche.ligne] = Lien(free[0].reprise)
            taken.add(free[0].reprise.pk)
    for fiche in rest:
        free = [a for a in weighed[fiche.ligne] if a.reprise.pk not in taken and a.is_likely]
        shown = [a.reprise for a in free if a.reprise.article_id in existant.visibles]
        links.setdefault(fiche.ligne, Lien(peut_etre=shown[:MOST_PROPOSED]))
    return links


def link_identical(fiches, keys, existant):
    """Link the rows that say all that they said; also return the situations that nothing told
    apart, when a row of theirs has changed: which one it was, nobody knows."""
    groups: dict[str, list[Reprise]] = {}
    links, twins = {}, set()
    for fiche in fiches:
        tout = keys[fiche.ligne]["tout"]
        found = [r for key in tout for r in existant.by_key.get(key, []) if is_known(r, existant)]
        left = groups.setdefault(tout[-1], sorted(found, key=lambda r: not is_mine(r, existant)))
        if left:
            links[fiche.ligne] = Lien(left.pop(0))
            mine = [r.pk for r in left if is_mine(r, existant) == is_mine(found[0], existant)]
            twins |= set(mine)
        elif found:
            links[fiche.ligne] = Lien()  # once more than there are situations: a new one
    return links, twins - {lien.reprise.pk for lien in links.values() if lien.reprise}


def is_mine(reprise, existant):
    return reprise.par_id == existant.par.pk


def is_known(reprise, existant):
    """Whether a situation may answer to initials or words: see `Existant.may_compare`."""
    is_seen = is_mine(reprise, existant) or reprise.article_id in existant.visibles
    return is_seen and existant.may_compare(reprise)


def weigh_all(fiche: Fiche, keys: dict[str, list[str]], existant: Existant) -> list[Accord]:
    """Return the situations that a row points at, the likeliest first; one's own, if one fits."""
    found: Counter = Counter()
    by_pk = {}
    for name, digests in keys.items():
        sharing = [r for key in digests for r in existant.by_key.get(key, [])]
        for reprise in sharing if len(sharing) <= MOST_SHARED else []:
            if is_known(reprise, existant) or existant.answers_number(reprise, fiche, name):
                found[reprise.pk] += 1
                by_pk[reprise.pk] = reprise
    accords = [
        weigh(fiche, by_pk[pk], keys, existant) for pk, _ in found.most_common(MOST_WEIGHED)
    ]
    accords.sort(key=lambda accord: accord.points, reverse=True)
    mine = [accord for accord in accords if is_mine(accord.reprise, existant)]
    return mine if any(accord.is_same for accord in mine) else accords


def weigh(
    fiche: Fiche, reprise: Reprise, keys: dict[str, list[str]], existant: Existant
) -> Accord:
    """Compare a row with what a situation was made of."""
    accord, agree = Accord(reprise), Comparaison(fiche, reprise, existant.may_compare(reprise))
    former = reprise.cles.get("ancienne") in keys["ancienne"]
    for name in ("identite", "numero"):
        kept = reprise.cles.get(name)
        both = name in keys and kept
        accord.count(name, True if former else kept in keys[name] if both else None)
        former = False
    length = len(fiche.lu.get("constats", ""))
    accord.count("constats", agree.champ("constats"), 3 if length >= SHORT else 2)
    classe = agree.champ("classe")
    accord.count("classe", agree.champ("niveau") if classe is None else classe)
    for name in ("signale_le", "natures", "signale_par", "action"):
        accord.count(name, agree.champ(name))
    accord.count("suivis", agree.suivis())
    return accord


@dataclass
class Comparaison:
    """A row beside what a situation was made of: what the sheet said to whoever may compare it,
    what was written, which may be read, to the others."""

    fiche: Fiche
    reprise: Reprise
    may_compare: bool

    def champ(self, name: str) -> bool | None:
        """Whether a field says the same; None when either says nothing."""
        kept = self.reprise.champs.get(name)
        if not kept or not self.fiche.lu.get(name):
            return None
        place = self.reprise.article_id, name
        if self.is_same(kept, place, self.fiche.lu[name], value_in_fiche(self.fiche, name)):
            return True
        said = kept[0] if self.may_compare else kept[1]
        return None if said in empreintes_of(*place, "") else False

    def suivis(self) -> bool | None:
        """Whether most of the meetings that both tell of say the same."""
        told = []
        for note in self.fiche.notes:
            if kept := self.reprise.suivis.get(note.cle):
                place = self.reprise.article_id, note.cle
                ecrit = "" if self.may_compare else html_of(note)
                told.append(self.is_same(kept[1:], place, note.texte.lu, ecrit))
        same, other = told.count(True), told.count(False)
        return None if same == other else same > other

    def is_same(self, kept, place, lu, ecrit):
        said, value = (kept[0], lu) if self.may_compare else (kept[1], ecrit)
        return said in empreintes_of(*place, value)
