import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from schedule.models import Calendar, Occurrence

from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from rubriques.adresses import address
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, allowed_keys
from rubriques.redaction.versions import Versionne
from temps.horloge import here


class Agenda(models.Model):
    """The calendar (django-scheduler's) of one rubrique."""

    rubrique = models.OneToOneField(Rubrique, models.PROTECT, related_name="agenda")
    calendar = models.OneToOneField(Calendar, models.PROTECT)

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"

    def __str__(self) -> str:
        return str(self.pk)


class SeanceQuerySet(models.QuerySet["Seance"]):
    def visible_to(self, user: Utilisateur) -> Self:
        allowed = allowed_keys(user, Droit.READ, Service.AGENDA)
        return self.filter(agenda__rubrique__in=allowed).select_related("occurrence")

    def between(self, start: datetime.datetime, end: datetime.datetime) -> Self:
        """Meetings that begin in [start, end[, two aware datetimes."""
        return self.filter(occurrence__start__gte=start, occurrence__start__lt=end)

    def ahead(self, now: datetime.datetime) -> Self:
        """Not over: to come, or open still when its hour is past."""
        to_come = Q(occurrence__end__gte=now) & ~Q(etat="close")
        return self.filter(to_come | Q(etat="en_cours"))

    def upcoming(self, now: datetime.datetime) -> Self:
        return self.ahead(now).filter(occurrence__cancelled=False)

    def past(self, now: datetime.datetime) -> Self:
        gone = Q(occurrence__end__lt=now) & ~Q(etat="en_cours")
        return self.filter(gone | Q(etat="close"))

    def planned(self) -> Self:
        """Not held yet: what was held neither moves nor is cancelled."""
        return self.filter(etat="prevue")

    def in_order(self) -> Self:
        return self.order_by("occurrence__start", "pk")


class Seance(Versionne):
    """One meeting. Its hours are those of its django-scheduler occurrence, always a stored row,
    so that moving or cancelling one meeting of a series never depends on the others."""

    service, to_rubrique = Service.AGENDA, "agenda__rubrique"

    class Etat(models.TextChoices):
        PREVUE = "prevue", "prévue"
        EN_COURS = "en_cours", "en cours"
        CLOSE = "close", "close"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="seances")
    occurrence = models.OneToOneField(Occurrence, models.PROTECT, related_name="seance")
    lieu = EncryptedTextField("lieu", blank=True)
    etat = models.CharField("état", max_length=8, choices=Etat, default=Etat.PREVUE)
    ouverte_le = models.DateTimeField("ouverte le", null=True, editable=False)
    close_le = models.DateTimeField("close le", null=True, editable=False)
    validee_le = models.DateTimeField("relevé validé le", null=True, editable=False)
    validee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    annulee_en_serie = models.BooleanField("annulée avec sa série", default=False)

    objects = SeanceQuerySet.as_manager()

    class Meta:
        verbose_name = "réunion"
        verbose_name_plural = "réunions"

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return address("agenda:seance_detail", self.pk)

    @property
    def rubrique(self) -> Rubrique:
        return self.agenda.rubrique

    @property
    def debut(self) -> datetime.datetime:
        debut: datetime.datetime = self.occurrence.start.astimezone(here())
        return debut

    @property
    def fin(self) -> datetime.datetime:
        fin: datetime.datetime = self.occurrence.end.astimezone(here())
        return fin

    @property
    def jour(self) -> datetime.date:
        return self.debut.date()

    @property
    def is_prevue(self) -> bool:
        return self.etat == self.Etat.PREVUE

    @property
    def is_en_cours(self) -> bool:
        return self.etat == self.Etat.EN_COURS

    @property
    def is_close(self) -> bool:
        return self.etat == self.Etat.CLOSE

    @property
    def tenue_le(self) -> datetime.date:
        """The day on which it is held: its own, or the day of an opening before it."""
        if self.ouverte_le is None:
            return self.jour
        return min(self.jour, timezone.localtime(self.ouverte_le).date())

    @property
    def prevue_debut(self) -> datetime.datetime:
        """When the series, or the first writing, puts this meeting, which may have moved since."""
        return timezone.localtime(self.occurrence.original_start)

    @property
    def prevue_fin(self) -> datetime.datetime:
        return timezone.localtime(self.occurrence.original_end)

    @property
    def is_annulee(self) -> bool:
        return bool(self.occurrence.cancelled)

    @property
    def is_deplacee(self) -> bool:
        return bool(self.occurrence.moved)

    @property
    def is_passee(self) -> bool:
        return self.is_close or (self.fin < timezone.now() and not self.is_en_cours)

    @property
    def is_avant(self) -> bool:
        return timezone.localdate() < self.jour

    @property
    def is_aujourdhui(self) -> bool:
        return self.debut.date() == timezone.localdate()

    @property
    def rythme(self) -> str:
        """How often the series of this meeting comes back, in words; "" for a single one."""
        rule = self.occurrence.event.rule
        return rule.name if rule else ""


class Presence(models.Model):
    """Whether a member is there. Of who is not noted, nothing is said."""

    class Etat(models.TextChoices):
        PRESENT = "present", "présent·e"
        EXCUSE = "excuse", "excusé·e"
        ABSENT = "absent", "absent·e"

    seance = models.ForeignKey("agenda.Seance", models.PROTECT, related_name="presences")
    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    etat = models.CharField("état", max_length=8, choices=Etat)

    class Meta:
        verbose_name = "présence"
        verbose_name_plural = "présences"
        constraints = [
            models.UniqueConstraint(fields=["seance", "utilisateur"], name="une_presence")
        ]

    def __str__(self) -> str:
        return str(self.pk)
