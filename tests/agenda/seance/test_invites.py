"""A guest: one situation, one meeting, the notes of the whole cellule; gone at the closing."""

import pytest
from django.urls import reverse
from django.utils import timezone
from schedule.models import Occurrence

from agenda.models import Invitation, Seance
from agenda.models.point import GUEST_HOURS
from agenda.seance.cloture import close_seance
from agenda.seance.services import invite, open_seance
from blog.situation.services import set_aside, withdraw_suivi
from journal.models import Trace
from rubriques.models import Rubrique
from rubriques.permissions import Role
from rubriques.portee import Portee
from tests.outils.factories import (
    make_article,
    make_member,
    make_point,
    make_rubrique,
    make_suivi,
)


@pytest.fixture
def guest(world):
    """`exclu`, who holds no right, is invited to the situation of the world in an open séance."""
    make_suivi(world.article, world.redacteur, texte="<p>Pour tous.</p>")
    make_suivi(world.article, world.redacteur, texte="<p>Réservé.</p>", portee=Portee.SANTE_SOCIAL)
    world.point = make_point(world.seance, world.article)
    make_point(world.seance, make_article(world.rubrique))
    invite(point=world.point, utilisateur=world.exclu, par=world.redacteur)
    open_seance(seance=world.seance, par=world.redacteur)
    return world.exclu


def page_of(world):
    return reverse("agenda:invitation_detail", args=[Invitation.objects.get().pk])


def test_a_guest_sees_one_situation_without_its_reserved_notes(world, guest, as_user):
    client = as_user(guest)
    assert page_of(world) in client.get("/").content.decode()
    page = client.get(page_of(world))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Pour tous." in text and "Absences le lundi." in text
    assert "Réservé." not in text and "réservée" not in text
    assert "Cellule secrète" not in text
    trace = Trace.objects.filter(acteur=guest, acte="lecture").first()
    assert trace.objet_id == str(world.article.pk)


def test_a_guest_opens_nothing_else(world, guest, as_user):
    client = as_user(guest)
    for address in [
        world.article.get_absolute_url(),
        world.rubrique.get_absolute_url(),
        world.seance.get_absolute_url(),
        reverse("agenda:seance_follow", args=[world.seance.pk]),
        reverse("agenda:point_edit", args=[world.point.pk]),
        reverse("blog:article_list", args=[world.rubrique.slug]),
    ]:
        assert client.get(address).status_code == 404, address


def close(world):
    close_seance(seance=world.seance, par=world.redacteur)


def withdraw(world):
    Invitation.objects.all().delete()


def nobody_closes(world):
    Seance.objects.update(ouverte_le=timezone.now() - GUEST_HOURS)


def cancelled(world):
    Occurrence.objects.update(cancelled=True)


def aside(world):
    set_aside(article=world.article, utilisateur=world.exclu, aside=True, par=world.gestionnaire)


def switch_off(world):
    Rubrique.objects.update(blog_actif=False)


def shut_account(world):
    world.exclu.is_active = False
    world.exclu.save()


ENDS = [close, withdraw, nobody_closes, cancelled, aside, switch_off, shut_account]


@pytest.mark.parametrize("end", ENDS)
def test_it_is_over_on_the_next_request(world, guest, as_user, end):
    client, address = as_user(guest), page_of(world)
    live = reverse("agenda:invitation_live", args=[Invitation.objects.get().pk])
    state = client.get(address)["ETag"]
    assert client.get(live, headers={"If-None-Match": state}).status_code == 304
    end(world)
    assert client.get(address).status_code in (404, 302)
    assert client.get(live, headers={"If-None-Match": state}).status_code in (404, 302)
    assert "Vous êtes invité" not in client.get("/", follow=True).content.decode()


def test_before_the_séance_is_open_nothing_is_shown(world, as_user):
    point = make_point(world.seance, world.article)
    invite(point=point, utilisateur=world.exclu, par=world.redacteur)
    assert as_user(world.exclu).get(page_of(world)).status_code == 404


