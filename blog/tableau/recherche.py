"""Search: after the rights filter, in memory, because what is searched is encrypted.

What is opened is read and forgotten: nothing of it is kept, nor cached. A search that takes too
long stops, and says that it was cut.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from blog.models import Action, Article, ChangementStatut, Suivi
from blog.models.situations import ArticleQuerySet
from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from rubriques.registre import Textes, textes_about
from texte.cherche import Cherche, Montre, MotCherche, Passage, TooLong
from texte.riche import RichTextField
from texte.simple import fold_to_search, untagged

SECONDS = 1.3  # that it may last; what was found is drawn in the rest of two seconds
LOT = 500  # situations whose texts are asked for at once
NIVEAUX = dict(Article.Niveau.choices)
HEAD = ("pk", "code", "niveau")
OF_ARTICLE = {"constats": "Constats", "famille_reponse": "Réponse de la famille"}

Sealed = tuple[EncryptedTextField, UUID, str]  # a text that is not opened yet
Head = tuple[Any, ...]  # HEAD, then the tokens of OF_ARTICLE
Named = tuple[str, Sealed]  # and where it stands, in the words of the screen


@dataclass(frozen=True)
class Trouvees:
    """What was found, and whether all was read."""

    articles: list[Article]
    lues: int
    toutes: int

    @property
    def is_cut(self) -> bool:
        return self.lues < self.toutes


def search_articles(articles: ArticleQuerySet, user: Utilisateur, words: str) -> Trouvees:
    """Return those of `articles` in which every word of `words` stands, in what `user` may read.

    `articles` is a queryset that already went through `visible_to(user)`; its first ones are read
    first. Each result has a `passage`: where a word stands in a text, or "" when the code alone
    was found.
    """
    montre = Montre(SECONDS)
    heads: list[Head] = list(articles.values_list(*HEAD, *OF_ARTICLE))
    found: dict[UUID, Passage | str] = {}
    read = 0
    try:
        cherche = Cherche(words, montre)
        for (key, code, niveau, *_), texts in with_texts(heads, user, montre):
            passage = look_into(f"{code} {NIVEAUX.get(niveau, '')}", texts, cherche)
            if passage is not None:
                found[key] = passage
            read += 1
    except TooLong:
        pass
    results = list(articles.filter(pk__in=found)) if found else []
    for article in results:
        article.passage = found[article.pk]
    return Trouvees(results, read, len(heads))


def with_texts(
    heads: Sequence[Head], user: Utilisateur, montre: Montre
) -> Iterator[tuple[Head, list[Named]]]:
    """Each situation with all the texts about it that `user` may read, still sealed."""
    for start in range(0, len(heads), LOT):
        lot = heads[start : start + LOT]
        keys = [key for key, *_ in lot]
        textes = [*texts_written(user, keys), *textes_about(keys, user)]
        by_article = by_situation(textes, montre)
        for head in lot:
            key, own = head[0], head[len(HEAD) :]
            fields = [(said, field_of(Article, name)) for name, said in OF_ARTICLE.items()]
            written = [
                (said, (field, key, token))
                for (said, field), token in zip(fields, own, strict=True)
                if token
            ]
            yield head, [*written, *by_article[key]]


def texts_written(user: Utilisateur, keys: list[UUID]) -> list[Textes]:
    """The texts that situations are followed by, the last ones first."""
    suivis = Suivi.objects.visible_to(user).filter(article__in=keys).order_by("-date")
    actions = Action.objects.visible_to(user).filter(article__in=keys).order_by("-decidee_le")
    mine = Article.objects.visible_to(user).filter(pk__in=keys).values("pk")
    steps = ChangementStatut.objects.filter(article__in=mine).order_by("-le")
    return [
        Textes({"Suivi": field_of(Suivi, "texte")}, suivis.values_list("article", "pk", "texte")),
        Textes(
            {"Action": field_of(Action, "libelle"), "Résultat": field_of(Action, "resultat")},
            actions.values_list("article", "pk", "libelle", "resultat"),
        ),
        Textes(
            {"Changement de statut": field_of(ChangementStatut, "motif")},
            steps.values_list("article", "pk", "motif"),
        ),
    ]


def field_of(model: type[Model], name: str) -> EncryptedTextField:
    field = model._meta.get_field(name)
    if not isinstance(field, EncryptedTextField):
        raise TypeError(f"{name} is not encrypted.")
    return field


def by_situation(textes: Iterable[Textes], montre: Montre) -> defaultdict[UUID, list[Named]]:
    held: defaultdict[UUID, list[Named]] = defaultdict(list)
    for kind in textes:
        fields = list(kind.fields.items())
        montre.look()
        for article, key, *tokens in kind.rows:
            held[article] += [
                (said, (field, key, token))
                for (said, field), token in zip(fields, tokens, strict=True)
                if token
            ]
    return held


def open_text(sealed: Sealed) -> str:
    field, key, token = sealed
    text = field.open(key, token)
    return untagged(text) if isinstance(field, RichTextField) else text


def look_into(head: str, texts: Iterable[Named], cherche: Cherche) -> Passage | str | None:
    """Read texts until each word stood in one. Return where most of them stand; None when some
    word stands in none, nor in what the situation is called."""
    missing, most = cherche.mots, 0
    where: tuple[str, str, MotCherche] | None = None
    for said, sealed in texts:
        if not missing:
            break
        cherche.montre.look()
        text = open_text(sealed)
        folded = fold_to_search(text)
        seen = [mot for mot in missing if mot.stands_in(folded)]
        if seen:
            held = [mot for mot in cherche.mots if mot.stands_in(folded)]
            if len(held) > most:
                where, most = (said, text, held[0]), len(held)
            missing = [mot for mot in missing if mot not in seen]
    called = fold_to_search(head)
    if not cherche.mots or not all(mot.word in called for mot in missing):
        return None
    return cherche.passage(*where) if where else ""
