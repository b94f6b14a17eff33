"""One row of the sheet, read: what the situation would be, and what could not be understood."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from blog.models import Article
from blog.reprise.choix import AJOUTER, Genre, Mots, is_ticked
from blog.reprise.colonnes import Cible, Tableau, short
from blog.reprise.dates import day_in_heading, parse_day
from blog.reprise.etat import Etat
from blog.reprise.mots import (
    DISPOSITIF_WORDS,
    PARTENAIRE_WORDS,
    REGIMES,
    VIGILANCES,
    exactly,
    key_of,
    meant,
    niveau_meant,
    split_words,
)
from blog.reprise.textes import Recherche
from comptes.models import Utilisateur
from rubriques.richtext import INVISIBLE

LONGEST_CLASSE = 20
DEFAULT_STATUT = (
    "ce sera «\u00a0suivie\u00a0» s’il y a un suivi ou une action, sinon «\u00a0signalée\u00a0»"
)


@dataclass(frozen=True)
class Probleme:
    """What is not taken as it stands, and where: « ligne 14, colonne Échéance »."""

    ligne: int
    colonne: str
    texte: str


@dataclass
class Texte:
    """A text of a row: what the sheet says, what is saved once identities are dealt with."""

    colonne: str
    lu: str
    ecrit: str


@dataclass
class Note:
    """The cell of a meeting: it becomes a suivi, known by `cle` (its day, and its rank)."""

    cle: str
    jour: datetime.date
    texte: Texte


@dataclass
class Fiche:
    """What a row becomes. `lu` is what the sheet says of each field, told without its looks."""

    ligne: int
    lu: dict[str, str] = field(default_factory=dict)
    valeurs: dict = field(default_factory=dict)
    natures: list[str] = field(default_factory=list)
    textes: dict[str, Texte] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    identite: str = ""
    numero: str = ""
    problemes: list[Probleme] = field(default_factory=list)
    inconnus: set[str] = field(default_factory=set)  # fields whose value is not understood

    @property
    def all_texts(self) -> list[Texte]:
        return [*self.textes.values(), *(note.texte for note in self.notes)]

    @property
    def last_day(self) -> datetime.date:
        """The day of its last suivi, else of its signalement."""
        return max([note.jour for note in self.notes], default=self.valeurs["signale_le"])


@dataclass
class Contexte:
    """All that reading a row needs."""

    tableau: Tableau
    cibles: list[Cible]
    etat: Etat
    mots: Mots
    choisi: dict[str, str]  # the field of each word: what it means
    recherche: Recherche
    masquer: bool = True
    garder_classe: bool = True
    membres: dict[str, Utilisateur] = field(default_factory=dict)
    noms: dict[str, str] = field(default_factory=dict)  # natures by their key in the form

    def __post_init__(self):
        self.membres = {str(m.pk): m for m in self.etat.membres}
        self.noms = {str(n.pk): n.nom for n in self.etat.natures}

    def columns(self, cible):
        return [i for i, c in enumerate(self.cibles) if c == cible]

    def meaning(self, genre, word):
        mot = self.mots[genre].get(key_of(word))
        return mot, self.choisi.get(mot.champ, "") if mot else ""


class Illisible(Exception):
    """A value that is not what its column holds."""


def read_row(ligne: int, cells: list[str], c: Contexte) -> Fiche:
    """Return what a row becomes; a value that is not understood leaves its field empty, told."""
    fiche = Fiche(ligne)
    cells = [INVISIBLE.sub("", cell).strip() for cell in cells]
    for column, cible in enumerate(c.cibles):
        if reader := READERS.get(cible):
            try:
                reader(fiche, cells[column], column, c)
            except Illisible as error:
                fiche.inconnus.add(str(cible))
                tell(fiche, c.tableau.name(column), str(error))
    read_natures(fiche, cells, c)
    read_level(fiche, cells, c)
    read_texts(fiche, cells, c)
    complete(fiche, c)
    return fiche


def tell(fiche, colonne, texte):
    fiche.problemes.append(Probleme(fiche.ligne, colonne, texte))


def read_day(fiche, cell, column, c):
    name = str(c.cibles[column])
    day = parse_day(cell, c.tableau.annee) if cell else None
    fiche.lu[name] = str(day or cell)
    fiche.valeurs[name] = None
    if cell and not day:
        raise Illisible(f"«\u00a0{short(cell)}\u00a0» n’est pas une date")
    is_past = c.cibles[column] in (Cible.SIGNALE_LE, Cible.FAMILLE)
    if day and is_past and day > timezone.localdate():
        raise Illisible(f"le {day:%d/%m/%Y} est dans l’avenir")
    fiche.valeurs[name] = day


def read_choice(fiche, cell, column, c):
    """A value of a short list that needs nobody's choice."""
    name = str(c.cibles[column])
    choices, table, empty = {
        Cible.REGIME: (Article.Regime.choices, REGIMES, ""),
        Cible.VIGILANCE: (Article.Vigilance.choices, VIGILANCES, Article.Vigilance.SUIVRE),
    }[c.cibles[column]]
    found = (exactly(cell, choices) or meant(cell, table)) if cell else None
    fiche.lu[name], fiche.valeurs[name] = key_of(cell), found or empty
    if cell and not found:
        raise Illisible(f"«\u00a0{short(cell)}\u00a0» n’est pas dans la liste")


