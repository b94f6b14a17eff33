import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class Calendrier(models.Model):
    """The personal calendar address of a member. Whoever holds it reads the hours of their
    meetings, so the database knows the token of the address by its keyed digest alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    utilisateur = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendrier"
    )
    empreinte = models.CharField("empreinte", max_length=64, unique=True)
    cree_le = models.DateTimeField("créé le", default=timezone.now)
    lu_le = models.DateField("lu le", null=True)

    class Meta:
        verbose_name = "calendrier"
        verbose_name_plural = "calendriers"

    def __str__(self):
        return str(self.pk)


class Choix(models.Model):
    """What a member wants to be told by e-mail, and how often.

    By default what says when to come, at most one e-mail a day. What is late can wait for the
    next visit: the home page tells it.
    """

    class Rythme(models.TextChoices):
        JAMAIS = "jamais", "Jamais"
        JOUR = "jour", "Une fois par jour au plus"
        AUSSITOT = "aussitot", "Dès qu’il y a du nouveau"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    utilisateur = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="choix"
    )
    rythme = models.CharField("fréquence", max_length=8, choices=Rythme, default=Rythme.JOUR)
    dates = models.BooleanField("une nouvelle date de réunion", default=True)
    changements = models.BooleanField("une réunion déplacée ou annulée", default=True)
    veille = models.BooleanField("la veille d’une réunion", default=True)
    retards = models.BooleanField("une de mes actions en retard", default=False)

    class Meta:
        verbose_name = "choix"
        verbose_name_plural = "choix"

    def __str__(self):
        return f"{self.utilisateur_id} {self.rythme}"


class Nouvelle(models.Model):
    """Something that a member was told of: it says which, and the database keeps it single."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="nouvelles"
    )
    cle = models.CharField("clé", max_length=80)
    dite_le = models.DateField("dite le")

    class Meta:
        verbose_name = "nouvelle"
        verbose_name_plural = "nouvelles"
        constraints = [
            models.UniqueConstraint(fields=["utilisateur", "cle"], name="une_nouvelle_une_fois")
        ]

    def __str__(self):
        return f"{self.utilisateur_id} {self.cle}"
