"""Search: after the rights filter, in memory, because what is searched is encrypted."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import cast
from uuid import UUID

from blog.models import Article, Suivi
from blog.models.situations import ArticleQuerySet
from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from texte.simple import fold, untagged

TEXTE = cast(EncryptedTextField, Suivi._meta.get_field("texte"))  # opened many at once
AROUND = 70  # characters of a passage on each side of the word


def search_articles(articles: ArticleQuerySet, user: Utilisateur, words: str) -> list[Article]:
    """Return those of `articles` in which every word of `words` stands, in what `user` may read.

    `articles` is a queryset that already went through `visible_to(user)`. Each result has a
    `passage`: where the first word stands in a text, or "" when the code alone was found.
    """
    wanted = fold(words).split()
    found = list(articles.defer(None))  # their constats are searched
    sealed: dict[UUID, list[tuple[UUID, str]]] = {article.pk: [] for article in found}
    suivis = Suivi.objects.visible_to(user).filter(article__in=sealed).order_by("-date")
    for key, article_id, token in suivis.values_list("pk", "article", "texte"):
        sealed[article_id].append((key, token))
    results = []
    for article in found:
        texts = chain([article.constats], map(open_suivi, sealed[article.pk]))
        head = fold(f"{article.code} {article.get_niveau_display()}")
        read, missing = read_until_found(texts, wanted)
        if all(word in head for word in missing):
            article.passage = passage(read, wanted)
            results.append(article)
    return results


def open_suivi(suivi: tuple[UUID, str]) -> str:
    return untagged(TEXTE.open(*suivi))


Read = list[tuple[str, str]]  # texts, each with its folded form


def read_until_found(texts: Iterable[str], wanted: list[str]) -> tuple[Read, list[str]]:
    """Read texts until each word stood in one; return them, and the words that stand in none."""
    read: Read = []
    for text in texts:
        folded = fold(text)
        read.append((text, folded))
        wanted = [word for word in wanted if word not in folded]
        if not wanted:
            break
    return read, wanted


def passage(read: Read, wanted: list[str]) -> str:
    """Return the words around the first wanted one that stands in what was read, or ""."""
    for word in wanted:
        for text, folded in read:
            if word in folded:
                said = " ".join(text.split())
                at, places = fold(said).index(word), places_in(said)
                return excerpt(said, places[at], places[at + len(word) - 1])
    return ""


def places_in(text: str) -> Sequence[int]:
    """Return the place in `text` of each character of its folded form."""
    if text.isascii():
        return range(len(text))
    return [place for place, char in enumerate(text) for _ in fold_char(char)]


fold_char = lru_cache(maxsize=4096)(fold)


def excerpt(text: str, start: int, end: int) -> str:
    """Return `text` from a little before `start` to a little after `end`, cut between words."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    left = text.rfind(" ", 0, left) + 1 if left else 0
    cut = text.find(" ", right)
    right = cut if cut >= 0 else len(text)
    before, after = ("… " if left else ""), (" …" if right < len(text) else "")
    return f"{before}{text[left:right].strip()}{after}"
