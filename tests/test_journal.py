import uuid
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from blog.models import Lecture
from journal.models import Trace
from journal.services import Acte, record
from rubriques.models import Habilitation
from tests.factories import PASSWORD, make_user

CANARY = "zorglubique"  # a word that nothing else contains
ABSENT = uuid.UUID(int=7)


@pytest.fixture
def lines():
    """The lines that the journal gained since the test began: `lines()`, oldest first."""
    last = getattr(Trace.objects.first(), "pk", 0)

    def since():
        nonlocal last
        new = list(Trace.objects.filter(pk__gt=last).order_by("pk"))
        last = new[-1].pk if new else last
        return new

    return since


def told(trace):
    """What one line says, but for its number, its reference and its time."""
    return (trace.acteur, trace.acte, trace.objet_type, trace.objet_id, trace.details)


def a_suivi(**values):
    day, envoi = str(timezone.localdate()), str(uuid.uuid4())
    return {
        "date": day,
        "texte": f"<p>Phrase {CANARY}.</p>",
        "portee": "cellule",
        "envoi": envoi,
    } | values


def an_article(rubrique, **values):
    return {
        "niveau": "1re",
        "vigilance": "suivre",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "preoccupante": "aucune",
        "natures": [rubrique.natures.first().pk],
        "constats": f"Phrase {CANARY}.",
    } | values


