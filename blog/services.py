"""Acts on a situation: each is one transaction, with its trace."""

from django.db import transaction
from django.utils import timezone

from blog.codes import draw_code
from blog.models import Article, Lecture, Suivi
from comptes.models import Utilisateur
from journal.models import Trace
from journal.services import Acte, record
from rubriques.models import Rubrique
from rubriques.permissions import open_to_read
from rubriques.versions import insert_once, save_if_unchanged


def create_article(*, article: Article, rubrique: Rubrique, par: Utilisateur, natures) -> Article:
    """Open a situation under a code drawn at random; return it.

    The same form received twice (a double click) opens one situation.
    """
    article.rubrique, article.ouvert_par = rubrique, par

    @transaction.atomic
    def insert(article):
        Rubrique.objects.select_for_update().get(pk=rubrique.pk)  # codes are drawn in turn
        article.code = draw_code(set(rubrique.articles.values_list("code", flat=True)))
        article.save(force_insert=True)
        article.natures.set(natures)
        record(par, Acte.CREATION, article)
        return article

    fields = ["niveau", "vigilance", "statut", "signale_par", "signale_le", "constats"]
    return insert_once(article, insert, fields=fields, ouvert_par=par, rubrique=rubrique)


@transaction.atomic
def edit_article(
    *, article: Article, par: Utilisateur, seen: int, fields: list[str], natures
) -> None:
    """Save `fields` of a situation; raises StaleVersion if somebody saved since version `seen`."""
    save_if_unchanged(article, seen=seen, fields=[*fields, "modifie_le"])
    article.natures.set(natures)
    record(par, Acte.MODIFICATION, article, champs=fields)


def add_suivi(*, suivi: Suivi, article: Article, par: Utilisateur) -> Suivi:
    """Write one suivi and return it; the same form received twice writes one."""
    suivi.article, suivi.auteur = article, par

    @transaction.atomic
    def insert(suivi):
        suivi.save(force_insert=True)
        record(par, Acte.CREATION, suivi)
        return suivi

    fields = ["date", "texte"]
    return insert_once(suivi, insert, fields=fields, auteur=par, article=article)


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
