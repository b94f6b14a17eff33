import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from agenda.models.seance import Seance
from comptes.models import Utilisateur


class AnnonceQuerySet(models.QuerySet["Annonce"]):
    def of_others(self, user: Utilisateur) -> Self:
        return self.exclude(par=user)

    def since(self, moment: datetime.datetime) -> Self:
        return self.filter(quand__gt=moment)


class Annonce(models.Model):
    """What happened to a meeting, or to its series, that members may want to be told of. It says
    no word of the meeting; whoever tells it asks the gate first."""

    class Quoi(models.TextChoices):
        INSCRITE = "inscrite", "inscrite au calendrier"
        DEPLACEE = "deplacee", "heures ou lieu changés"
        ANNULEE = "annulee", "annulée"
        RETABLIE = "retablie", "rétablie"

    seance = models.ForeignKey(Seance, models.PROTECT, related_name="annonces")
    quoi = models.CharField("quoi", max_length=8, choices=Quoi)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    quand = models.DateTimeField("quand", default=timezone.now, db_index=True)

    objects = AnnonceQuerySet.as_manager()

    class Meta:
        verbose_name = "annonce"
        verbose_name_plural = "annonces"

    def __str__(self) -> str:
        return f"{self.seance_id} {self.quoi}"
