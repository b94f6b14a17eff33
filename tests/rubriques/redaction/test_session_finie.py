"""A text sent after its session ended, or by another person than its author, is not lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import Suivi
from rubriques.models import Brouillon
from rubriques.redaction.brouillons import LARGEST, MOST, mark_of
from tests.outils.brouillons import LEFT, SHOWN, TEXT, idle, page_of, suivi_data
from tests.outils.factories import make_point


@pytest.mark.parametrize("name", ["suivi_create", "article_edit", "statut_edit", "action_create"])
def test_a_text_sent_after_the_session_ended_waits_for_its_author(world, as_user, name):
    """Half an hour without an act: signing in again gives the text back, without JavaScript."""
    adresse = reverse(f"blog:{name}", args=[world.article.pk])
    client = as_user(world.redacteur)
    client.get("/")
    idle(client)
    text = {"texte": TEXT, "constats": SHOWN, "motif": SHOWN, "libelle": SHOWN}
    answer = client.post(adresse, suivi_data(**text))
    assert answer.status_code == 302 and answer.url.startswith("/comptes/connexion/")
    page = as_user(world.redacteur).get(adresse, follow=True).content.decode()
    assert SHOWN in page and LEFT in page


def test_a_text_sent_without_a_session_is_shown_to_whoever_sent_it(client, world, adresse):
    answer = client.post(adresse, suivi_data())
    assert answer.status_code == 401
    page = answer.content.decode()
    assert SHOWN in page and "Votre session est terminée." in page
    assert client.post(adresse, {"date": "2026-11-02"}).status_code == 302
    assert not Brouillon.objects.exists()


@pytest.fixture
def strict(world):
    """A browser that checks the tokens of forms, as the real ones do."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.redacteur)
    client.get("/")
    return client


def test_a_form_older_than_the_session_keeps_its_text(strict, world, adresse):
    own = {"HTTP_ORIGIN": "http://testserver"}
    answer = strict.post(adresse, suivi_data(de=mark_of(world.redacteur)), **own)
    assert answer.status_code == 403
    assert "Votre texte est gardé" in answer.content.decode()
    assert SHOWN in page_of(strict, world)


def test_a_form_older_than_the_session_is_not_kept_for_who_did_not_write_it(
    strict, world, adresse
):
    """A shared computer: the page is its author's, who signed in since is somebody else."""
    sent = suivi_data(de=mark_of(world.gestionnaire))
    answer = strict.post(adresse, sent, HTTP_ORIGIN="http://testserver")
    assert answer.status_code == 403 and SHOWN in answer.text
    assert "Votre texte est gardé" not in answer.text
    assert not Brouillon.objects.exists()
    assert LEFT not in page_of(strict, world)


@pytest.mark.parametrize("origin", ["https://exemple.invalid", "null", None])
def test_a_forged_form_leaves_no_draft(strict, world, adresse, origin):
    headers = {"HTTP_ORIGIN": origin} if origin else {}
    answer = strict.post(adresse, suivi_data(de=mark_of(world.redacteur)), **headers)
    assert answer.status_code == 403
    assert not Brouillon.objects.exists()


def test_a_text_is_never_saved_in_the_name_of_who_signed_in_after_its_author(
    world, as_user, adresse
):
    """A shared computer: the page of one member is open, another signed in meanwhile."""
    left_open = suivi_data(de=mark_of(world.redacteur))
    client = as_user(world.gestionnaire)
    assert client.post(adresse, left_open | {"brouillon": "oui"}).status_code == 409
    answer = client.post(adresse, left_open)
    assert answer.status_code == 409 and SHOWN in answer.content.decode()
    assert not Brouillon.objects.exists()
    assert not Suivi.objects.filter(auteur=world.gestionnaire).exclude(pk=world.suivi.pk).exists()
    assert as_user(world.redacteur).post(adresse, left_open).status_code == 302


def test_the_form_of_a_page_carries_whose_text_it_is(world, as_user):
    for user in [world.redacteur, world.gestionnaire]:
        page = page_of(as_user(user), world)
        assert f'name="de" value="{mark_of(user)}"' in page
    assert mark_of(world.redacteur) != mark_of(world.gestionnaire)


def test_a_late_text_is_not_given_to_who_was_signed_in_last(world, as_user, adresse):
    client = as_user(world.gestionnaire)
    client.get("/")
    idle(client)
    answer = client.post(adresse, suivi_data(de=mark_of(world.redacteur)))
    assert answer.status_code == 401 and SHOWN in answer.content.decode()
    assert not Brouillon.objects.exists()


@pytest.mark.parametrize("who", ["exclu", "lecteur"])
def test_who_writes_nowhere_leaves_no_draft_past_the_gate(world, as_user, adresse, who):
    user = getattr(world, who)
    client = as_user(user)
    client.get("/")
    idle(client)
    client.post(adresse, suivi_data(de=mark_of(user)))
    assert not Brouillon.objects.exists()


def test_a_reader_s_contribution_is_kept_past_the_gate(world, as_user):
    point = make_point(world.seance, world.article)
    adresse, client = (
        reverse("agenda:contribution_create", args=[point.pk]),
        as_user(world.lecteur),
    )
    client.get("/")
    idle(client)
    client.post(adresse, suivi_data(de=mark_of(world.lecteur)))
    assert SHOWN in as_user(world.lecteur).get(adresse).content.decode()


@pytest.mark.parametrize(
    ("adresse", "text"),
    [("/rubriques/" + "a" * 300 + "/articles/creer/", "court"), (None, "x" * (LARGEST + 1))],
    ids=["address", "text"],
)
def test_a_draft_past_all_measure_is_not_kept(world, as_user, adresse, text):
    adresse = adresse or reverse("blog:suivi_create", args=[world.article.pk])
    client = as_user(world.redacteur)
    client.get("/")
    idle(client)
    answer = client.post(adresse, suivi_data(texte=f"<p>{text} et la suite</p>"))
    assert answer.status_code == 401 and "et la suite" in answer.content.decode()
    assert not Brouillon.objects.exists()


def test_texts_past_the_gate_are_kept_until_there_are_too_many(world, as_user, adresse):
    """Nobody fills the server: the text that is one too many is shown, and not kept. What its
    author already left at that address is still replaced."""
    user = world.redacteur
    Brouillon.objects.bulk_create(
        Brouillon(
            auteur=user, adresse=f"/ailleurs/{number}/", champs="{}", modifie_le=timezone.now()
        )
        for number in range(MOST - 1)
    )
    client, left = as_user(user), reverse("blog:action_create", args=[world.article.pk])
    kept, again, refused = [(adresse, SHOWN), (adresse, "Et la suite"), (left, "Un de trop")]
    for url, text in [kept, again, refused]:
        client.force_login(user)
        client.get("/")
        idle(client)
        answer = client.post(url, suivi_data(texte=text, libelle=text))
        assert answer.status_code == (401 if url == left else 302)
    assert "Un de trop" in answer.text
    assert not Brouillon.objects.filter(adresse=left).exists()
    assert "Et la suite" in Brouillon.objects.get(adresse=adresse).champs
    assert Brouillon.objects.filter(auteur=user).count() == MOST


def test_a_draft_is_not_said_to_be_kept_when_it_is_not(world, as_user, adresse):
    sent = suivi_data(texte="x" * (LARGEST + 1), brouillon="oui")
    assert as_user(world.redacteur).post(adresse, sent).status_code == 413
    assert not Brouillon.objects.exists()
