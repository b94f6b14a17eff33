import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone

from coffre.fields import EncryptedTextField
from rubriques.models import Rubrique, Service
from rubriques.permissions import Action, allowed_rubriques
from rubriques.richtext import RichTextField

NATURES = [
    "Scolaire",
    "Assiduité",
    "Comportement",
    "Santé",
    "Mal-être",
    "Familiale",
    "Sociale",
    "Relationnelle",
    "Addiction",
    "Orientation",
    "Besoins particuliers",
    "Protection de l’enfance",
]


class NatureManager(models.Manager):
    def of(self, rubrique):
        """The natures of a rubrique; the usual twelve are there from the first situation on."""
        natures = self.filter(rubrique=rubrique)
        if not natures.exists():
            rows = [Nature(rubrique=rubrique, nom=nom, rang=i) for i, nom in enumerate(NATURES)]
            self.bulk_create(rows, ignore_conflicts=True)
        return natures


class Nature(models.Model):
    """A kind of difficulty, in the short list of a rubrique."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="natures")
    nom = models.CharField("nom", max_length=40)
    rang = models.PositiveSmallIntegerField("rang")

    objects = NatureManager()

    class Meta:
        verbose_name = "nature"
        verbose_name_plural = "natures"
        ordering = ["rang", "nom"]
        constraints = [
            models.UniqueConstraint(fields=["rubrique", "nom"], name="nature_unique_par_rubrique")
        ]

    def __str__(self):
        return self.nom


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user):
        allowed = allowed_rubriques(user, Action.READ, Service.BLOG)
        return self.filter(rubrique__in=allowed.values("pk")).select_related(
            "rubrique__espace", "referent"
        )

    def open(self):
        return self.exclude(statut=Article.Statut.CLOSE)

    def with_news(self, user):
        """Add `lue_le`, `jamais_lu` and `nouveaux` (suivis of others since `user` opened it)."""
        lectures = Lecture.objects.filter(article=OuterRef("pk"), utilisateur=user)
        since = Q(suivis__cree_le__gt=F("lue_le")) & ~Q(suivis__auteur=user)
        return self.annotate(
            lue_le=Subquery(lectures.values("lue_le")),
            jamais_lu=~Exists(lectures) & ~Q(ouvert_par=user),
            nouveaux=Count("suivis", filter=since, distinct=True),
        )

    def with_last_suivi(self):
        return self.annotate(dernier_suivi=Max("suivis__date"))

    def most_pressing_first(self):
        rank = Case(*[When(vigilance=v, then=i) for i, v in enumerate(Article.Vigilance.values)])
        return self.order_by(rank.desc(), F("prochain_point").asc(nulls_last=True), "code")


class Article(models.Model):
    """The one page that follows a situation. What is said of a person in it is encrypted."""

    service = Service.BLOG

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

    class Vigilance(models.TextChoices):
        SURVEILLER = "surveiller", "À surveiller"
        SUIVRE = "suivre", "À suivre"
        PRIORITAIRE = "prioritaire", "Prioritaire"
        URGENT = "urgent", "Urgent"

    class Statut(models.TextChoices):
        SIGNALEE = "signalee", "Signalée"
        ANALYSE = "analyse", "En cours d’analyse"
        SUIVIE = "suivie", "Suivie"
        VEILLE = "veille", "En veille"
        RELAYEE = "relayee", "Relayée"
        CLOSE = "close", "Close"
        ROUVERTE = "rouverte", "Rouverte"

    class Origine(models.TextChoices):
        PROFESSEUR_PRINCIPAL = "professeur_principal", "Professeur principal"
        CPE = "cpe", "CPE"
        VIE_SCOLAIRE = "vie_scolaire", "Vie scolaire"
        INFIRMIER = "infirmier", "Infirmier·ère"
        ASSISTANT_SOCIAL = "assistant_social", "Assistant·e social·e"
        PSYEN = "psyen", "PsyEN"
        FAMILLE = "famille", "Famille"
        ELEVE = "eleve", "Élève"
        DIRECTION = "direction", "Direction"
        PARTENAIRE = "partenaire", "Partenaire"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="articles")
    code = models.CharField("code", max_length=40, editable=False)
    niveau = models.CharField("niveau", max_length=10, choices=Niveau)
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
    prochain_point = models.DateField("prochain point", null=True, blank=True)
    constats = EncryptedTextField("constats", blank=True)
    ouvert_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cree_le = models.DateTimeField("ouverte le", default=timezone.now, editable=False)
    modifie_le = models.DateTimeField("modifiée le", auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "situation"
        verbose_name_plural = "situations"
        constraints = [
            models.UniqueConstraint(fields=["rubrique", "code"], name="code_unique_par_rubrique")
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("blog:article_detail", args=[self.pk])

    @property
    def is_close(self):
        return self.statut == self.Statut.CLOSE

    def suivis_for(self, user):
        """The chronology as `user` may read it, newest first; what is new to them says so.

        The article comes from `with_news(user)`.
        """
        suivis = list(Suivi.objects.visible_to(user).filter(article=self).select_related("auteur"))
        for suivi in suivis:
            later = self.lue_le and suivi.cree_le > self.lue_le
            suivi.is_nouveau = bool(later and suivi.auteur_id != user.pk)
        return suivis

    @property
    def vigilance_icon(self):
        """Bars, so that the level does not stand on colour alone."""
        return f"level-{self.Vigilance.values.index(self.vigilance) + 1}"

    @property
    def point_depasse(self):
        """Whether the date of the next point has gone by on a situation that is open."""
        day = self.prochain_point
        return bool(day and day < timezone.localdate() and not self.is_close)

    @property
    def is_nouveau(self):
        return self.jamais_lu or self.nouveaux > 0


class SuiviQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(article__in=Article.objects.visible_to(user).values("pk"))


class Suivi(models.Model):
    """One dated note of the chronology of a situation."""

    service = Service.BLOG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="suivis")
    auteur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    date = models.DateField("date", default=timezone.localdate)
    texte = RichTextField("texte du suivi")
    cree_le = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    objects = SuiviQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi"
        verbose_name_plural = "suivis"
        ordering = ["-date", "-cree_le"]
        indexes = [models.Index(fields=["article", "-date"])]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return f"{self.article.get_absolute_url()}#suivi-{self.pk}"

    @property
    def rubrique(self):
        return self.article.rubrique


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

    def __str__(self):
        return f"{self.article_id} {self.utilisateur_id}"
