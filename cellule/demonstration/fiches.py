"""The fictional situations of the demonstration: pure data, nobody real is described.

Times are ages in weeks before "today", so that the demonstration never grows old; a negative
value lies in the future. Codes are drawn from nature and can be linked to nobody.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """A follow-up; its HTML uses only p, strong, em, ul, ol, li, h3 and links."""

    semaine: float
    auteur: str
    texte: str
    reunion: bool = True  # written at a meeting; False: between two meetings
    portee: str = "cellule"  # or "sante_social", "auteur"


@dataclass(frozen=True)
class Decision:
    """An action decided, with who does it and for when."""

    semaine: float
    libelle: str
    responsable: str
    echeance: float
    etat: str  # "a_faire", "en_cours", "faite" or "abandonnee"
    resultat: str = ""


@dataclass(frozen=True)
class Situation:
    """One followed situation, with its story, oldest note first."""

    code: str
    niveau: str
    regime: str
    natures: tuple[str, ...]
    vigilance: str
    statut: str
    signale_par: str
    referent: str  # a username, or "" when nobody is in charge yet
    ouverte: float
    prochain_point: float | None
    constats: str  # plain text, paragraphs separated by a blank line
    dispositifs: tuple[str, ...]
    partenaires: tuple[str, ...]
    famille: str
    suivis: tuple[Note, ...]
    decisions: tuple[Decision, ...]
    motif_cloture: str = ""
