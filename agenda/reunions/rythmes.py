"""How a series comes back: every week or two, or each month on the same weekday."""

import datetime

from schedule.models import Rule

from temps.horloge import ONE_DAY, ONE_WEEK

WEEKS = {"semaine": 1, "quinzaine": 2}
RYTHMES = {
    "semaine": "toutes les semaines",
    "quinzaine": "toutes les deux semaines",
    "mois": "tous les mois, au même rang (par exemple le 2e lundi)",
    "dernier": "tous les mois, le dernier (par exemple le dernier lundi)",
}
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
LAST = -1
RANKS = {1: "1er", 2: "2e", 3: "3e", 4: "4e", LAST: "dernier"}


def series_days(first: datetime.date, rythme: str, until: datetime.date) -> list[datetime.date]:
    """The days of a series from `first` to `until`, both included.

    A monthly series keeps the weekday of `first` and its rank in the month; `first` is one of its
    days when `fits` says so.
    """
    if rythme in WEEKS:
        step = WEEKS[rythme] * ONE_WEEK
        return [first + n * step for n in range((until - first) // step + 1)]
    return monthly_days(first, until, first.weekday(), rank_of(first, rythme))


def monthly_days(
    first: datetime.date, until: datetime.date, weekday: int, rank: int
) -> list[datetime.date]:
    """The days of that weekday and rank, one a month, from `first` to `until`, both included."""
    months = range(number(first), number(until) + 1)
    days = [nth_weekday(datetime.date(n // 12, n % 12 + 1, 1), weekday, rank) for n in months]
    return [day for day in days if first <= day <= until]


def number(day: datetime.date) -> int:
    """The months before that of `day`, since year 0."""
    return day.year * 12 + day.month - 1


def rank_of(day: datetime.date, rythme: str) -> int:
    """The rank of a day among the same weekdays of its month: 1 to 5, or LAST."""
    return LAST if rythme == "dernier" else (day.day - 1) // 7 + 1


def fits(day: datetime.date, rythme: str) -> bool:
    """Whether a series may begin on `day`: not every month has a fifth Monday."""
    if rythme == "mois":
        return rank_of(day, rythme) <= 4
    return rythme != "dernier" or (day + ONE_WEEK).month != day.month


def nth_weekday(month: datetime.date, weekday: int, rank: int) -> datetime.date:
    """The day of that weekday and rank (1 to 4, or LAST) in the month of `month`."""
    first = month.replace(day=1)
    if rank == LAST:
        last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
        return last - (last.weekday() - weekday) % 7 * ONE_DAY
    return first + (weekday - first.weekday()) % 7 * ONE_DAY + (rank - 1) * ONE_WEEK


def rule_of(rythme: str, day: datetime.date) -> Rule:
    """The rule of a series that has a meeting on `day`; django-scheduler does not check its own,
    so no other is made."""
    if rythme in WEEKS:
        return get_rule("WEEKLY", RYTHMES[rythme], f"interval:{WEEKS[rythme]}")
    return monthly_rule(day.weekday(), rank_of(day, rythme))


def monthly_rule(weekday: int, rank: int) -> Rule:
    name = f"le {RANKS[rank]} {WEEKDAYS[weekday]} du mois"
    return get_rule("MONTHLY", name, f"byweekday:{weekday};bysetpos:{rank}")


def get_rule(frequency: str, name: str, params: str) -> Rule:
    values = {"name": name, "frequency": frequency, "params": params}
    return Rule.objects.filter(**values).first() or Rule.objects.create(**values)


def weekday_and_rank(rule: Rule | None) -> tuple[int, int] | None:
    """What a monthly rule says; None for another one."""
    if rule is None or rule.frequency != "MONTHLY":
        return None
    params = dict(item.split(":") for item in rule.params.split(";"))
    return int(params["byweekday"]), int(params["bysetpos"])
