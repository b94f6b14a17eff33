"""Search: after the rights filter, in memory, because what is searched is encrypted."""

from functools import lru_cache
from typing import cast

from blog.models import Article, Suivi
from blog.models.situations import ArticleQuerySet
from coffre.fields import EncryptedTextField
from comptes.models import Utilisateur
from texte.simple import fold, plain

TEXTE = cast(EncryptedTextField, Suivi._meta.get_field("texte"))  # opened many at once
AROUND = 70  # characters of a passage on each side of the word


def search_articles(articles: ArticleQuerySet, user: Utilisateur, words: str) -> list[Article]:
    """Return those of `articles` in which every word of `words` stands, in what `user` may read.

    `articles` is a queryset that already went through `visible_to(user)`. Each result has a
    `passage`: where the first word stands in a text, or "" when the code alone was found.
    """
    wanted = fold(words).split()
    found = list(articles.defer(None))  # their constats are searched
    texts = {article.pk: [article.constats] for article in found}
    suivis = Suivi.objects.visible_to(user).filter(article__in=texts).order_by("-date")
    for key, article_id, token in suivis.values_list("pk", "article", "texte"):
        texts[article_id].append(plain(TEXTE.open(key, token)))
    results = []
    for article in found:
        head = fold(f"{article.code} {article.get_niveau_display()}")
        folded = [fold(text) for text in texts[article.pk]]
        if all(word in head or any(word in text for text in folded) for word in wanted):
            article.passage = passage(texts[article.pk], folded, wanted)
            results.append(article)
    return results


def passage(texts: list[str], folded: list[str], wanted: list[str]) -> str:
    """Return the words around the first wanted one that stands in `texts`, or ""."""
    for word in wanted:
        for text, plain_text in zip(texts, folded, strict=True):
            at = plain_text.find(word)
            if at >= 0:
                places = places_in(text)
                return excerpt(text, places[at], places[at + len(word) - 1])
    return ""


def places_in(text: str) -> list[int]:
    """Return the place in `text` of each character of its folded form."""
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
