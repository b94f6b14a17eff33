"""What is asked of the application: its pages, for members that are signed in: python -m
bench.works, with what bench.seed printed on standard input."""

import json
import sys
from collections.abc import Iterator

import django

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import texts  # noqa: E402
from bench.plan import NUMBER, Work, get, post, shown_month  # noqa: E402
from blog.models import Article  # noqa: E402
from comptes.models import Utilisateur  # noqa: E402

CSRF_COOKIE, SESSION_COOKIE = "csrf", "session"


class Member:
    """Somebody signed in, whose requests carry their session."""

    def __init__(self, pk: str) -> None:
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(Utilisateur.objects.get(pk=pk))
        self.cookie = f"{SESSION_COOKIE}={self.client.cookies[SESSION_COOKIE].value}"

    def get(self, name: str, *args: object, **headers: str):
        return get(reverse(name, args=args), self.cookie, **headers)

    def post(self, name: str, *args: object, **fields: str):
        return post(reverse(name, args=args), self.cookie, CSRF_COOKIE, **fields)


def works(cast: dict[str, str]) -> Iterator[Work]:
    member, other = Member(cast["membre"]), Member(cast["itinerante"])
    here = cast["cellule"]
    articles = [member.get("blog:article_detail", pk) for pk in keys_in(here)]
    table = [member.get("blog:article_list", here)]
    page = [member.get("rubriques:rubrique_detail", here)]
    yield Work("W1", articles, holds=('id="suivi-', 10), floor="W1", label="situation, 10 suivis")
    yield Work("W2", table, holds=("<tr>", 101), floor="W2", label="table of 100, 9 columns")
    yield from months(member, other, here)
    yield writing(Member(cast["redacteur"]), cast["ecriture"])
    yield live(member, cast["ecriture"])
    yield Work("home", [other.get("home")], floor="W1", label="home, 20 rubriques")
    yield Work("page", page, floor="W1", label="page of the rubrique")
    yield from large(member, cast)


def months(member: Member, other: Member, slug: str) -> Iterator[Work]:
    """Of one rubrique, and of twelve."""
    one = [member.get("agenda:month", slug, *shown_month())]
    all_of_them = [other.get("agenda:all_month", *shown_month())]
    label = "month of 12 rubriques, 48 meetings"
    yield Work("W3", one, holds=("/seances/", 10), floor="W3", label="month, 10 meetings")
    yield Work("W3b", all_of_them, holds=("/seances/", 48), floor="W3", label=label)


def keys_in(slug: str) -> list[str]:
    articles = Article.objects.filter(rubrique__slug=slug).order_by("code")
    return [str(pk) for pk in articles.values_list("pk", flat=True)]


def writing(member: Member, slug: str) -> Work:
    """Suivis are added where nobody else looks."""
    fields = {
        "envoi": NUMBER,
        "date": timezone.localdate().isoformat(),
        "texte": texts.suivi(0),
        "portee": "cellule",
    }
    forms = [member.post("blog:suivi_create", pk, **fields) for pk in keys_in(slug)[1:]]
    return Work("W4", forms, 302, floor="W4", label="adding a suivi", alone=True)


def live(member: Member, slug: str) -> Work:
    """An open page asks for news, and there is none."""
    article = keys_in(slug)[0]
    state = member.client.get(reverse("blog:article_live", args=[article]))["ETag"]
    asked = [member.get("blog:article_live", article, **{"If-None-Match": state})]
    return Work("live", asked, 304, floor="W1", label="live address, nothing new")


def large(member: Member, cast: dict[str, str]) -> Iterator[Work]:
    """The pages that read a whole rubrique; their goals are in milliseconds of processor."""
    grande = cast["grande"]
    for name, label in [("synthese", "synthesis"), ("bilan", "report")]:
        asked, told = [member.get(f"blog:{name}", grande)], f"{label}, 1,000 situations × 10"
        yield Work(name, asked, label=told, absolute=True)
    yield Work(
        "table200",
        [member.get("blog:article_list", grande)],
        holds=("<tr>", 201),
        label="table, 200 of 1,000",
        absolute=True,
    )
    yield Work(
        "grid200",
        [member.get("blog:retouche_create", grande)],
        label="table to change, of 1,000",
        absolute=True,
    )
    for word, found in [(texts.EVERYWHERE, 201), (texts.NOWHERE, 0)]:
        yield Work(
            f"search-{word}",
            [member.post("blog:article_list", cast["recherche"], mots=word)],
            holds=("<tr>", found),
            label=f"search in 300 × 20, {'all' if found else 'none'} found",
            absolute=True,
        )


def main() -> None:
    print(json.dumps([work.as_json() for work in works(json.load(sys.stdin))]))


if __name__ == "__main__":
    main()
