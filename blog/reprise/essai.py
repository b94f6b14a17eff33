"""The dry run: what a sheet would do to a rubrique. Nothing is written here."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

from blog.identites.recherche import Trouvaille
from blog.models import Article, Reprise
from blog.reprise.comparaison import MiseAJour
from blog.reprise.fiche import Fiche, Probleme
from blog.reprise.mots_du_tableau import ListeNatures

LINES_SHOWN = 8


@dataclass(frozen=True)
class Options:
    """What the gestionnaire chose for the whole sheet."""

    masquer: bool = True
    garder_classe: bool = False
    consigner: bool = False  # initials or names go to the key table
    montrees: frozenset[str] = frozenset()  # new rows that had a box
    reprendre: frozenset[str] = frozenset()  # those whose box is ticked
    memes: dict[str, str] = field(default_factory=dict)  # doubtful rows: the situation chosen
    laisser: frozenset[str] = frozenset()  # rows whose changes are not wanted
    prendre: frozenset[str] = frozenset()  # rows that win over what Cellule changed too


@dataclass(frozen=True)
class TrouvailleSituee:
    """An identity found in a text of the sheet, in its place."""

    ligne: int
    colonne: str
    trouvaille: Trouvaille


@dataclass(frozen=True)
class Douteuse:
    """A new row that may be one of these situations: what it would change in each."""

    fiche: Fiche
    candidates: list[MiseAJour]


@dataclass
class Essai:
    """What the sheet becomes, in its rows' order."""

    nouvelles: list[Fiche] = field(default_factory=list)
    mises_a_jour: list[MiseAJour] = field(default_factory=list)
    inchangees: int = 0
    problemes: list[Probleme] = field(default_factory=list)
    trouvailles: list[TrouvailleSituee] = field(default_factory=list)
    liste: ListeNatures = field(default_factory=lambda: ListeNatures([]))
    douteuses: list[Douteuse] = field(default_factory=list)  # of the new ones
    cles: dict[int, dict[str, str]] = field(default_factory=dict)  # the digests of each row
    renumerotees: list[Reprise] = field(default_factory=list)  # unchanged, but for their digests
    options: Options = field(default_factory=Options)
    is_depositaire: bool = False

    @property
    def compte(self) -> dict[str, int]:
        """How much of each thing would be written."""
        fiches, updates = self.creees, self.wanted
        return {
            "situations": len(fiches),
            "suivis": sum(len(f.notes) for f in fiches) + sum(len(u.ajouts) for u in updates),
            "actions": sum(fiche.has_action for fiche in fiches),
            "mises_a_jour": len(updates),
            "corrections": sum(len(u.corrections) for u in updates),
        }

    @property
    def nouvelles_in_words(self) -> list[dict]:
        """The new situations for the screen, with the words of their codes."""
        lists = {
            "niveau": dict(Article.Niveau.choices),
            "statut": dict(Article.Statut.choices),
            "signale_par": dict(Article.Origine.choices),
        }
        return [
            {"fiche": f, "prise": self.keeps(f)}
            | {k: words.get(f.valeurs.get(k) or "", "") for k, words in lists.items()}
            for f in self.nouvelles
        ]

    @property
    def creees(self) -> list[Fiche]:
        """The new situations that the gestionnaire takes."""
        same = {update.fiche.ligne for update in self.choisies}
        return [f for f in self.nouvelles if self.keeps(f) and f.ligne not in same]

    def keeps(self, fiche: Fiche) -> bool:
        """Whether a new row is taken: its box is ticked, or was not there yet."""
        ligne = str(fiche.ligne)
        return ligne in self.options.reprendre or ligne not in self.options.montrees

    @property
    def choisies(self) -> list[MiseAJour]:
        """The doubtful rows that the gestionnaire recognised, each with its situation."""
        return [
            update
            for douteuse in self.douteuses
            for update in douteuse.candidates
            if self.options.memes.get(str(douteuse.fiche.ligne)) == update.article.code
            and self.keeps(douteuse.fiche)
        ]

    @property
    def questions(self) -> list[tuple[Douteuse, str]]:
        """Each doubtful row, and the code of the situation that was chosen for it."""
        return [(d, self.options.memes.get(str(d.fiche.ligne), "")) for d in self.douteuses]

    @property
    def wanted(self) -> list[MiseAJour]:
        """The updates that the gestionnaire takes."""
        return [update for update, taken in self.decisions if taken] + self.choisies

    @property
    def twice(self) -> list[str]:
        """The codes of the situations that several rows were said to be."""
        codes = Counter(update.article.code for update in self.choisies)
        return sorted(code for code, times in codes.items() if times > 1)

    @property
    def lues(self) -> list[Article]:
        """The situations that the screen quotes."""
        proposed = [update for d in self.douteuses for update in d.candidates]
        return list({u.article.pk: u.article for u in self.mises_a_jour + proposed}.values())

    @property
    def decisions(self) -> list[tuple[MiseAJour, bool]]:
        """Each update, and whether it is taken."""
        return [(update, self.takes(update)) for update in self.mises_a_jour]

    def takes(self, update: MiseAJour) -> bool:
        ligne = str(update.fiche.ligne)
        chosen = ligne in self.options.prendre
        return chosen if update.les_deux else ligne not in self.options.laisser

    @property
    def has_work(self) -> bool:
        return bool(self.nouvelles or self.mises_a_jour)

    @property
    def problemes_in_words(self) -> list[tuple[str, str, str]]:
        """The problems for the screen: the same one in several rows is there once."""
        rows: dict[tuple[str, str], list[int]] = {}
        for probleme in self.problemes:
            rows.setdefault((probleme.colonne, probleme.texte), []).append(probleme.ligne)
        ordered = sorted(rows.items(), key=lambda row: row[1][0])
        return [(lignes_in_words(lines), *where) for where, lines in ordered]

    @property
    def choix(self) -> dict:
        """What the journal notes of the identities found: the choice and kinds, never a word."""
        if not self.trouvailles:
            return {}
        sortes = sorted({t.trouvaille.sorte.value for t in self.trouvailles})
        chosen = "masquer" if self.options.masquer else "garder"
        return {"identites": chosen, "sortes": sortes, "nombre": len(self.trouvailles)}

    @property
    def empreinte(self) -> str:
        """A digest of all that would be done, but for what the page's own boxes decide."""
        content = [
            [content_of_fiche(fiche) for fiche in self.nouvelles],
            [content_of_update(u) for u in self.mises_a_jour if not u.only_identity],
            [
                [str(u.article.pk), content_of_update(u)]
                for d in self.douteuses
                for u in d.candidates
            ],
            self.liste.ajoutees,
        ]
        text = json.dumps(content, default=str, sort_keys=True)
        return salted_hmac("blog.reprise.essai", text).hexdigest()[:32]


