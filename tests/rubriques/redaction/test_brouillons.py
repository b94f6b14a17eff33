"""What is typed and not saved: kept for its author, given back, dropped once it is saved."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Suivi
from blog.situation.services import set_aside
from journal.models import Trace
from rubriques.models import Brouillon
from rubriques.permissions import Role, set_role
from tests.outils.brouillons import LEFT, SHOWN, TEXT, page_of, suivi_data
from tests.outils.factories import make_member, make_suivi


def test_a_text_being_written_is_there_again_when_its_page_is_opened(world, as_user, adresse):
    client = as_user(world.redacteur)
    assert LEFT not in page_of(client, world)
    answer = client.post(adresse, suivi_data(brouillon="oui"))
    assert (answer.status_code, answer.content) == (204, b"")
    page = page_of(client, world)
    assert LEFT in page and SHOWN in page
    assert not Suivi.objects.filter(auteur=world.redacteur).exists()


def test_a_draft_is_its_authors_alone(world, as_user, adresse):
    as_user(world.redacteur).post(adresse, suivi_data(brouillon="oui"))
    for other in [world.gestionnaire, world.lecteur]:
        page = page_of(as_user(other), world)
        assert SHOWN not in page and LEFT not in page
    assert SHOWN in page_of(as_user(world.redacteur), world)


def test_the_last_draft_replaces_the_one_before(world, as_user, adresse):
    client = as_user(world.redacteur)
    for text in ["<p>Un</p>", "<p>Deux</p>", TEXT]:
        client.post(adresse, suivi_data(brouillon="oui", texte=text))
    assert Brouillon.objects.count() == 1
    assert SHOWN in page_of(client, world)


def test_saving_drops_the_draft(world, as_user, adresse):
    client, data = as_user(world.redacteur), suivi_data()
    client.post(adresse, data | {"brouillon": "oui"})
    assert client.post(adresse, data).status_code == 302
    assert not Brouillon.objects.exists()
    # The last draft, late on its way, arrives after what it holds was saved.
    client.post(adresse, data | {"brouillon": "oui"})
    assert LEFT not in page_of(client, world)


def test_a_draft_can_be_given_up(world, as_user, adresse):
    client = as_user(world.redacteur)
    client.post(adresse, suivi_data(brouillon="oui"))
    assert client.post(adresse, suivi_data(abandonner="oui")).status_code == 302
    page = page_of(client, world)
    assert SHOWN not in page and "Le brouillon est abandonné." in page


def test_a_draft_is_sealed_and_in_no_trace(world, as_user, adresse):
    as_user(world.redacteur).post(adresse, suivi_data(brouillon="oui"))
    token = Brouillon.objects.values_list("champs", flat=True).get()
    assert token.startswith("c1:") and SHOWN not in token
    assert SHOWN not in str(list(Trace.objects.values()))


@pytest.mark.parametrize("who", ["lecteur", "exclu"])
def test_who_may_not_write_keeps_no_draft_there(world, as_user, adresse, who):
    answer = as_user(getattr(world, who)).post(adresse, suivi_data(brouillon="oui"))
    assert answer.status_code == (403 if who == "lecteur" else 404)
    assert not Brouillon.objects.exists()


def test_a_withdrawn_writer_finds_no_draft_of_theirs(world, as_user, adresse):
    client = as_user(world.redacteur)
    client.post(adresse, suivi_data(brouillon="oui"))
    assert "Textes commencés" in client.get("/").content.decode()
    set_role(rubrique=world.rubrique, utilisateur=world.redacteur, role=None, par=None)
    assert client.get(world.article.get_absolute_url()).status_code == 404
    assert "Textes commencés" not in client.get("/").content.decode()


def test_home_tells_of_a_text_left_without_saying_where(world, as_user, adresse):
    client = as_user(world.redacteur)
    client.post(adresse, suivi_data(brouillon="oui"))
    home = client.get("/").content.decode()
    assert "Textes commencés" in home and adresse in home and SHOWN not in home
    set_aside(
        article=world.article, utilisateur=world.redacteur, aside=True, par=world.gestionnaire
    )
    home = client.get("/").content.decode()
    assert world.article.code not in home
    assert client.get(adresse).status_code == 404


def test_the_form_of_a_situation_comes_back_with_all_its_fields(world, as_user):
    edit = reverse("blog:article_edit", args=[world.article.pk])
    client = as_user(world.redacteur)
    form = client.get(edit).context["form"]
    natures = [str(n.pk) for n in world.rubrique.natures.all()[2:4]]
    data = {
        "version": 1,
        "vu": form.initial["vu"],
        "niveau": "3e",
        "vigilance": "urgent",
        "signale_par": "famille",
        "signale_le": "2026-09-14",
        "preoccupante": "aucune",
        "natures": natures,
        "dispositifs": ["pap", "tutorat"],
        "referent": str(world.lecteur.pk),
        "constats": "Un constat qui n’est pas fini",
    }
    client.post(edit, data | {"brouillon": "oui"})
    response = client.get(edit)
    form, page = response.context["form"], response.content.decode()
    assert LEFT in page and "Un constat qui n’est pas fini" in page
    assert form["natures"].value() == natures
    assert form["dispositifs"].value() == ["pap", "tutorat"]
    assert str(form["referent"].value()) == str(world.lecteur.pk)
    assert form["vigilance"].value() == "urgent"
    world.article.refresh_from_db()
    assert world.article.vigilance != "urgent"


def test_a_draft_older_than_what_somebody_saved_meets_it_as_a_conflict(world, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte="<p>Un</p>")
    edit = reverse("blog:suivi_edit", args=[suivi.pk])
    client = as_user(world.redacteur)
    client.post(edit, {"texte": "<p>Mon brouillon</p>", "version": 1, "brouillon": "oui"})
    client.post(edit, {"texte": "<p>Depuis un autre poste</p>", "version": 1, "autre": "1"})
    client.post(edit, {"texte": "<p>Mon brouillon</p>", "version": 1, "brouillon": "oui"})
    form = client.get(edit).context["form"]
    assert form["version"].value() == "1"
    answer = client.post(edit, {"texte": "<p>Mon brouillon</p>", "version": 1})
    assert answer.status_code == 409
    assert "Depuis un autre poste" in answer.content.decode()


def test_a_draft_does_not_pass_for_anything_but_text(world, as_user, adresse):
    """A draft with values that make no sense opens as far as it can, and breaks nothing."""
    client = as_user(world.redacteur)
    odd = {"envoi": "x", "date": "pas une date", "portee": "secret", "texte": "<script>x</script>"}
    client.post(adresse, odd | {"brouillon": "oui"})
    response = client.get(world.article.get_absolute_url())
    assert response.status_code == 200
    assert "<script>x" not in response.content.decode()


def test_two_members_keep_their_own_drafts_of_one_situation(world, as_user, adresse):
    other = make_member(world.rubrique, Role.REDACTEUR)
    for user, text in [(world.redacteur, "<p>Brouillon un</p>"), (other, "<p>Brouillon deux</p>")]:
        as_user(user).post(adresse, suivi_data(texte=text, brouillon="oui"))
    assert "Brouillon un" in page_of(as_user(world.redacteur), world)
    assert "Brouillon deux" in page_of(as_user(other), world)


def test_a_draft_without_the_number_of_its_form_can_be_saved(world, as_user, adresse):
    client, data = as_user(world.redacteur), suivi_data()
    del data["envoi"]
    client.post(adresse, data | {"brouillon": "oui"})
    form = client.get(world.article.get_absolute_url()).context["form"]
    assert uuid.UUID(str(form["envoi"].value()))
    answer = client.post(adresse, data)  # without it, the author is told, not left guessing
    assert answer.status_code == 400
    assert "cette page est incomplète" in answer.content.decode()


def test_another_text_under_the_number_of_a_saved_one_is_not_lost(world, as_user, adresse):
    client, data = as_user(world.redacteur), suivi_data()
    client.post(adresse, data)
    long_ago = timezone.now() - datetime.timedelta(minutes=2)
    Suivi.objects.filter(pk=data["envoi"]).update(cree_le=long_ago)
    client.post(adresse, data | {"texte": "<p>La suite, écrite après.</p>", "brouillon": "oui"})
    response = client.get(world.article.get_absolute_url())
    assert "La suite, écrite après." in response.content.decode()
    assert str(response.context["form"]["envoi"].value()) != data["envoi"]
