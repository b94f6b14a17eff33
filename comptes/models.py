import uuid
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from sql.alphabet import alphabetical

NAMES = ["first_name", "last_name", "username"]  # what a list says of a person


class Utilisateur(AbstractUser):
    """An account: one person, whatever the number of establishments they work for."""

    class Fonction(models.TextChoices):
        DIRECTION = "direction", "direction"
        CPE = "cpe", "CPE"
        INFIRMIER = "infirmier", "infirmier·ère"
        ASSISTANT_SOCIAL = "assistant_social", "assistant·e social·e"
        PSYEN = "psyen", "PsyEN"
        MEDECIN = "medecin", "médecin"
        PROFESSEUR = "professeur", "professeur"
        AUTRE = "autre", "autre"

    # Bound to professional secrecy (code pénal, 226-13), and so proposed to read the notes of
    # santé-social. A function opens nothing by itself; for a PsyEN each rubrique chooses.
    SANTE_SOCIAL = (Fonction.INFIRMIER, Fonction.MEDECIN, Fonction.ASSISTANT_SOCIAL)

    tenus: list[dict[str, Any]] | None  # what is held where, added by rubriques/droits.py

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_name = models.CharField("prénom", max_length=150)
    last_name = models.CharField("nom", max_length=150)
    email = models.EmailField("adresse électronique", unique=True)
    fonction = models.CharField(
        "fonction", max_length=20, choices=Fonction, default=Fonction.AUTRE
    )
    lieu = models.CharField("lieu de travail", max_length=120, blank=True)

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"
        ordering = [alphabetical("last_name"), alphabetical("first_name")]
        constraints = [  # signing in makes no difference of case
            models.UniqueConstraint(
                Lower("username"),
                name="identifiant_unique",
                violation_error_message="Un compte a déjà cet identifiant.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="adresse_unique",
                violation_error_message="Un compte a déjà cette adresse électronique.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def save(self, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(**kwargs)

    @property
    def nom_court(self) -> str:
        """« K. Belhadj », « A.-S. Le Goff »: for tables."""
        initials = "-".join(f"{part[0]}." for part in self.first_name.split("-") if part)
        return f"{initials} {self.last_name}".strip() or self.username

    @property
    def is_of_sante_social(self) -> bool:
        """Whether their function proposes that they read the notes of santé-social."""
        return self.fonction in self.SANTE_SOCIAL

    @property
    def qualite(self) -> str:
        """What a colleague needs to place the person: function, and place if it is another."""
        return ", ".join(filter(None, [self.get_fonction_display(), self.lieu]))


class Compteur(models.Model):
    """How often something was tried: moments in seconds, or the mark of who counts just now.

    Written and read by `comptes/compteurs.py` alone. No row says whom it is about: its key is a
    digest, or an address of the network.
    """

    cle = models.CharField("clé", primary_key=True, max_length=250)
    valeur = models.JSONField("valeur")
    expire_le = models.DateTimeField("fini le", db_index=True)

    class Meta:
        verbose_name = "compteur"
        verbose_name_plural = "compteurs"

    def __str__(self) -> str:
        return self.cle
