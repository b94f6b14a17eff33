"""Fills the floor's empty database and prints what to ask of it: python -m bench.floor.seed."""

import json
from collections.abc import Iterable

import django
from django.core.management import call_command

django.setup()

from django.contrib.auth.models import Permission, User  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench import texts  # noqa: E402
from bench.floor.models import Article, Entry, Event, Section  # noqa: E402
from bench.plan import Work, get, meeting_days, post, shown_month  # noqa: E402

SECTIONS, ARTICLES, ENTRIES, OTHERS = 3, 100, 10, 50


def make_tables() -> None:
    """There is no migration to keep: the tables are made as the models say."""
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in (Section, Article, Entry, Event):
            editor.create_model(model)


def fill() -> tuple[User, list[Section]]:
    names = ["member", *(f"u{n}" for n in range(OTHERS))]
    users = User.objects.bulk_create(User(username=name, password="!") for name in names)
    sections = Section.objects.bulk_create(Section(title=f"Section {n}") for n in range(SECTIONS))
    grant(users, sections)
    Event.objects.bulk_create(
        Event(section=section, title=f"Meeting {n}", start=day)
        for section in sections
        for n, day in enumerate(meeting_days())
    )
    articles = Article.objects.bulk_create(
        Article(section=section, title=texts.title(n))
        for section in sections
        for n in range(ARTICLES)
    )
    Entry.objects.bulk_create(
        Entry(article=article, author=users[0], body=texts.suivi(article.pk * ENTRIES + n))
        for article in articles
        for n in range(ENTRIES)
    )
    return users[0], sections


def grant(users: list[User], sections: list[Section]) -> None:
    kind = ContentType.objects.get_for_model(Section)
    codes = ["read_section", "write_section"]
    rights = list(Permission.objects.filter(content_type=kind, codename__in=codes))
    rows = django.apps.apps.get_model("guardian", "UserObjectPermission")
    rows.objects.bulk_create(
        rows(user=user, permission=right, content_type=kind, object_pk=str(section.pk))
        for user in users
        for section in sections
        for right in rights
    )


def works(cookie: str, sections: list[Section]) -> Iterable[Work]:
    """What is asked: pages of the first section; entries are added in the second."""
    read, written = sections[0], sections[1]
    pages = [reverse("article", args=[read.pk, a.pk]) for a in read.article_set.all()]
    forms = [reverse("add", args=[written.pk, a.pk]) for a in written.article_set.all()]
    month = reverse("cal", args=[read.pk, *shown_month()])
    yield Work("W1", [get(page, cookie) for page in pages], holds=("<article id", ENTRIES))
    yield Work("W2", [get(reverse("listing", args=[read.pk]), cookie)], holds=("<tr>", 101))
    yield Work("W3", [get(month, cookie)], holds=("<p>", len(meeting_days()) + 1))
    added = [post(form, cookie, "csrftoken", body=texts.suivi(0)) for form in forms]
    yield Work("W4", added, 302, alone=True)


def main() -> None:
    make_tables()
    user, sections = fill()
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps([work.as_json() for work in works(cookie, sections)]))


if __name__ == "__main__":
    main()
