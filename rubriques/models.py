import datetime
import secrets
import uuid
from collections.abc import Iterable
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from coffre.fields import EncryptedTextField
from rubriques.adresses import address
from rubriques.redaction.versions import Versionne
from sql.alphabet import alphabetical
from temps.horloge import fuseau_of, today_in_paris
from texte.riche import RichTextField


def new_slug() -> str:
    """An address that says nothing and is not guessed: 96 random bits."""
    return secrets.token_hex(12)


class Espace(models.Model):
    """An establishment. Its heads open rubriques in it."""

    class Zone(models.TextChoices):
        """Where schools are closed on the same days. The ministry publishes the dates of three of
        them; rectors fix those of Corsica and overseas, which an administrator writes."""

        A = "A", "zone A"
        B = "B", "zone B"
        C = "C", "zone C"
        ALSACE_MOSELLE = "alsace_moselle", "zone B, Alsace et Moselle"
        CORSE = "corse", "Corse"
        GUADELOUPE = "guadeloupe", "Guadeloupe"
        GUYANE = "guyane", "Guyane"
        MARTINIQUE = "martinique", "Martinique"
        MAYOTTE = "mayotte", "Mayotte"
        REUNION = "reunion", "La Réunion"

        @property
        def calendrier(self) -> "Espace.Zone":
            """The zone whose school holidays it has: its own, or those of zone B."""
            return Espace.Zone.B if self is Espace.Zone.ALSACE_MOSELLE else self

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(default=new_slug, unique=True, editable=False)
    nom = models.CharField("nom", max_length=120)
    code_uai = models.CharField(
        "code UAI",
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{7}[A-Z]$", "Sept chiffres et une lettre majuscule.")],
    )
    zone = models.CharField("zone de vacances", max_length=16, choices=Zone)
    chefs = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="espaces", verbose_name="chefs d’établissement"
    )

    class Meta:
        verbose_name = "espace"
        verbose_name_plural = "espaces"
        ordering = [alphabetical("nom")]

    def __str__(self) -> str:
        return self.nom

    def get_absolute_url(self) -> str:
        return address("rubriques:espace_detail", self.slug)

    @property
    def fuseau(self) -> ZoneInfo:
        """What its clocks show."""
        return fuseau_of(self.zone)


class Droit(models.TextChoices):
    """What a member may do in a rubrique; the gate says whether."""

    READ = "read_rubrique", "lire"
    WRITE = "write_rubrique", "rédiger"
    MANAGE = "manage_rubrique", "gérer les accès"


class Service(models.TextChoices):
    BLOG = "blog", "Situations"
    AGENDA = "agenda", "Agenda"


class RubriqueQuerySet(models.QuerySet["Rubrique"]):
    def without_gestionnaire(self) -> Self:
        """Those of which no right to manage runs any longer (they die on 31 August).

        A closed account does not count as gone: closing it must not open what it manages.
        """
        managed = Habilitation.objects.current().filter(
            rubrique=OuterRef("pk"), role=Habilitation.Role.GESTIONNAIRE
        )
        return self.filter(~Exists(managed))


class Rubrique(Versionne):
    """A restricted section of an establishment: its members, its services, its page."""

    # What whoever asks may do here: set by the gate on the row that it lets through.
    granted: frozenset[Droit]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(default=new_slug, unique=True, editable=False)
    espace = models.ForeignKey(Espace, models.PROTECT, related_name="rubriques")
    titre = models.CharField("titre", max_length=80)
    texte = RichTextField("page de la rubrique", blank=True)
    blog_actif = models.BooleanField("situations", default=True)
    agenda_actif = models.BooleanField("agenda", default=True)
    cree_le = models.DateTimeField("créée le", auto_now_add=True)
    archivee_le = models.DateTimeField("archivée le", null=True, blank=True, editable=False)

    objects = RubriqueQuerySet.as_manager()

    class Meta:
        verbose_name = "rubrique"
        verbose_name_plural = "rubriques"
        ordering = [alphabetical("espace__nom"), alphabetical("titre")]
        permissions = [
            ("read_rubrique", "peut lire la rubrique"),
            ("write_rubrique", "peut rédiger dans la rubrique"),
            ("manage_rubrique", "peut gérer les accès de la rubrique"),
        ]

    def __str__(self) -> str:
        return self.titre

    def get_absolute_url(self) -> str:
        return address("rubriques:rubrique_detail", self.slug)

    @property
    def rubrique(self) -> "Rubrique":
        return self

    @property
    def services(self) -> list[Service]:
        return [service for service in Service if getattr(self, f"{service}_actif")]


