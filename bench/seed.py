"""What the application holds when it is measured: python -m bench.seed small | large.

Small: one cellule of a school, and a few rubriques larger than any. Large, added to it: 100,000
situations in 1,000 rubriques of other schools.
"""

import datetime
import json
import random
import sys
import uuid
from collections.abc import Iterable, Iterator

import django

django.setup()

from django.contrib.auth.models import Permission  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from schedule.models import Calendar, Event, Occurrence  # noqa: E402

from agenda.models import Agenda, Seance  # noqa: E402
from bench import texts  # noqa: E402
from bench.plan import meeting_days  # noqa: E402
from bench.rows import analyze, insert  # noqa: E402
from blog.models import Action, Article, ChangementStatut, Lecture, Nature, Suivi  # noqa: E402
from blog.models.nature import DISPOSITIFS, NATURES  # noqa: E402
from comptes.models import Utilisateur  # noqa: E402
from journal.models import Trace  # noqa: E402
from rubriques.models import Espace, Habilitation, Rubrique  # noqa: E402
from rubriques.models import RubriqueUserObjectPermission as Grant  # noqa: E402
from rubriques.permissions import ROLE_ACTIONS, Role, next_31_august  # noqa: E402

MEMBERS, SUIVIS, SITUATIONS = 6, 10, 100
FEW = {"situations": 10, "suivis": 3, "meetings": 4}
RUBRIQUES, AT_ONCE, SCHOOLS, PEOPLE = 1000, 50, 100, 1500  # of the large one
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
chance = random.Random(1)


def people(number: int, name: str) -> list[Utilisateur]:
    fonctions = Utilisateur.Fonction.values
    users = [
        Utilisateur(
            username=f"{name}{n}",
            email=f"{name}{n}@exemple.invalid",
            first_name="Camille",
            last_name=f"{name.capitalize()}-{n}",
            fonction=fonctions[n % len(fonctions)],
            password="!",
        )
        for n in range(number)
    ]
    insert(Utilisateur, users)
    return users


def school(number: int) -> Espace:
    return Espace(nom=f"Lycée numéro {number}", code_uai=f"{number:07}X", zone="B")


class Filling:
    """Rubriques of the same kind, with their members, and all that is written in them."""

    def __init__(self, espace: Espace, titles: Iterable[str], **values: object) -> None:
        self.rubriques = [
            Rubrique(espace=espace, titre=title, texte=texts.suivi(n), **values)
            for n, title in enumerate(titles)
        ]
        self.members: dict[uuid.UUID, list[Utilisateur]] = {}
        insert(Rubrique, self.rubriques)

    def enrol(self, rubrique: Rubrique, members: list[Utilisateur]) -> None:
        """The first one manages, the others write."""
        self.members[rubrique.pk] = members
        roles = [Role.GESTIONNAIRE, *[Role.REDACTEUR] * (len(members) - 1)]
        held, keys = list(zip(members, roles, strict=True)), rights()
        insert(
            Habilitation,
            (
                Habilitation(
                    rubrique=rubrique, utilisateur=user, role=role, expire_le=next_31_august()
                )
                for user, role in held
            ),
        )
        insert(
            Grant,
            (
                Grant(user=user, permission_id=keys[action], content_object=rubrique)
                for user, role in held
                for action in ROLE_ACTIONS[role]
            ),
        )

    def fill(self, *, situations: int, suivis: int, meetings: int = 0) -> None:
        articles: list[Article] = []
        natures: list[models.Model] = []
        for rubrique in self.rubriques:
            own = [Nature(rubrique=rubrique, nom=nom, rang=n) for n, nom in enumerate(NATURES)]
            insert(Nature, own)
            here = [article_of(rubrique, self.members[rubrique.pk], n) for n in range(situations)]
            natures += natures_of(here, own)
            articles += here
        insert(Article, articles)
        insert(Article.natures.through, natures)
        insert(ChangementStatut, (changement_of(article) for article in articles))
        insert(Suivi, self.suivis_of(articles, suivis))
        insert(Action, (action_of(a, n) for a in articles for n in range(2)))
        insert(Trace, (trace_of(article) for article in articles))
        insert(Lecture, self.lectures_of(articles))
        if meetings:
            plan_meetings(self.rubriques, meetings)

    def suivis_of(self, articles: list[Article], number: int) -> Iterator[Suivi]:
        today = timezone.localdate()
        for n, article in enumerate(articles):
            members = self.members[article.rubrique_id]
            for k in range(number):
                day = today - ((n + 9 * k) % 90 + 1) * DAY
                yield Suivi(
                    article=article,
                    auteur=members[k % len(members)],
                    texte=texts.suivi(n * number + k),
                    date=day,
                    cree_le=article.cree_le + k * HOUR,
                )

    def lectures_of(self, articles: list[Article]) -> Iterator[Lecture]:
        """All is read by all, so that reading changes nothing of what is shown."""
        now = timezone.now()
        for article in articles:
            for user in self.members[article.rubrique_id]:
                yield Lecture(article=article, utilisateur=user, lue_le=now)


granted: dict[str, int] = {}


def rights() -> dict[str, int]:
    """The key of each permission of guardian."""
    if not granted:
        granted.update(Permission.objects.values_list("codename", "pk"))
    return granted


