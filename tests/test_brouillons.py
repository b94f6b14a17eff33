"""What is typed and not saved: kept for its author, given back, dropped once it is saved."""

import datetime
import time
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import Suivi
from blog.situation.services import set_aside
from cellule.middleware import SEEN_AT
from journal.models import Trace
from rubriques.models import Brouillon
from rubriques.permissions import Role, set_role
from rubriques.redaction.brouillons import LARGEST, mark_of
from tests.factories import make_member, make_point, make_suivi

TEXT = "<p>La mère a rappelé vers midi, elle propose jeudi.</p>"
SHOWN = "elle propose jeudi"
LEFT = "Vous n’aviez pas enregistré."


def suivi_data(**values):
    return {
        "date": str(timezone.localdate()),
        "texte": TEXT,
        "portee": "cellule",
        "envoi": str(uuid.uuid4()),
    } | values


@pytest.fixture
def adresse(world):
    return reverse("blog:suivi_create", args=[world.article.pk])


def page_of(client, world):
    return client.get(world.article.get_absolute_url()).content.decode()


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


def idle(client):
    session = client.session
    session[SEEN_AT] = time.time() - settings.SESSION_IDLE_SECONDS - 1
    session.save()


def test_a_session_ends_after_half_an_hour_without_an_act(world, as_user):
    client = as_user(world.lecteur)
    client.get("/")
    session = client.session
    session[SEEN_AT] = time.time() - settings.SESSION_IDLE_SECONDS + 60
    session.save()
    assert client.get("/").status_code == 200  # an act: half an hour again
    assert client.session[SEEN_AT] > time.time() - 60
    idle(client)
    assert client.get("/").status_code == 302


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


@pytest.mark.parametrize("origin", ["https://exemple.invalid", "null", None])
def test_a_forged_form_leaves_no_draft(strict, world, adresse, origin):
    headers = {"HTTP_ORIGIN": origin} if origin else {}
    answer = strict.post(adresse, suivi_data(de=mark_of(world.redacteur)), **headers)
    assert answer.status_code == 403
    assert not Brouillon.objects.exists()


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


def test_a_draft_is_not_said_to_be_kept_when_it_is_not(world, as_user, adresse):
    sent = suivi_data(texte="x" * (LARGEST + 1), brouillon="oui")
    assert as_user(world.redacteur).post(adresse, sent).status_code == 413
    assert not Brouillon.objects.exists()


def test_another_text_under_the_number_of_a_saved_one_is_not_lost(world, as_user, adresse):
    client, data = as_user(world.redacteur), suivi_data()
    client.post(adresse, data)
    long_ago = timezone.now() - datetime.timedelta(minutes=2)
    Suivi.objects.filter(pk=data["envoi"]).update(cree_le=long_ago)
    client.post(adresse, data | {"texte": "<p>La suite, écrite après.</p>", "brouillon": "oui"})
    response = client.get(world.article.get_absolute_url())
    assert "La suite, écrite après." in response.content.decode()
    assert str(response.context["form"]["envoi"].value()) != data["envoi"]
