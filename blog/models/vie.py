import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from blog.models.article import Article
from coffre.fields import EncryptedTextField


class Ecart(models.Model):
    """A member set aside from one situation (conflict of interest): for them it does not exist."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="ecarts")
    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    depuis_le = models.DateTimeField("depuis le", default=timezone.now)

    class Meta:
        verbose_name = "mise à l’écart"
        verbose_name_plural = "mises à l’écart"
        constraints = [
            models.UniqueConstraint(fields=["article", "utilisateur"], name="un_ecart_par_membre")
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.utilisateur_id}"


class ChangementStatut(models.Model):
    """One step in the life of a situation: who, when, from what to what, why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="changements")
    de = models.CharField("de", max_length=10, choices=Article.Statut, blank=True)
    vers = models.CharField("vers", max_length=10, choices=Article.Statut)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateTimeField("le", default=timezone.now)
    motif = EncryptedTextField("motif", blank=True)

    class Meta:
        verbose_name = "changement de statut"
        verbose_name_plural = "changements de statut"
        ordering = ["-le"]

    def __str__(self) -> str:
        return f"{self.de} {self.vers}"
