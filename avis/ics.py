"""Meetings as a calendar (RFC 5545 and 7986): their hours and place, and nothing else."""

import datetime
import uuid

from icalendar import Calendar, Event, Timezone

from agenda.models import Seance
from agenda.reunions.services import TITLE
from comptes.models import Utilisateur
from temps.horloge import PARIS

BACK, AHEAD = datetime.timedelta(days=90), datetime.timedelta(days=400)
CANCELLED = f"Annulée\u00a0: {TITLE.lower()}"  # many programs show the title alone
REFRESH = datetime.timedelta(hours=1)  # how often a calendar program is asked to come back
HEAD = {
    "prodid": "-//Cellule//Calendrier//FR",
    "version": "2.0",
    "calscale": "GREGORIAN",
    "name": "Réunions",
    "x-wr-calname": "Réunions",  # the same, for programs older than RFC 7986
    "x-wr-timezone": "Europe/Paris",
    "x-published-ttl": "PT1H",
}

# The rule of the European Union since 1996: last Sunday of March and of October, at 1 h UTC.
EUROPE_PARIS = Timezone.from_ical(
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Europe/Paris\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "TZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\n"
    "TZNAME:CEST\r\n"
    "DTSTART:19960331T020000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "END:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\n"
    "TZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\n"
    "TZNAME:CET\r\n"
    "DTSTART:19961027T030000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "END:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)


def make_ics(utilisateur: Utilisateur, now: datetime.datetime) -> bytes:
    """Return the meetings that `utilisateur` may see, from 90 days ago to 400 days ahead.

    Lines end with CRLF and have at most 75 octets. A member without a right in force gets a
    calendar without a meeting, so that a program that keeps the address forgets what it held.
    """
    calendar = Calendar()
    for name, value in HEAD.items():
        calendar.add(name, value)
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add_component(EUROPE_PARIS)
    seances = Seance.objects.visible_to(utilisateur).between(now - BACK, now + AHEAD)
    for seance in seances.in_order().select_related("occurrence", "agenda__rubrique__espace"):
        calendar.add_component(make_event(seance, utilisateur))
    return calendar.to_ical()


def make_event(seance: Seance, utilisateur: Utilisateur) -> Event:
    """Return one meeting: never the rubrique it belongs to, nor who is in it."""
    event = Event()
    event.add("uid", uid_of(seance, utilisateur))
    event.add("sequence", sequence_of(seance))
    event.add("dtstamp", seance.occurrence.updated_on)
    event.add("last-modified", seance.occurrence.updated_on)
    fuseau = seance.rubrique.espace.fuseau
    zone = PARIS if fuseau == PARIS else datetime.UTC  # overseas there is no summer time
    event.add("dtstart", seance.occurrence.start.astimezone(zone))
    event.add("dtend", seance.occurrence.end.astimezone(zone))
    event.add("summary", CANCELLED if seance.is_annulee else TITLE)
    if seance.lieu:
        event.add("location", seance.lieu)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if seance.is_annulee else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if seance.is_annulee else "OPAQUE")
    return event


def uid_of(seance: Seance, utilisateur: Utilisateur) -> str:
    """A name of the meeting that lasts as long as it does and says nothing.

    It is drawn from its random key, which it does not give back; each member has their own, so
    that two calendars side by side do not tell that they are of the same rubrique.
    """
    return str(uuid.uuid5(seance.pk, f"calendrier|{utilisateur.pk}"))


def sequence_of(seance: Seance) -> int:
    """A number that each change raises and nothing lowers.

    Cancelling leaves `version` as it is, and a change of many meetings at once may leave the
    moment of its last change: the sum of both moves with either. Each second counts twice, so
    that a cancellation counts by itself, even within the second, and restoring lowers nothing.
    """
    occurrence = seance.occurrence
    seconds = int((occurrence.updated_on - occurrence.created_on).total_seconds())
    return seance.version - 1 + 2 * seconds + seance.is_annulee
