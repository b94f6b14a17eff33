"""What members keep of the table of situations: its views, its columns, the changes made in it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, allowed_keys

MOST_VUES = 30  # of one member in one rubrique
LONGEST_REQUETE = 600  # characters


class VueEnregistreeQuerySet(models.QuerySet["VueEnregistree"]):
    def visible_to(self, user: Utilisateur) -> Self:
        """One's own, and those of everybody in the rubriques that one reads."""
        allowed = allowed_keys(user, Droit.READ, Service.BLOG)
        mine_or_shared = Q(auteur=user) | Q(partagee=True)
        return self.filter(mine_or_shared, rubrique__in=allowed)


class VueEnregistree(models.Model):
    """A filter of the table under a name. Its address holds codes only; its name is sealed,
    because people write what they like in it."""

    service, to_rubrique = Service.BLOG, "rubrique"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="vues")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nom = EncryptedTextField("nom de la vue")
    requete = models.CharField("filtre", max_length=LONGEST_REQUETE)
    partagee = models.BooleanField("pour toute la rubrique", default=False)
    cree_le = models.DateTimeField("enregistrée le", default=timezone.now, editable=False)

    objects = VueEnregistreeQuerySet.as_manager()

    class Meta:
        verbose_name = "vue enregistrée"
        verbose_name_plural = "vues enregistrées"
        ordering = ["cree_le"]

    def __str__(self) -> str:
        return str(self.pk)


class ChoixColonnes(models.Model):
    """The columns of the table that a member wants to see in a rubrique."""

    rubrique = models.ForeignKey(Rubrique, models.CASCADE, related_name="+")
    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    colonnes = models.JSONField("colonnes", default=list)

    class Meta:
        verbose_name = "choix de colonnes"
        verbose_name_plural = "choix de colonnes"
        constraints = [
            models.UniqueConstraint(
                fields=["rubrique", "utilisateur"], name="un_choix_de_colonnes_par_membre"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RetoucheQuerySet(models.QuerySet["Retouche"]):
    def visible_to(self, user: Utilisateur) -> Self:
        allowed = allowed_keys(user, Droit.READ, Service.BLOG)
        return self.filter(par=user, rubrique__in=allowed)


class Retouche(models.Model):
    """Changes that somebody made in the table at once; they may undo them.

    `changements` holds codes and dates: {article: {field: [before, after]}}.
    """

    service, to_rubrique = Service.BLOG, "rubrique"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="retouches")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateTimeField("le", default=timezone.now)
    changements = models.JSONField("changements", default=dict)
    annulee_le = models.DateTimeField("annulée le", null=True)

    objects = RetoucheQuerySet.as_manager()

    class Meta:
        verbose_name = "retouche"
        verbose_name_plural = "retouches"

    def __str__(self) -> str:
        return str(self.pk)
