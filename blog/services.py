"""Acts on a situation: each is one transaction, with its trace."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from blog.codes import draw_code
from blog.models import Article, Lecture, Suivi
from comptes.models import Utilisateur
from journal.models import Trace
from journal.services import Acte, record
from rubriques.models import Rubrique
from rubriques.permissions import open_to_read
from rubriques.versions import save_if_unchanged


@transaction.atomic
def create_article(*, article: Article, rubrique: Rubrique, par: Utilisateur, natures) -> Article:
    """Save a new situation under a code drawn at random; the rubrique's row keeps codes unique."""
    Rubrique.objects.select_for_update().get(pk=rubrique.pk)
    taken = set(rubrique.articles.values_list("code", flat=True))
    article.rubrique, article.ouvert_par, article.code = rubrique, par, draw_code(taken)
    article.save()
    article.natures.set(natures)
    record(par, Acte.CREATION, article)
    return article


@transaction.atomic
def edit_article(
    *, article: Article, par: Utilisateur, seen: int, fields: list[str], natures
) -> None:
    """Save `fields` of a situation; raises StaleVersion if somebody saved since version `seen`."""
    save_if_unchanged(article, seen=seen, fields=[*fields, "modifie_le"])
    article.natures.set(natures)
    record(par, Acte.MODIFICATION, article, champs=fields)


def add_suivi(*, suivi: Suivi, article: Article, par: Utilisateur) -> Suivi:
    """Write one suivi; the same sending (`suivi.envoi`) received twice is written once.

    Returns the suivi that the database holds.
    """
    suivi.article, suivi.auteur = article, par
    try:
        return insert_suivi(suivi)
    except IntegrityError:
        mine = Suivi.objects.filter(envoi=suivi.envoi, auteur=par, article=article).first()
        if mine:
            return mine
        suivi.envoi = uuid.uuid4()  # somebody else's number: theirs stays, this one is written
        return insert_suivi(suivi)


@transaction.atomic
def insert_suivi(suivi: Suivi) -> Suivi:
    suivi.save(force_insert=True)
    record(suivi.auteur, Acte.CREATION, suivi)
    return suivi


@transaction.atomic
def open_article(*, article: Article, user: Utilisateur) -> Trace:
    """Note that `user` reads the situation now; return the trace shown on the page."""
    Lecture.objects.bulk_create(
        [Lecture(article=article, utilisateur=user, lue_le=timezone.now())],
        update_conflicts=True,
        unique_fields=["article", "utilisateur"],
        update_fields=["lue_le"],
    )
    return open_to_read(user, article)
