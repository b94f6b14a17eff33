"""When a rubrique meets: the agenda, which knows of situations, tells it here; not the reverse."""

import datetime
from collections.abc import Callable

from rubriques.models import Rubrique

Tells = Callable[[Rubrique], list[datetime.date]]
_tellers: list[Tells] = []
_of_article: list[Callable] = []


def told_by(tell: Tells, of_article: Callable) -> None:
    """Let `tell` say the days of the meetings of a rubrique, cancelled ones left out, in order,
    and `of_article(article, user)` the meetings that were, or will be, about a situation."""
    _tellers[:], _of_article[:] = [tell], [of_article]


def meetings_about(article, user) -> list:
    """Return the meetings that have a situation on their order of business, the last one first;
    each has `jour`, `get_absolute_url()`, `is_close`."""
    if not article.rubrique.agenda_actif:
        return []
    return [seance for tell in _of_article for seance in tell(article, user)]


def meeting_days(rubrique: Rubrique) -> list[datetime.date]:
    """Return the days of the meetings of a rubrique in order, in Paris; none without an agenda."""
    if not rubrique.agenda_actif:
        return []
    return [day for tell in _tellers for day in tell(rubrique)]
