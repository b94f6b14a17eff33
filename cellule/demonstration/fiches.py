"""What the files of the demonstration hold. Each field below is a key of commun.toml, lycee.toml
or college.toml, which tell in French what it means; its type says what may stand there."""

import datetime
import re
from dataclasses import dataclass
from typing import Annotated

from blog.models import Action, Article
from blog.models.nature import DISPOSITIFS, NATURES, PARTENAIRES
from comptes.models import Utilisateur
from rubriques.permissions import Role
from rubriques.portee import Portee


def one_of(choices) -> dict[str, str]:
    """The words of the screens that may be said, and the value that each stands for."""
    return {label: value for value, label in choices.choices}


def join_lines(text: str) -> str:
    """A text written over several lines: only a blank line tells a paragraph."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text.strip())


def join_html(text: str) -> str:
    """The same of HTML, where a line that opens or closes a block begins with no space."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r"\s*\n\s*(?=</?(p|ul|ol|li|h3)\b)", "", text.strip()))


Texte = Annotated[str, join_lines]
Html = Annotated[str, join_html]
Personne = Annotated[str, "personne"]  # a username, of a member of the establishment
Habilite = Annotated[str, one_of(Role)]
Lecteurs = Annotated[str, one_of(Portee)]
Statut = Annotated[str, one_of(Article.Statut)]


@dataclass(frozen=True)
class Compte:
    prenom: str
    nom: str
    fonction: Annotated[str, one_of(Utilisateur.Fonction)]
    lieu: str
    actif: bool = True
    technique: bool = False  # superuser, who opens no situation


@dataclass(frozen=True)
class Chemin:
    """The steps of all the situations that are at the last one."""

    etapes: tuple[Statut, ...]
    motif: str


@dataclass(frozen=True)
class Commun:
    charte: str
    comptes: dict[str, Compte]
    chemins: tuple[Chemin, ...]


@dataclass(frozen=True)
class Suivi:
    semaine: float
    auteur: Personne
    texte: Html
    reunion: bool = True  # written at a meeting; False: between two meetings
    lecteurs: Lecteurs = Portee.CELLULE
    avant: Html = ""  # the text before its correction


@dataclass(frozen=True)
class Decision:
    semaine: float
    action: str
    responsable: Personne
    echeance: float
    etat: Annotated[str, one_of(Action.Etat)]
    resultat: str = ""


@dataclass(frozen=True)
class Contribution:
    """What a member writes before the next meeting, if the situation is on its order."""

    auteur: Personne
    texte: Html
    lecteurs: Lecteurs = Portee.CELLULE


@dataclass(frozen=True)
class Retrait:
    """A suivi that does not belong there, taken out again."""

    texte: Html
    motif: str


@dataclass(frozen=True)
class Brouillon:
    """A suivi that somebody began this morning."""

    auteur: Personne
    texte: str  # as it was typed, to the last space


@dataclass(frozen=True)
class Situation:
    code: str
    niveau: Annotated[str, one_of(Article.Niveau)]
    regime: Annotated[str, one_of(Article.Regime)]
    natures: tuple[Annotated[str, {nom: nom for nom in NATURES}], ...]
    vigilance: Annotated[str, one_of(Article.Vigilance)]
    statut: Statut
    origine: Annotated[str, one_of(Article.Origine)]
    ouverture: float
    constats: Texte
    referent: Personne = ""
    prochain_point: float | None = None
    dispositifs: tuple[Annotated[str, {nom: code for code, nom in DISPOSITIFS.items()}], ...] = ()
    partenaires: tuple[Annotated[str, {nom: code for code, nom in PARTENAIRES.items()}], ...] = ()
    famille: str = ""
    cloture: Annotated[str, one_of(Article.Cloture)] = ""
    identite: str = ""  # its line of the key table
    ecart: Personne = ""  # a member set aside
    retrait: Retrait | None = None
    brouillon: Brouillon | None = None
    suivis: tuple[Suivi, ...] = ()
    decisions: tuple[Decision, ...] = ()
    contributions: tuple[Contribution, ...] = ()


@dataclass(frozen=True)
class Vue:
    nom: str
    filtre: str
    auteur: Personne
    partagee: bool = False


@dataclass(frozen=True)
class Ecole:
    """One establishment, with its situations."""

    nom: str
    uai: str
    chef: Personne
    membres: dict[str, Habilite]
    salle: str
    autre_salle: str  # where a meeting was moved
    debut: datetime.time
    fin: datetime.time
    decalage: int  # weeks between 1 September and the first meeting
    situations: tuple[Situation, ...]
    anciens: tuple[str, ...] = ()  # whose right was withdrawn
    depositaires: tuple[Personne, ...] = ()
    vues: tuple[Vue, ...] = ()

    @property
    def redacteurs(self) -> set[str]:
        writers = {name for name, role in self.membres.items() if role == Role.REDACTEUR}
        return {self.chef, *writers}


@dataclass(frozen=True)
class Demonstration:
    commun: Commun
    ecoles: tuple[Ecole, ...]
