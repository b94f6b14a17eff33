"""Statistical secrecy: what a report may print without telling of fewer than five pupils.

A number from 1 to 4 is not printed, and can't be found by subtraction either: whatever is printed
leaves each hidden number free to be 1, 2, 3 or 4. This is cell suppression, primary then
complementary (Hundepool et al., « Handbook on Statistical Disclosure Control »; Insee, « Guide du
secret statistique »), kept so simple that why it holds fits in each function: it is always the
list of situations that could be another, with the same page printed.

Who reads is supposed to know what the signs mean, that totals are exact, and that each situation
has a nature. What this does not resist: comparing two reports of different days or of two readers,
and drawing conclusions from which cell was chosen to be kept back (« minimality attack »).
"""

from collections.abc import Hashable
from enum import StrEnum

SMALLEST = 5  # the smallest number that is printed, zero apart
ROOM = SMALLEST - 1  # how far a hidden number must be able to move


class Masque(StrEnum):
    PEU = "< 5"  # fewer than five
    TU = "n. c."  # kept back, so that another number can't be deduced


Publie = int | Masque
Counts = dict[Hashable, int]
Published = dict[Hashable, Publie]


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST


def publish(number: int) -> Publie:
    """A number that nothing else on the page is a part of, or the rest of."""
    return Masque.PEU if is_small(number) else number


def publish_part(part: int, whole: int) -> Publie:
    """A part of a printed whole: printed when neither it nor what is left is small."""
    return Masque.TU if is_small(whole - part) else publish(part)


def publish_split(counts: Counts) -> Published:
    """Cells of which each situation is in exactly one, and whose sum is printed.

    When the small cells can't be exchanged between themselves, others are kept back beside them:
    one if that is enough, the smallest; else all of them. When even that is not, the whole is.
    """
    large = sorted((k for k, n in counts.items() if n >= SMALLEST), key=lambda k: counts[k])
    for kept_back in [[], *([k] for k in large), large]:
        if stay_free(counts, kept_back):
            return {k: Masque.TU if k in kept_back else publish(n) for k, n in counts.items()}
    return withhold(counts)


def stay_free(counts: Counts, kept_back: list[Hashable]) -> bool:
    """Whether each small cell could be 4 at the cost of the others that are hidden, none of which
    falls under one (under five if it is kept back), and 1 to their profit."""
    small = [n for n in counts.values() if is_small(n)]
    to_take = sum(n - 1 for n in small) + sum(counts[k] - SMALLEST for k in kept_back)
    to_give = float("inf") if kept_back else sum(ROOM - n for n in small)
    return all(to_take - (n - 1) >= ROOM - n and to_give - (ROOM - n) >= n - 1 for n in small)


def withhold(counts: Counts) -> Published:
    return dict.fromkeys(counts, Masque.TU)


def publish_overlapping(counts: Counts) -> Published:
    """Cells of which a situation may be in several, or in none: they have no sum to subtract
    from. Zero is hidden like 1 to 4."""
    return {k: n if n >= SMALLEST else Masque.PEU for k, n in counts.items()}


def room_beside(counts: Counts, cell: Hashable = None) -> int:
    """By how much the hidden cells of `publish_overlapping`, but `cell`, could be larger."""
    hidden = [n for k, n in counts.items() if n < SMALLEST and k != cell]
    return sum(ROOM - n for n in hidden)


def publish_covering(counts: Counts, whole: int) -> Published:
    """The same when each of `whole` situations is known to be in one of them at least.

    Making a hidden cell smaller takes up to four situations out of it. They are still somewhere
    if as many are counted twice, or if the other hidden cells have room for them. Otherwise all
    is kept back.
    """
    twice = sum(counts.values()) - whole
    hidden = [k for k, number in counts.items() if number < SMALLEST]
    if all(twice + room_beside(counts, k) >= ROOM for k in hidden):
        return publish_overlapping(counts)
    return withhold(counts)
