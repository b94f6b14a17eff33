"""The order of business that proposes itself: which situations ask for a meeting, and why."""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from agenda.models import Point, Seance
from agenda.reunions.services import meeting_days
from blog.models import Article
from blog.tableau import criteres
from blog.tableau.vues_preparees import SILENT_MEETINGS
from comptes.models import Utilisateur

MINUTES = {"urgent": 6, "signalee": 6}  # the others take MINUTES_USUAL
MINUTES_USUAL = 4
SAID = {  # code of a reason, in the order in which situations are proposed: what is said of it
    "urgent": "urgente",
    "signalee": "nouveau signalement",
    "reporte": "reportée de la dernière réunion",
    "retard": "action en retard",
    "echeance": "prochain point",
    "silence": f"sans suivi depuis {SILENT_MEETINGS} réunions",
    "ajout": "ajoutée",
}


@dataclass(frozen=True)
class Proposition:
    """A situation, and the reasons why it should be on the order of business."""

    article: Article
    motifs: list[str]

    @property
    def minutes(self) -> int:
        return max(MINUTES.get(motif, MINUTES_USUAL) for motif in self.motifs)

    @property
    def pourquoi(self) -> str:
        return reasons_in_words(self.motifs)


def reasons_in_words(motifs: list[str]) -> str:
    """Reasons in words."""
    return ", ".join(SAID[motif] for motif in motifs if motif in SAID)


def propositions(seance: Seance, user: Utilisateur) -> list[Proposition]:
    """Return the open situations that ask for this meeting and are not on its order of business,
    the most pressing reasons first; only what `user` may see."""
    reasons = conditions(seance)
    flags = {
        f"est_{motif}": Case(
            When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        for motif, condition in reasons.items()
    }
    here = Article.objects.visible_to(user).filter(rubrique=seance.rubrique)
    rows = here.for_table(user).open().exclude(points__seance=seance).annotate(**flags)
    found = [
        Proposition(article, [motif for motif in reasons if getattr(article, f"est_{motif}")])
        for article in rows.most_pressing_first()
    ]
    order = list(reasons)
    return sorted(
        [proposition for proposition in found if proposition.motifs],
        key=lambda proposition: order.index(proposition.motifs[0]),
    )


def conditions(seance: Seance) -> dict[str, Q]:
    """The reasons, as conditions on `for_table` rows, in the order of SAID."""
    over = min(seance.jour, timezone.localdate())  # a meeting to come is no silence
    before = [day for day in meeting_days(seance.rubrique) if day < over]
    left = Point.objects.filter(
        article=OuterRef("pk"),
        seance=last_closed(seance),
        redige_par=None,
        decisions=None,
        faites=None,
    )
    return {
        "urgent": criteres.URGENT,
        "signalee": criteres.SIGNALEE,
        "reporte": Q(Exists(left)),
        "retard": criteres.EN_RETARD,
        "echeance": Q(prochain_point__lte=seance.jour),
        "silence": criteres.silent_since(before[-SILENT_MEETINGS])
        if len(before) >= SILENT_MEETINGS
        else Q(pk=None),
    }


def last_closed(seance: Seance) -> Seance | None:
    """The last closed séance of the rubrique before this one."""
    others = Seance.objects.filter(agenda=seance.agenda, etat=Seance.Etat.CLOSE)
    before = others.filter(occurrence__start__lt=seance.occurrence.start)
    return before.order_by("-occurrence__start").first()
