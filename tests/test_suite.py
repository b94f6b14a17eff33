"""One meeting and those that follow: what was decided for one alone stays."""

import datetime
from dataclasses import dataclass, replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agenda.models import Seance
from agenda.reunions.serie import Demande, digest_of, edit_suite, following
from agenda.reunions.services import move_seance, set_cancelled
from tests.factories import make_rubrique, make_seances, make_user

ONE_DAY = datetime.timedelta(days=1)
FIRST, UNTIL = datetime.date(2026, 9, 14), datetime.date(2027, 4, 30)
HOURS = (datetime.time(13, 30), datetime.time(14, 30))
LATER = (datetime.time(16, 0), datetime.time(17, 30))


def series(rubrique, rhythm="quinzaine", **values):
    values = {"day": FIRST, "until": UNTIL, "rhythm": rhythm} | values
    return make_seances(rubrique, **values)


def fresh(seance):
    return Seance.objects.select_related("occurrence__event__rule").get(pk=seance.pk)


def move(seance, par, day, hours=HOURS, lieu="Salle 112"):
    seance = fresh(seance)
    debut, fin = hours
    move_seance(
        seance=seance, par=par, seen=seance.version, day=day, debut=debut, fin=fin, lieu=lieu
    )


def change(seance, par, day, hours=HOURS, lieu="Salle 112", **options):
    seance = fresh(seance)
    return edit_suite(
        seance=seance,
        par=par,
        seen=seance.version,
        seen_suite=digest_of(following(seance)),
        demande=Demande(day, *hours, lieu),
        **options,
    )


# Against a count by hand


@dataclass(frozen=True)
class Meeting:
    """What one meeting should be, in plain words: its place in the series, and itself."""

    planned: datetime.date
    day: datetime.date
    hours: tuple
    planned_hours: tuple = HOURS
    lieu: str = "Salle 112"
    cancelled: bool = False

    @property
    def moved(self):
        return (self.day, self.hours) != (self.planned, self.planned_hours)


exceptions = st.lists(
    st.tuples(
        st.integers(0, 15),
        st.sampled_from(["cancel", "move", "hours", "lieu"]),
        st.integers(1, 3),
    ),
    max_size=6,
)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    exceptions,
    st.integers(0, 15),
    st.integers(-3, 3),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_a_change_of_the_series_keeps_every_exception(
    db, decided, chosen, shift, hours, lieu, deplacees
):
    with transaction.atomic():
        par, rubrique = make_user(), make_rubrique()
        seances = series(rubrique)
        expected = [Meeting(s.debut.date(), s.debut.date(), HOURS) for s in seances]
        for place, act, days in decided:
            seance, meeting = seances[place], expected[place]
            if act == "cancel":
                set_cancelled(seance=fresh(seance), cancelled=True, par=par)
                expected[place] = replace(meeting, cancelled=True)
                continue
            changed = {
                "move": {"day": meeting.planned + days * ONE_DAY},
                "hours": {"hours": LATER},
                "lieu": {"lieu": f"Salle {days}"},
            }[act]
            expected[place] = replace(meeting, **changed)
            new = expected[place]
            move(seance, par, new.day, new.hours, new.lieu)

        # The chosen one as it stands, then what is typed in its form.
        was = expected[chosen]
        typed = (datetime.time(9, 0), datetime.time(10, 0)) if hours else was.hours
        typed_lieu = "CDI" if lieu else was.lieu
        change(
            seances[chosen], par, was.day + shift * ONE_DAY, typed, typed_lieu, deplacees=deplacees
        )
        for place in range(chosen, len(expected)):
            expected[place] = by_hand(
                expected[place], was, place == chosen, shift, typed, typed_lieu, deplacees
            )
        assert [read(fresh(seance)) for seance in seances] == expected
        transaction.set_rollback(True)


def by_hand(meeting, was, is_chosen, shift, typed, typed_lieu, deplacees):
    new_hours = typed if typed != was.hours else None
    planned = meeting.planned + shift * ONE_DAY
    planned_hours = new_hours or meeting.planned_hours
    if is_chosen:
        day, hours = meeting.day + shift * ONE_DAY, typed
    elif meeting.moved:
        day, hours = meeting.day, new_hours if new_hours and deplacees else meeting.hours
    else:
        day, hours = planned, planned_hours
    lieu = typed_lieu if meeting.lieu == was.lieu else meeting.lieu
    return Meeting(planned, day, hours, planned_hours, lieu, meeting.cancelled)


def read(seance):
    return Meeting(
        seance.prevue_debut.date(),
        seance.debut.date(),
        (seance.debut.time(), seance.fin.time()),
        (seance.prevue_debut.time(), seance.prevue_fin.time()),
        seance.lieu,
        seance.is_annulee,
    )


# Months


@pytest.mark.parametrize(
    ("day", "rhythm", "moved_to", "expected"),
    [
        ("2026-09-14", "mois", "2026-09-15", ["10-20", "11-17", "12-15"]),  # 3rd Tuesdays
        ("2026-09-14", "mois", "2026-09-10", ["10-08", "11-12", "12-10"]),  # 2nd Thursdays
        ("2026-09-28", "dernier", "2026-09-29", ["10-27", "11-24", "12-29"]),  # last Tuesdays
        ("2026-09-22", "mois", "2026-09-29", ["10-27", "11-24", "12-29"]),  # no 5th: the last
    ],
)
def test_a_monthly_series_goes_to_the_same_rank_of_each_month(day, rhythm, moved_to, expected):
    par, rubrique = make_user(), make_rubrique()
    day, until = datetime.date.fromisoformat(day), datetime.date(2026, 12, 31)
    seances = series(rubrique, rhythm, day=day, until=until)
    change(seances[0], par, datetime.date.fromisoformat(moved_to))
    found = [fresh(seance) for seance in seances]
    assert [f"{s.debut:%m-%d}" for s in found[1:]] == expected
    assert not any(s.is_deplacee for s in found)
    assert {s.debut.time() for s in found} == {HOURS[0]}
    assert found[0].rythme.endswith("du mois") and found[0].rythme != seances[0].rythme


def test_a_series_that_moves_keeps_its_hour_across_the_changes_of_hour():
    par, rubrique = make_user(), make_rubrique()
    seances = series(rubrique, "semaine", until=datetime.date(2027, 12, 1))
    change(seances[0], par, FIRST + ONE_DAY, LATER)
    found = [fresh(seance) for seance in seances]
    assert {(s.debut.weekday(), s.debut.time(), s.fin.time()) for s in found} == {(1, *LATER)}
    assert len({s.debut.utcoffset() for s in found}) == 2
