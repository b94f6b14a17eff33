"""When a rubrique meets: the agenda, which knows of situations, tells it here; not the reverse."""

import datetime
from collections.abc import Callable

from rubriques.models import Rubrique

Tells = Callable[[Rubrique], list[datetime.date]]
_tellers: list[Tells] = []


def told_by(tell: Tells) -> None:
    """Let `tell` say the days of the meetings of a rubrique, cancelled ones left out, in order."""
    _tellers[:] = [tell]


def meeting_days(rubrique: Rubrique) -> list[datetime.date]:
    """Return the days of the meetings of a rubrique in order, in Paris; none without an agenda."""
    if not rubrique.agenda_actif:
        return []
    return [day for tell in _tellers for day in tell(rubrique)]
