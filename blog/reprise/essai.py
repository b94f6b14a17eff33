"""The dry run: what a sheet would do to a rubrique. Nothing is written here."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field

from django.utils.crypto import salted_hmac

from blog.identites import Trouvaille
from blog.models import Article
from blog.reprise.choix import Liste, Mots, list_after, words_of
from blog.reprise.colonnes import Cible, Tableau, short
from blog.reprise.comparaison import MiseAJour, compare
from blog.reprise.etat import Etat, marks
from blog.reprise.fiche import Contexte, Fiche, Probleme, read_row
from blog.reprise.textes import search_for
from rubriques.richtext import fold

LINES_SHOWN = 8
IN_CHARGE = ("referent", "coreferent")
RANK = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Options:
    """What the gestionnaire chose for the whole sheet."""

    masquer: bool = True
    garder_classe: bool = True
    consigner: bool = False  # initials or names go to the key table
    laisser: frozenset[str] = frozenset()  # rows whose changes are not wanted
    prendre: frozenset[str] = frozenset()  # rows that win over what Cellule changed too


@dataclass(frozen=True)
class Trouve:
    """An identity found in a text of the sheet, in its place."""

    ligne: int
    colonne: str
    trouvaille: Trouvaille


@dataclass
class Essai:
    """What the sheet becomes, in its rows' order."""

    nouvelles: list[Fiche] = field(default_factory=list)
    mises_a_jour: list[MiseAJour] = field(default_factory=list)
    inchangees: int = 0
    problemes: list[Probleme] = field(default_factory=list)
    trouves: list[Trouve] = field(default_factory=list)
    liste: Liste = field(default_factory=lambda: Liste([], []))
    cles: dict[int, str] = field(default_factory=dict)  # the digest of each new row
    options: Options = field(default_factory=Options)
    is_depositaire: bool = False

    @property
    def compte(self) -> dict[str, int]:
        """How much of each thing would be written."""
        fiches, updates = self.nouvelles, self.wanted
        return {
            "situations": len(fiches),
            "suivis": sum(len(f.notes) for f in fiches) + sum(len(u.ajouts) for u in updates),
            "actions": sum(has_action(fiche) for fiche in fiches),
            "mises_a_jour": len(updates),
            "corrections": sum(len(u.corrections) for u in updates),
        }

    @property
    def lignes(self) -> list[dict]:
        """The new situations for the screen, with the words of their codes."""
        lists = {
            "niveau": dict(Article.Niveau.choices),
            "statut": dict(Article.Statut.choices),
            "signale_par": dict(Article.Origine.choices),
        }
        return [
            {"fiche": f} | {k: words.get(f.valeurs.get(k), "") for k, words in lists.items()}
            for f in self.nouvelles
        ]

    @property
    def wanted(self) -> list[MiseAJour]:
        """The updates that the gestionnaire takes."""
        return [update for update, taken in self.decisions if taken]

    @property
    def decisions(self) -> list[tuple[MiseAJour, bool]]:
        """Each update, and whether it is taken."""
        return [(update, self.takes(update)) for update in self.mises_a_jour]

    def takes(self, update: MiseAJour) -> bool:
        line = str(update.fiche.ligne)
        chosen = line in self.options.prendre
        return chosen if update.les_deux else line not in self.options.laisser

    @property
    def has_work(self) -> bool:
        return bool(self.nouvelles or self.mises_a_jour)

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """The problems for the screen: the same one in several rows is said once."""
        rows: dict[tuple[str, str], list[int]] = {}
        for probleme in self.problemes:
            rows.setdefault((probleme.colonne, probleme.texte), []).append(probleme.ligne)
        return [(lines_said(lines), *where) for where, lines in rows.items()]

    @property
    def choix(self) -> dict:
        """What the journal notes of the identities found: the choice and kinds, never a word."""
        if not self.trouves:
            return {}
        sortes = sorted({t.trouvaille.sorte.value for t in self.trouves})
        chosen = "masquer" if self.options.masquer else "garder"
        return {"identites": chosen, "sortes": sortes, "nombre": len(self.trouves)}

    @property
    def empreinte(self) -> str:
        """A digest of all that would be done, but for what the page's own boxes decide."""
        said = [
            [row_said(fiche) for fiche in self.nouvelles],
            [update_said(u) for u in self.mises_a_jour if not u.only_identity],
            [self.liste.ajoutees, [str(n.pk) for n in self.liste.retirees]],
        ]
        text = json.dumps(said, default=str, sort_keys=True)
        return salted_hmac("blog.reprise.essai", text).hexdigest()[:32]


def lines_said(lines: list[int]) -> str:
    """« ligne 14 », « lignes 14, 15 et 20 »."""
    if len(lines) == 1:
        return f"ligne {lines[0]}"
    if (rest := len(lines) - LINES_SHOWN) > 1:
        return f"lignes {', '.join(map(str, lines[:LINES_SHOWN]))} et {rest} autres"
    return f"lignes {', '.join(map(str, lines[:-1]))} et {lines[-1]}"


def has_action(fiche: Fiche) -> bool:
    return bool(fiche.textes.get("action") and fiche.textes["action"].lu)


