"""The key table is silent to who does not open it; who does is told once a text is written."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.correspondance.services import name_depositaires, write_identity
from blog.models import Mention, Suivi, VueEnregistree
from blog.relecture import mentions
from blog.situation.services import correct_suivi, set_aside
from journal.models import Trace
from rubriques.permissions import Role
from tests.outils.factories import (
    make_article,
    make_contribution,
    make_member,
    make_point,
    make_rubrique,
    make_suivi,
)
from tests.outils.journal import a_suivi

NAME, WORD = "Zélie Vauquelin", "vauquelin"
NAMED, OTHER = "<p>On a vu vauquelin hier.</p>", "<p>On a vu quelqu’un hier.</p>"
TOLD = "nomme peut-être un élève"


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """What was just written is read again at once."""
    monkeypatch.setattr(mentions, "SETTLED", datetime.timedelta(0))


@pytest.fixture
def table(world):
    """The gestionnaire opens the table; the situation of the world has its line."""
    name_depositaires(rubrique=world.rubrique, people=[world.gestionnaire], par=world.gestionnaire)
    par = world.gestionnaire
    write_identity(article=world.article, identite=NAME, seen=0, par=par)
    world.table = reverse("blog:correspondance_list", args=[world.rubrique.slug])
    world.answer = reverse("blog:mention_answer", args=[world.rubrique.slug])
    return world


def write(client, world, texte, **values):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    with CaptureQueriesContext(connection) as queries:
        response = client.post(url, a_suivi(texte=texte, **values))
    return response, [query["sql"] for query in queries]


def shape(queries):
    """What is asked, without what is looked for."""
    said = (re.split(r" VALUES| WHERE| SET", query)[0] for query in queries)
    return [query for query in said if "SAVEPOINT" not in query]


def last_text():
    return Suivi.objects.order_by("cree_le").last().texte


def test_nothing_tells_a_writer_that_a_word_is_in_the_table(table, as_user):
    client = as_user(table.redacteur)
    write(client, table, "<p>Bonjour.</p>")  # what a process does once is done
    named, asked_of_it = write(client, table, NAMED)
    assert last_text() == NAMED
    other, asked = write(client, table, OTHER)
    assert named.status_code == other.status_code == 302
    assert shape(asked_of_it) == shape(asked)
    assert not [q for q in asked_of_it if "blog_correspondance" in q]
    assert not Trace.objects.filter(acteur=table.redacteur, details__has_key="identites").exists()
    write(client, table, NAMED, identites="masquer")
    assert last_text() == NAMED  # masking masks what looks like a name by itself


def test_nor_who_contributes_or_names_a_view(table, as_user, seance):
    client = as_user(table.lecteur)
    point = make_point(seance, table.article)
    url = reverse("agenda:contribution_create", args=[point.pk])
    sent = {"texte": NAMED, "portee": "cellule", "envoi": str(uuid.uuid4())}
    assert client.post(url, sent).status_code == 302
    url = reverse("blog:vue_create", args=[table.rubrique.slug])
    client.post(url, {"nom": WORD, "requete": "statut=toutes"})
    assert VueEnregistree.objects.get().nom == WORD


def test_what_looks_like_a_name_is_still_asked_of_everybody(table, as_user):
    response, _ = write(as_user(table.redacteur), table, "<p>Vu Mme Vauquelin hier.</p>")
    assert response.status_code == 400


def test_a_depositaire_set_aside_from_a_situation_learns_nothing_of_its_name(table, as_user):
    people = [table.gestionnaire, table.redacteur]
    name_depositaires(rubrique=table.rubrique, people=people, par=table.gestionnaire)
    other = make_article(table.rubrique, table.gestionnaire)
    url = reverse("blog:suivi_create", args=[other.pk])
    client = as_user(table.redacteur)
    assert client.post(url, a_suivi(texte=NAMED)).status_code == 400  # before
    set_aside(
        article=table.article, utilisateur=table.redacteur, aside=True, par=table.gestionnaire
    )
    assert client.post(url, a_suivi(texte=NAMED)).status_code == 302
    assert TOLD not in client.get("/").text
    assert "<mark>" not in client.get(table.table).text
    assert TOLD in as_user(table.gestionnaire).get("/").text


def test_who_opens_the_table_is_told_afterwards_and_masks_in_one_click(table, as_user):
    suivi = make_suivi(table.article, table.redacteur, texte="<p>Zélie est venue.</p>")
    seen = {"suivi": suivi, "par": table.redacteur}
    correct_suivi(texte="<p>Vauquelin est <em>Zé</em>lie.</p>", seen=1, **seen)
    for member in [table.lecteur, table.redacteur]:
        assert TOLD not in as_user(member).get("/").text
    client = as_user(table.gestionnaire)
    assert f"1 texte de {table.rubrique}" in client.get("/").text
    page = client.get(table.table)
    assert "<mark>Vauquelin</mark>" in page.text and table.article.code in page.text
    (lue,) = page.context["mentions"]

    client.post(table.answer, {"mention": lue.mention.pk, "masquer": "oui"})
    suivi.refresh_from_db()
    history = [version.texte for version in suivi.versions.all()]
    assert len(history) == 1
    for text in [suivi.texte, *history]:
        assert "Vauquelin" not in text and "lie" not in text and "masqué" in text
    assert suivi.version == 3
    trace = Trace.objects.filter(acte="modification").first()
    assert trace.acteur == table.gestionnaire and trace.objet_id == str(suivi.pk)
    assert trace.details == {"champs": ["texte"], "relecture": "masque"}
    assert TOLD not in client.get("/").text
    assert not client.get(table.table).context["mentions"]


def test_a_text_left_as_it_is_is_not_told_again_until_it_is_written_again(table, as_user):
    write(as_user(table.redacteur), table, NAMED)
    client = as_user(table.gestionnaire)
    (lue,) = client.get(table.table).context["mentions"]
    client.post(table.answer, {"mention": lue.mention.pk, "laisser": "oui"})
    assert last_text() == NAMED
    assert not client.get(table.table).context["mentions"]
    suivi = Suivi.objects.order_by("cree_le").last()
    again = "<p>vauquelin encore.</p>"
    correct_suivi(suivi=suivi, texte=again, par=table.redacteur, seen=suivi.version)
    assert client.get(table.table).context["mentions"]


def test_a_name_that_stands_in_an_earlier_version_alone_is_told_and_masked(table, as_user):
    suivi = make_suivi(table.article, table.redacteur, texte=NAMED)
    correct_suivi(suivi=suivi, texte=OTHER, par=table.redacteur, seen=1)
    client = as_user(table.gestionnaire)
    (lue,) = client.get(table.table).context["mentions"]
    client.post(table.answer, {"mention": lue.mention.pk, "masquer": "oui"})
    suivi.refresh_from_db()
    assert suivi.texte == OTHER
    assert [WORD in version.texte for version in suivi.versions.all()] == [False]


def test_a_text_written_before_the_name_was_is_told_too(world, as_user):
    write(as_user(world.redacteur), world, NAMED)
    par = world.gestionnaire
    name_depositaires(rubrique=world.rubrique, people=[par], par=par)
    other = make_article(world.rubrique, par)
    write_identity(article=other, identite="Odilon Tréhet", seen=0, par=par)
    client = as_user(par)
    assert TOLD not in client.get("/").text
    write_identity(article=world.article, identite=NAME, seen=0, par=par)
    assert TOLD in client.get("/").text


def test_a_note_that_a_depositaire_may_not_read_is_not_shown_to_them(table, as_user, nurse):
    write(as_user(nurse), table, NAMED, portee="auteur")
    client = as_user(table.gestionnaire)
    assert TOLD not in client.get("/").text
    assert not client.get(table.table).context["mentions"]
    assert Mention.objects.exists()  # it was read again


def test_texts_of_a_meeting_and_of_a_situation_are_read_again(table, as_user, seance):
    point = make_point(seance, table.article)
    make_contribution(point, table.lecteur, texte=NAMED)
    table.article.constats = "Zélie ne vient plus."
    table.article.save()
    for objet in [table.article, point.contributions.get()]:
        Trace.objects.create(
            acteur=table.lecteur,
            acte="creation",
            objet_type=objet._meta.label_lower,
            objet_id=str(objet.pk),
            rubrique_id=table.rubrique.pk,
        )
    client = as_user(table.gestionnaire)
    found = client.get(table.table).context["mentions"]
    assert {lue.nom for lue in found} == {"situation", "contribution"}
    for lue in found:
        assert lue.article == table.article
        client.post(table.answer, {"mention": lue.mention.pk, "masquer": "oui"})
    table.article.refresh_from_db()
    assert "Zélie" not in table.article.constats
    assert "vauquelin" not in point.contributions.get().texte


def test_three_names_of_a_text_are_told_and_the_texts_of_an_hour_are_counted(table, as_user):
    names = [f"Prénom{chr(97 + n)}{'abcdefgh'[n] * 4} Tréhet{'abcdefgh'[n] * 3}" for n in range(8)]
    for name in names:
        article = make_article(table.rubrique, table.gestionnaire)
        write_identity(article=article, identite=name, seen=0, par=table.gestionnaire)
    client = as_user(table.gestionnaire)
    words = " et ".join(name.lower() for name in names)
    response, _ = write(client, table, f"<p>on a vu {words} hier.</p>")
    assert response.status_code == 400
    told = [t.texte for t in response.context["form"].trouvailles]
    assert len({part for text in told for part in text.split()}) <= 3, told
    for _ in range(9):
        assert write(client, table, NAMED)[0].status_code == 400
    assert write(client, table, NAMED)[0].status_code == 302


@pytest.mark.parametrize("forged", ["", "x", str(uuid.UUID(int=7)), "elsewhere"])
def test_a_mention_that_is_not_mine_changes_nothing(table, as_user, forged):
    other = make_rubrique()
    make_member(other, Role.GESTIONNAIRE, user=table.redacteur)
    people = [table.redacteur]
    name_depositaires(rubrique=other, people=people, par=table.redacteur)
    article = make_article(other, table.redacteur)
    write_identity(article=article, identite=NAME, seen=0, par=table.redacteur)
    suivi = make_suivi(article, table.redacteur, texte=NAMED)
    mention = Mention.objects.create(rubrique=other, objet_type="blog.suivi", objet_id=suivi.pk)
    sent = str(mention.pk) if forged == "elsewhere" else forged
    client = as_user(table.gestionnaire)
    response = client.post(table.answer, {"mention": sent, "masquer": "oui"}, follow=True)
    assert "ou a été relu entre-temps" in response.text
    suivi.refresh_from_db()
    assert suivi.texte == NAMED


@pytest.mark.parametrize("count", [1, 15])
def test_what_is_read_again_takes_a_fixed_number_of_queries(
    table, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        article = make_article(table.rubrique, table.redacteur)
        write(as_user(table.redacteur), table, NAMED)
        make_suivi(article, table.redacteur, texte=NAMED)
    client = as_user(table.gestionnaire)
    assert len(client.get(table.table).context["mentions"]) == count
    with django_assert_max_num_queries(14):
        client.get(table.table)
    with django_assert_max_num_queries(17):
        client.get("/")
