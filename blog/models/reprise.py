"""What is kept of a spreadsheet that was taken over: digests, so that the same sheet sent again
updates and doubles nothing. Neither a cell, a heading nor a name is in it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from blog.models.action import Action
from blog.models.article import Article
from rubriques.models import Rubrique


class Reprise(models.Model):
    """Where a situation came from: the row of a sheet, recognised by its digests.

    `cles` is {identite, numero, mots, tout: digest}, by which a row is found again; one made
    before them has its only key under `ancienne`. `champs` is {field: [digest of what the sheet
    said, digest of what was written]}, `suivis` {day of the meeting: [the suivi, the same two
    digests]}. They are made with the key of the key table: without it, nobody tries initials
    against them. Two people may each have taken over the same row: neither learns from it what
    the other did.
    """

    article = models.OneToOneField(Article, models.PROTECT, related_name="reprise")
    cles = models.JSONField("clés de la ligne", default=dict)
    champs = models.JSONField("champs", default=dict)
    suivis = models.JSONField("suivis", default=dict)
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "reprise"
        verbose_name_plural = "reprises"

    def __str__(self) -> str:
        return str(self.article_id)


class PlanColonnes(models.Model):
    """What each column of the sheet became, last time: {digest of its heading: target}."""

    rubrique = models.OneToOneField(Rubrique, models.PROTECT, related_name="plan_colonnes")
    cibles = models.JSONField("cibles", default=dict)

    class Meta:
        verbose_name = "plan de colonnes"
        verbose_name_plural = "plans de colonnes"

    def __str__(self) -> str:
        return str(self.rubrique_id)
