"""Who may read what inside a rubrique: secrecy by profession, conflicts of interest, corrections.

tests/test_oracle.py says the same of random rubriques.
"""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Action
from blog.situation.services import correct_suivi, set_aside
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.permissions import Portee, Role
from tests.factories import make_action, make_article, make_member, make_suivi
from tests.screens import articles_in

Fonction = Utilisateur.Fonction


def suivi_data(**values):
    return {
        "date": str(timezone.localdate()),
        "texte": "<p>Entretien tenu.</p>",
        "portee": "cellule",
        "envoi": "5f0e7f4e-58f4-4a3b-9d0e-3c1f6f4b1a10",
    } | values


@pytest.fixture
def nurse(world):
    return make_member(world.rubrique, Role.REDACTEUR, fonction=Fonction.INFIRMIER)


@pytest.fixture
def counsellor(world):
    return make_member(world.rubrique, Role.LECTEUR, fonction=Fonction.PSYEN)


def page_of(as_user, user, article):
    return as_user(user).get(article.get_absolute_url()).content.decode()


def test_a_sante_social_note_is_closed_to_the_head_and_open_to_the_counsellor(
    world, as_user, nurse, counsellor
):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = suivi_data(texte="<p>Motif confidentiel</p>", portee="sante_social")
    assert as_user(nurse).post(url, data).status_code == 302

    for reader in [nurse, counsellor]:
        assert "Motif confidentiel" in page_of(as_user, reader, world.article)
    for reader in [world.gestionnaire, world.redacteur, world.lecteur]:
        page = page_of(as_user, reader, world.article)
        assert "Motif confidentiel" not in page and str(nurse) not in page.split("Lu par")[0]
        assert "Note réservée" in page and "infirmier·ère" in page


def test_a_note_for_its_author_alone_is_closed_to_everybody_else(
    world, as_user, nurse, counsellor
):
    make_suivi(world.article, nurse, texte="<p>Pense-bête privé</p>", portee=Portee.AUTEUR)
    assert "Pense-bête privé" in page_of(as_user, nurse, world.article)
    for reader in [counsellor, world.gestionnaire]:
        assert "Pense-bête privé" not in page_of(as_user, reader, world.article)


