"""Hours as people type them."""

import datetime

import pytest
from django.urls import reverse

from agenda.models import Seance
from rubriques.redaction.saisie import HeureInput, read_hour


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("13:30", (13, 30)),
        ("13h30", (13, 30)),
        ("13 h 30", (13, 30)),
        ("13\u00a0h\u202f30", (13, 30)),
        ("13H30", (13, 30)),
        ("13 heures 30", (13, 30)),
        ("13 h 30 min", (13, 30)),
        ("13.30", (13, 30)),
        ("1330", (13, 30)),
        ("13:30:00", (13, 30)),
        ("14 h", (14, 0)),
        ("14h", (14, 0)),
        ("14", (14, 0)),
        ("8h05", (8, 5)),
        ("0h15", (0, 15)),
        ("midi", (12, 0)),
        ("Minuit", (0, 0)),
    ],
)
def test_an_hour_is_read_as_people_type_it(text, hour):
    assert read_hour(text) == datetime.time(*hour)
    assert f'value="{hour[0]:02}:{hour[1]:02}"' in HeureInput().render("debut", text)


@pytest.mark.parametrize(
    "text", ["", "24h", "13h60", "13h5", "treize heures", "13h30m", "13-30", "133", "h30", "99:99"]
)
def test_what_is_no_hour_is_none(text):
    assert read_hour(text) is None


def test_a_meeting_is_written_with_hours_as_people_type_them(world, as_user):
    url = reverse("agenda:seance_create", args=[world.rubrique.slug])
    data = {"jour": "2027-04-12", "debut": "13h30", "fin": "14 h", "lieu": "Salle 112"}
    assert as_user(world.redacteur).post(url, data).status_code == 302
    seance = Seance.objects.exclude(pk=world.seance.pk).get()
    assert f"{seance.debut:%H:%M} {seance.fin:%H:%M}" == "13:30 14:00"
    answer = as_user(world.redacteur).post(url, data | {"fin": "bientôt"})
    assert answer.status_code == 400
    assert "Écrivez une heure, par exemple 13h30." in answer.text
