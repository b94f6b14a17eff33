from django.db import models


class Battement(models.Model):
    """One row, written anew each time that a machine asks whether Cellule works."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    le = models.DateTimeField("le")

    class Meta:
        verbose_name = "battement"
        verbose_name_plural = "battements"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="un_battement")]

    def __str__(self) -> str:
        return str(self.le)