def read_list(fiche, cell, column, c):
    name = str(c.cibles[column])
    is_here = c.cibles[column] == Cible.DISPOSITIFS
    table = DISPOSITIF_WORDS if is_here else PARTENAIRE_WORDS
    words = split_words(cell)
    found = {word: meant(word, table) for word in words}
    fiche.lu[name] = ",".join(sorted(map(key_of, words)))
    fiche.valeurs[name] = list(dict.fromkeys(filter(None, found.values())))
    if unknown := [word for word, value in found.items() if not value]:
        raise Illisible(f"«\u00a0{short(', '.join(unknown))}\u00a0» n’est pas dans la liste")


def read_word(fiche, cell, column, c):
    """A word whose meaning was guessed or chosen."""
    name = str(c.cibles[column])
    genre = {Cible.SIGNALE_PAR: Genre.ORIGINE, Cible.STATUT: Genre.STATUT}.get(
        c.cibles[column], Genre.REFERENT
    )
    mot, value = c.meaning(genre, cell) if cell else (None, "")
    fiche.lu[name] = key_of(cell)
    is_person = genre == Genre.REFERENT
    fiche.valeurs[name] = c.membres.get(value) if is_person else value
    if mot and not value:
        said = "aucun membre choisi" if is_person else "sens inconnu"
        rest = DEFAULT_STATUT if genre == Genre.STATUT else "le champ reste vide"
        raise Illisible(f"«\u00a0{short(cell)}\u00a0»\u00a0: {said}, {rest}")


def read_identity(fiche, cell, column, c):
    fiche.identite = " ".join(filter(None, [fiche.identite, cell]))


def read_number(fiche, cell, column, c):
    fiche.numero = cell


def read_meeting(fiche, cell, column, c):
    day = day_in_heading(c.tableau.titres[column], c.tableau.annee)
    same_day = sum(note.jour == day for note in fiche.notes)
    if cell:
        cle = f"{day}.{same_day}" if same_day else str(day)
        fiche.notes.append(Note(cle, day, Texte(c.tableau.name(column), cell, cell)))


READERS = {
    Cible.SIGNALE_LE: read_day,
    Cible.ECHEANCE: read_day,
    Cible.PROCHAIN_POINT: read_day,
    Cible.FAMILLE: read_day,
    Cible.REGIME: read_choice,
    Cible.VIGILANCE: read_choice,
    Cible.DISPOSITIFS: read_list,
    Cible.PARTENAIRES: read_list,
    Cible.SIGNALE_PAR: read_word,
    Cible.STATUT: read_word,
    Cible.REFERENT: read_word,
    Cible.COREFERENT: read_word,
    Cible.IDENTITE: read_identity,
    Cible.NUMERO: read_number,
    Cible.REUNION: read_meeting,
}


