"""Rubriques as a school fills them: members, situations and their suivis, meetings."""

import datetime
import uuid
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import Permission
from django.db import models
from django.utils import timezone
from schedule.models import Calendar, Event, Occurrence

from agenda.models import Agenda, Seance
from bench import texts
from bench.plan import meeting_days
from bench.rows import insert
from blog.models import Action, Article, ChangementStatut, Lecture, Nature, Suivi
from blog.models.nature import DISPOSITIFS, NATURES
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Espace, Habilitation, Rubrique
from rubriques.models import RubriqueUserObjectPermission as Grant
from rubriques.permissions import ROLE_DROITS, Role, next_31_august

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
STATUTS = ["signalee", "suivie", "suivie", "suivie", "suivie"]


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
        habilitations = (
            Habilitation(rubrique=rubrique, utilisateur=user, role=r, expire_le=next_31_august())
            for user, r in held
        )
        grants = (
            Grant(user=user, permission_id=keys[action], content_object=rubrique)
            for user, role in held
            for action in ROLE_DROITS[role]
        )
        insert(Habilitation, habilitations)
        insert(Grant, grants)

    def fill(self, *, situations: int, suivis: int, meetings: int = 0) -> None:
        articles = self.write_articles(situations)
        insert(ChangementStatut, (changement_of(article) for article in articles))
        insert(Suivi, self.suivis_of(articles, suivis))
        insert(Action, (action_of(a, n) for a in articles for n in range(2)))
        insert(Trace, (trace_of(article) for article in articles))
        insert(Lecture, self.lectures_of(articles))
        if meetings:
            plan_meetings(self.rubriques, meetings)

    def write_articles(self, number: int) -> list[Article]:
        """So many in each rubrique, each with two of its natures."""
        articles: list[Article] = []
        natures: list[Nature] = []
        links: list[models.Model] = []
        for rubrique in self.rubriques:
            own = [Nature(rubrique=rubrique, nom=nom, rang=n) for n, nom in enumerate(NATURES)]
            here = [article_of(rubrique, self.members[rubrique.pk], n) for n in range(number)]
            natures += own
            articles += here
            links += natures_of(here, own)
        insert(Nature, natures)
        insert(Article, articles)
        insert(Article.natures.through, links)
        return articles

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
        statut=STATUTS[n % len(STATUTS)],
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
    by_rubrique = zip(agendas, events, strict=True)
    places = [(agenda, event, *span) for agenda, event in by_rubrique for span in spans]
    occurrences = Occurrence.objects.bulk_create(
        Occurrence(event=e, title="Réunion", start=s, end=t, original_start=s, original_end=t)
        for _, e, s, t in places
    )
    seances = (
        Seance(agenda=place[0], occurrence=occurrence, lieu="Salle 112")
        for place, occurrence in zip(places, occurrences, strict=True)
    )
    insert(Seance, seances)
