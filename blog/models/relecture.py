import uuid

from django.db import models
from django.utils import timezone

from rubriques.models import Rubrique


class Relecture(models.Model):
    """How far the journal was read for texts that may name a pupil of a key table."""

    rubrique = models.OneToOneField(
        Rubrique, models.PROTECT, primary_key=True, related_name="relecture"
    )
    jusque = models.BigIntegerField("dernière ligne lue", default=0)

    class Meta:
        verbose_name = "relecture"
        verbose_name_plural = "relectures"

    def __str__(self) -> str:
        return str(self.rubrique_id)


class Mention(models.Model):
    """A text that may name a pupil of the key table, found after it was written: its author, who
    does not open the table, was not told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="mentions")
    objet_type = models.CharField("type d’objet", max_length=40)
    objet_id = models.UUIDField("identifiant de l’objet")
    le = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "mention"
        verbose_name_plural = "mentions"
        ordering = ["le"]
        constraints = [
            models.UniqueConstraint(
                fields=["objet_type", "objet_id"], name="une_mention_par_texte"
            )
        ]

    def __str__(self) -> str:
        return f"{self.objet_type} {self.objet_id}"
