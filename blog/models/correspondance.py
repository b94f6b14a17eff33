"""The key table: who each situation is about. Optional, under a key of its own."""

import datetime
import re
import uuid
from collections.abc import Callable
from functools import cache
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from blog.models.article import Article
from coffre.fields import EncryptedTextField
from coffre.keys import IDENTITIES, digests
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Rubrique, Service
from rubriques.permissions import key_tables
from rubriques.redaction.versions import Versionne
from sql.prepared import prepared
from texte.simple import fold

NAMES_OF_A_TEXT, TEXTS_AN_HOUR = 3, 10  # that are told to who opens the table
SHORTEST = 3  # letters: shorter parts of a name are particles
IsName = Callable[[str], bool]
PARTICLES = {"ben", "del", "des", "dos", "les", "van", "von"}


class CorrespondanceQuerySet(models.QuerySet["Correspondance"]):
    def visible_to(self, user: Utilisateur) -> Self:
        return self.filter(
            article__in=Article.objects.visible_to(user).values("pk"),
            article__rubrique__in=key_tables(user),
        )


class Correspondance(Versionne):
    """One line of the key table. `empreintes` recognise its names without opening it."""

    service, to_rubrique = Service.BLOG, "article__rubrique"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.OneToOneField(Article, models.PROTECT, related_name="correspondance")
    identite = EncryptedTextField("prénom et nom", ring=IDENTITIES)
    empreintes = models.JSONField("empreintes", default=list)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    modifiee_le = models.DateTimeField("modifiée le", auto_now=True)

    objects = CorrespondanceQuerySet.as_manager()

    class Meta:
        verbose_name = "correspondance"
        verbose_name_plural = "correspondances"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def rubrique(self) -> Rubrique:
        return self.article.rubrique


class Ouverture(models.Model):
    """That somebody opened a line of the key table, and why. Never which name they read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="ouvertures")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateTimeField("le", default=timezone.now)
    motif = EncryptedTextField("motif")

    class Meta:
        verbose_name = "ouverture"
        verbose_name_plural = "ouvertures"
        ordering = ["-le"]

    def __str__(self) -> str:
        return str(self.pk)


def name_parts(text: str) -> list[str]:
    """The parts of a name by which it is recognised in a text, folded."""
    parts = re.findall(r"[^\W\d_]+", fold(text))
    return [part for part in parts if len(part) >= SHORTEST and part not in PARTICLES]


def imprints(identite: str) -> list[str]:
    """What a line keeps to recognise its names: digests under the table's own key."""
    return [digest for part in name_parts(identite) for digest in digests(part, IDENTITIES)]


@prepared
def imprints_shown(
    user: Utilisateur, rubrique: uuid.UUID
) -> "models.QuerySet[Correspondance, list[str]]":
    lines = Correspondance.objects.visible_to(user).filter(article__rubrique=rubrique)
    return lines.values_list("empreintes", flat=True)


@prepared
def texts_asked_about(user: Utilisateur, since: datetime.datetime) -> "models.QuerySet[Trace]":
    asked = Trace.objects.filter(acteur=user, quand__gte=since, details__has_key="identites")
    return asked[:TEXTS_AN_HOUR]


def name_test(rubrique: Rubrique, user: Utilisateur | None) -> IsName:
    """Return the test that tells whether a word is part of a name of the rubrique's table, to
    `user`: to who opens the table, for the situations that they may see; to nobody else, and
    without a word of it being read.

    Whoever opens it asks for a reason and a password each time; so it tells three names of a text
    at most, and of ten texts an hour. What is not told is found afterwards (blog/relecture/).
    """
    if user is None or rubrique.pk not in key_tables(user):
        return never
    since = timezone.now() - datetime.timedelta(hours=1)
    if len(texts_asked_about(user, since)) >= TEXTS_AN_HOUR:
        return never
    known = {mark for marks in imprints_shown(user, rubrique.pk) for mark in marks}
    return bounded(lambda word: bool(known) and not known.isdisjoint(imprints(word)))


def never(word: str) -> bool:
    return False


def bounded(is_name: IsName) -> IsName:
    """The same test, for the first `NAMES_OF_A_TEXT` names that it meets."""
    told: set[str] = set()

    @cache  # which goes with the test
    def is_told(words: str) -> bool:
        parts = name_parts(words)
        more = (part for part in parts if len(told) < NAMES_OF_A_TEXT and is_name(part))
        told.update(more if told.isdisjoint(parts) else [])
        return not told.isdisjoint(parts)

    return is_told
