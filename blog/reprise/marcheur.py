"""Walking through the XML of a workbook, and what is told of it. Standard library alone, see
`lecteur`."""

from dataclasses import dataclass, field
from xml.parsers import expat  # no entity is taken, see `refuse_entity`

COMMENT = "un commentaire du fichier n’est pas repris"
STRUCK = "du texte barré est repris comme le reste"
NO_VALUE = "la formule n’a pas de valeur\u00a0: rien n’en est repris"
ERROR = "«\u00a0{}\u00a0», une erreur du tableur\u00a0: rien n’en est repris"
MOST_TOLD, WIDEST = 2000, 100
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NAME?", "#NOM?", "#NULL!", "#NUL!"}
ERRORS |= {"#NUM!", "#NOMBRE!", "#PROPAGATION!", "#SPILL!", "#CALC!"}


@dataclass
class AuDela:
    """What one sheet says beyond its cells; rows count from 1, columns from 0."""

    hauteur: int
    colonnes: set[int] = field(default_factory=set)
    lignes: set[int] = field(default_factory=set)
    remarques: list[list] = field(default_factory=list)
    fusions: list[list[int]] = field(default_factory=list)  # of an .ods, as in `Feuille`

    def tell(self, row, column, text):
        if row <= self.hauteur and len(self.remarques) < MOST_TOLD:
            self.remarques.append([row, column, text])


class Fini(Exception):
    """The rest of a part says nothing more."""


class Marcheur:
    """Walks through the XML of a part: `start_<element>` and `end_<element>` are called."""

    words: str | None = None  # what is being read, once a handler asks for it

    def walk(self, archive, path):
        if path not in archive.namelist():
            return self
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.read
        parser.EntityDeclHandler = refuse_entity
        try:
            with archive.open(path) as part:
                parser.ParseFile(part)
        except Fini:
            pass
        except expat.ExpatError as error:
            raise ValueError from error
        return self

    def start(self, name, attributes):
        if handler := getattr(self, f"start_{name.rpartition(':')[2].replace('-', '_')}", None):
            handler(attributes)

    def end(self, name):
        if handler := getattr(self, f"end_{name.rpartition(':')[2].replace('-', '_')}", None):
            handler()

    def read(self, text):
        if self.words is not None:
            self.words += text


def refuse_entity(*_):
    raise ValueError("A spreadsheet declares no entity.")
