"""The lists that a situation draws from: its natures, which are the rubrique's, and two others."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from rubriques.models import Rubrique
from sql.alphabet import alphabetical

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


class NatureQuerySet(models.QuerySet["Nature"]):
    def of(self, rubrique: Rubrique) -> Self:
        """The list of a rubrique: the usual twelve are there from the first situation on, and
        what a gestionnaire archived is not."""
        natures = self.filter(rubrique=rubrique)
        if not natures.exists():
            rows = [Nature(rubrique=rubrique, nom=nom, rang=i) for i, nom in enumerate(NATURES)]
            Nature.objects.bulk_create(rows, ignore_conflicts=True)
        return natures.offered()

    def offered(self) -> Self:
        return self.filter(archivee_le=None)

    def with_uses(self, articles: "models.QuerySet[Any]") -> Self:
        """Add `used`: how many of `articles`, which went through `visible_to`, hold each."""
        mine = Q(articles__in=articles.order_by().values("pk"))
        return self.annotate(used=Count("articles", filter=mine))


class Nature(models.Model):
    """A kind of difficulty, in the short list of a rubrique.

    It is never deleted: whether that may be done would tell of situations that one does not see.
    Archived, it leaves the list, and the situations that hold it keep it.
    """

    used: int  # added by `with_uses`

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubrique = models.ForeignKey(Rubrique, models.PROTECT, related_name="natures")
    nom = models.CharField("nom", max_length=40)
    rang = models.PositiveSmallIntegerField("rang")
    archivee_le = models.DateTimeField("archivée le", null=True, editable=False)

    objects = NatureQuerySet.as_manager()

    class Meta:
        verbose_name = "nature"
        verbose_name_plural = "natures"
        ordering = ["rang", alphabetical("nom")]
        constraints = [
            models.UniqueConstraint(fields=["rubrique", "nom"], name="nature_unique_par_rubrique")
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def libelle(self) -> str:
        """Its name among those that may be chosen."""
        return f"{self.nom} (retirée)" if self.archivee_le else self.nom


DISPOSITIFS = {
    "pap": "PAP",
    "pai": "PAI",
    "pps": "PPS",
    "ppre": "PPRE",
    "tutorat": "Tutorat",
    "fiche": "Fiche de suivi",
    "amenagement": "Emploi du temps aménagé",
    "relais": "Classe relais",
    "mlds": "MLDS",
    "sapad": "SAPAD",
    "phare": "pHARe",
}
PARTENAIRES = {
    "cio": "CIO",
    "cmp": "CMP",
    "cmpp": "CMPP",
    "mda": "Maison des adolescents",
    "ase": "Aide sociale à l’enfance",
    "pjj": "PJJ",
    "mission_locale": "Mission locale",
    "crip": "CRIP",
    "medecin": "Médecin",
    "association": "Association",
}
