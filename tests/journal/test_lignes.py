"""The lines of the journal: written once, made of codes, without a word that was typed."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from journal.models import Trace
from journal.services import Acte, record, record_all
from tests.outils.comptes import sign_in
from tests.outils.factories import CANARY, make_user
from tests.outils.journal import a_suivi, an_article

TABLE = Trace._meta.db_table
CHANGES = {
    "a change by the application": lambda t: Trace.objects.filter(pk=t.pk).update(acte="creation"),
    "saving a line again": lambda t: t.save(),
    "a removal by the application": lambda t: t.delete(),
    "a removal of everything": lambda t: Trace.objects.all().delete(),
    "an upsert": lambda t: Trace.objects.bulk_create(
        [t], update_conflicts=True, unique_fields=["pk"], update_fields=["acte"]
    ),
    "UPDATE": f"UPDATE {TABLE} SET acte = 'creation'",
    "UPDATE of the time": f"UPDATE {TABLE} SET quand = '2020-01-01 00:00:00+00'",
    "DELETE": f"DELETE FROM {TABLE}",
    "DELETE of one line": f"DELETE FROM {TABLE} WHERE id = (SELECT MAX(id) FROM {TABLE})",
}
CHANGES |= {
    "sqlite": {
        "REPLACE": f"REPLACE INTO {TABLE} SELECT id, reference, quand, 'creation', objet_type, "
        f"objet_id, rubrique_id, details, acteur_id FROM {TABLE}",
    },
    "postgresql": {"TRUNCATE": f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {TABLE}"},
}[connection.vendor]


@pytest.mark.parametrize("way", CHANGES)
def test_nobody_changes_or_removes_a_line_of_the_journal(world, way):
    trace = record(world.lecteur, Acte.LECTURE, world.article)
    before = list(Trace.objects.values())
    change = CHANGES[way]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if callable(change):
            change(trace)
        else:
            connection.cursor().execute(change)
    assert list(Trace.objects.values()) == before

    record(world.lecteur, Acte.LECTURE, world.article)
    assert Trace.objects.count() == len(before) + 1


def test_an_account_that_left_a_line_cannot_be_deleted(world):
    record(world.lecteur, Acte.LECTURE, world.article)
    with pytest.raises(DatabaseError), transaction.atomic():
        world.lecteur.delete()
    nobody = make_user()
    nobody.delete()


WRITES = [Acte.CREATION, Acte.MODIFICATION, Acte.DROIT, Acte.MOT_DE_PASSE, Acte.LIEN]


@pytest.mark.parametrize("acte", WRITES)
def test_a_write_recorded_outside_its_transaction_is_refused(world, lines, acte):
    with pytest.raises(RuntimeError, match="one transaction"):
        record(world.lecteur, acte, world.article)
    with pytest.raises(RuntimeError, match="one transaction"):
        record_all(world.lecteur, acte, [world.article])
    record(world.lecteur, Acte.LECTURE, world.article)
    with transaction.atomic():
        record(world.lecteur, acte, world.article)
    assert [t.acte for t in lines()] == ["lecture", acte]


@pytest.mark.parametrize(
    "value",
    [
        "Absences le lundi.",
        "deux mots",
        "mot\n",
        "a\u00a0b",
        "<p>",
        "l’élève",
        "x" * 41,
        ["niveau", "deux mots"],
        ("niveau", "deux mots"),
        [["niveau"]],
        {"niveau": "2de"},
    ],
    ids=str,
)
def test_a_detail_that_could_be_a_sentence_is_refused(world, lines, value):
    with pytest.raises(ValueError, match="never a sentence") as error:
        record(world.lecteur, Acte.LECTURE, world.article, champs=value)
    assert str(value) not in str(error.value)
    assert lines() == []


@pytest.mark.parametrize("value", ["", "redacteur", "2026-10-05", 12, True, ["niveau", "statut"]])
def test_a_detail_that_is_a_code_is_kept_as_it_is(world, value):
    trace = record(world.lecteur, Acte.LECTURE, world.article, champs=value)
    assert Trace.objects.get(pk=trace.pk).details == {"champs": value}


def test_a_line_has_a_short_reference_that_finds_it_again(world):
    traces = [record(world.lecteur, Acte.LECTURE, world.article) for _ in range(20)]
    assert len({trace.reference for trace in traces}) == 20
    assert Trace.objects.get(reference=traces[3].reference) == traces[3]


def test_after_a_whole_day_of_work_the_journal_holds_no_word_that_was_typed(client, world, lines):
    rubrique, article = world.rubrique, world.article
    sign_in(client, CANARY)
    sign_in(client, "redacteur", CANARY)
    sign_in(client, "redacteur")
    listing = reverse("blog:article_list", args=[rubrique.slug])
    client.post(reverse("blog:article_create", args=[rubrique.slug]), an_article(rubrique))
    client.post(reverse("blog:article_edit", args=[article.pk]), an_article(rubrique, version=1))
    client.post(reverse("blog:suivi_create", args=[article.pk]), a_suivi())
    client.post(reverse("blog:suivi_create", args=[article.pk]), a_suivi(date="jamais"))
    client.post(listing, {"mots": CANARY})
    client.get(listing, {"niveau": CANARY})
    client.post(
        reverse("agenda:seance_create", args=[rubrique.slug]),
        {"jour": "2027-04-12", "debut": "13:30", "fin": "14:30", "lieu": f"Salle {CANARY}"},
    )
    client.post(reverse("rubriques:rubrique_edit", args=[rubrique.slug]), {"texte": CANARY})
    client.get(f"/rubriques/{CANARY}/")
    client.post(reverse("account_logout"))

    traces = lines()
    assert [t.acte for t in traces] == [
        "connexion_refusee",
        "connexion_refusee",
        "connexion",
        "creation",
        "modification",
        "creation",
        "lecture",
        "recherche",
        "creation",
        "refus",
        "refus",
        "deconnexion",
    ]
    *others, of_address, _ = traces
    assert of_address.objet_id == CANARY  # an address is noted as it was asked: see the next test
    assert not [t for t in others if CANARY in str(vars(t))]
    world.article.refresh_from_db()
    assert CANARY in world.article.constats


def test_the_journal_keeps_no_more_than_40_characters_of_an_address(world, as_user, lines):
    as_user(world.lecteur).get(f"/rubriques/{'a' * 300}/")
    (trace,) = lines()
    assert trace.objet_id == "a" * 40
