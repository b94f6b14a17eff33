import uuid
from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from blog.models.article import Article
from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from rubriques.models import Rubrique, Service
from rubriques.portee import Portee, within_portee
from rubriques.redaction.versions import Versionne
from texte.riche import RichTextField

PLACE = "article__rubrique"


class SuiviQuerySet(models.QuerySet["Suivi"]):
    def visible_to(self, user: Utilisateur) -> Self:
        """The notes whose text `user` may read: within their reach, and not withdrawn."""
        return self.known_to(user).filter(within_portee(user, PLACE), retire_le=None)

    def known_to(self, user: Utilisateur) -> Self:
        """The notes that `user` knows to exist. Of a reserved one: its date, its author's
        function, never its text; `lisible` tells which is which."""
        mine = Article.objects.visible_to(user).values("pk")
        return self.filter(article__in=mine).with_lisible(user)

    def with_lisible(self, user: Utilisateur) -> Self:
        """Add `lisible` to notes of situations that came through the gate."""
        is_lisible = When(within_portee(user, PLACE), then=Value(True))
        return self.annotate(lisible=Case(is_lisible, default=Value(False)))


class Suivi(Versionne):
    """One dated note of the chronology of a situation.

    Written by its author, by the closing of a séance (agenda/seance/cloture.py) and by a reprise.
    """

    service, to_rubrique = Service.BLOG, "article__rubrique"

    lisible: bool  # added by `known_to`: whether whoever asks may read its text

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="suivis")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    date = models.DateField("date", default=timezone.localdate)
    texte = RichTextField("texte du suivi")
    portee = models.CharField(
        "qui peut le lire", max_length=12, choices=Portee, default=Portee.CELLULE
    )
    cree_le = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    corrige_le = models.DateTimeField("corrigé le", null=True, editable=False)
    retire_le = models.DateTimeField("retiré le", null=True, editable=False)
    retire_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    motif_retrait = EncryptedTextField("motif du retrait", blank=True)

    objects = SuiviQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi"
        verbose_name_plural = "suivis"
        ordering = ["-date", "-cree_le"]
        indexes = [models.Index(fields=["article", "-date"])]
        constraints = [
            models.CheckConstraint(condition=Q(portee__in=Portee.values), name="portee_connue")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#suivi-{self.pk}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """`portee` is a choice, which is checked already: Django would ask the database too."""
        super().validate_constraints(exclude={*(exclude or ()), "portee"})

    @property
    def rubrique(self) -> Rubrique:
        return self.article.rubrique

    @property
    def is_reserve(self) -> bool:
        return self.portee != Portee.CELLULE

    @property
    def is_retire(self) -> bool:
        return self.retire_le is not None


class VersionSuivi(models.Model):
    """What a suivi said before a correction. Nothing that was saved is overwritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    suivi = models.ForeignKey(Suivi, models.PROTECT, related_name="versions")
    texte = RichTextField("texte d’avant")
    remplacee_le = models.DateTimeField("remplacée le", default=timezone.now)

    class Meta:
        verbose_name = "version d’un suivi"
        verbose_name_plural = "versions d’un suivi"
        ordering = ["-remplacee_le"]

    def __str__(self) -> str:
        return str(self.pk)
