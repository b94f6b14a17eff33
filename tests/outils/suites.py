"""A series of meetings, and each meeting in plain words."""

import datetime
from dataclasses import dataclass

from agenda.models import Seance
from agenda.reunions.services import move_seance
from agenda.reunions.suite import Demande, digest_of, edit_suite, following
from tests.outils.factories import make_seances

ONE_DAY = datetime.timedelta(days=1)
FIRST, UNTIL = datetime.date(2026, 9, 14), datetime.date(2027, 4, 30)
HOURS = (datetime.time(13, 30), datetime.time(14, 30))
LATER = (datetime.time(16, 0), datetime.time(17, 30))


def series(rubrique, rhythm="quinzaine", **values):
    values = {"jour": FIRST, "jusque": UNTIL, "rythme": rhythm} | values
    return make_seances(rubrique, **values)


def fresh(seance):
    return Seance.objects.select_related("occurrence__event__rule").get(pk=seance.pk)


def move(seance, par, day, hours=HOURS, lieu="Salle 112"):
    seance = fresh(seance)
    debut, fin = hours
    move_seance(
        seance=seance, par=par, seen=seance.version, jour=day, debut=debut, fin=fin, lieu=lieu
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


def read(seance):
    return Meeting(
        seance.prevue_debut.date(),
        seance.debut.date(),
        (seance.debut.time(), seance.fin.time()),
        (seance.prevue_debut.time(), seance.prevue_fin.time()),
        seance.lieu,
        seance.is_annulee,
    )
