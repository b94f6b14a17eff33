"""The meetings of the demonstration: the last ones hold what was said, the next is prepared."""

from uuid import UUID

from django.utils import timezone

from agenda.models import Contribution, Point, Presence, Seance
from agenda.seance.ordre import digest_of, set_order
from agenda.seance.propositions import propositions
from blog.models import Suivi
from cellule.demonstration.fiches import Ecole
from cellule.demonstration.situations import Cadre
from cellule.demonstration.temps import afternoon
from rubriques.models import Rubrique

HELD = 4  # how many of the last meetings have their relevé
TAKEN = 9  # situations on the next order of business; the rest is proposed
AWAY = "conseillere"  # excused at the last meeting


def hold_meetings(ecole: Ecole, cadre: Cadre) -> None:
    """Close the last past meetings, each with the suivis that were written at it."""
    seances = Seance.objects.filter(agenda__rubrique=cadre.rubrique, occurrence__cancelled=False)
    past = seances.filter(occurrence__end__lt=timezone.now()).order_by("-occurrence__start")
    for number, seance in enumerate(past[:HELD]):
        hold(seance, cadre, is_last=number == 0)
    coming = seances.filter(occurrence__start__gt=timezone.now()).in_order().first()
    if coming:
        prepare(coming, ecole, cadre)


def hold(seance: Seance, cadre: Cadre, *, is_last: bool) -> None:
    write_points(seance, cadre.rubrique)
    for membre in cadre.rubrique.habilitations.current():
        away = is_last and membre.utilisateur.username == AWAY
        etat = Presence.Etat.EXCUSE if away else Presence.Etat.PRESENT
        Presence.objects.create(seance=seance, utilisateur=membre.utilisateur, etat=etat)
    seance.etat = Seance.Etat.CLOSE
    seance.ouverte_le, seance.close_le = seance.debut, seance.fin
    if not is_last:
        seance.validee_le, seance.validee_par = afternoon(seance.jour), cadre.chef
    seance.save()


def write_points(seance: Seance, rubrique: Rubrique) -> None:
    suivis = Suivi.objects.filter(
        article__rubrique=rubrique,
        date=seance.jour,
        portee="cellule",
        retire_le=None,
        contribution=None,
    )
    written: dict[UUID, Suivi] = {}
    for suivi in suivis.order_by("article__code", "cree_le"):
        written.setdefault(suivi.article_id, suivi)
    for rang, suivi in enumerate(written.values(), start=1):
        Point.objects.create(
            seance=seance,
            article_id=suivi.article_id,
            rang=rang,
            motifs=["echeance"],
            releve=suivi.texte,
            redige_par=suivi.auteur,
            suivi=suivi,
        )


def prepare(seance: Seance, ecole: Ecole, cadre: Cadre) -> None:
    """The head took the most pressing situations; the counsellor wrote what she knows."""
    taken = propositions(seance, cadre.chef)[:TAKEN]
    set_order(
        seance=seance,
        wanted=[],
        added={p.article.pk: p.motifs for p in taken},
        minutes={p.article.pk: p.minutes for p in taken},
        removed=set(),
        seen=digest_of([]),
        par=cadre.chef,
    )
    for situation in ecole.situations:
        point = seance.points.filter(article__code=situation.code).first()
        if point is None:
            continue
        for contribution in situation.contributions:
            Contribution.objects.create(
                point=point,
                auteur=cadre.people[contribution.auteur],
                portee=contribution.lecteurs,
                texte=contribution.texte,
            )
