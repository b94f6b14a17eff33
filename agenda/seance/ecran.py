"""What the screens of a séance show of it: one situation at a time."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from agenda.models import Contribution, Point, Seance
from agenda.models.point import PointQuerySet
from agenda.reunions.services import meeting_days
from blog.models import Article, Suivi
from blog.situation.chronologie import last_decided
from comptes.models import Utilisateur
from rubriques.portee import Portee
from sql.prepared import prepared


@dataclass
class PointVu:
    """A point as the séance needs it: what was decided, what is open, what happened since."""

    point: Point
    decided: list
    actions: list
    depuis: list
    contributions: list
    decisions: list
    faites: list
    since: datetime.date | None = None
    natures: list = field(default_factory=list)

    @property
    def untickable(self):
        """The open actions, for a page that only shows them."""
        return [(action, None) for action in self.actions]


def view_of(point: Point, user, *, projected: bool = False) -> PointVu:
    """Return what a member sees of a point; `projected`: what a wall may show."""
    article, seance = point.article, point.seance
    actions = list(article.actions.select_related("responsable").soonest_first())
    since = last_meeting_before(seance)
    suivis = Suivi.objects.known_to(user).filter(article=article, retire_le=None)
    if since:
        suivis = suivis.filter(date__gte=since)
    contributions = Contribution.objects.known_to(user).filter(point=point)
    if projected:
        suivis = suivis.filter(portee=Portee.CELLULE)
        contributions = contributions.filter(portee=Portee.CELLULE)
    return PointVu(
        point=point,
        decided=last_decided(actions),
        actions=[action for action in actions if action.is_open],
        depuis=list(suivis.select_related("auteur")[:6]),
        contributions=list(contributions),
        decisions=list(point.decisions.select_related("responsable")),
        faites=list(point.faites.all()),
        since=since,
        natures=list(article.natures.all()),
    )


def last_meeting_before(seance: Seance):
    return max((day for day in meeting_days(seance.rubrique) if day < seance.jour), default=None)


def with_contributions(user: Utilisateur) -> PointQuerySet:
    """The points, with what tells whether what `user` may read of the contributions changed."""
    brought = Contribution.objects.visible_to(user).filter(point=OuterRef("pk"))
    return Point.objects.annotate(**moves(brought))


def mark_of_contributions(point: Point, user) -> str:
    """A mark that changes with what a member may read of the contributions; nobody else's."""
    said = f"{point.contributions_ecrites} {point.derniere_contribution}"
    return salted_hmac("agenda.point", f"{user.pk} {point.pk} {said}").hexdigest()[:32]


def moves(brought):
    """How many times these contributions were written, and when the last one came: one that is
    taken back and another that comes do not make up for each other."""
    by_point = brought.order_by().values("point")
    return {
        "contributions_ecrites": Subquery(by_point.annotate(moves=Sum("version")).values("moves")),
        "derniere_contribution": Subquery(by_point.annotate(last=Max("cree_le")).values("last")),
    }


LIVE = ["pk", "mouvements", "minutes", "rang"]  # what the live state tells of the current point


def with_state(user):
    """The séances, with what their live state is made of, as far as `user` may read."""
    points = Point.objects.visible_to(user).order_by().select_related(None)
    here = points.filter(seance=OuterRef("pk"))
    reached = here.last_reached_first()
    courant = {f"courant_{name}": Subquery(reached.values(name)[:1]) for name in LIVE}
    seances = Seance.objects.annotate(**courant)
    brought = Contribution.objects.visible_to(user).filter(point=OuterRef("courant_pk"))
    article = Article.objects.with_pulse(user).filter(points=OuterRef("courant_pk"))
    pulse = ["version", "suivis_moved", "actions_moved"]
    after = here.filter(rang__gt=OuterRef("courant_rang"))
    return seances.annotate(
        **moves(brought),
        points_en_tout=number_by_seance(here),
        points_apres=number_by_seance(after),
        suivante=Subquery(after.in_order().values("pk")[:1]),
        **{f"article_{name}": Subquery(article.order_by().values(name)[:1]) for name in pulse},
    )


def number_by_seance(points):
    number = points.values("seance").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)


def state_of(seance: Seance, user) -> str:
    """A mark that changes when what a member may read of the séance does; nobody else's."""
    names = ["pk", "etat", "courant_pk", "courant_mouvements", "courant_minutes"]
    names += [
        "contributions_ecrites",
        "derniere_contribution",
        "points_en_tout",
        "points_apres",
        "suivante",
    ]
    names += ["article_version", "article_suivis_moved", "article_actions_moved"]
    parts = [str(user.pk), *[str(getattr(seance, name)) for name in names]]
    return salted_hmac("agenda.seance", " ".join(parts)).hexdigest()[:32]


def seances_about(article, user) -> list[Seance]:
    """The meetings that have a situation on their order of business, the last one first."""
    return seances_held_about(article.pk, user)


@prepared
def seances_held_about(article, user):
    seances = Seance.objects.visible_to(user).filter(points__article=article)
    return seances.filter(occurrence__cancelled=False).order_by("-occurrence__start")
