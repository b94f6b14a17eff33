"""Drawings made on the server: places in %, so that they stretch, heights in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

BASELINE, TALLEST = 210, 170  # pixels
WIDEST = 0.07  # a column, as a share of the width
STEPS = 4  # lines behind the columns
LINE = 44  # pixels from one horizontal bar to the next


def percent(share: float) -> str:
    """A share of the width as SVG writes it, whatever the language."""
    return f"{100 * share:.2f}%"


@dataclass(frozen=True)
class Baton:
    """One column: its number stands above it."""

    classe: str
    nombre: int
    x: str
    milieu: str
    largeur: str
    hauteur: int

    @property
    def y(self):
        return BASELINE - self.hauteur

    @property
    def above(self):
        return self.y - 6


@dataclass(frozen=True)
class Batons:
    """Columns side by side, one group for each label, one series after the other in a group."""

    etiquettes: Sequence[str]
    series: Sequence[tuple[str, Sequence[int]]]  # (class, one number for each label)

    @property
    def batons(self) -> list[Baton]:
        group, largest = 1 / len(self.etiquettes), self.largest
        width = min(WIDEST, group * 0.6 / len(self.series))
        side = (group - width * len(self.series)) / 2
        return [
            Baton(
                classe,
                number,
                percent(x := group * place + side + rank * width),
                percent(x + width * 0.46),
                percent(width * 0.92),
                round(TALLEST * number / largest),
            )
            for rank, (classe, numbers) in enumerate(self.series)
            for place, number in enumerate(numbers)
            if number
        ]

    @property
    def largest(self):
        return max([1, *(number for _, numbers in self.series for number in numbers)])

    @property
    def sous(self) -> list[tuple[str, str]]:
        """What is written under each group: (place, label)."""
        group = 1 / len(self.etiquettes)
        return [
            (percent(group * (n + 0.5)), etiquette) for n, etiquette in enumerate(self.etiquettes)
        ]

    @property
    def fond(self) -> list[int]:
        return [BASELINE - TALLEST * step // STEPS for step in range(STEPS + 1)]


@dataclass(frozen=True)
class Barre:
    """One horizontal bar, its label above it, its number at its end."""

    libelle: str
    nombre: int
    lien: str
    largeur: str
    haut: int

    @property
    def texte(self):
        return self.haut + 14

    @property
    def y(self):
        return self.haut + 20


@dataclass(frozen=True)
class Barres:
    """Horizontal bars under a title; `numbers` are (label, number, address of its list)."""

    nom: str
    titre: str
    phrase: str
    numbers: Sequence[tuple[str, int, str]]
    is_open: bool = False  # whether its numbers stand unfolded, to be followed

    @property
    def barres(self) -> list[Barre]:
        largest = max([1, *(number for _, number, _ in self.numbers)])
        return [
            Barre(libelle, number, lien, percent(0.9 * number / largest), place * LINE)
            for place, (libelle, number, lien) in enumerate(self.numbers)
        ]

    @property
    def hauteur(self):
        return LINE * len(self.numbers)
