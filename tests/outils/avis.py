"""What tests of e-mails and of the personal calendar share."""

import datetime

import icalendar
from django.urls import reverse
from django.utils import timezone

from agenda.reunions.services import move_seance
from avis.calendriers import renew_calendrier
from avis.models import Choix
from avis.nouvelles import save_choix
from temps.horloge import PARIS

ALL = {"dates": True, "changements": True, "veille": True, "retards": True}


def choose(user, rythme=Choix.Rythme.AUSSITOT, **kinds):
    save_choix(utilisateur=user, par=user, rythme=rythme, **(ALL | kinds))


def soon(days=7):
    return timezone.localdate() + datetime.timedelta(days=days)


def move(seance, par, hour=9):
    seance.refresh_from_db()
    values = {"debut": datetime.time(hour), "fin": datetime.time(hour + 1), "lieu": "CDI"}
    values |= {"jour": seance.debut.date(), "seen": seance.version}
    move_seance(seance=seance, par=par, **values)


def noon(day):
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=PARIS)


def address_of(user):
    token = renew_calendrier(utilisateur=user, par=user)
    return reverse("avis:calendrier_detail", args=[token])


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content


def events_in(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def at(monkeypatch, moment):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def text_of(response):
    return response.content.decode()
