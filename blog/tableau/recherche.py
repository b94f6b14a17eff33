"""Search: after the rights filter, in memory, because what is searched is encrypted."""

from blog.models import Article, Suivi
from blog.models.situations import ArticleQuerySet
from comptes.models import Utilisateur
from texte.simple import fold, plain

AROUND = 70  # characters of a passage on each side of the word


def search_articles(articles: ArticleQuerySet, user: Utilisateur, words: str) -> list[Article]:
    """Return those of `articles` in which every word of `words` stands, in what `user` may read.

    `articles` is a queryset that already went through `visible_to(user)`. Each result has a
    `passage`: where the first word stands in a text, or "" when the code alone was found.
    """
    wanted = fold(words).split()
    found = list(articles.defer(None))  # their constats are searched
    texts = {article.pk: [article.constats] for article in found}
    suivis = Suivi.objects.visible_to(user).filter(article__in=texts)
    for suivi in suivis.order_by("-date").only("article_id", "texte"):
        texts[suivi.article_id].append(plain(suivi.texte))
    results = []
    for article in found:
        everything = fold(
            " ".join([article.code, article.get_niveau_display(), *texts[article.pk]])
        )
        if all(word in everything for word in wanted):
            article.passage = passage(texts[article.pk], wanted)
            results.append(article)
    return results


def passage(texts: list[str], wanted: list[str]) -> str:
    """Return the words around the first wanted one that stands in `texts`, or ""."""
    for word in wanted:
        for text in texts:
            folded, places = fold_with_places(text)
            at = folded.find(word)
            if at >= 0:
                start, end = places[at], places[at + len(word) - 1]
                return excerpt(text, start, end)
    return ""


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters its place in `text`."""
    pieces = [(fold(char), place) for place, char in enumerate(text)]
    return "".join(piece for piece, _ in pieces), [p for piece, p in pieces for _ in piece]


def excerpt(text: str, start: int, end: int) -> str:
    """Return `text` from a little before `start` to a little after `end`, cut between words."""
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    left = text.rfind(" ", 0, left) + 1 if left else 0
    cut = text.find(" ", right)
    right = cut if cut >= 0 else len(text)
    before, after = ("… " if left else ""), (" …" if right < len(text) else "")
    return f"{before}{text[left:right].strip()}{after}"
