"""A séance: one situation at a time on one screen, followed from elsewhere."""

import datetime
import re

import pytest

from agenda.models import Contribution, Decision, Point, Seance
from agenda.reunions.services import SeanceTenue, move_seance, set_cancelled
from agenda.seance.cloture import close_seance
from agenda.seance.services import SeanceClose, contribute, go_to, invite, open_seance, save_point
from blog.situation.services import set_aside, withdraw_suivi
from journal.models import Trace
from rubriques.portee import Portee
from tests.outils.comptes import words_of
from tests.outils.factories import (
    make_article,
    make_contribution,
    make_decision,
    make_point,
    make_seances,
    make_suivi,
)
from tests.outils.seances import days, url, write


def test_whoever_is_set_aside_finds_the_situation_nowhere_in_the_séance(world, held, as_user):
    set_aside(article=world.article, utilisateur=world.lecteur, aside=True, par=world.gestionnaire)
    point = world.points[0]
    go_to(point=point)
    write(point, world.gestionnaire)
    client = as_user(world.lecteur)
    pages = [url(name, held.pk) for name in ["seance_prepare", "seance_follow", "seance_project"]]
    for page in [*pages, url("seance_live", held.pk)]:
        text = client.get(page).content.decode()
        assert world.article.code not in text
        assert "Retour en classe" not in text
    for name in ["contribution_create", "point_live"]:
        assert client.get(url(name, point.pk)).status_code == 404
    close_seance(seance=held, par=world.gestionnaire)
    assert world.article.code not in client.get(url("releve_detail", held.pk)).content.decode()
    assert world.article.code in as_user(world.redacteur).get(pages[0]).content.decode()


def test_the_live_address_is_a_304_in_3_queries_and_moves_with_what_is_written(
    world, held, as_user, django_assert_max_num_queries
):
    client, live = as_user(world.lecteur), url("seance_live", held.pk)
    state = client.get(live)["ETag"]
    with django_assert_max_num_queries(3):
        answer = client.get(live, headers={"If-None-Match": state})
    assert (answer.status_code, answer.content) == (304, b"")

    def moves(act):
        nonlocal state
        act()
        answer = client.get(live, headers={"If-None-Match": state})
        state = answer.headers.get("ETag")
        return answer.status_code == 200

    point = world.points[0]
    assert moves(lambda: write(point, world.gestionnaire))
    contribution = make_contribution(point, world.redacteur, portee=Portee.AUTEUR)
    assert not moves(lambda: contribution.save())
    assert moves(lambda: make_contribution(point, world.redacteur))
    assert moves(lambda: go_to(point=world.points[1]))
    assert not moves(lambda: write(point, world.gestionnaire, "<p>Ailleurs.</p>"))
    suivi = make_suivi(world.points[1].article, world.gestionnaire)
    assert moves(lambda: withdraw_suivi(suivi=suivi, motif="x", par=suivi.auteur, seen=1))
    assert moves(lambda: close_seance(seance=held, par=world.gestionnaire))
    assert as_user(world.redacteur).get(live, headers={"If-None-Match": state}).status_code == 200


def test_who_is_set_aside_feels_nothing_of_a_situation_spoken_of(world, held, as_user):
    before, hidden = world.points
    set_aside(article=hidden.article, utilisateur=world.lecteur, aside=True, par=world.lecteur)
    client, live = as_user(world.lecteur), url("seance_live", held.pk)
    shown = client.get(live)
    go_to(point=hidden)
    write(hidden, world.gestionnaire)
    make_decision(hidden, world.gestionnaire)
    answer = client.get(live, headers={"If-None-Match": shown["ETag"]})
    assert answer.status_code == 304
    assert before.article.code in shown.content.decode()
    go_to(point=before)  # positive control: what they see moves
    write(before, world.gestionnaire)
    assert client.get(live, headers={"If-None-Match": shown["ETag"]}).status_code == 200


def test_two_people_who_note_who_is_there_undo_nothing_of_each_other_s(world, held, as_user):
    page, client = url("seance_presences", held.pk), as_user(world.redacteur)

    def noted(**values):
        form = client.get(page).context["form"]
        return {f.html_name: f.value() or "" for f in form} | values

    mine = noted(**{str(world.lecteur.pk): "present"})
    client.post(page, noted(**{str(world.redacteur.pk): "excuse"}))
    assert client.post(page, mine).status_code == 302
    assert dict(held.presences.values_list("utilisateur", "etat")) == {
        world.lecteur.pk: "present",
        world.redacteur.pk: "excuse",
    }
    client.post(page, noted(**{str(world.lecteur.pk): ""}))
    assert [p.utilisateur for p in held.presences.all()] == [world.redacteur]
    client.post(page, noted(tous="oui"))
    assert dict(held.presences.values_list("utilisateur", "etat")) == {
        world.lecteur.pk: "present",
        world.redacteur.pk: "excuse",
        world.gestionnaire.pk: "present",
    }


