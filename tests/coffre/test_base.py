"""What the database, a dump and a list hold of the texts."""

import uuid

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from coffre.keys import CoffreError
from tests.outils.coffre import SECRET
from tests.outils.factories import CANARY, make_article
from tests.outils.pannes import sealed_columns, spoil


@pytest.fixture
def written(world, as_user):
    """The canary typed by people wherever a text is typed, in the pages of the site."""
    client, slug = as_user(world.gestionnaire), world.rubrique.slug
    article = {
        "niveau": "1re",
        "vigilance": "suivre",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "preoccupante": "aucune",
        "natures": [world.rubrique.natures.first().pk],
        "constats": SECRET,
    }
    envoi = str(uuid.uuid4())
    suivi = {
        "date": str(timezone.localdate()),
        "texte": f"<p>{SECRET}</p>",
        "portee": "cellule",
        "envoi": envoi,
    }
    meeting = {"jour": "2027-04-12", "debut": "13:30", "fin": "14:30", "lieu": f"Salle {CANARY}"}
    listing = reverse("blog:article_list", args=[slug])
    edit = reverse("blog:article_edit", args=[world.article.pk])
    sent = [
        client.post(reverse("blog:article_create", args=[slug]), article),
        client.post(edit, article | {"version": world.article.version}),
        client.post(edit, article | {"version": 99, "constats": f"Autrement, {CANARY}"}),
        client.post(reverse("blog:article_create", args=[slug]), {"constats": SECRET}),
        client.post(reverse("blog:suivi_create", args=[world.article.pk]), suivi),
        client.post(reverse("blog:suivi_create", args=[world.article.pk]), suivi | {"date": "x"}),
        client.post(listing, {"mots": CANARY}),
        client.post(reverse("agenda:seance_create", args=[slug]), meeting),
        client.post(
            reverse("rubriques:rubrique_edit", args=[slug]),
            {"texte": f"<p>{SECRET}</p>", "version": world.rubrique.version},
        ),
    ]
    assert [r.status_code for r in sent] == [302, 302, 409, 400, 302, 400, 200, 302, 302]
    world.pages = [
        world.article.get_absolute_url(),
        reverse("rubriques:rubrique_detail", args=[slug]),
        sent[7].url,
    ]
    return world


def test_every_text_typed_is_read_on_its_page(written, as_user):
    for page in written.pages:
        assert CANARY in as_user(written.lecteur).get(page).content.decode(), page


def test_a_dump_of_the_data_holds_no_word_of_the_texts(written, as_user, capsys):
    call_command("dumpdata", "blog", "rubriques", "agenda")
    dump = capsys.readouterr().out
    assert CANARY not in dump
    assert dump.count('"c1:t1:') >= 6
    assert "Cellule secrète" in dump  # a title is a plain column: the dump is a real one
    assert CANARY in as_user(written.lecteur).get(written.pages[0]).content.decode()


def rows_holding(word):
    """Every table and column in which the database holds `word`."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {(table, n) for n, v in zip(names, row, strict=True) if word in shown(v)}
    return found


def shown(value):
    return bytes(value).decode(errors="ignore") if isinstance(value, memoryview) else str(value)


def test_no_table_holds_a_word_of_the_texts(written):
    assert rows_holding(CANARY) == set()
    assert rows_holding("Cellule secrète") == {("rubriques_rubrique", "titre")}  # it does look
    written.suivi.article.code = CANARY
    written.suivi.article.save()
    assert rows_holding(CANARY) == {("blog_article", "code")}


def test_a_list_that_shows_no_text_opens_none(written, as_user):
    client = as_user(written.lecteur)
    for _ in range(3):
        make_article(written.rubrique)
    with transaction.atomic():
        spoil()
        read_lists(client, written)
        transaction.set_rollback(True)

    page = written.article.get_absolute_url()
    shown = {"blog.action.libelle", "blog.article.constats", "blog.suivi.texte"}
    for column in shown:
        with transaction.atomic():
            spoil([column])
            with pytest.raises(CoffreError, match=column):
                client.get(page)
            transaction.set_rollback(True)
    spoil(sealed_columns().keys() - shown)
    assert client.get(page).status_code == 200


def read_lists(client, written):
    slug = written.rubrique.slug
    assert written.article.code in client.get("/").content.decode()
    listing = client.get(reverse("blog:article_list", args=[slug])).content.decode()
    assert written.article.code in listing
    client.get(reverse("rubriques:espace_detail", args=[written.espace.slug]))
