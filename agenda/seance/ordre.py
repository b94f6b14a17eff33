"""The order of business of a meeting: as somebody sees it, and how it is changed.

Who is set aside from a situation does not see its point: it changes nothing of what they see, and
what they change leaves it where it is.
"""

import uuid

from django.db import transaction
from django.db.models import Max

from agenda.models import Point, Seance
from agenda.seance.propositions import MINUTES_USUAL
from agenda.seance.services import lock
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.redaction.versions import StaleVersion, fingerprint


def order_of(seance: Seance, user: Utilisateur) -> list[Point]:
    """The order of business, as far as `user` sees the situations; each knows what it holds."""
    points = Point.objects.visible_to(user).filter(seance=seance).in_order()
    return list(points.with_contribution_told())


def digest_of(points: list[Point]) -> str:
    """Return a digest of an order of business as somebody sees it, to tell later whether it
    changed for them: what they do not see changes nothing."""
    return fingerprint([f"{place} {p.pk} {p.minutes}" for place, p in enumerate(points)])


def current(points: list[Point]) -> Point | None:
    """Return the one of the `points` that somebody sees which the séance came to last.

    While the others speak of a situation from which they are set aside, it is the one before:
    nothing tells them that there is another.
    """
    reached = [(point.atteint_le, point) for point in points if point.atteint_le]
    return max(reached, key=lambda pair: pair[0])[1] if reached else None


@transaction.atomic
def set_order(
    *,
    seance: Seance,
    wanted: list[tuple[uuid.UUID, int]],
    added: dict[uuid.UUID, list[str]],
    minutes: dict[uuid.UUID, int],
    removed: set[uuid.UUID],
    seen: str,
    par: Utilisateur,
) -> list[Point]:
    """Write the order of business, and return the points that could not be taken off it.

    `wanted` places the points that are there, `minutes` times them, `removed` takes some off,
    `added` puts situations at the end, with why they were proposed. A point that already holds a
    text stays. Raises SeanceClose, and StaleVersion when what `par` sees of the order changed
    since the digest `seen`.
    """
    held = lock(seance)
    points = order_of(held, par)
    if digest_of(points) != seen:
        raise StaleVersion(held)
    kept = [point for point in points if point.pk in removed and holds_something(point)]
    for point in [p for p in points if p.pk in removed and p not in kept]:
        points.remove(point)
        point.delete()
    write_ranks(points, in_wanted_order(points, dict(wanted)), minutes)
    last = held.points.aggregate(last=Max("rang"))["last"] or 0
    for rang, (article, motifs) in enumerate(added.items(), start=last + 1):
        add_point(held, article, motifs, minutes.get(article, MINUTES_USUAL), rang)
    record(par, Acte.MODIFICATION, held, champs=["ordre_du_jour"])
    return kept


def in_wanted_order(points: list[Point], places: dict[uuid.UUID, int]) -> list[Point]:
    """Return points by the places, from 1, that are wanted for them. One that moves up goes before
    the one that has the place, one that moves down goes after it."""

    def key(item: tuple[int, Point]) -> tuple[int, int, int]:
        now, point = item
        wanted = places.get(point.pk, now)
        return wanted, (wanted > now) - (wanted < now), now

    return [point for _, point in sorted(enumerate(points, start=1), key=key)]


def write_ranks(points: list[Point], wanted: list[Point], minutes: dict[uuid.UUID, int]) -> None:
    """Put points in the `wanted` order, in the ranks that they hold among themselves: those that
    the writer does not see keep theirs."""
    for rang, point in zip([point.rang for point in points], wanted, strict=True):
        point.rang, point.minutes = rang, minutes.get(point.pk, point.minutes)
        point.save(update_fields=["rang", "minutes"])


def add_point(
    seance: Seance, article: uuid.UUID, motifs: list[str], minutes: int, rang: int
) -> None:
    """Put a situation on the order of business, unless it is there."""
    defaults = {"rang": rang, "minutes": minutes, "motifs": motifs}
    Point.objects.get_or_create(seance=seance, article_id=article, defaults=defaults)


def holds_something(point: Point) -> bool:
    """Whether somebody wrote anything about a point."""
    if point.releve or point.redige_par_id:
        return True
    kept = [point.decisions, point.contributions, point.invitations, point.faites]
    return any(rows.exists() for rows in kept)