def test_who_is_not_bound_to_secrecy_cannot_give_that_reach(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    response = as_user(world.gestionnaire).post(url, suivi_data(portee="sante_social"))
    assert response.status_code == 400
    assert "Santé et social" not in page_of(as_user, world.gestionnaire, world.article)


@pytest.mark.parametrize("act", ["edit", "withdraw", "history"])
def test_a_reserved_note_has_no_act_for_who_may_not_read_it(world, as_user, nurse, act):
    suivi = make_suivi(world.article, nurse, portee=Portee.SANTE_SOCIAL)
    url = reverse(f"blog:suivi_{act}", args=[suivi.pk])
    assert as_user(world.gestionnaire).get(url).status_code == 404
    assert as_user(nurse).get(url).status_code == 200


def test_a_member_set_aside_finds_nothing_of_that_situation(world, as_user, nurse):
    other = make_article(world.rubrique, world.gestionnaire, constats="Autre situation")
    make_action(world.article, nurse, libelle="Action confidentielle")
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    url = reverse("blog:ecart_list", args=[world.article.pk])
    assert world.article.code in as_user(nurse).get(listing).content.decode()

    as_user(world.gestionnaire).post(url, {"utilisateur": nurse.pk})
    assert as_user(nurse).get(world.article.get_absolute_url()).status_code == 404
    for path in [listing, "/"]:
        page = as_user(nurse).get(path).content.decode()
        assert world.article.code not in page and "Action confidentielle" not in page
    assert other.code in as_user(nurse).get(listing).content.decode()
    for path in [url, reverse("blog:article_history", args=[world.article.pk])]:
        assert as_user(nurse).get(path).status_code == 404

    as_user(world.gestionnaire).post(url, {"utilisateur": nurse.pk, "reintegrer": "oui"})
    assert as_user(nurse).get(world.article.get_absolute_url()).status_code == 200


def test_nobody_else_is_told_who_is_set_aside(world, as_user, nurse):
    set_aside(article=world.article, utilisateur=nurse, aside=True, par=world.gestionnaire)
    assert str(nurse) not in page_of(as_user, world.lecteur, world.article)
    assert "écart" not in page_of(as_user, world.lecteur, world.article)
    url = reverse("blog:ecart_list", args=[world.article.pk])
    assert str(nurse) in as_user(world.gestionnaire).get(url).content.decode()


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


def test_the_life_of_a_situation_is_kept_step_by_step(world, as_user):
    url = reverse("blog:statut_edit", args=[world.article.pk])
    client = as_user(world.redacteur)
    assert client.post(url, {"vers": "close", "version": 1}).status_code == 400
    client.post(url, {"vers": "close", "cloture": "relais", "motif": "CMP", "version": 1})
    assert client.post(url, {"vers": "veille", "version": 2}).status_code == 400
    client.post(url, {"vers": "rouverte", "motif": "Retour", "version": 2})
    steps = [(c.de, c.vers, c.motif) for c in world.article.changements.order_by("le")]
    assert steps == [
        ("", "signalee", ""),
        ("signalee", "close", "CMP"),
        ("close", "rouverte", "Retour"),
    ]
    history = reverse("blog:article_history", args=[world.article.pk])
    assert "Retour" in as_user(world.lecteur).get(history).content.decode()


def test_an_action_late_stands_out_on_the_situation_the_list_and_the_home_of_who_does_it(
    world, as_user
):
    url = reverse("blog:action_create", args=[world.article.pk])
    data = {
        "libelle": "Appeler le CMP",
        "responsable": world.redacteur.pk,
        "echeance": "2026-01-05",
        "etat": "a_faire",
    }
    as_user(world.gestionnaire).post(url, data)
    client = as_user(world.redacteur)
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    for path in [world.article.get_absolute_url(), "/"]:
        page = client.get(path).content.decode()
        assert "Appeler le CMP" in page and "en retard" in page
    assert "1 en retard" in client.get(listing).content.decode()

    action = Action.objects.get(responsable=world.redacteur)
    edit = reverse("blog:action_edit", args=[action.pk])
    client.post(edit, data | {"etat": "faite", "resultat": "Rendez-vous pris", "version": 1})
    page = client.get(world.article.get_absolute_url()).content.decode()
    assert "Rendez-vous pris" in page
    assert "Appeler le CMP" not in client.get("/").content.decode()


def test_lu_par_tells_who_opened_since_the_last_note_open_to_all(world, as_user, nurse):
    make_suivi(world.article, world.gestionnaire)
    page_of(as_user, world.lecteur, world.article)
    lectures = (
        as_user(world.gestionnaire).get(world.article.get_absolute_url()).context["lectures"]
    )
    read = {m.utilisateur for m in lectures["read"]}
    assert read == {world.lecteur, world.gestionnaire}
    assert nurse in {m.utilisateur for m in lectures["unread"]}


def test_no_trace_says_what_a_reserved_note_says(world, as_user, nurse):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    as_user(nurse).post(url, suivi_data(texte="<p>Motzorglub</p>", portee="auteur"))
    assert Trace.objects.filter(acteur=nurse, acte="creation").exists()
    rows = Trace.objects.values_list("details", "objet_id", "objet_type")
    assert "Motzorglub" not in str(list(rows))


def news_of(as_user, user, world):
    """What the list says is new of the situation of the world."""
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    (article,) = articles_in(as_user(user).get(listing))
    return article.nouveaux, article.remaniee


def test_what_changed_since_i_last_opened_it_is_new_for_me(world, as_user, nurse):
    note = make_suivi(world.article, world.redacteur)
    reserved = make_suivi(world.article, nurse, portee=Portee.SANTE_SOCIAL)
    acts = [
        lambda: correct_suivi(suivi=note, texte="<p>Deux</p>", par=world.redacteur, seen=1),
        lambda: make_action(world.article, world.redacteur),
        lambda: world.article.save(update_fields=["modifie_le"]),
    ]
    for act in acts:
        page_of(as_user, world.lecteur, world.article)
        assert news_of(as_user, world.lecteur, world) == (0, False)
        act()
        assert news_of(as_user, world.lecteur, world) == (0, True)
    page_of(as_user, world.lecteur, world.article)
    correct_suivi(suivi=reserved, texte="<p>Autre</p>", par=nurse, seen=1)
    assert news_of(as_user, world.lecteur, world) == (0, False)
