"""Reading a row: each cell by what its column becomes."""

from dataclasses import dataclass, field

from django.utils import timezone

from blog.models import Article
from blog.reprise.colonnes import Cible, TableauRepris, shorten
from blog.reprise.dates import meeting_day, parse_day, parse_month
from blog.reprise.existant import Existant
from blog.reprise.fiche import Fiche, Note, Probleme, Texte
from blog.reprise.identites import Recherche
from blog.reprise.mots_du_tableau import AJOUTER, EN_TEXTE, Genre, MotsParGenre, is_ticked
from blog.reprise.synonymes import (
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
from comptes.models import Utilisateur
from texte.simple import INVISIBLE

LONGEST_CLASSE = 20
DEFAULT_STATUT = (
    "ce sera «\u00a0suivie\u00a0» s’il y a un suivi ou une action, sinon «\u00a0signalée\u00a0»"
)


@dataclass
class Contexte:
    """All that reading a row needs."""

    tableau: TableauRepris
    cibles: list[Cible]
    existant: Existant
    remarques: list[Probleme]  # what is to be told of cells, whatever is read in them
    mots: MotsParGenre
    sens_choisis: dict[str, str]  # the field of each word: what it means
    recherche: Recherche
    masquer: bool = True
    garder_classe: bool = True
    membres: dict[str, Utilisateur] = field(default_factory=dict)
    noms: dict[str, str] = field(default_factory=dict)  # natures by their key in the form

    def __post_init__(self):
        self.membres = {str(m.pk): m for m in self.existant.membres}
        self.noms = {str(n.pk): n.nom for n in self.existant.natures}

    def columns(self, cible):
        return [i for i, taken in enumerate(self.cibles) if taken == cible]

    def meaning(self, genre, word):
        mot = self.mots[genre].get(key_of(word))
        return mot, self.sens_choisis.get(mot.champ, "") if mot else ""


class Illisible(Exception):
    """A value that is not what its column holds."""


def read_fiche(ligne: int, cells: list[str], contexte: Contexte) -> Fiche:
    """Return what a row becomes; a value that is not understood leaves its field empty."""
    fiche = Fiche(ligne)
    cells = [INVISIBLE.sub("", cell).strip() for cell in cells]
    for column, cible in enumerate(contexte.cibles):
        if reader := READERS.get(cible):
            try:
                reader(fiche, cells[column], column, contexte)
            except Illisible as error:
                fiche.inconnus.add(str(cible))
                fiche.add_probleme(contexte.tableau.name(column), str(error))
    read_natures(fiche, cells, contexte)
    read_level(fiche, cells, contexte)
    read_texts(fiche, cells, contexte)
    complete(fiche, contexte)
    return fiche


def read_day(fiche, cell, column, contexte):
    name = str(contexte.cibles[column])
    day = parse_day(cell, contexte.tableau.annee) if cell else None
    fiche.lu[name] = str(day or cell)
    fiche.valeurs[name] = None
    if cell and not day and (day := parse_month(cell)):
        fiche.add_probleme(
            contexte.tableau.name(column),
            f"«\u00a0{shorten(cell)}\u00a0» ne dit pas le jour\u00a0: ce sera le {day:%d/%m/%Y}",
        )
    if cell and not day:
        raise Illisible(f"«\u00a0{shorten(cell)}\u00a0» n’est pas une date")
    is_past = contexte.cibles[column] in (Cible.SIGNALE_LE, Cible.FAMILLE)
    if day and is_past and day > timezone.localdate():
        raise Illisible(f"le {day:%d/%m/%Y} est dans l’avenir")
    fiche.valeurs[name] = day


def read_choice(fiche, cell, column, contexte):
    """A value of a short list that needs nobody's choice."""
    name = str(contexte.cibles[column])
    choices, table, empty = {
        Cible.REGIME: (Article.Regime.choices, REGIMES, ""),
        Cible.VIGILANCE: (Article.Vigilance.choices, VIGILANCES, Article.Vigilance.SUIVRE),
    }[contexte.cibles[column]]
    found = (exactly(cell, choices) or meant(cell, table)) if cell else None
    fiche.lu[name], fiche.valeurs[name] = key_of(cell), found or empty
    if cell and not found:
        raise Illisible(f"«\u00a0{shorten(cell)}\u00a0» n’est pas dans la liste")


def read_list(fiche, cell, column, contexte):
    name = str(contexte.cibles[column])
    is_here = contexte.cibles[column] == Cible.DISPOSITIFS
    table = DISPOSITIF_WORDS if is_here else PARTENAIRE_WORDS
    words = split_words(cell)
    found = {word: meant(word, table) for word in words}
    fiche.lu[name] = ",".join(sorted(map(key_of, words)))
    fiche.valeurs[name] = list(dict.fromkeys(filter(None, found.values())))
    if unknown := [word for word, value in found.items() if not value]:
        raise Illisible(f"«\u00a0{shorten(', '.join(unknown))}\u00a0» n’est pas dans la liste")


def read_word(fiche, cell, column, contexte):
    """A word whose meaning was guessed or chosen."""
    name = str(contexte.cibles[column])
    genre = {Cible.SIGNALE_PAR: Genre.ORIGINE, Cible.STATUT: Genre.STATUT}.get(
        contexte.cibles[column], Genre.REFERENT
    )
    mot, value = contexte.meaning(genre, cell) if cell else (None, "")
    fiche.lu[name] = key_of(cell)
    is_person = genre == Genre.REFERENT
    fiche.valeurs[name] = contexte.membres.get(value) if is_person else value
    if is_person and value == EN_TEXTE:
        fiche.en_texte.append(f"{contexte.tableau.name(column)} : {' '.join(cell.split())}")
    if mot and not value:
        reason = "aucun membre choisi" if is_person else "sens inconnu"
        rest = DEFAULT_STATUT if genre == Genre.STATUT else "le champ reste vide"
        raise Illisible(f"« {shorten(cell)} » : {reason}, {rest}")


def read_identity(fiche, cell, column, contexte):
    fiche.identite = " ".join(filter(None, [fiche.identite, cell]))


def read_number(fiche, cell, column, contexte):
    fiche.numero = cell


def read_meeting(fiche, cell, column, contexte):
    day = meeting_day(contexte.tableau.titres[column], contexte.tableau.annee)
    same_day = sum(note.jour == day for note in fiche.notes)
    if cell and day:
        cle = f"{day}.{same_day}" if same_day else str(day)
        fiche.notes.append(Note(cle, day, Texte(contexte.tableau.name(column), cell, cell)))


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


def read_natures(fiche, cells, contexte):
    listed = contexte.columns(Cible.NATURES)
    ticked = [i for i in contexte.columns(Cible.COCHE) if is_ticked(cells[i])]
    if not listed and not contexte.columns(Cible.COCHE):
        return
    words = [word for i in listed for word in split_words(cells[i])]
    words += [contexte.tableau.titres[i] for i in ticked]
    fiche.lu["natures"] = "|".join(sorted(set(map(key_of, words))))
    for word in words:
        mot, value = contexte.meaning(Genre.NATURE, word)
        name = mot.texte if value == AJOUTER else contexte.noms.get(value, "")
        if name and name not in fiche.natures:
            fiche.natures.append(name)
        elif not name:
            where = contexte.tableau.name(listed[0]) if listed else word
            fiche.add_probleme(
                where, f"la nature «\u00a0{shorten(word)}\u00a0» est laissée de côté"
            )


def read_level(fiche, cells, contexte):
    """The niveau, by its column or by the classe."""
    found = [
        (i, cells[i])
        for i in contexte.columns(Cible.NIVEAU) + contexte.columns(Cible.CLASSE)
        if cells[i]
    ]
    levels = [niveau_meant(cell) or contexte.meaning(Genre.NIVEAU, cell)[1] for _, cell in found]
    fiche.lu["niveau"] = key_of(found[0][1]) if found else ""
    fiche.valeurs["niveau"] = next(filter(None, levels), "")
    if found and not fiche.valeurs["niveau"]:
        fiche.inconnus.add("niveau")
        fiche.add_probleme(
            contexte.tableau.name(found[0][0]),
            f"«\u00a0{shorten(found[0][1])}\u00a0»\u00a0: niveau inconnu",
        )


def read_texts(fiche, cells, contexte):
    """The constats (several columns may make them), the action, the classe."""
    texts = [cells[i] for i in contexte.columns(Cible.CONSTATS) if cells[i]]
    texts += [
        f"{contexte.tableau.name(i)} : {cells[i]}"
        for i in contexte.columns(Cible.TEXTE)
        if cells[i]
    ]
    columns = contexte.columns(Cible.CONSTATS) + contexte.columns(Cible.TEXTE)
    if columns:
        fiche.add_texte("constats", contexte.tableau.name(columns[0]), "\n".join(texts))
    if fiche.en_texte:  # not what the sheet says of the constats: `lu` stays what it is
        whole = "\n".join([*texts, *fiche.en_texte])
        fiche.textes["constats"] = Texte("Constats", whole, whole)
    for i in contexte.columns(Cible.ACTION):
        libelle = " ; ".join(filter(None, map(str.strip, cells[i].split("\n"))))
        fiche.add_texte("action", contexte.tableau.name(i), libelle)
    for i in contexte.columns(Cible.CLASSE) if contexte.garder_classe else []:
        if len(cells[i]) > LONGEST_CLASSE:
            fiche.add_probleme(
                contexte.tableau.name(i),
                "plus de 20 caractères\u00a0: la classe n’est pas reprise",
            )
        else:
            fiche.add_texte("classe", contexte.tableau.name(i), cells[i])
    for text in fiche.all_texts if contexte.masquer else []:
        text.ecrit = contexte.recherche.mask(text.lu)


def complete(fiche, contexte):
    """What a situation must have, and the sheet did not say."""
    values = fiche.valeurs
    if not values.get("signale_le"):
        days = [note.jour for note in fiche.notes]
        today = timezone.localdate()
        values["signale_le"] = min([*days, today])
        colonnes = contexte.columns(Cible.SIGNALE_LE)
        if colonnes:
            origin = "du premier suivi" if days else "d’aujourd’hui"
            text = f"pas de date de signalement\u00a0: ce sera celle {origin}"
            fiche.add_probleme(contexte.tableau.name(colonnes[0]), text)
    if values.get("echeance") and not fiche.has_action and not values.get("prochain_point"):
        values["prochain_point"] = values["echeance"]
        fiche.lu["prochain_point"] = fiche.lu["echeance"]
    if not values.get("statut"):
        is_followed = fiche.notes or fiche.has_action
        values["statut"] = Article.Statut.SUIVIE if is_followed else Article.Statut.SIGNALEE
