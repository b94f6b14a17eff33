"""Each word of a sheet that needs a meaning here, and the meaning that is proposed for it."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import models
from django.utils.crypto import salted_hmac

from blog.models import Article
from blog.reprise.colonnes import Cible, TableauRepris
from blog.reprise.existant import Existant
from blog.reprise.identites import Recherche
from blog.reprise.synonymes import (
    ORIGINES,
    STATUTS,
    exactly,
    key_of,
    meant,
    nature_meant,
    niveau_meant,
    person_meant,
    split_words,
)
from rubriques.forms import name_and_function

MOST_NATURES = 12
LONGEST_NATURE, LONGEST_WORDS = 30, 3
AJOUTER = "ajouter"
AUCUN, EN_TEXTE = "aucun", "texte"  # what a person of the sheet becomes, who is no member
NO = {"", "0", "non", "-", "/", "n", "."}  # what an unticked cell holds


class Genre(models.TextChoices):
    """What a word is about."""

    NATURE = "nature", "Natures"
    REFERENT = "referent", "Référents"
    ORIGINE = "origine", "Signalée par"
    STATUT = "statut", "Statuts"
    NIVEAU = "niveau", "Niveaux"


WHERE = {  # the columns in which the words of a kind stand
    Genre.NATURE: [Cible.NATURES],
    Genre.REFERENT: [Cible.REFERENT, Cible.COREFERENT],
    Genre.ORIGINE: [Cible.SIGNALE_PAR],
    Genre.STATUT: [Cible.STATUT],
    Genre.NIVEAU: [Cible.NIVEAU, Cible.CLASSE],
}


@dataclass
class MotDuTableau:
    """A word, all its spellings together; `offert` is what may be chosen, `propose` the guess."""

    genre: Genre
    cle: str
    graphies: Counter = field(default_factory=Counter)
    lignes: set[int] = field(default_factory=set)
    offert: list[tuple[str, str]] = field(default_factory=list)
    propose: str = ""

    @property
    def texte(self) -> str:
        """The word in its most usual spelling, with a capital."""
        word = self.graphies.most_common(1)[0][0]
        return word[:1].upper() + word[1:]

    @property
    def champ(self) -> str:
        """The name of its field in the form, which says nothing of it."""
        digest = salted_hmac("blog.reprise.mot", self.cle).hexdigest()[:16]
        return f"{self.genre}_{digest}"


OTHERWISE = [(EN_TEXTE, "Garder ce mot dans les constats"), (AUCUN, "Sans référent")]
MotsParGenre = dict[Genre, dict[str, MotDuTableau]]


def read_mots(
    tableau: TableauRepris, cibles: list[Cible], existant: Existant, recherche: Recherche
) -> MotsParGenre:
    """Return the words of the sheet, by kind and key, each with what is proposed for it."""
    mots: MotsParGenre = {genre: {} for genre in Genre}
    for ligne, cells in tableau.lignes:
        for genre, targets in WHERE.items():
            for text in cells_of(cells, cibles, targets):
                count_word(mots, genre, text, ligne)
        for titre, cell, cible in zip(tableau.titres, cells, cibles, strict=True):
            if cible == Cible.COCHE and is_ticked(cell):
                count_word(mots, Genre.NATURE, titre, ligne)
    propose_choices(mots, existant)
    propose_natures(mots, existant, recherche)
    return mots


def cells_of(cells, cibles, targets):
    return [cell for cell, c in zip(cells, cibles, strict=True) if c in targets and cell]


def is_ticked(cell):
    return key_of(cell) not in NO


def count_word(mots, genre, text, ligne):
    if genre == Genre.NIVEAU and niveau_meant(text):
        return
    for word in split_words(text) if genre == Genre.NATURE else [text]:
        mot = mots[genre].setdefault(key_of(word), MotDuTableau(genre, key_of(word)))
        mot.graphies[" ".join(word.split())] += 1
        mot.lignes.add(ligne)


def propose_choices(mots, existant):
    """Guess people, origins, states and levels."""
    people = [(str(m.pk), name_and_function(m)) for m in existant.membres]
    for mot in mots[Genre.REFERENT].values():
        mot.offert = [("", "À choisir"), *people, *OTHERWISE]
        person = person_meant(mot.texte, existant.membres)
        mot.propose = str(person.pk) if person else ""
    lists = [
        (Genre.ORIGINE, Article.Origine.choices, ORIGINES, ("", "Non précisé")),
        (Genre.STATUT, Article.Statut.choices, STATUTS, ("", "Non précisé")),
        (Genre.NIVEAU, Article.Niveau.choices, [], ("", "Non précisé")),
    ]
    for genre, choices, table, empty in lists:
        for mot in mots[genre].values():
            mot.offert = [empty, *choices]
            mot.propose = exactly(mot.texte, choices) or meant(mot.texte, table) or ""


def propose_natures(mots, existant, recherche):
    """The nature of the rubrique that means the same; else the sheet's own word, if there is
    room for it: no nature leaves the list."""
    here = {key_of(nature_meant(n.nom) or n.nom): n for n in reversed(existant.natures)}
    here |= {key_of(nature.nom): nature for nature in existant.natures}
    names = {key_of(nature.nom) for nature in existant.natures}
    room = MOST_NATURES - len(existant.natures)
    for key, mot in sorted(mots[Genre.NATURE].items(), key=lambda item: -len(item[1].lignes)):
        mot.offert = [("", "Laisser de côté"), *((str(n.pk), n.nom) for n in existant.natures)]
        can_add = key not in names and len(mot.texte) <= LONGEST_NATURE
        if can_add:
            mot.offert.insert(1, (AJOUTER, f"Ajouter «\u00a0{mot.texte}\u00a0» à la liste"))
        if found := here.get(key) or here.get(key_of(nature_meant(mot.texte) or "")):
            mot.propose = str(found.pk)
        elif can_add and room > 0 and is_a_nature(mot.texte, recherche):
            mot.propose, room = AJOUTER, room - 1


def is_a_nature(word, recherche):
    """Whether a word may enter a list that is not sealed: short, and naming nobody."""
    return len(word.split()) <= LONGEST_WORDS and not recherche.find(word)


@dataclass
class ListeNatures:
    """The words that enter the list of natures of the rubrique."""

    ajoutees: list[str]
    trop: int = 0  # words for which there is no room


def natures_after(
    mots: MotsParGenre, sens_choisis: dict[str, str], existant: Existant
) -> ListeNatures:
    """Return what the choices add to the list: twelve natures at most, none leaves."""
    words = mots[Genre.NATURE].values()
    added = [mot.texte for mot in words if sens_choisis[mot.champ] == AJOUTER]
    return ListeNatures(added, max(0, len(existant.natures) + len(added) - MOST_NATURES))
