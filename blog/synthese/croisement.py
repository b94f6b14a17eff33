"""The cross table: two dimensions, each number with its share, its shade and its list."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from blog.synthese.dimensions import Dimension, Valeur
from blog.synthese.liens import Liens
from texte.morceaux import fill

SHADES = 4
WIDE = 7  # columns; with more of them the table takes the width of the page
PARTS = {
    "": "Aucune",
    "ligne": "% de la ligne",
    "colonne": "% de la colonne",
    "total": "% du total",
}


@dataclass(frozen=True)
class CaseCroisee:
    nombre: int
    phrase: str
    lien: str
    part: str = ""
    nuance: int = 0

    @property
    def contenu(self) -> SafeString:
        """What stands in the cell: the number, which leads to what it counts."""
        if not self.nombre:
            return SafeString("<span>0</span>")
        part = fill("<small>{}</small>", self.part) if self.part else ""
        link = '<a href="{}" aria-label="{}">{}{}</a>'
        return fill(link, self.lien, self.phrase, self.nombre, part)


@dataclass(frozen=True)
class LigneCroisee:
    libelle: str
    cases: list[CaseCroisee]
    total: CaseCroisee


class Croisement:
    """`articles` by `lignes` and `colonnes`, which differ.

    A situation that has several values of a dimension counts in each of them, and once in the
    totals. What no situation has makes no line and no column.
    """

    def __init__(self, articles, lignes: Dimension, colonnes: Dimension, liens: Liens, parts=""):
        self.articles, self.liens, self.parts = articles, liens, parts
        self.axes = lignes, colonnes
        self.en_ligne: Counter[Valeur] = Counter()
        self.en_colonne: Counter[Valeur] = Counter()
        self.cases: Counter[tuple[Valeur, Valeur]] = Counter()
        for article in articles:
            rows, columns = lignes.values(article), colonnes.values(article)
            self.en_ligne.update(rows)
            self.en_colonne.update(columns)
            self.cases.update((row, column) for row in rows for column in columns)

    @cached_property
    def total(self) -> int:
        return len(self.articles)

    @cached_property
    def colonnes(self) -> list[Valeur]:
        return sorted(self.en_colonne)

    @property
    def is_wide(self):
        return len(self.colonnes) > WIDE

    @property
    def titres(self):
        return [axis.libelle for axis in self.axes]

    @cached_property
    def lignes(self) -> list[LigneCroisee]:
        return [self.ligne_of(row, self.en_ligne[row]) for row in sorted(self.en_ligne)]

    @cached_property
    def pied(self) -> LigneCroisee:
        """The last line: each column without what stands in its lines, once."""
        return self.ligne_of(None, self.total)

    def ligne_of(self, row: Valeur | None, total: int) -> LigneCroisee:
        cases = [self.case_of(row, column) for column in self.colonnes]
        return LigneCroisee(
            row.libelle if row else "Situations", cases, self.case_of(row, None, total)
        )

    def case_of(self, row: Valeur | None, column: Valeur | None, nombre=None) -> CaseCroisee:
        """One number; None for a row or a column stands for all of them."""
        if nombre is None:
            nombre = self.count_of(row, column)
        values = [value for value in (row, column) if value]
        words = [f"{nombre} situation{'s' if nombre > 1 else ''}", *(v.libelle for v in values)]
        part = self.share(nombre, row, column)
        return CaseCroisee(
            nombre=nombre,
            phrase=", ".join([*words, *filter(None, [part])]),
            lien=self.liens.to_counted(*(value.asked for value in values)),
            part=part,
            nuance=-(-SHADES * nombre // self.largest) if row and column else 0,
        )

    def count_of(self, row: Valeur | None, column: Valeur | None) -> int:
        if column is None:
            return self.en_ligne[row] if row else self.total
        return self.cases[row, column] if row else self.en_colonne[column]

    @cached_property
    def largest(self) -> int:
        return max(self.cases.values(), default=1)

    def share(self, nombre: int, row: Valeur | None, column: Valeur | None) -> str:
        """« 33 % » of the line, the column or the whole, as was asked."""
        if not self.parts or not nombre:
            return ""
        whole = self.total
        if self.parts == "ligne" and row:
            whole = self.en_ligne[row]
        if self.parts == "colonne" and column:
            whole = self.en_colonne[column]
        return f"{round(100 * nombre / whole)} %"

    @property
    def doubles(self) -> list[tuple[str, int]]:
        """The dimensions in which a situation counts more than once, with their sum."""
        sums = [sum(self.en_ligne.values()), sum(self.en_colonne.values())]
        return [
            (axis.libelle.lower(), total)
            for axis, total in zip(self.axes, sums, strict=True)
            if total > self.total
        ]