def test_what_is_written_for_all_reaches_the_page_left_open_and_nothing_else_does(
    world, guest, as_user
):
    client = as_user(guest)
    live = reverse("agenda:invitation_live", args=[Invitation.objects.get().pk])
    state = client.get(live)["ETag"]
    make_suivi(world.article, world.redacteur, texte="<p>Autre.</p>", portee=Portee.SANTE_SOCIAL)
    assert client.get(live, headers={"If-None-Match": state}).status_code == 304
    make_suivi(world.article, world.redacteur, texte="<p>Dit à tous.</p>")
    answer = client.get(live, headers={"If-None-Match": state})
    assert answer.status_code == 200 and "Dit à tous." in answer.content.decode()


def test_an_invitation_is_nobody_elses(world, guest, as_user):
    for other in [world.lecteur, world.gestionnaire]:
        assert as_user(other).get(page_of(world)).status_code == 404


def test_whoever_writes_invites_and_withdraws_and_it_is_traced(world, as_user):
    point = make_point(world.seance, world.article)
    client, url = as_user(world.redacteur), reverse("agenda:invitation_create", args=[point.pk])
    for _ in range(2):  # a double click
        assert client.post(url, {"adresse": world.exclu.email}).status_code == 302
    assert client.post(url, {"utilisateur": world.lecteur.pk}).status_code == 400  # a member
    invitation = Invitation.objects.get()
    for _ in range(2):  # a double click
        assert client.post(url, {"retirer": str(invitation.pk)}).status_code == 302
    assert not Invitation.objects.exists()
    told = Trace.objects.filter(acte="droit", objet_id=str(world.article.pk))
    assert [line.details["role"] for line in told.order_by("pk")] == [
        "invite",
        "invitation_retiree",
    ]


def test_a_guest_reads_no_note_that_was_withdrawn(world, guest, as_user):
    suivi = make_suivi(world.article, world.redacteur, texte="<p>Écrit par erreur.</p>")
    client = as_user(guest)
    live = reverse("agenda:invitation_live", args=[Invitation.objects.get().pk])
    assert "Écrit par erreur." in client.get(page_of(world)).text
    withdraw_suivi(suivi=suivi, motif="Autre élève", par=world.redacteur, seen=1)
    for address in [page_of(world), live]:
        text = client.get(address).text
        assert "Pour tous." in text
        assert "Écrit par erreur." not in text and "Autre élève" not in text


def offered(page):
    field = page.context["form"].fields.get("utilisateur")
    return {value.value for value, _ in field.widget.choices if value} if field else set()


def test_whoever_invites_finds_the_people_of_their_schools_and_nobody_of_another(world, as_user):
    near = make_member(make_rubrique(world.espace), Role.LECTEUR)
    far = make_member(make_rubrique(), Role.LECTEUR)
    point = make_point(world.seance, world.article)
    client, url = as_user(world.redacteur), reverse("agenda:invitation_create", args=[point.pk])
    assert offered(client.get(url)) == {near.pk}
    assert far.last_name not in client.get(url).text
    assert client.post(url, {"utilisateur": far.pk}).status_code == 400
    assert client.post(url, {"adresse": far.email.upper()}).status_code == 302
    assert client.post(url, {"utilisateur": near.pk}).status_code == 302
    assert offered(client.get(url)) == set()  # who is invited is not offered again
    assert {i.utilisateur for i in Invitation.objects.all()} == {near, far}


def test_the_address_of_somebody_set_aside_answers_as_that_of_nobody(world, as_user):
    near = make_member(make_rubrique(world.espace), Role.LECTEUR)
    set_aside(article=world.article, utilisateur=near, aside=True, par=world.gestionnaire)
    point = make_point(world.seance, world.article)
    client, url = as_user(world.redacteur), reverse("agenda:invitation_create", args=[point.pk])
    told = [
        client.post(url, {"adresse": address}).context["form"].errors["adresse"]
        for address in [near.email, "personne@exemple.invalid"]
    ]
    assert told[0] == told[1]
    assert not Invitation.objects.exists()