def row_said(fiche):
    """All of a row but its classe, which a box of the page leaves out."""
    lu = {name: said for name, said in fiche.lu.items() if name != "classe"}
    values = {name: getattr(v, "pk", v) for name, v in fiche.valeurs.items()}
    return [
        fiche.ligne,
        lu,
        values,
        fiche.natures,
        [[note.cle, note.texte.lu] for note in fiche.notes],
    ]


def update_said(update):
    notes = [[n.cle for n in update.ajouts], [n.cle for n in update.corrections]]
    changes = [[c.champ, c.avant, c.les_deux] for c in update.changements if c.champ != "classe"]
    return [row_said(update.fiche), changes, notes]


def prepare(tableau: Tableau, cibles: list[Cible], etat: Etat) -> Contexte:
    """Return what reading the rows needs, the words being taken as they are guessed."""
    columns = [i for i, cible in enumerate(cibles) if cible == Cible.IDENTITE]
    identites = [cells[i] for _, cells in tableau.lignes for i in columns if cells[i]]
    recherche = search_for(etat, identites)
    mots: Mots = words_of(tableau, cibles, etat, recherche)
    choisi = {mot.champ: mot.propose for words in mots.values() for mot in words.values()}
    return Contexte(tableau, cibles, etat, mots, choisi, recherche)


def try_out(c: Contexte, options: Options) -> Essai:
    """Read every row and tell what it becomes."""
    liste = list_after(c.mots, c.choisi, c.etat)
    essai = Essai(options=options, liste=liste, is_depositaire=c.etat.is_depositaire)
    c.masquer, c.garder_classe = options.masquer, options.garder_classe
    seen: Counter = Counter()
    for ligne, cells in c.tableau.lignes:
        if not is_situation(cells, ligne, c, essai):
            continue
        fiche = read_row(ligne, cells, c)
        key = key_of_row(fiche, c)
        rank, seen[key] = seen[key], seen[key] + 1
        sort_row(essai, fiche, marks(c.etat.rubrique.pk, "ligne", key, rank), c)
    return essai


def is_situation(cells, ligne, c, essai):
    """Blank rows and headings that come again are passed over; a lone cell is told."""
    taken = [i for i, cible in enumerate(c.cibles) if cible != Cible.RIEN]
    written = [i for i in taken if cells[i]]
    if not written or [fold(cell) for cell in cells] == [fold(t) for t in c.tableau.titres]:
        return False
    if len(written) == 1 and len(taken) > 2:
        text = f"«\u00a0{short(cells[written[0]])}\u00a0» est seul sur sa ligne\u00a0: "
        text += "elle est laissée de côté"
        essai.problemes.append(Probleme(ligne, c.tableau.name(written[0]), text))
        return False
    return True


def key_of_row(fiche, c):
    """By what a row is recognised another time: whom it is about, else its number, its words."""
    day = fiche.lu.get("signale_le", "")
    if fiche.identite:
        return f"identite|{fold(''.join(filter(str.isalnum, fiche.identite)))}|{day}"
    if fiche.numero:
        return f"numero|{fiche.numero}"
    return f"texte|{day}|{fold(fiche.lu.get('constats', ''))}"


def leave_who_is_aside(update, etat):
    """Nobody is put in charge, by a sheet either, of a situation they are set aside from; return
    what is to be told of it."""
    told = []
    for changement in list(update.changements):
        person = update.fiche.valeurs.get(changement.champ)
        if changement.champ in IN_CHARGE and person:
            if (update.article.pk, person.pk) in etat.ecarts:
                update.changements.remove(changement)
                text = (
                    f"{person.nom_court} est écarté·e de cette situation\u00a0: laissé comme avant"
                )
                told.append(Probleme(update.fiche.ligne, changement.libelle, text))
    return told


def is_numbered(fiche):
    """Whether a row is recognised by a plain rank, which says nothing of whom it is about.

    A longer number may be a pupil's own (the INE has eleven signs).
    """
    return not fiche.identite and RANK.fullmatch(fiche.numero) is not None


def sort_row(essai, fiche, keys, c):
    """Put a row among the new ones, the updates or the unchanged.

    What its sender took over, and is now set aside from, is told unchanged: not doubled.
    """
    reprise = c.etat.taken_over(keys, is_number=is_numbered(fiche))
    if reprise and reprise.article_id not in c.etat.visibles:
        essai.inchangees += 1
        return
    if reprise:
        update = compare(fiche, reprise, c.etat)
        essai.problemes += leave_who_is_aside(update, c.etat)
        missing = reprise.article_id not in c.etat.consignees
        update.a_consigner = bool(essai.options.consigner and fiche.identite and missing)
        if update.is_empty:
            essai.inchangees += 1
            return
        essai.mises_a_jour.append(update)
    else:
        essai.nouvelles.append(fiche)
        essai.cles[fiche.ligne] = keys[-1]
    essai.problemes += fiche.problemes
    for text in fiche.all_texts:
        found = c.recherche.find(text.lu)
        essai.trouves += [Trouve(fiche.ligne, text.colonne, t) for t in found]
