"""A suivi is written once, corrected with its earlier text, withdrawn with its reason."""

import re
import uuid

import pytest
from django.urls import reverse

from blog.models import Suivi
from rubriques.permissions import Role
from tests.outils.factories import make_member, make_suivi
from tests.outils.saisies import suivi_data
from tests.outils.screens import page_of


def test_a_writer_adds_a_suivi_and_the_reader_reads_it(world, as_user, client):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = suivi_data(texte="<p>Reprise <strong>complète</strong>.</p>")
    as_user(world.redacteur).post(url, data)

    page = as_user(world.lecteur).get(world.article.get_absolute_url()).content.decode()

    assert "Reprise <strong>complète</strong>." in page
    assert str(world.redacteur) in page


def test_a_suivi_sent_twice_is_written_once(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    client = as_user(world.redacteur)
    first = client.post(url, suivi_data())
    second = client.post(url, suivi_data())

    assert first.url == second.url
    assert world.article.suivis.filter(auteur=world.redacteur).count() == 1


def test_the_sending_number_of_somebody_else_takes_nothing_from_them(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    as_user(world.redacteur).post(url, suivi_data(texte="<p>Le premier.</p>"))
    as_user(world.gestionnaire).post(url, suivi_data(texte="<p>Le second.</p>"))

    texts = {s.texte for s in world.article.suivis.all()}
    assert {"<p>Le premier.</p>", "<p>Le second.</p>"} <= texts


def test_plain_text_without_javascript_becomes_paragraphs(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    as_user(world.redacteur).post(url, suivi_data(texte="Un <script>\n\nDeux\nlignes"))

    suivi = world.article.suivis.get(auteur=world.redacteur)
    assert suivi.texte == "<p>Un &lt;script&gt;</p><p>Deux<br>lignes</p>"


@pytest.mark.parametrize(
    "texte", ["", "   ", "<p></p>", "<p>&nbsp;</p>", "<p><script>x</script></p>"]
)
def test_an_empty_suivi_is_refused_beside_its_field(world, as_user, texte):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    response = as_user(world.redacteur).post(url, suivi_data(texte=texte))

    assert response.status_code == 400
    assert "Écrivez le texte du suivi." in response.content.decode()
    assert not world.article.suivis.filter(auteur=world.redacteur).exists()


def test_a_suivi_of_tomorrow_is_refused_and_its_text_comes_back(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = suivi_data(date="2999-01-01", texte="<p>Texte gardé</p>")
    response = as_user(world.redacteur).post(url, data)

    page = response.content.decode()
    assert response.status_code == 400
    assert "Cette date est dans l’avenir." in page
    assert "Texte gardé" in page


def test_another_text_under_the_same_number_is_not_lost(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    client = as_user(world.redacteur)
    data = {"date": "2026-11-02", "portee": "cellule", "envoi": str(uuid.uuid4())}
    for texte in ["<p>Le premier</p>", "<p>Le premier</p>", "<p>Le second</p>"]:
        client.post(url, data | {"texte": texte})
    texts = [s.texte for s in Suivi.objects.filter(auteur=world.redacteur).order_by("cree_le")]
    assert texts == ["<p>Le premier</p>", "<p>Le second</p>"]


def test_a_text_over_the_limit_of_the_form_comes_back_to_its_author(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = {"texte": f"<p>Début gardé {'x' * 50_000}</p>", "date": "2026-11-01"}
    response = as_user(world.redacteur).post(url, data)
    assert response.status_code == 400
    assert "Début gardé" in response.content.decode()
    assert "50000" in re.sub(r"\s", "", response.content.decode())


def test_a_correction_keeps_the_earlier_text_with_its_difference(world, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte="<p>Absent le lundi matin.</p>")
    url = reverse("blog:suivi_edit", args=[suivi.pk])
    client = as_user(world.redacteur)
    client.post(url, {"texte": "<p>Absent le mardi matin.</p>", "version": 1})

    page = page_of(as_user, world.lecteur, world.article)
    assert "Absent le mardi matin." in page and "Corrigé le" in page
    history = as_user(world.lecteur).get(reverse("blog:suivi_history", args=[suivi.pk]))
    text = re.sub(r"\s+", " ", history.content.decode())
    assert "Absent le lundi matin." in text
    assert re.search(r"<del>.{0,80}lundi</del>", text)
    assert re.search(r"<ins>.{0,80}mardi</ins>", text)
    assert as_user(world.gestionnaire).get(url).status_code == 403


def test_two_corrections_at_once_never_overwrite_silently(world, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte="<p>Un</p>")
    url = reverse("blog:suivi_edit", args=[suivi.pk])
    client = as_user(world.redacteur)
    client.post(url, {"texte": "<p>Deux</p>", "version": 1})
    second = client.post(url, {"texte": "<p>Trois</p>", "version": 1})
    assert second.status_code == 409
    assert "Deux" in second.content.decode() and "Trois" in second.content.decode()
    assert suivi.versions.count() == 1


def test_a_withdrawn_suivi_leaves_its_trace_and_its_reason_not_its_text(world, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte="<p>Mauvaise situation</p>")
    url = reverse("blog:suivi_withdraw", args=[suivi.pk])
    client = as_user(world.redacteur)
    assert client.post(url, {"motif": " ", "version": 1}).status_code == 400
    client.post(url, {"motif": "Écrit ailleurs", "version": 1})
    page = page_of(as_user, world.lecteur, world.article)
    assert "Écrit ailleurs" in page and "retiré le" in page
    assert "Mauvaise situation" not in page
    assert (
        as_user(world.lecteur).get(reverse("blog:suivi_history", args=[suivi.pk])).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("redacteur", {"edit", "withdraw"}),
        ("gestionnaire", {"withdraw"}),
        ("other", set()),
        ("lecteur", set()),
    ],
)
def test_what_may_be_done_of_a_suivi_is_offered_to_who_may_do_it(world, as_user, who, offered):
    suivi = make_suivi(world.article, world.redacteur)
    world.other = make_member(world.rubrique, Role.REDACTEUR)
    client, acts = as_user(getattr(world, who)), ["edit", "withdraw"]
    urls = {act: reverse(f"blog:suivi_{act}", args=[suivi.pk]) for act in acts}
    page = client.get(world.article.get_absolute_url()).text
    assert {act for act in acts if f'href="{urls[act]}"' in page} == offered
    assert {act for act in acts if client.get(urls[act]).status_code == 200} == offered
