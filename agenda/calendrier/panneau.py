"""What the agenda shows on the page of a rubrique: the meetings to come."""

from agenda.models import Seance
from rubriques.registre import Panneau

SHOWN = 3


def make_panneau(request, rubrique) -> Panneau:
    seances = Seance.objects.visible_to(request.user).filter(agenda__rubrique=rubrique)
    shown = list(seances.upcoming().in_order()[:SHOWN])
    planned = next((seance for seance in shown if seance.is_prevue), None)
    return Panneau("agenda/_panneau.html", {"seances": shown, "prochaine": planned})
