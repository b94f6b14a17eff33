from django.db import models


class Temoin(models.Model):
    """A known text sealed under each key in use: proof at start that the right keys are here."""

    cle = models.CharField("clé", max_length=40, primary_key=True)
    jeton = models.TextField("jeton")

    class Meta:
        verbose_name = "témoin de clé"
        verbose_name_plural = "témoins de clé"

    def __str__(self) -> str:
        return self.cle
