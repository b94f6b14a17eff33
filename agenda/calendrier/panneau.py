"""What the agenda shows on the page of a rubrique: the meetings to come."""

from django.utils import timezone

from agenda.models import Seance
from rubriques.registre import Panneau
from sql.prepared import prepared

SHOWN = 3


def make_panneau(request, rubrique) -> Panneau:
    shown = next_seances(request.user, rubrique.pk, timezone.now())
    planned = next((seance for seance in shown if seance.is_prevue), None)
    return Panneau("agenda/_panneau.html", {"seances": shown, "prochaine": planned})


@prepared
def next_seances(user, rubrique, now):
    seances = Seance.objects.visible_to(user).filter(agenda__rubrique=rubrique)
    return seances.upcoming(now).in_order()[:SHOWN]
