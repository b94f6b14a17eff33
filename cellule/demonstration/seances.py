"""The meetings of the demonstration: the last ones hold what was said, the next is prepared."""

from uuid import UUID

from django.utils import timezone

from agenda.models import Contribution, Point, Presence, Seance
from agenda.seance.ordre import digest_of, set_order
from agenda.seance.propositions import propositions
from blog.models import Article, Suivi
from cellule.demonstration.temps import afternoon

HELD = 4  # how many of the last meetings have their relevé
TAKEN = 9  # situations on the next order of business; the rest is proposed
CONTRIBUTIONS = [  # code, author, reach, text
    (
        "Cormoran-22",
        "conseillere",
        "cellule",
        "<p>Vue au CIO mardi : le projet d’orientation tient, l’élève demande une visite du "
        "lycée d’accueil avant de se décider. Rendez-vous possible le jeudi.</p>",
    ),
    (
        "Corail-84",
        "conseillere",
        "sante_social",
        "<p>Entretien du 18 : à reprendre ensemble avec l’infirmière avant la réunion.</p>",
    ),
]


def hold_meetings(rubrique, people, chef) -> None:
    """Close the last past meetings, each with the suivis that were written at it."""
    seances = Seance.objects.filter(agenda__rubrique=rubrique, occurrence__cancelled=False)
    past = seances.filter(occurrence__end__lt=timezone.now()).order_by("-occurrence__start")
    for number, seance in enumerate(past[:HELD]):
        hold(seance, rubrique, people, chef, is_last=number == 0)
    coming = seances.filter(occurrence__start__gt=timezone.now()).in_order().first()
    if coming:
        prepare(coming, people, chef)


def hold(seance, rubrique, people, chef, *, is_last) -> None:
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
    for utilisateur in [membre.utilisateur for membre in rubrique.habilitations.current()]:
        away = is_last and utilisateur == people["conseillere"]
        etat = Presence.Etat.EXCUSE if away else Presence.Etat.PRESENT
        Presence.objects.create(seance=seance, utilisateur=utilisateur, etat=etat)
    seance.etat = Seance.Etat.CLOSE
    seance.ouverte_le, seance.close_le = seance.debut, seance.fin
    if not is_last:
        seance.validee_le, seance.validee_par = afternoon(seance.jour), chef
    seance.save()


def prepare(seance, people, chef) -> None:
    """The head took the most pressing situations; the counsellor wrote what she knows."""
    taken = propositions(seance, chef)[:TAKEN]
    set_order(
        seance=seance,
        wanted=[],
        added={p.article.pk: p.motifs for p in taken},
        minutes={p.article.pk: p.minutes for p in taken},
        removed=set(),
        seen=digest_of([]),
        par=chef,
    )
    for code, username, portee, texte in CONTRIBUTIONS:
        article = Article.objects.filter(rubrique=seance.rubrique, code=code).first()
        point = seance.points.filter(article=article).first()
        if point:
            Contribution.objects.create(
                point=point, auteur=people[username], portee=portee, texte=texte
            )
