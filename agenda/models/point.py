"""What a meeting holds: who is there, its order of business, what is said and decided."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from agenda.models.seance import Seance
from blog.models import Action, Article, Suivi
from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from rubriques.models import Rubrique, Service
from rubriques.portee import Portee, within_portee
from rubriques.redaction.versions import Versionne
from texte.riche import RichTextField

PLACE = "point__article__rubrique"  # of a contribution
GUEST_HOURS = datetime.timedelta(hours=12)


class PointQuerySet(models.QuerySet["Point"]):
    def visible_to(self, user: Utilisateur) -> Self:
        """Who is set aside from a situation finds it in no order of business either."""
        return self.filter(
            seance__in=Seance.objects.visible_to(user).values("pk"),
            article__in=Article.objects.visible_to(user).values("pk"),
        ).select_related(
            "seance__agenda__rubrique__espace", "seance__occurrence", "article__referent"
        )

    def in_order(self) -> Self:
        return self.order_by("rang", "pk")

    def with_contribution_told(self) -> Self:
        """Add `has_contribution`: whether somebody brought something to it."""
        brought = Contribution.objects.filter(point=OuterRef("pk"))
        return self.annotate(has_contribution=Exists(brought))

    def last_reached_first(self) -> Self:
        """Those that the séance came to; the first one is where it is."""
        return self.exclude(atteint_le=None).order_by("-atteint_le", "pk")


class Point(Versionne):
    """One situation on the order of business. Until the séance is closed, nothing of it stands
    in the situation; then `suivi` is what its relevé became."""

    service, to_rubrique = Service.AGENDA, "seance__agenda__rubrique"

    has_contribution: bool  # added by `with_contribution_told`
    # Added by `with_contributions`, in agenda/seance/ecran.py, for whoever asks.
    contributions_ecrites: int | None
    derniere_contribution: datetime.datetime | None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seance = models.ForeignKey("agenda.Seance", models.PROTECT, related_name="points")
    article = models.ForeignKey(Article, models.PROTECT, related_name="points")
    rang = models.PositiveSmallIntegerField("rang")
    minutes = models.PositiveSmallIntegerField("minutes", default=4)
    motifs = models.JSONField("motifs", default=list)
    releve = RichTextField("relevé du jour", blank=True)
    redige_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    statut = models.CharField("statut", max_length=24, blank=True)
    vigilance = models.CharField("vigilance", max_length=12, blank=True, choices=Article.Vigilance)
    prochain_point = models.DateField("prochain point", null=True, blank=True)
    atteint_le = models.DateTimeField("abordé en dernier le", null=True, editable=False)
    suivi = models.OneToOneField(Suivi, models.PROTECT, null=True, related_name="point")
    faites = models.ManyToManyField(Action, related_name="+")  # ticked as done in the séance
    mouvements = models.PositiveIntegerField(default=0, editable=False)  # for those who follow

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "points de l’ordre du jour"
        constraints = [
            models.UniqueConstraint(fields=["seance", "article"], name="un_point_par_situation")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def rubrique(self) -> Rubrique:
        return self.seance.rubrique


class OfPointQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Utilisateur) -> Self:
        return self.filter(point__in=Point.objects.visible_to(user).values("pk"))


class Decision(models.Model):
    """What was decided about a point; at the closing it becomes `action`."""

    service, to_rubrique = Service.AGENDA, "point__seance__agenda__rubrique"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(Point, models.PROTECT, related_name="decisions")
    libelle = EncryptedTextField("décision")
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="responsable"
    )
    echeance = models.DateField("échéance", null=True, blank=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cree_le = models.DateTimeField(default=timezone.now, editable=False)
    action = models.OneToOneField(Action, models.PROTECT, null=True, related_name="decision")

    objects = OfPointQuerySet.as_manager()

    class Meta:
        verbose_name = "décision"
        verbose_name_plural = "décisions"
        ordering = ["cree_le"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def rubrique(self) -> Rubrique:
        return self.point.rubrique


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: Utilisateur) -> Self:
        return self.known_to(user).filter(within_portee(user, PLACE))

    def known_to(self, user: Utilisateur) -> Self:
        """As suivis: of a reserved one, that it exists and its author's function."""
        here = self.filter(point__in=Point.objects.visible_to(user).values("pk"))
        return here.annotate(
            lisible=Case(When(within_portee(user, PLACE), then=Value(True)), default=Value(False))
        ).select_related("auteur")


class Contribution(Versionne):
    """What a member, there or absent, brings to a point before the séance is closed; then it is
    `suivi`, in its author's name and with the same reach."""

    service, to_rubrique = Service.AGENDA, "point__seance__agenda__rubrique"

    lisible: bool  # added by `known_to`: whether whoever asks may read its text

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(Point, models.PROTECT, related_name="contributions")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    texte = RichTextField("contribution")
    portee = models.CharField(
        "qui peut la lire", max_length=12, choices=Portee, default=Portee.CELLULE
    )
    cree_le = models.DateTimeField("écrite le", default=timezone.now, editable=False)
    suivi = models.OneToOneField(Suivi, models.PROTECT, null=True, related_name="contribution")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "contribution"
        verbose_name_plural = "contributions"
        ordering = ["cree_le"]
        constraints = [
            models.CheckConstraint(
                condition=Q(portee__in=Portee.values), name="portee_de_contribution_connue"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def rubrique(self) -> Rubrique:
        return self.point.rubrique


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Utilisateur) -> Self:
        """What members see of them: as the points that they are about."""
        return self.filter(point__in=Point.objects.visible_to(user).values("pk"))

    def open_to(self, user: Utilisateur, since: datetime.datetime | None = None) -> Self:
        """Those of somebody who holds no right here: while the séance is held, and no longer.

        A séance that nobody closed shows nothing any more `GUEST_HOURS` after its opening.
        """
        held = {
            "point__seance__etat": "en_cours",
            "point__seance__ouverte_le__gt": since or timezone.now() - GUEST_HOURS,
            "point__seance__occurrence__cancelled": False,
            "point__seance__agenda__rubrique__blog_actif": True,
            "point__seance__agenda__rubrique__agenda_actif": True,
            "point__seance__agenda__rubrique__archivee_le": None,
        }
        return (
            self.filter(utilisateur=user, **held)
            .exclude(point__article__ecarts__utilisateur=user)
            .select_related("point__article", "point__seance__occurrence")
        )


class Invitation(models.Model):
    """One situation shown to somebody who is no member, while the séance is open."""

    service, to_rubrique = Service.AGENDA, "point__seance__agenda__rubrique"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    point = models.ForeignKey(Point, models.PROTECT, related_name="invitations")
    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations"
    )
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cree_le = models.DateTimeField(default=timezone.now, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        constraints = [
            models.UniqueConstraint(fields=["point", "utilisateur"], name="une_invitation")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def rubrique(self) -> Rubrique:
        return self.point.rubrique