def read_natures(fiche, cells, c):
    listed = c.columns(Cible.NATURES)
    ticked = [i for i in c.columns(Cible.COCHE) if is_ticked(cells[i])]
    if not listed and not c.columns(Cible.COCHE):
        return
    words = [word for i in listed for word in split_words(cells[i])]
    words += [c.tableau.titres[i] for i in ticked]
    fiche.lu["natures"] = "|".join(sorted(set(map(key_of, words))))
    for word in words:
        mot, value = c.meaning(Genre.NATURE, word)
        name = mot.texte if value == AJOUTER else c.noms.get(value, "")
        if name and name not in fiche.natures:
            fiche.natures.append(name)
        elif not name:
            where = c.tableau.name(listed[0]) if listed else word
            tell(fiche, where, f"la nature «\u00a0{short(word)}\u00a0» est laissée de côté")


def read_level(fiche, cells, c):
    """The niveau, by its column or by the classe."""
    found = [(i, cells[i]) for i in c.columns(Cible.NIVEAU) + c.columns(Cible.CLASSE) if cells[i]]
    levels = [niveau_meant(cell) or c.meaning(Genre.NIVEAU, cell)[1] for _, cell in found]
    fiche.lu["niveau"] = key_of(found[0][1]) if found else ""
    fiche.valeurs["niveau"] = next(filter(None, levels), "")
    if found and not fiche.valeurs["niveau"]:
        fiche.inconnus.add("niveau")
        text = f"«\u00a0{short(found[0][1])}\u00a0»\u00a0: niveau inconnu"
        tell(fiche, c.tableau.name(found[0][0]), text)


def read_texts(fiche, cells, c):
    """The constats (several columns may make them), the action, the classe."""
    texts = [cells[i] for i in c.columns(Cible.CONSTATS) if cells[i]]
    texts += [f"{c.tableau.name(i)} : {cells[i]}" for i in c.columns(Cible.TEXTE) if cells[i]]
    columns = c.columns(Cible.CONSTATS) + c.columns(Cible.TEXTE)
    if columns:
        add_text(fiche, "constats", c.tableau.name(columns[0]), "\n".join(texts))
    for i in c.columns(Cible.ACTION):
        libelle = " ; ".join(filter(None, map(str.strip, cells[i].split("\n"))))
        add_text(fiche, "action", c.tableau.name(i), libelle)
    for i in c.columns(Cible.CLASSE) if c.garder_classe else []:
        if len(cells[i]) > LONGEST_CLASSE:
            text = "plus de 20 caractères\u00a0: la classe n’est pas reprise"
            tell(fiche, c.tableau.name(i), text)
        else:
            add_text(fiche, "classe", c.tableau.name(i), cells[i])
    for text in fiche.all_texts if c.masquer else []:
        text.ecrit = c.recherche.masked(text.lu)


def add_text(fiche, name, colonne, text):
    fiche.textes[name] = Texte(colonne, text, text)
    fiche.lu[name] = text


def complete(fiche, c):
    """What a situation must have, and the sheet did not say."""
    values = fiche.valeurs
    if not values.get("signale_le"):
        days = [note.jour for note in fiche.notes]
        values["signale_le"] = min([*days, timezone.localdate()])
        colonnes = c.columns(Cible.SIGNALE_LE)
        if colonnes:
            said = "du premier suivi" if days else "d’aujourd’hui"
            text = f"pas de date de signalement\u00a0: ce sera celle {said}"
            tell(fiche, c.tableau.name(colonnes[0]), text)
    has_action = bool(fiche.textes.get("action") and fiche.textes["action"].lu)
    if values.get("echeance") and not has_action and not values.get("prochain_point"):
        values["prochain_point"] = values["echeance"]
        fiche.lu["prochain_point"] = fiche.lu["echeance"]
    if not values.get("statut"):
        is_followed = fiche.notes or has_action
        values["statut"] = Article.Statut.SUIVIE if is_followed else Article.Statut.SIGNALEE
