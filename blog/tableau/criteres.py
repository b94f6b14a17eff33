"""Questions put to situations, as conditions of the database: a count and the list that it opens
ask the same one. They speak of what `for_table(user)` adds to each row."""

import datetime

from django.db.models import Q
from django.utils import timezone

from blog.models import Article
from temps.annee_scolaire import first_day, next_month
from temps.horloge import midnight

URGENT = Q(vigilance=Article.Vigilance.URGENT)
EN_RETARD = Q(actions_en_retard__gt=0)
SANS_REFERENT = Q(referent=None)
NOUVEAU = Q(jamais_lu=True) | Q(nouveaux__gt=0) | Q(remaniee=True)
SIGNALEE = Q(statut=Article.Statut.SIGNALEE)


def in_month(field: str, first: datetime.date) -> Q:
    """Whether the datetime `field` falls in the month, in Paris, that begins on `first`."""
    return between(field, first, next_month(first))


def between(field: str, start: datetime.date | None, end: datetime.date | None) -> Q:
    """Whether the datetime `field` falls in [start, end[, two days in Paris; None: no bound."""
    condition = Q()
    if start:
        condition &= Q(**{f"{field}__gte": midnight(start)})
    if end:
        condition &= Q(**{f"{field}__lt": midnight(end)})
    return condition


def followed_in(year: int) -> Q:
    """Open at some moment of the school year that begins on 1 September of `year`."""
    start, end = first_day(year), first_day(year + 1)
    return between("cree_le", None, end) & (
        ~Q(statut=Article.Statut.CLOSE) | between("close_le", start, None)
    )


def uses(dispositif: str) -> Q:
    """Whether a dispositif is in place; "" for none at all. Needs `with_dispositifs_text()`."""
    if not dispositif:
        return Q(dispositifs=[])
    return Q(dispositifs_text__contains=f'"{dispositif}"')


DELAIS = {  # code: what is said of it, days from [ to [ between the signalement and an action
    "semaine": ("moins d’une semaine", None, 7),
    "quinzaine": ("une à deux semaines", 7, 15),
    "plus": ("plus de deux semaines", 15, None),
    "aucune": ("aucune action", None, None),
}


def acted_within(delai: str) -> Q:
    """Whether the first action came within a delay of DELAIS. Needs `with_delai()`."""
    _, low, high = DELAIS[delai]
    condition = Q(delai_action__isnull=low is None and high is None)
    if low is not None:
        condition &= Q(delai_action__gte=datetime.timedelta(days=low))
    if high is not None:
        condition &= Q(delai_action__lt=datetime.timedelta(days=high))
    return condition


def next_meeting(days: list[datetime.date]) -> datetime.date | None:
    """The first of `days`, in order, that is not past."""
    return next((day for day in days if day >= timezone.localdate()), None)


def due_at_next_meeting(days: list[datetime.date]) -> Q:
    """To be looked at again by the next of the meetings, whose `days` are told; else by today."""
    return Q(prochain_point__lte=next_meeting(days) or timezone.localdate())


def overdue_point() -> Q:
    """The date of the next point has gone by, on closed situations too; `Article.point_depasse`,
    asked of one row, leaves those out."""
    return Q(prochain_point__lt=timezone.localdate())


def silent_since(day: datetime.date) -> Q:
    """Nothing was written about it from `day` on, nor was it opened since."""
    return Q(dernier_suivi__lt=day) | Q(dernier_suivi=None, cree_le__lt=midnight(day))


def silent_for_weeks(weeks: int) -> Q:
    return silent_since(timezone.localdate() - datetime.timedelta(weeks=weeks))


def silent_for_meetings(number: int, days: list[datetime.date]) -> Q:
    """Nothing was written at, nor since, the last `number` meetings, whose `days` are told.

    With fewer meetings behind, none is silent.
    """
    behind = past(days)
    return silent_since(behind[-number]) if number <= len(behind) else Q(pk=None)


def past(days: list[datetime.date]) -> list[datetime.date]:
    """Those of `days` that have come, today included."""
    return [day for day in days if day <= timezone.localdate()]
