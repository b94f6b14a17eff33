"""The pages of a meeting and those that follow: nothing is written before its list was read."""

import datetime

import pytest
from django.urls import reverse

from agenda.models import Seance
from agenda.reunions.services import set_cancelled
from agenda.reunions.suite import following
from journal.models import Trace
from tests.outils.suites import ONE_DAY, fresh, move, read, series


@pytest.fixture
def meetings(world):
    """A series with a moved meeting and a cancelled one."""
    seances = series(world.rubrique, jusque=datetime.date(2026, 12, 31))
    move(seances[2], world.gestionnaire, seances[2].debut.date() + ONE_DAY)
    set_cancelled(seance=fresh(seances[3]), cancelled=True, par=world.gestionnaire)
    return seances


def sent(seance, **values):
    return {
        "jour": str(seance.debut.date()),
        "debut": "13:30",
        "fin": "14:30",
        "lieu": "Salle 112",
        "version": fresh(seance).version,
        "etendue": "suite",
    } | values


def vu_in(response):
    return response.context["digest"]


def test_nothing_is_written_before_the_list_is_read(world, as_user, meetings):
    client, url = as_user(world.redacteur), reverse("agenda:seance_edit", args=[meetings[1].pk])
    before = [read(fresh(s)) for s in meetings]
    page = client.post(url, sent(meetings[1], debut="10:00", fin="11:00"))
    text = page.content.decode()
    assert page.status_code == 200 and [read(fresh(s)) for s in meetings] == before
    assert "garde son jour et son heure" in text and "reste annulée" in text
    data = sent(meetings[1], debut="10:00", fin="11:00", vu=vu_in(page))
    done = client.post(url, data, follow=True)
    count = len(meetings) - 2  # the one before, and the one that keeps its hour
    assert f"{count} réunions sont modifiées." in done.content.decode()
    found = [fresh(s) for s in meetings]
    assert [s.debut.hour for s in found[:5]] == [13, 10, 13, 10, 10]
    assert found[3].is_annulee and found[2].is_deplacee and not found[4].is_deplacee
    trace = Trace.objects.filter(objet_id=str(meetings[1].pk)).first()
    assert trace.details["reunions"] == count

    # The same page sent twice changes nothing more.
    assert client.post(url, data).status_code == 302
    assert [read(fresh(s)) for s in meetings] == [read(s) for s in found]


def test_the_list_says_which_new_days_have_no_school(world, as_user, meetings):
    url = reverse("agenda:seance_edit", args=[meetings[0].pk])
    data = sent(meetings[0], jour="2026-09-16")  # Wednesdays: 11 November is one of them
    text = as_user(world.redacteur).post(url, data).content.decode()
    assert "férié, 11 novembre" in text and "vacances de Noël" in text


@pytest.mark.parametrize("act", ["move", "cancel"])
def test_a_meeting_that_changed_meanwhile_stops_the_change_and_keeps_the_text(
    world, as_user, meetings, act
):
    client, url = as_user(world.redacteur), reverse("agenda:seance_edit", args=[meetings[0].pk])
    page = client.post(url, sent(meetings[0], lieu="Salle des conseils"))
    if act == "move":
        move(meetings[4], world.gestionnaire, datetime.date(2026, 11, 10))
    else:
        set_cancelled(seance=fresh(meetings[4]), cancelled=True, par=world.gestionnaire)
    answer = client.post(url, sent(meetings[0], lieu="Salle des conseils", vu=vu_in(page)))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Salle des conseils" in text and "a enregistré pendant que vous écriviez" in text
    assert {fresh(s).lieu for s in meetings} == {"Salle 112"}
    stale = client.post(url, sent(meetings[0], lieu="CDI", version=0))
    assert stale.status_code == 409


def test_a_change_that_changes_nothing_is_told(world, as_user, meetings):
    url = reverse("agenda:seance_edit", args=[meetings[0].pk])
    page = as_user(world.redacteur).post(url, sent(meetings[0]))
    assert page.status_code == 400
    assert "Changez d’abord la date, les heures ou le lieu." in page.content.decode()


def test_the_series_is_cancelled_then_restored_and_what_was_cancelled_alone_stays(
    world, as_user, meetings
):
    client, url = as_user(world.redacteur), reverse("agenda:suite_edit", args=[meetings[1].pk])
    page = client.get(url)
    done = client.post(url, {"acte": "annuler", "vu": vu_in(page)}, follow=True)
    assert f"{len(meetings) - 2} réunions sont annulées." in done.content.decode()
    assert [fresh(s).is_annulee for s in meetings] == [False] + [True] * (len(meetings) - 1)
    again = client.post(url, {"acte": "annuler", "vu": vu_in(page)})
    assert again.status_code == 409 and "Relisez la liste" in again.content.decode()

    client.post(url, {"acte": "retablir", "vu": vu_in(client.get(url))})
    assert [s.pk for s in meetings if fresh(s).is_annulee] == [meetings[3].pk]
    assert fresh(meetings[2]).is_deplacee


def test_one_meeting_restored_alone_leaves_the_cancelled_series(world, as_user, meetings):
    client, url = as_user(world.redacteur), reverse("agenda:suite_edit", args=[meetings[0].pk])
    client.post(url, {"acte": "annuler", "vu": vu_in(client.get(url))})
    client.post(
        reverse("agenda:seance_cancel", args=[meetings[1].pk]), {"retablir": "oui"}, follow=True
    )
    assert [s.pk for s in meetings if not fresh(s).is_annulee] == [meetings[1].pk]


def test_those_that_follow_are_offered_to_who_may_change_them(world, as_user, meetings):
    page, suite = (
        meetings[0].get_absolute_url(),
        reverse("agenda:suite_edit", args=[meetings[0].pk]),
    )
    assert suite in as_user(world.redacteur).get(page).text
    answer = as_user(world.lecteur).get(page).text
    assert "fait partie d’une série" in answer and suite not in answer
    assert as_user(world.lecteur).get(suite).status_code == 403
    last = meetings[-1]
    assert "agenda" in (page := as_user(world.redacteur).get(last.get_absolute_url()).text)
    assert reverse("agenda:suite_edit", args=[last.pk]) not in page


def test_a_single_meeting_is_not_asked_about_those_that_follow(world, as_user):
    url = reverse("agenda:seance_edit", args=[world.seance.pk])
    page = as_user(world.redacteur).get(url)
    assert "Seule cette réunion change." in page.content.decode()
    assert "etendue" not in page.context["form"].fields
    assert as_user(world.redacteur).post(url, sent(world.seance, lieu="CDI")).status_code == 302


def test_cancelled_again_alone_a_meeting_still_comes_back_with_its_series(
    world, as_user, meetings
):
    """Two pages were open: one cancels the series, the other then cancels one of its meetings."""
    client, first, second = as_user(world.redacteur), meetings[0], meetings[1]
    page = reverse("agenda:suite_edit", args=[first.pk])
    for acte in ["annuler", "retablir"]:
        digest = vu_in(client.get(page))
        assert client.post(page, {"acte": acte, "vu": digest}).status_code == 302
        if acte == "annuler":
            client.post(reverse("agenda:seance_cancel", args=[second.pk]))
    assert not Seance.objects.get(pk=second.pk).is_annulee


def test_following_is_within_one_series_only(world, meetings):
    other = series(world.rubrique, jusque=datetime.date(2026, 12, 31))
    assert [s.pk for s in following(fresh(meetings[2]))] == [s.pk for s in meetings[2:]]
    assert not {s.pk for s in other}.intersection(s.pk for s in following(fresh(meetings[0])))
