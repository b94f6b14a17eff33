"""Who may read what inside a rubrique: secrecy by profession, conflicts of interest.

tests/acces/test_visible_to.py says the same of random rubriques.
"""

import pytest
from django.urls import reverse

from blog.situation.services import set_aside
from journal.models import Trace
from rubriques.portee import Portee
from tests.outils.factories import make_action, make_article, make_suivi
from tests.outils.saisies import suivi_data
from tests.outils.screens import page_of


def test_a_sante_social_note_is_closed_to_the_head_and_open_to_the_counsellor(
    world, as_user, nurse, counsellor
):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = suivi_data(texte="<p>Motif confidentiel</p>", portee="sante_social")
    assert as_user(nurse).post(url, data).status_code == 302

    told_apart = f'data-auteur="{nurse.nom_court}"'  # what an open page announces
    for reader in [nurse, counsellor]:
        page = page_of(as_user, reader, world.article)
        assert "Motif confidentiel" in page and told_apart in page
    for reader in [world.gestionnaire, world.redacteur, world.lecteur]:
        page = page_of(as_user, reader, world.article)
        told = page.split("Lu par")[0]
        assert "Motif confidentiel" not in page
        assert str(nurse) not in told and told_apart not in told
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


def test_no_trace_says_what_a_reserved_note_says(world, as_user, nurse):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    as_user(nurse).post(url, suivi_data(texte="<p>Motzorglub</p>", portee="auteur"))
    assert Trace.objects.filter(acteur=nurse, acte="creation").exists()
    rows = Trace.objects.values_list("details", "objet_id", "objet_type")
    assert "Motzorglub" not in str(list(rows))
