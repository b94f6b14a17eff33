import secrets

from django.conf import settings
from django.db import models


def new_reference() -> str:
    """A short code that a page shows and that finds its line again: « 7F3A-91C2 »."""
    code = secrets.token_hex(4).upper()
    return f"{code[:4]}-{code[4:]}"


class Trace(models.Model):
    """One line of the journal. Written once: database triggers refuse UPDATE and DELETE."""

    class Acte(models.TextChoices):
        CONNEXION = "connexion", "connexion"
        CONNEXION_REFUSEE = "connexion_refusee", "connexion refusée"
        DECONNEXION = "deconnexion", "déconnexion"
        MOT_DE_PASSE = "mot_de_passe", "changement de mot de passe"
        LIEN = "lien", "lien pour choisir un mot de passe"
        LECTURE = "lecture", "lecture"
        RECHERCHE = "recherche", "recherche"
        CREATION = "creation", "création"
        MODIFICATION = "modification", "modification"
        DROIT = "droit", "changement de droit"
        REFUS = "refus", "accès refusé"
        IDENTITE = "identite", "identité trouvée dans un texte"

    reference = models.CharField("référence", max_length=9, default=new_reference, db_index=True)
    quand = models.DateTimeField("quand", auto_now_add=True, db_index=True)
    acteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="traces",
        verbose_name="acteur",
    )
    acte = models.CharField("acte", max_length=20, choices=Acte)
    objet_type = models.CharField("type d’objet", max_length=40, blank=True)
    objet_id = models.CharField("identifiant de l’objet", max_length=40, blank=True, db_index=True)
    rubrique_id = models.UUIDField("rubrique", null=True, db_index=True)
    details = models.JSONField("détails", default=dict)

    class Meta:
        verbose_name = "trace"
        verbose_name_plural = "traces"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.reference
