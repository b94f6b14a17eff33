"""The situations that a synthesis counts, and what it counts of each."""

import datetime

from django.db.models import Case, Q, Value, When

from blog.models import Article
from blog.models.situations import ArticleQuerySet
from blog.tableau import criteres
from blog.tableau.vues_preparees import silence
from comptes.models import Utilisateur
from rubriques.models import Rubrique
from sql.alphabet import alphabetical

COUNTED = [
    *["code", "niveau", "vigilance", "statut", "signale_par", "dispositifs", "motif_cloture"],
    *["cree_le", "referent"],
]


def visible_articles(rubrique: Rubrique, user: Utilisateur) -> ArticleQuerySet:
    """The situations of a rubrique that `user` may see: what every count here starts from."""
    return Article.objects.visible_to(user).filter(rubrique=rubrique)


def followed_articles(
    articles, *, year: int | None, drawn: int, days: list[datetime.date]
) -> ArticleQuerySet:
    """Return `articles` followed in a school year (all of them for None), oldest first.

    Each tells its `delai` (a code of criteres.DELAIS), and whether it is `dessinee` (followed in
    the year `drawn`), `en_retard` and `silencieuse` (it is not closed, and `days`, when the
    rubrique meets, went by without a suivi). No sealed column is read.
    """
    rows = articles.with_last_suivi().with_actions().with_close_le().with_delai()
    if year is not None:
        rows = rows.filter(criteres.followed_in(year))
    delays = [When(criteres.acted_within(code), then=Value(code)) for code in criteres.DELAIS]
    is_open = ~Q(statut=Article.Statut.CLOSE)
    _, _, silent = silence(days)
    rows = rows.annotate(
        delai=Case(*delays, default=None),
        dessinee=truth(criteres.followed_in(drawn)),
        en_retard=truth(is_open & criteres.EN_RETARD),
        silencieuse=truth(is_open & silent),
    )
    rows = rows.select_related(None).with_natures().only(*COUNTED)
    return rows.prefetch_related("referent").order_by("cree_le", alphabetical("code"))


def truth(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))