def lignes_in_words(lines: list[int]) -> str:
    """« ligne 14 », « lignes 14, 15 et 20 »."""
    if lines == [-1]:
        return "tout le fichier"
    if len(lines) == 1:
        return f"ligne {lines[0]}"
    if (rest := len(lines) - LINES_SHOWN) > 1:
        return f"lignes {', '.join(map(str, lines[:LINES_SHOWN]))} et {rest} autres"
    return f"lignes {', '.join(map(str, lines[:-1]))} et {lines[-1]}"


def content_of_fiche(fiche):
    """All of a row but its classe, which a box of the page leaves out."""
    lu = {champ: cell for champ, cell in fiche.lu.items() if champ != "classe"}
    values = {name: getattr(v, "pk", v) for name, v in fiche.valeurs.items()}
    return [
        fiche.ligne,
        lu,
        {champ: texte.lu for champ, texte in fiche.textes.items() if champ != "classe"},
        values,
        fiche.natures,
        [[note.cle, note.texte.lu] for note in fiche.notes],
    ]


def content_of_update(update):
    notes = [[n.cle for n in update.ajouts], [n.cle for n in update.corrections]]
    changes = [[c.champ, c.avant, c.les_deux] for c in update.changements if c.champ != "classe"]
    return [content_of_fiche(update.fiche), changes, notes]
