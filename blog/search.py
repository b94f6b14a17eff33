"""Search: after the rights filter, in memory, because what is searched is encrypted."""

import unicodedata

from blog.models import Article, Suivi
from rubriques.richtext import plain


def fold(text: str) -> str:
    """Return `text` without accents nor case, so that « eleve » finds « Élève »."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def search_articles(articles, user, words: str) -> list[Article]:
    """Return those of `articles` in which every word of `words` stands, in what `user` may read.

    `articles` is a queryset that already went through `visible_to(user)`.
    """
    wanted = fold(words).split()
    found = list(articles)
    texts = {article.pk: [article.code, article.constats] for article in found}
    suivis = Suivi.objects.visible_to(user).filter(article__in=texts)
    for suivi in suivis.order_by().only("article_id", "texte"):
        texts[suivi.article_id].append(plain(suivi.texte))
    folded = {pk: fold(" ".join(parts)) for pk, parts in texts.items()}
    return [a for a in found if all(word in folded[a.pk] for word in wanted)]
