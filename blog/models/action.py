import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from blog.models.article import Article
from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from rubriques.models import Rubrique, Service
from rubriques.redaction.versions import Versionne


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: Utilisateur) -> Self:
        return self.filter(article__in=Article.objects.visible_to(user).values("pk"))

    def open(self) -> Self:
        return self.filter(etat__in=Action.OPEN)

    def overdue(self, today: datetime.date | None = None) -> Self:
        """Open, and past their date: `is_overdue`, asked of the database."""
        return self.open().filter(echeance__lt=today or timezone.localdate())

    def soonest_first(self) -> Self:
        return self.order_by(F("echeance").asc(nulls_last=True), "cree_le")


class Action(Versionne):
    """What somebody does about a situation, by when, and what came of it."""

    service, to_rubrique = Service.BLOG, "article__rubrique"

    class Etat(models.TextChoices):
        A_FAIRE = "a_faire", "à faire"
        EN_COURS = "en_cours", "en cours"
        FAITE = "faite", "faite"
        ABANDONNEE = "abandonnee", "abandonnée"

    OPEN = [Etat.A_FAIRE, Etat.EN_COURS]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="actions")
    libelle = EncryptedTextField("action")
    responsable = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="responsable"
    )
    echeance = models.DateField("échéance", null=True, blank=True)
    etat = models.CharField("état", max_length=10, choices=Etat, default=Etat.A_FAIRE)
    resultat = EncryptedTextField("résultat", blank=True)
    decidee_le = models.DateField("décidée le", default=timezone.localdate)
    cree_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cree_le = models.DateTimeField(default=timezone.now, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "action"
        verbose_name_plural = "actions"

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#actions"

    @property
    def rubrique(self) -> Rubrique:
        return self.article.rubrique

    @property
    def is_open(self) -> bool:
        return self.etat in self.OPEN

    @property
    def is_overdue(self) -> bool:
        """Open, and past its date: `overdue` of the queryset, asked of one row."""
        return bool(self.is_open and self.echeance and self.echeance < timezone.localdate())

    @property
    def is_today(self) -> bool:
        return self.is_open and self.echeance == timezone.localdate()
