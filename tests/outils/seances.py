"""What tests of meetings share."""

import datetime

from django.urls import reverse
from django.utils import timezone

from agenda.seance.services import save_point


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def url(name, pk):
    return reverse(f"agenda:{name}", args=[pk])


def write(point, par, text="<p>Retour en classe.</p>", **fields):
    point.refresh_from_db()
    fields = {"releve": text} | fields
    save_point(point=point, fields=fields, done=[], seen=point.version, par=par)


def filled(client, point, **values):
    """The form of a point as its page holds it, with what is typed in it."""
    form = client.get(url("point_edit", point.pk)).context["form"]
    names = ["version", "vu", "envoi", "releve", "vigilance", "statut", "prochain_point"]
    shown = {name: form[name].value() for name in names}
    return {name: "" if value is None else value for name, value in shown.items()} | values


def send(client, point, form):
    return client.post(url("point_edit", point.pk), form)