class HabilitationQuerySet(models.QuerySet["Habilitation"]):
    def current(self) -> Self:
        """Neither ended nor past their last day, whether or not any nightly job ran."""
        return self.filter(terminee_le=None, expire_le__gte=today_in_paris())


class Habilitation(models.Model):
    """Who holds which role, by whom, since when, until when. Written by `set_role` only."""

    class Role(models.TextChoices):
        LECTEUR = "lecteur", "Lecteur"
        REDACTEUR = "redacteur", "Rédacteur"
        GESTIONNAIRE = "gestionnaire", "Gestionnaire"

    lue_le: datetime.datetime | None  # added by blog/situation/chronologie.py

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="habilitations")
    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="habilitations"
    )
    role = models.CharField("rôle", max_length=12, choices=Role)
    sante_social = models.BooleanField("lit les notes santé-social", default=False)
    accordee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    depuis_le = models.DateTimeField("depuis le", default=timezone.now)
    expire_le = models.DateField("dernier jour")
    terminee_le = models.DateTimeField("terminée le", null=True)
    terminee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = HabilitationQuerySet.as_manager()

    class Meta:
        verbose_name = "habilitation"
        verbose_name_plural = "habilitations"
        ordering = [
            alphabetical("utilisateur__last_name"),
            alphabetical("utilisateur__first_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rubrique", "utilisateur"],
                condition=Q(terminee_le=None),
                name="une_habilitation_par_membre",
            )
        ]

    def __str__(self) -> str:
        return f"{self.utilisateur_id} {self.role}"


class Depositaire(models.Model):
    """A member whom a gestionnaire named to open the key table of a rubrique."""

    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="depositaires")
    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="depots"
    )
    nomme_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    depuis_le = models.DateTimeField("depuis le", default=timezone.now)

    class Meta:
        verbose_name = "dépositaire"
        verbose_name_plural = "dépositaires"
        ordering = [
            alphabetical("utilisateur__last_name"),
            alphabetical("utilisateur__first_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rubrique", "utilisateur"], name="un_depositaire_par_membre"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rubrique_id} {self.utilisateur_id}"


class CongeQuerySet(models.QuerySet["Conge"]):
    def of(self, zones: Iterable[str], first: datetime.date, last: datetime.date) -> Self:
        """The holidays of those zones that have a day between two days, in order."""
        found = self.filter(zone__in=list(zones), premier_jour__lte=last, dernier_jour__gte=first)
        return found.order_by("premier_jour", "zone")


class Conge(models.Model):
    """School holidays of a zone: the ministry's, which a technical administrator corrects."""

    zone = models.CharField(
        "zone",
        max_length=16,
        choices=[(zone.value, zone.label) for zone in Espace.Zone if zone.calendrier == zone],
    )
    nom = models.CharField("nom", max_length=60)
    premier_jour = models.DateField("premier jour")
    dernier_jour = models.DateField("dernier jour", help_text="La veille de la rentrée.")

    objects = CongeQuerySet.as_manager()

    class Meta:
        verbose_name = "vacances scolaires"
        verbose_name_plural = "vacances scolaires"
        ordering = ["-premier_jour", "zone"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dernier_jour__gte=models.F("premier_jour")),
                name="le_dernier_jour_suit_le_premier",
                violation_error_message="Le dernier jour doit suivre le premier.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nom}, {self.get_zone_display()}"


class Brouillon(models.Model):
    """What somebody is writing in a form and has not saved yet: theirs alone, sealed."""

    id = models.UUIDField(primary_key=True, editable=False, default=uuid.uuid4)
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="brouillons")
    adresse = models.CharField("adresse du formulaire", max_length=200)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, null=True, related_name="+")
    champs = EncryptedTextField("champs")
    modifie_le = models.DateTimeField("modifié le")

    class Meta:
        verbose_name = "brouillon"
        verbose_name_plural = "brouillons"
        ordering = ["-modifie_le"]

    def __str__(self) -> str:
        return str(self.pk)


class RubriqueUserObjectPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Rubrique, models.CASCADE)


class RubriqueGroupObjectPermission(GroupObjectPermissionBase):
    """Never granted: it only keeps guardian's generic table, with its orphans, out of use."""

    content_object = models.ForeignKey(Rubrique, models.CASCADE)