def sign_in(client, login, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


# Written once


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


# What a line may say


WRITES = [Acte.CREATION, Acte.MODIFICATION, Acte.DROIT, Acte.MOT_DE_PASSE, Acte.LIEN]


@pytest.mark.parametrize("acte", WRITES)
def test_a_write_recorded_outside_its_transaction_is_refused(world, monkeypatch, lines, acte):
    monkeypatch.setattr("journal.services.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="one transaction"):
        record(world.lecteur, acte, world.article)
    record(world.lecteur, Acte.LECTURE, world.article)
    monkeypatch.undo()
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


# One line for each act


def test_opening_a_situation_leaves_one_line(world, as_user, lines):
    as_user(world.lecteur).get(world.article.get_absolute_url())
    (trace,) = lines()
    assert told(trace) == (world.lecteur, "lecture", "blog.article", str(world.article.pk), {})
    assert trace.rubrique_id == world.rubrique.pk


def test_opening_a_meeting_leaves_one_line(world, as_user, lines):
    as_user(world.lecteur).get(world.seance.get_absolute_url())
    (trace,) = lines()
    assert told(trace) == (world.lecteur, "lecture", "agenda.seance", str(world.seance.pk), {})


def test_reading_a_situation_in_the_form_that_edits_it_leaves_a_line_too(world, as_user, lines):
    url = reverse("blog:article_edit", args=[world.article.pk])
    page = as_user(world.redacteur).get(url).content.decode()
    assert "Absences le lundi." in page
    assert [told(t)[:4] for t in lines()] == [
        (world.redacteur, "lecture", "blog.article", str(world.article.pk))
    ]


def test_writing_a_suivi_leaves_one_line_even_when_sent_twice(world, as_user, lines):
    client, data = as_user(world.redacteur), a_suivi()
    for _ in range(2):
        client.post(reverse("blog:suivi_create", args=[world.article.pk]), data)
    suivi = world.article.suivis.get(auteur=world.redacteur)
    (trace,) = lines()
    assert told(trace) == (world.redacteur, "creation", "blog.suivi", str(suivi.pk), {})
    assert trace.rubrique_id == world.rubrique.pk


def test_editing_a_situation_leaves_one_line_that_names_fields_and_no_value(world, as_user, lines):
    url = reverse("blog:article_edit", args=[world.article.pk])
    as_user(world.redacteur).post(url, an_article(world.rubrique, version=1))
    (trace,) = lines()
    assert told(trace)[:4] == (
        world.redacteur,
        "modification",
        "blog.article",
        str(world.article.pk),
    )
    assert "constats" in trace.details["champs"] and list(trace.details) == ["champs"]


def test_an_edit_that_came_too_late_leaves_no_line_of_a_change(world, as_user, lines):
    url = reverse("blog:article_edit", args=[world.article.pk])
    response = as_user(world.redacteur).post(url, an_article(world.rubrique, version=99))
    assert response.status_code == 409
    assert "modification" not in [t.acte for t in lines()]
    as_user(world.redacteur).post(url, an_article(world.rubrique, version=1))
    assert [t.acte for t in lines()] == ["modification"]


def test_searching_leaves_one_line_without_the_words(world, as_user, lines):
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    as_user(world.lecteur).post(url, {"mots": CANARY})
    (trace,) = lines()
    pk = str(world.rubrique.pk)
    assert told(trace) == (world.lecteur, "recherche", "rubriques.rubrique", pk, {})


def test_each_change_of_right_leaves_one_line(world, as_user, lines):
    client, membre = as_user(world.gestionnaire), str(world.exclu.pk)
    day = str(timezone.localdate())
    url = reverse("rubriques:membre_list", args=[world.rubrique.slug])
    client.post(url, {"utilisateur": membre, "role": "lecteur", "expire_le": day})
    held = Habilitation.objects.get(utilisateur=world.exclu)
    url = reverse("rubriques:membre_edit", args=[world.rubrique.slug, held.pk])
    client.post(url, {"retirer": "oui"})

    given, withdrawn = lines()
    pk = str(world.rubrique.pk)
    start = (world.gestionnaire, "droit", "rubriques.rubrique", pk)
    assert told(given) == (*start, {"membre": membre, "role": "lecteur", "expire_le": day})
    assert told(withdrawn) == (*start, {"membre": membre, "role": "", "expire_le": ""})


ADDRESSES = {
    "blog:article_detail": lambda w: (w.article.pk, ABSENT),
    "agenda:seance_detail": lambda w: (w.seance.pk, ABSENT),
    "rubriques:rubrique_detail": lambda w: (w.rubrique.slug, "f" * 24),
    "rubriques:espace_detail": lambda w: (w.espace.slug, "f" * 24),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_closed_object_and_a_missing_one_leave_the_same_line(world, as_user, lines, name):
    client, identifiers = as_user(world.exclu), ADDRESSES[name](world)
    for identifier in identifiers:
        assert client.get(reverse(name, args=[identifier])).status_code == 404
    closed, missing = lines()
    for trace, identifier in zip([closed, missing], identifiers, strict=True):
        assert told(trace)[:2] == (world.exclu, "refus")
        assert (trace.objet_id, trace.details) == (str(identifier), {"statut": 404})
    assert closed.objet_type == missing.objet_type != ""
    assert closed.rubrique_id is missing.rubrique_id is None


def test_a_reader_who_tries_to_write_leaves_one_line(world, as_user, lines):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    assert as_user(world.lecteur).post(url, a_suivi()).status_code == 403
    (trace,) = lines()
    pk = str(world.article.pk)
    assert told(trace) == (world.lecteur, "refus", "blog.article", pk, {"statut": 403})


def test_lists_and_the_home_page_leave_no_line(world, as_user, lines):
    client = as_user(world.lecteur)
    client.get("/")
    client.get(reverse("blog:article_list", args=[world.rubrique.slug]))
    assert lines() == []
    client.get(world.article.get_absolute_url())
    assert len(lines()) == 1


# Signing in and out


def test_signing_in_then_out_leaves_one_line_each(client, world, lines):
    sign_in(client, "lecteur")
    client.post(reverse("account_logout"))
    pk = str(world.lecteur.pk)
    assert [told(t) for t in lines()] == [
        (world.lecteur, "connexion", "comptes.utilisateur", pk, {}),
        (world.lecteur, "deconnexion", "comptes.utilisateur", pk, {}),
    ]


@pytest.mark.parametrize(
    "login", ["lecteur", "LECTEUR", "lecteur@exemple.invalid", "Lecteur@Exemple.invalid"]
)
def test_a_refused_sign_in_leaves_one_line_about_the_account_that_was_tried(
    client, world, lines, login
):
    sign_in(client, login, "un mauvais mot de passe")
    (trace,) = lines()
    pk = str(world.lecteur.pk)
    assert told(trace) == (None, "connexion_refusee", "comptes.utilisateur", pk, {})


def test_a_refused_sign_in_of_an_unknown_account_does_not_keep_what_was_typed(client, lines):
    sign_in(client, CANARY, "un mauvais mot de passe")
    (trace,) = lines()
    assert told(trace) == (None, "connexion_refusee", "", "", {})


def test_a_closed_account_that_knows_its_password_leaves_a_line_of_refusal(client, lines):
    user = make_user("ferme", is_active=False)
    sign_in(client, "ferme")
    (trace,) = lines()
    pk = str(user.pk)
    assert told(trace) == (None, "connexion_refusee", "comptes.utilisateur", pk, {})


def test_changing_a_password_leaves_one_line_without_the_password(world, as_user, lines):
    new = f"une autre phrase {CANARY}"
    as_user(world.lecteur).post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    (trace,) = lines()
    pk = str(world.lecteur.pk)
    assert told(trace) == (world.lecteur, "mot_de_passe", "comptes.utilisateur", pk, {})


# No trace, no act


@pytest.fixture
def broken_journal(monkeypatch):
    """A journal that takes no line, as on a full disk."""

    def fail(*args, **kwargs):
        raise OperationalError("disk full")

    monkeypatch.setattr("journal.models.Trace.save", fail)
    monkeypatch.setattr("journal.models.Trace.objects.bulk_create", fail)
    return monkeypatch


def test_a_suivi_whose_line_cannot_be_written_is_not_written(
    world, as_user, lines, broken_journal
):
    client, url = as_user(world.redacteur), reverse("blog:suivi_create", args=[world.article.pk])
    client.raise_request_exception = False
    response = client.post(url, a_suivi())
    assert response.status_code == 503
    assert CANARY not in response.content.decode()
    assert not world.article.suivis.filter(auteur=world.redacteur).exists()
    assert lines() == []

    broken_journal.undo()
    assert client.post(url, a_suivi()).status_code == 302
    assert world.article.suivis.filter(auteur=world.redacteur).count() == len(lines()) == 1


def test_a_situation_whose_line_cannot_be_written_is_not_shown(
    world, as_user, lines, broken_journal
):
    client, url = as_user(world.lecteur), world.article.get_absolute_url()
    client.raise_request_exception = False
    response = client.get(url)
    assert response.status_code == 503
    assert "Absences le lundi." not in response.content.decode()
    assert not Lecture.objects.filter(utilisateur=world.lecteur).exists()
    assert lines() == []

    broken_journal.undo()
    assert "Absences le lundi." in client.get(url).content.decode()
    assert len(lines()) == 1


def test_a_right_whose_line_cannot_be_written_is_not_given(world, as_user, lines, broken_journal):
    client = as_user(world.gestionnaire)
    client.raise_request_exception = False
    url = reverse("rubriques:membre_list", args=[world.rubrique.slug])
    day = str(timezone.localdate())
    data = {"utilisateur": world.exclu.pk, "role": "lecteur", "expire_le": day}
    assert client.post(url, data).status_code == 503
    assert not world.exclu.habilitations.exists()

    broken_journal.undo()
    assert as_user(world.exclu).get(world.rubrique.get_absolute_url()).status_code == 404
    assert as_user(world.gestionnaire).post(url, data).status_code == 302
    assert [t.acte for t in lines()] == ["refus", "droit"]


def test_a_sign_in_whose_line_cannot_be_written_opens_no_session(
    client, world, lines, broken_journal
):
    client.raise_request_exception = False
    assert sign_in(client, "lecteur").status_code == 503
    assert client.get("/").status_code == 302
    assert lines() == []

    broken_journal.undo()
    sign_in(client, "lecteur")
    assert client.get("/").status_code == 200


# No word


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
        {"day": "2027-04-12", "debut": "13:30", "fin": "14:30", "lieu": f"Salle {CANARY}"},
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