def test_a_séance_opened_by_mistake_goes_back_until_something_is_written(world, held, as_user):
    client = as_user(world.redacteur)
    assert "Ouverte par erreur" in client.get(url("seance_close", held.pk)).content.decode()
    client.post(url("seance_open", held.pk), {"annuler": "oui"})
    held.refresh_from_db()
    assert (held.etat, held.points.filter(atteint_le=None).count()) == ("prevue", 2)
    client.post(url("seance_open", held.pk))
    write(world.points[0], world.gestionnaire)
    assert "Ouverte par erreur" not in client.get(url("seance_close", held.pk)).content.decode()
    client.post(url("seance_open", held.pk), {"annuler": "oui"})
    held.refresh_from_db()
    assert held.etat == "en_cours"


def said(page):
    """The words of a page, but for the reference of its line in the journal."""
    return re.sub(r"trace \S+", "", words_of(page))


def test_who_is_set_aside_does_not_learn_that_the_hidden_point_is_spoken_of(world, held, as_user):
    hidden, client = world.points[0], as_user(world.redacteur)
    set_aside(
        article=hidden.article, utilisateur=world.redacteur, aside=True, par=world.gestionnaire
    )
    before = said(client.get(url("seance_close", held.pk)))
    write(hidden, world.gestionnaire, "<p>Ce que les autres en disent.</p>")
    assert said(client.get(url("seance_close", held.pk))) == before
    assert "Ouverte par erreur" in before
    undone = client.post(url("seance_open", held.pk), {"annuler": "oui"}, follow=True)
    assert "La séance n’est plus ouverte." in undone.text

    others = as_user(world.gestionnaire)
    others.post(url("seance_open", held.pk))
    page = others.get(url("point_edit", hidden.pk))
    assert "Ce que les autres en disent." in page.text
    others.post(url("seance_close", held.pk))
    assert "Ce que les autres en disent." in others.get(hidden.article.get_absolute_url()).text


def test_a_meeting_is_opened_early_knowingly_and_never_while_cancelled(world, seance, as_user):
    make_point(seance, world.article)
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    assert "déplacez-la d’abord" in client.get(page).content.decode()
    set_cancelled(seance=seance, cancelled=True, par=world.gestionnaire)
    assert "Ouvrir" not in client.get(page).content.decode()
    client.post(url("seance_open", seance.pk))
    seance.refresh_from_db()
    assert seance.etat == "prevue"


def test_a_situation_tells_its_meetings(world, held, as_user):
    page = as_user(world.lecteur).get(world.article.get_absolute_url())
    assert page.context["reunions"] == [held]
    assert "en cours" in page.content.decode()


def test_a_séance_that_is_held_neither_moves_nor_is_cancelled(world, held, as_user):
    client, moment = as_user(world.redacteur), held.debut
    form = {"jour": days(30), "debut": "10:00", "fin": "11:00", "version": held.version}
    for name in ["seance_edit", "seance_cancel", "suite_edit"]:
        assert client.post(url(name, held.pk), form | {"acte": "annuler"}).status_code == 302
    held = Seance.objects.get(pk=held.pk)
    assert (held.debut, held.is_annulee) == (moment, False)


def test_an_opening_asked_while_another_was_under_way_changes_nothing(world, held):
    """Both had the page open: the séance stays where the first led it."""
    go_to(point=world.points[1])
    opened, lines = Seance.objects.values().get(pk=held.pk), Trace.objects.count()
    open_seance(seance=held, par=world.redacteur)
    assert Seance.objects.values().get(pk=held.pk) == opened
    assert held.points.last_reached_first().first() == world.points[1]
    assert Trace.objects.count() == lines


def test_a_meeting_cancelled_while_it_is_opened_stays_cancelled(world, seance):
    set_cancelled(seance=seance, cancelled=True, par=world.gestionnaire)
    open_seance(seance=seance, par=world.redacteur)
    left = Seance.objects.get(pk=seance.pk)
    assert (left.is_annulee, left.is_en_cours) == (True, False)


def test_a_point_of_a_séance_that_is_not_held_is_not_gone_to(world, held, seance):
    first, second = world.points
    reached = list(held.points.values_list("pk", "atteint_le"))
    go_to(point=held.points.last_reached_first().first())  # where it is already
    assert list(held.points.values_list("pk", "atteint_le")) == reached
    close_seance(seance=held, par=world.gestionnaire)
    with pytest.raises(SeanceClose):
        go_to(point=second)
    planned = make_point(world.seance, first.article)
    go_to(point=planned)
    planned.refresh_from_db()
    assert planned.atteint_le is None


def test_the_page_of_a_cancelled_meeting_leads_to_no_preparation(world, seance, as_user):
    client, prepare = as_user(world.redacteur), url("seance_prepare", seance.pk)
    assert prepare in client.get(seance.get_absolute_url()).text
    set_cancelled(seance=seance, cancelled=True, par=world.gestionnaire)
    page = client.get(seance.get_absolute_url()).text
    assert "Rétablir cette réunion" in page and prepare not in page


