"""One meeting and those that follow: what was decided for one alone stays."""

import datetime
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from agenda.reunions.services import set_cancelled
from tests.outils.factories import make_rubrique, make_user
from tests.outils.suites import (
    FIRST,
    HOURS,
    LATER,
    ONE_DAY,
    Meeting,
    change,
    fresh,
    move,
    read,
    series,
)

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
    seances = series(rubrique, rhythm, jour=day, jusque=until)
    change(seances[0], par, datetime.date.fromisoformat(moved_to))
    found = [fresh(seance) for seance in seances]
    assert [f"{s.debut:%m-%d}" for s in found[1:]] == expected
    assert not any(s.is_deplacee for s in found)
    assert {s.debut.time() for s in found} == {HOURS[0]}
    assert found[0].rythme.endswith("du mois") and found[0].rythme != seances[0].rythme


def test_a_series_that_moves_keeps_its_hour_across_the_changes_of_hour():
    par, rubrique = make_user(), make_rubrique()
    seances = series(rubrique, "semaine", jusque=datetime.date(2027, 12, 1))
    change(seances[0], par, FIRST + ONE_DAY, LATER)
    found = [fresh(seance) for seance in seances]
    assert {(s.debut.weekday(), s.debut.time(), s.fin.time()) for s in found} == {(1, *LATER)}
    assert len({s.debut.utcoffset() for s in found}) == 2
