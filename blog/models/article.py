import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from blog.models import echelles
from blog.models.nature import DISPOSITIFS, PARTENAIRES, Nature
from blog.models.situations import ArticleQuerySet
from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from rubriques.adresses import address
from rubriques.models import Rubrique, Service
from rubriques.redaction.versions import Versionne
from sql.alphabet import sort_key
from texte.cherche import Passage


class Article(Versionne):
    """The one page that follows a situation. What is said of a person in it is encrypted."""

    service, to_rubrique = Service.BLOG, "rubrique"

    # Added by `with_news`, for whoever asks.
    lue_le: datetime.datetime | None
    jamais_lu: bool
    nouveaux: int
    remaniee: bool
    # Added by `with_natures`.
    natures_held: list[dict[str, Any]] | None
    # Added by `with_pulse`.
    suivis_moved: int
    actions_moved: int
    # Added by `with_draft`.
    has_draft: bool
    # Added by `with_last_suivi`, `with_actions`, `with_close_le`, `with_delai`.
    dernier_suivi: datetime.date | None
    actions_ouvertes: int
    actions_en_retard: int
    close_le: datetime.datetime | None
    delai_action: datetime.timedelta | None
    # Added by `followed_articles`, for a synthesis.
    delai: str | None
    dessinee: bool
    en_retard: bool
    silencieuse: bool
    # Where the words stand that somebody searched: said by `search_articles`.
    passage: Passage | str = ""

    Vigilance = echelles.Vigilance
    Statut = echelles.Statut

    class Niveau(models.TextChoices):
        SIXIEME = "6e", "6e"
        CINQUIEME = "5e", "5e"
        QUATRIEME = "4e", "4e"
        TROISIEME = "3e", "3e"
        SECONDE = "2de", "2de"
        PREMIERE = "1re", "1re"
        TERMINALE = "tle", "Tle"
        CAP = "cap", "CAP"
        BAC_PRO = "bac_pro", "Bac pro"
        SEGPA = "segpa", "SEGPA"
        ULIS = "ulis", "ULIS"
        MLDS = "mlds", "MLDS"

    class Origine(models.TextChoices):
        PROFESSEUR_PRINCIPAL = "professeur_principal", "Professeur principal"
        CPE = "cpe", "CPE"
        VIE_SCOLAIRE = "vie_scolaire", "Vie scolaire"
        INFIRMIER = "infirmier", "Infirmier·ère"
        ASSISTANT_SOCIAL = "assistant_social", "Assistant·e social·e"
        MEDECIN = "medecin", "Médecin scolaire"
        PSYEN = "psyen", "PsyEN"
        FAMILLE = "famille", "Famille"
        ELEVE = "eleve", "Élève"
        DIRECTION = "direction", "Direction"
        PARTENAIRE = "partenaire", "Partenaire"

    class Regime(models.TextChoices):
        EXTERNE = "externe", "Externe"
        DEMI_PENSIONNAIRE = "demi_pensionnaire", "Demi-pensionnaire"
        INTERNE = "interne", "Interne"

    class Preoccupante(models.TextChoices):
        """The information préoccupante: the fact and the date, never the document."""

        AUCUNE = "aucune", "Aucune"
        ENVISAGEE = "envisagee", "Envisagée"
        TRANSMISE = "transmise", "Transmise"
        RETOUR = "retour", "Retour reçu"

    class Cloture(models.TextChoices):
        AMELIORATION = "amelioration", "Situation améliorée"
        RELAIS = "relais", "Relais pris par un partenaire"
        DEPART = "depart", "Départ de l’établissement"
        AUTRE = "autre", "Autre"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="articles")
    code = models.CharField("code", max_length=40, editable=False)
    niveau = models.CharField("niveau", max_length=10, choices=Niveau)
    classe = EncryptedTextField("classe", blank=True)
    regime = models.CharField("régime", max_length=20, choices=Regime, blank=True)
    natures = models.ManyToManyField(Nature, related_name="articles", verbose_name="natures")
    vigilance = models.CharField(
        "vigilance", max_length=12, choices=Vigilance, default=Vigilance.SUIVRE
    )
    statut = models.CharField("statut", max_length=10, choices=Statut, default=Statut.SIGNALEE)
    signale_par = models.CharField("signalée par", max_length=20, choices=Origine)
    signale_le = models.DateField("signalée le", default=timezone.localdate)
    referent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="référent",
    )
    coreferent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="co-référent",
    )
    dispositifs = models.JSONField("dispositifs", default=list, blank=True)
    partenaires = models.JSONField("partenaires", default=list, blank=True)
    famille_informee_le = models.DateField("famille informée le", null=True, blank=True)
    famille_informee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="famille informée par",
    )
    famille_reponse = EncryptedTextField("réponse de la famille", blank=True)
    preoccupante = models.CharField(
        "information préoccupante",
        max_length=10,
        choices=Preoccupante,
        default=Preoccupante.AUCUNE,
    )
    preoccupante_le = models.DateField("transmise ou reçue le", null=True, blank=True)
    motif_cloture = models.CharField(
        "motif de clôture", max_length=12, choices=Cloture, blank=True
    )
    prochain_point = models.DateField("prochain point", null=True, blank=True)
    constats = EncryptedTextField("constats", blank=True)
    ouvert_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cree_le = models.DateTimeField("ouverte le", default=timezone.now, editable=False)
    modifie_le = models.DateTimeField("modifiée le", auto_now=True)
    modifie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "situation"
        verbose_name_plural = "situations"
        constraints = [
            models.UniqueConstraint(fields=["rubrique", "code"], name="code_unique_par_rubrique")
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return address("blog:article_detail", self.pk)

    @property
    def is_close(self) -> bool:
        return self.statut == self.Statut.CLOSE

    @property
    def next_statuts(self) -> list[echelles.Statut]:
        """Where its life may go from here: a closed situation is only reopened."""
        if self.is_close:
            return [self.Statut.ROUVERTE]
        others = [s for s in self.Statut if s != self.statut]
        return [s for s in others if s not in (self.Statut.SIGNALEE, self.Statut.ROUVERTE)]

    def get_dispositifs_display(self) -> list[str]:
        return [DISPOSITIFS[code] for code in self.dispositifs if code in DISPOSITIFS]

    def get_partenaires_display(self) -> list[str]:
        return [PARTENAIRES[code] for code in self.partenaires if code in PARTENAIRES]

    @property
    def vigilance_icon(self) -> str:
        """Bars, so that the level does not stand on colour alone."""
        return f"level-{self.Vigilance.values.index(self.vigilance) + 1}"

    @property
    def point_depasse(self) -> bool:
        """Whether the date of the next point has gone by on a situation that is open;
        `criteres.overdue_point` asks the date of the database, closed ones too."""
        return self.is_point_past(timezone.localdate())

    def is_point_past(self, today: datetime.date) -> bool:
        day = self.prochain_point
        return bool(day and day < today and not self.is_close)

    def pulse_of(self, user: Utilisateur, suivis_moved: int, actions_moved: int) -> dict[str, str]:
        """Two marks that change, one with the chronology, the other with the rest; they are those
        of `user` alone: a page left open learns that another person signed in."""
        marks = {"suivis": suivis_moved, "reste": f"{self.version} {actions_moved}"}
        return {
            name: salted_hmac("blog.pulse", f"{self.pk} {user.pk} {name} {mark}").hexdigest()[:16]
            for name, mark in marks.items()
        }

    @property
    def natures_tenues(self) -> list[dict[str, Any]]:
        """Its natures in order (`rang`, `nom`, `pk`), from `with_natures`."""
        return sorted(
            self.natures_held or [], key=lambda nature: (nature["rang"], sort_key(nature["nom"]))
        )

    @property
    def noms_natures(self) -> list[str]:
        """Their names."""
        return [nature["nom"] for nature in self.natures_tenues]

    @property
    def is_nouveau(self) -> bool:
        return self.jamais_lu or self.nouveaux > 0 or self.remaniee


def choices_of(champ: str) -> list[tuple[str, str]]:
    """The choices of a field of a situation: what is stored, what is said."""
    field = Article._meta.get_field(champ)
    if not isinstance(field, models.CharField):
        raise TypeError(f"{champ} is not a choice.")
    return [(str(code), str(libelle)) for code, libelle in field.flatchoices]


class Lecture(models.Model):
    """When a member last opened an article: what is newer is « nouveau pour moi »."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="lectures")
    utilisateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    lue_le = models.DateTimeField("lue le")

    class Meta:
        verbose_name = "lecture"
        verbose_name_plural = "lectures"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "utilisateur"], name="une_lecture_par_membre"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.utilisateur_id}"
