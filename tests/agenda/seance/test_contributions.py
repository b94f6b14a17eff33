"""What members bring to a meeting before it, or from elsewhere."""

import pytest
from django.utils import timezone

from agenda.models import Contribution
from agenda.seance.cloture import close_seance
from agenda.seance.services import open_seance
from blog.models import Suivi
from comptes.models import Utilisateur
from rubriques.models import Rubrique
from rubriques.permissions import Role
from rubriques.portee import Portee
from tests.outils.factories import make_contribution, make_member, make_point
from tests.outils.seances import url


def test_a_reader_contributes_before_with_the_reach_of_their_function(world, seance, as_user):
    counsellor = make_member(world.rubrique, Role.LECTEUR, fonction=Utilisateur.Fonction.PSYEN)
    point = make_point(seance, world.article)
    page = url("contribution_create", point.pk)
    form = {"texte": "<p>Vue au CIO mardi.</p>", "portee": Portee.SANTE_SOCIAL.value}
    number = as_user(counsellor).get(page).context["form"]["envoi"].value()
    for _ in range(2):  # a double click
        assert as_user(counsellor).post(page, form | {"envoi": number}).status_code == 302
    assert Contribution.objects.get().auteur == counsellor
    assert "Vue au CIO" not in as_user(world.gestionnaire).get(page).content.decode()
    open_seance(seance=seance, par=world.gestionnaire)
    for user, reads in [(world.gestionnaire, False), (counsellor, True)]:
        text = as_user(user).get(url("seance_follow", seance.pk)).content.decode()
        assert ("Vue au CIO" in text) == reads
        assert "Contribution" in text
    wall = as_user(counsellor).get(url("seance_project", seance.pk)).content.decode()
    assert "Vue au CIO" not in wall
    close_seance(seance=seance, par=world.gestionnaire)
    suivi = Suivi.objects.get(auteur=counsellor)
    assert (suivi.portee, suivi.date) == (Portee.SANTE_SOCIAL, timezone.localdate())
    assert suivi not in Suivi.objects.visible_to(world.gestionnaire)


def test_a_contribution_that_comes_after_the_closing_is_given_back(world, held, as_user):
    page = url("contribution_create", world.points[0].pk)
    form = {"texte": "<p>Trop tard.</p>", "portee": "cellule"}
    form["envoi"] = as_user(world.lecteur).get(page).context["form"]["envoi"].value()
    close_seance(seance=held, par=world.gestionnaire)
    answer = as_user(world.lecteur).post(page, form)
    assert answer.status_code == 409
    assert "Trop tard." in answer.content.decode()
    assert not Contribution.objects.exists()


def test_nobody_contributes_to_a_rubrique_that_is_archived(world, held, as_user):
    page, client = url("contribution_create", world.points[0].pk), as_user(world.lecteur)
    form = client.get(page).context["form"]
    sent = {"texte": "<p>Su.</p>", "portee": "cellule", "envoi": form["envoi"].value()}
    Rubrique.objects.filter(pk=world.rubrique.pk).update(archivee_le=timezone.now())
    answer = client.post(page, sent)
    assert answer.status_code == 409 and "Su." in answer.content.decode()
    assert not Contribution.objects.exists()
    Rubrique.objects.filter(pk=world.rubrique.pk).update(archivee_le=None)
    assert client.post(page, sent).status_code == 302


def test_what_was_brought_is_read_in_the_situation_alone_after_the_closing(world, held, as_user):
    make_contribution(world.points[0], world.lecteur)
    page, client = url("point_live", world.points[0].pk), as_user(world.lecteur)
    assert client.get(page).status_code == 200
    close_seance(seance=held, par=world.gestionnaire)
    assert client.get(page).status_code == 404


@pytest.fixture
def brought(world, seance):
    return make_contribution(make_point(seance, world.article), world.lecteur)


def typed(client, page, **values):
    form = client.get(page).context["form"]
    return {name: form[name].value() for name in ["version", "texte", "portee"]} | values


def test_an_author_corrects_what_they_brought_until_the_closing(world, brought, as_user):
    client, page = as_user(world.lecteur), url("contribution_edit", brought.pk)
    listed = client.get(url("contribution_create", brought.point_id)).content.decode()
    assert page in listed and "Vu hier au CIO." in listed
    form = typed(client, page, texte="<p>Vu mardi au CIO.</p>", portee="auteur")
    assert client.post(page, form).status_code == 302
    brought.refresh_from_db()
    assert (brought.texte, brought.portee) == ("<p>Vu mardi au CIO.</p>", "auteur")
    stale = client.post(page, form | {"texte": "<p>Écrit ailleurs.</p>"})
    assert stale.status_code == 409
    assert "Écrit ailleurs." in stale.content.decode() and "Vu mardi" in stale.content.decode()
    open_seance(seance=brought.point.seance, par=world.gestionnaire)
    late = typed(client, page, texte="<p>Trop tard.</p>")
    close_seance(seance=brought.point.seance, par=world.gestionnaire)
    answer = client.post(page, late)
    assert answer.status_code == 409 and "Trop tard." in answer.content.decode()
    assert client.get(page).url == world.article.get_absolute_url()
    assert Suivi.objects.get(auteur=world.lecteur).texte == "<p>Vu mardi au CIO.</p>"


def test_an_author_takes_back_what_they_brought_and_open_pages_learn_it(world, brought, as_user):
    client, page = as_user(world.lecteur), url("contribution_edit", brought.pk)
    live = url("point_live", brought.point_id)
    state = client.get(live)["ETag"]
    assert client.post(page, {"retirer": "oui"}).status_code == 302
    make_contribution(brought.point, world.redacteur, texte="<p>Une autre.</p>")
    answer = client.get(live, headers={"If-None-Match": state})
    assert answer.status_code == 200 and "Une autre." in answer.content.decode()
    assert "Vu hier" not in answer.content.decode()
    assert client.post(page, {"retirer": "oui"}).status_code == 404