def article_of(rubrique: Rubrique, members: list[Utilisateur], n: int) -> Article:
    created = timezone.now() - (n % 300 + 100) * DAY
    return Article(
        rubrique=rubrique,
        code=texts.title(n),
        niveau=Article.Niveau.values[n % 12],
        classe=f"Groupe {n % 7}",
        vigilance=Article.Vigilance.values[n % 4],
        statut=chance.choice(["signalee", "suivie", "suivie", "suivie"]),
        signale_par=Article.Origine.values[n % 11],
        signale_le=created.date(),
        dispositifs=list(DISPOSITIFS)[n % 11 : n % 11 + 2],
        referent=members[n % len(members)] if n % 3 else None,
        prochain_point=timezone.localdate() + (n % 40 - 10) * DAY,
        ouvert_par=members[0],
        constats=texts.constat(n),
        cree_le=created,
    )


def natures_of(articles: list[Article], natures: list[Nature]) -> Iterator[models.Model]:
    through = Article.natures.through
    for n, article in enumerate(articles):
        for k in range(2):
            yield through(article=article, nature=natures[(n + k) % len(natures)])


def changement_of(article: Article) -> ChangementStatut:
    return ChangementStatut(
        article=article, vers=article.statut, par=article.ouvert_par, le=article.cree_le
    )


def action_of(article: Article, n: int) -> Action:
    return Action(
        article=article,
        libelle=texts.DECISIONS[n],
        responsable=article.referent or article.ouvert_par,
        cree_par=article.ouvert_par,
        cree_le=article.cree_le,
        decidee_le=article.cree_le.date(),
        echeance=timezone.localdate() + (n * 30 - 5) * DAY,
        etat=Action.Etat.FAITE if n else Action.Etat.A_FAIRE,
    )


def trace_of(article: Article) -> Trace:
    return Trace(
        acteur=article.ouvert_par,
        acte=Trace.Acte.CREATION,
        objet_type=Article._meta.label_lower,
        objet_id=str(article.pk),
        rubrique_id=article.rubrique_id,
    )


def plan_meetings(rubriques: list[Rubrique], number: int) -> None:
    """Single meetings in the month that is shown."""
    spans = [(day, day + HOUR) for day in meeting_days(number)]
    calendars = Calendar.objects.bulk_create(
        Calendar(name="Réunion", slug=rubrique.slug) for rubrique in rubriques
    )
    agendas = Agenda.objects.bulk_create(
        Agenda(rubrique=r, calendar=c) for r, c in zip(rubriques, calendars, strict=True)
    )
    events = Event.objects.bulk_create(
        Event(calendar=c, title="Réunion", start=spans[0][0], end=spans[0][1]) for c in calendars
    )
    places = [
        (agenda, event, *span)
        for agenda, event in zip(agendas, events, strict=True)
        for span in spans
    ]
    occurrences = Occurrence.objects.bulk_create(
        Occurrence(
            event=event,
            title="Réunion",
            start=start,
            end=end,
            original_start=start,
            original_end=end,
        )
        for _, event, start, end in places
    )
    insert(
        Seance,
        (
            Seance(agenda=place[0], occurrence=occurrence, lieu="Salle 112")
            for place, occurrence in zip(places, occurrences, strict=True)
        ),
    )


def fill_small() -> dict[str, object]:
    """Return whom and what the works are about."""
    espace = school(0)
    insert(Espace, [espace])
    members, (other,) = people(MEMBERS, "membre"), people(1, "itinerante")
    kinds = {
        "cellule": {"situations": SITUATIONS, "suivis": SUIVIS, "meetings": 10},
        "ecriture": {"situations": SITUATIONS, "suivis": SUIVIS},
        "grande": {"situations": 1000, "suivis": SUIVIS, "meetings": 10},
        "recherche": {"situations": 300, "suivis": 20},
    }
    cast: dict[str, object] = {
        "membre": str(members[0].pk),
        "redacteur": str(members[1].pk),
        "itinerante": str(other.pk),
    }
    for title, numbers in kinds.items():
        filling = Filling(espace, [title])
        filling.enrol(filling.rubriques[0], members)
        filling.fill(**numbers)
        cast[title] = filling.rubriques[0].slug
    for number, meets in ((12, True), (8, False)):
        titles = [f"Cellule {meets:d}{n:02}" for n in range(number)]
        filling = Filling(espace, titles, agenda_actif=meets)
        for rubrique in filling.rubriques:
            filling.enrol(rubrique, [members[1], other, *members[2:]])
        filling.fill(**(FEW if meets else FEW | {"meetings": 0}))
    return cast


def fill_large(number: int) -> None:
    """So many rubriques of 100 situations, in schools and with people of their own."""
    schools = [school(n + 1) for n in range(SCHOOLS)]
    insert(Espace, schools)
    users = people(PEOPLE, "autre")
    for first in range(0, number, AT_ONCE):
        espace = schools[first // AT_ONCE % SCHOOLS]
        filling = Filling(espace, [f"Cellule {first + n}" for n in range(min(AT_ONCE, number))])
        for n, rubrique in enumerate(filling.rubriques, first):
            at = n * 3 % (PEOPLE - MEMBERS)
            filling.enrol(rubrique, users[at : at + MEMBERS])
        filling.fill(situations=SITUATIONS, suivis=SUIVIS, meetings=10)


def main() -> None:
    with transaction.atomic():
        if sys.argv[1] == "small":
            print(json.dumps(fill_small()))
        else:
            fill_large(int(sys.argv[2]) if len(sys.argv) > 2 else RUBRIQUES)
    analyze()


if __name__ == "__main__":
    main()
