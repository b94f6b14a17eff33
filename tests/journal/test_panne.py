"""No trace, no act: what a journal that takes no line stops."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from blog.models import Lecture
from tests.outils.comptes import sign_in
from tests.outils.factories import CANARY
from tests.outils.journal import a_suivi


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

    broken_journal.close()
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
    transaction.set_rollback(False)  # the test's own transaction, which no statement broke
    assert not Lecture.objects.filter(utilisateur=world.lecteur).exists()
    assert lines() == []

    broken_journal.close()
    assert "Absences le lundi." in client.get(url).content.decode()
    assert len(lines()) == 1


def test_a_right_whose_line_cannot_be_written_is_not_given(world, as_user, lines, broken_journal):
    client = as_user(world.gestionnaire)
    client.raise_request_exception = False
    url = reverse("rubriques:membre_list", args=[world.rubrique.slug])
    day = str(timezone.localdate())
    data = {"adresse": world.exclu.email, "role": "lecteur", "expire_le": day}
    assert client.post(url, data).status_code == 503
    assert not world.exclu.habilitations.exists()

    broken_journal.close()
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

    broken_journal.close()
    sign_in(client, "lecteur")
    assert client.get("/").status_code == 200