def test_a_meeting_opened_while_somebody_cancels_or_moves_it_is_left_as_it_is(world, seance):
    """`seance` is what the page of the other held: planned."""
    open_seance(seance=Seance.objects.get(pk=seance.pk), par=world.gestionnaire)
    hours = {"jour": days(9), "debut": datetime.time(9), "fin": datetime.time(10), "lieu": "CDI"}
    with pytest.raises(SeanceTenue):
        set_cancelled(seance=seance, cancelled=True, par=world.redacteur)
    with pytest.raises(SeanceTenue):
        move_seance(seance=seance, par=world.redacteur, seen=seance.version, **hours)
    held = Seance.objects.get(pk=seance.pk)
    assert (held.is_annulee, held.jour, held.lieu) == (False, days(7), "Salle 112")


def test_nothing_is_brought_to_a_meeting_that_is_cancelled(world, seance):
    point = make_point(seance, world.article)
    set_cancelled(seance=seance, cancelled=True, par=world.gestionnaire)
    contribution = Contribution(texte="<p>Su.</p>", portee=Portee.CELLULE)
    with pytest.raises(SeanceClose):
        contribute(contribution=contribution, point=point, par=world.lecteur)
    with pytest.raises(SeanceClose):
        invite(point=point, utilisateur=world.exclu, par=world.lecteur)


def test_a_séance_that_lasts_past_its_hour_stays_at_hand_until_it_is_closed(world, held, as_user):
    hours = {"debut": datetime.time(0), "fin": datetime.time(0, 1)}
    late = make_seances(world.rubrique, world.gestionnaire, jour=days(-1), **hours)[0]
    open_seance(seance=late, par=world.gestionnaire)
    client, page = as_user(world.lecteur), world.rubrique.get_absolute_url()
    assert url("seance_follow", late.pk) in client.get(page).content.decode()
    close_seance(seance=late, par=world.gestionnaire)
    assert url("seance_follow", late.pk) not in client.get(page).content.decode()


def test_texts_of_a_séance_are_sealed(world, held):
    write(world.points[0], world.gestionnaire)
    make_contribution(world.points[0], world.lecteur)
    make_decision(world.points[0], world.lecteur)
    stored = [
        *Point.objects.exclude(redige_par=None).values_list("releve", flat=True),
        *Contribution.objects.values_list("texte", flat=True),
        *Decision.objects.values_list("libelle", flat=True),
    ]
    assert len(stored) == 3
    assert all(text.startswith("c1:t1:") for text in stored)


@pytest.mark.parametrize("count", [1, 20])
def test_a_point_and_the_order_take_a_fixed_number_of_queries(
    world, seance, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_point(seance, make_article(world.rubrique, referent=world.lecteur))
        make_suivi(world.article)
    point = make_point(seance, world.article)
    client = as_user(world.redacteur)
    client.get("/")
    with django_assert_max_num_queries(14):
        client.get(url("seance_prepare", seance.pk))
    open_seance(seance=seance, par=world.redacteur)
    with django_assert_max_num_queries(24):
        client.get(url("point_edit", point.pk))


def test_a_wall_shows_no_reserved_note_though_who_projects_may_read_it(
    world, held, as_user, counsellor
):
    go_to(point=world.points[0])
    texts = {Portee.CELLULE: "Lu de tous", Portee.SANTE_SOCIAL: "Secret de santé"}
    for portee, text in texts.items():
        make_suivi(world.article, world.redacteur, texte=f"<p>{text}</p>", portee=portee)
    make_suivi(world.article, counsellor, texte="<p>Pour moi</p>", portee=Portee.AUTEUR)
    client = as_user(counsellor)
    screen = client.get(url("seance_follow", held.pk)).text
    assert all(text in screen for text in [*texts.values(), "Pour moi"])
    wall = client.get(url("seance_project", held.pk)).text
    assert "Lu de tous" in wall
    assert "Secret de santé" not in wall
    assert "Pour moi" not in wall
    assert "Note réservée" not in wall


def test_nothing_is_written_in_a_point_once_the_séance_is_closed(world, held):
    point = world.points[0]
    write(point, world.gestionnaire, "<p>Avant.</p>")
    close_seance(seance=held, par=world.gestionnaire)
    lines = Trace.objects.count()
    with pytest.raises(SeanceClose):
        write(point, world.gestionnaire, "<p>Après.</p>", vigilance="urgent")
    point.refresh_from_db()
    assert (point.releve, point.vigilance) == ("<p>Avant.</p>", "")
    world.action.refresh_from_db()
    with pytest.raises(SeanceClose):
        save_point(
            point=point, fields={}, done=[world.action], seen=point.version, par=world.redacteur
        )
    world.action.refresh_from_db()
    assert world.action.is_open and Trace.objects.count() == lines
