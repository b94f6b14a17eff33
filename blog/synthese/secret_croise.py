"""Statistical secrecy of two dimensions crossed, beside their own tables, printed too."""

from dataclasses import dataclass, field

from blog.synthese.secret import (
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
class Croise:
    """What is printed of a cross table: some lines, some columns; of the others nothing."""

    lignes: list = field(default_factory=list)
    colonnes: list = field(default_factory=list)
    cases: dict = field(default_factory=dict)  # {(line, column): Publie}

    @property
    def rangs(self) -> list[tuple[str, list[Publie]]]:
        return [(line, [self.cases[line, c] for c in self.colonnes]) for line in self.lignes]


def publish_crossed(
    cells: Counts, lines: tuple[Counts, Published], columns: tuple[Counts, Published]
) -> Croise:
    """Return what may be printed of `cells`, counts by (line, column).

    A situation may be in several lines (natures, `publish_covering`) and is in one column
    (niveaux, `publish_split`); both come as (counts, what is printed of them). Zero is hidden
    like 1 to 4. Only numbers printed in both margins are crossed, so that what is hidden in a
    margin stays as free as it was.
    """
    (natures, natures_printed), (niveaux, niveaux_printed) = lines, columns
    if not lines_stay_free(cells, natures, niveaux):
        return Croise()
    room = room_beside(natures)
    shown = [
        column
        for column, number in niveaux_printed.items()
        if is_printed(number) and counted_twice(cells, natures, column, number) + room >= ROOM
    ]
    kept = [
        line
        for line, number in natures_printed.items()
        if is_printed(number) and is_safe([cells[line, c] for c in shown], natures[line])
    ]
    printed = {line: publish_overlapping({c: cells[line, c] for c in shown}) for line in kept}
    cases = {(line, c): number for line, row in printed.items() for c, number in row.items()}
    return Croise(kept, [c for c in shown if kept], cases)


def is_printed(number: Publie) -> bool:
    return not isinstance(number, Masque) and number >= SMALLEST


def counted_twice(cells: Counts, natures: Counts, niveau, number: int) -> int:
    """How many more natures than situations a niveau has."""
    return sum(cells[nature, niveau] for nature in natures) - number


def lines_stay_free(cells: Counts, natures: Counts, niveaux: Counts) -> bool:
    """Whether a hidden nature may still be smaller once natures are printed by niveau: in each
    niveau that has it, situations that leave it are counted twice, or find room in a hidden one.
    """
    return all(
        counted_twice(cells, natures, niveau, number) + room_beside(natures, nature) >= ROOM
        for nature, total in natures.items()
        for niveau, number in niveaux.items()
        if total < SMALLEST and cells[nature, niveau]
    )


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
