"""One row of the sheet, read: what the situation would be, and what could not be understood."""

import datetime
from dataclasses import dataclass, field


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
    """What a row becomes. `lu` is what the sheet says of each field, without its looks."""

    ligne: int
    lu: dict[str, str] = field(default_factory=dict)
    valeurs: dict = field(default_factory=dict)
    natures: list[str] = field(default_factory=list)
    textes: dict[str, Texte] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    en_texte: list[str] = field(default_factory=list)  # what has no field: it ends the constats
    identite: str = ""
    numero: str = ""
    problemes: list[Probleme] = field(default_factory=list)
    inconnus: set[str] = field(default_factory=set)  # fields whose value is not understood

    @property
    def all_texts(self) -> list[Texte]:
        return [*self.textes.values(), *(note.texte for note in self.notes)]

    @property
    def has_action(self) -> bool:
        return "action" in self.textes and bool(self.textes["action"].lu)

    @property
    def last_day(self) -> datetime.date:
        """The day of its last suivi, else of its signalement."""
        return max([note.jour for note in self.notes], default=self.valeurs["signale_le"])

    def add_probleme(self, colonne: str, texte: str) -> None:
        self.problemes.append(Probleme(self.ligne, colonne, texte))

    def add_texte(self, champ: str, colonne: str, texte: str) -> None:
        self.textes[champ] = Texte(colonne, texte, texte)
        self.lu[champ] = texte
