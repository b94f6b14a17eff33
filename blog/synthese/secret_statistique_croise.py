"""Statistical secrecy of two dimensions crossed, beside their own tables, printed too."""

from dataclasses import dataclass, field

from blog.synthese.secret_statistique import (
    ROOM,
    SMALLEST,
    Counts,
    Masque,
    Publie,
    Published,
    is_small,
    publish_overlapping,
    room_beside,
)


@dataclass(frozen=True)
class CroisementPublie:
    """What is printed of a cross table: some lines, some columns; of the others nothing."""

    lignes: list = field(default_factory=list)
    colonnes: list = field(default_factory=list)
    cases: dict = field(default_factory=dict)  # {(line, column): Publie}

    @property
    def rangs(self) -> list[tuple[str, list[Publie]]]:
        return [(line, [self.cases[line, c] for c in self.colonnes]) for line in self.lignes]


def publish_crossed(
    cells: Counts, lines: tuple[Counts, Published], columns: tuple[Counts, Published]
) -> CroisementPublie:
    """Return what may be printed of `cells`, counts by (line, column).

    A situation may be in several lines (natures, `publish_covering`) and is in one column
    (niveaux, `publish_split`); both come as (counts, what is printed of them). Zero is hidden
    like 1 to 4. Only numbers printed in both margins are crossed, so that what is hidden in a
    margin stays as free as it was.
    """
    (natures, natures_printed), (niveaux, niveaux_printed) = lines, columns
    if not all(has_room(cells, natures, niveau, n) for niveau, n in niveaux.items() if n):
        return CroisementPublie()
    shown = [column for column, number in niveaux_printed.items() if is_printed(number)]
    kept = [
        line
        for line, number in natures_printed.items()
        if is_printed(number) and is_safe([cells[line, c] for c in shown], natures[line])
    ]
    printed = {line: publish_overlapping({c: cells[line, c] for c in shown}) for line in kept}
    cases = {(line, c): number for line, row in printed.items() for c, number in row.items()}
    return CroisementPublie(kept, [c for c in shown if kept], cases)


def is_printed(number: Publie) -> bool:
    return not isinstance(number, Masque) and number >= SMALLEST


def has_room(cells: Counts, natures: Counts, niveau, number: int) -> bool:
    """Whether any number of a niveau may be four less, each situation keeping a nature: as many
    are counted twice in it, or find room in a hidden nature, whichever it is that gets smaller.
    """
    twice = sum(cells[nature, niveau] for nature in natures) - number
    hidden = [nature for nature, total in natures.items() if total < SMALLEST]
    return twice + min((room_beside(natures, nature) for nature in hidden), default=0) >= ROOM


def is_safe(row: list[int], total: int) -> bool:
    """Whether a line of numbers may be printed, hidden below five, beside its total.

    One of the hidden may be 4 if together they are 4 at least, and 0 if the others can take what
    it has. What lies outside the line must not be small either, where it can be deduced. A line
    in which all is hidden says nothing, and is not printed.
    """
    hidden = [number for number in row if number < SMALLEST]
    outside = total - sum(row)
    if len(hidden) == len(row) or (not sum(hidden) and is_small(outside)):
        return False
    return not sum(hidden) or ROOM <= sum(hidden) <= ROOM * (len(hidden) - 1)
