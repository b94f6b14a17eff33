"""Three weeks of the demonstration: what leaves the server says nothing of what it holds."""

import datetime
import re

import icalendar
import pytest
from django.core import mail
from django.urls import reverse

from agenda.models import Seance
from agenda.reunions.services import create_seances, move_seance, set_cancelled
from avis.calendriers import renew_calendrier
from avis.envois import send_avis
from avis.models import Choix
from avis.nouvelles import save_choix
from blog.models import Action, Article, Suivi
from cellule.demonstration.lecture import read_demonstration
from cellule.demonstration.scenario import create_demonstration
from comptes.models import Utilisateur
from rubriques.models import Espace, Rubrique
from temps.horloge import PARIS

FIRST_DAY = datetime.date(2026, 11, 30)
MEMBERS = {"proviseure", "principal", "conseillere", "cpe", "infirmiere", "assistante"}
WORD = re.compile(r"[^\W\d_]{4,}")
# All the words that may leave, which case texts may use too; the places are those of meetings.
SAID = {"cellule", "nouveau", "dans", "réunion", "réunions", "salle", "bureau", "principal"}


def words(*texts):
    return {word.casefold() for text in texts for word in WORD.findall(text)}


@pytest.fixture
def clock(monkeypatch):
    def at(day, hour=8):
        moment = datetime.datetime.combine(day, datetime.time(hour), tzinfo=PARIS)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return at


@pytest.fixture
def demo(settings, clock):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ADDRESS = "https://cellule.example"
    clock(FIRST_DAY)
    create_demonstration(read_demonstration(), FIRST_DAY)
    return {user.username: user for user in Utilisateur.objects.all()}


def days():
    return [FIRST_DAY + datetime.timedelta(days=n) for n in range(1, 22)]


def act_on(day, demo):
    """Somebody adds, moves or cancels a meeting on most days."""
    clerk = demo["cpe"]
    seances = Seance.objects.filter(agenda__rubrique__espace__nom="Lycée des Marais")
    coming = seances.filter(occurrence__start__gt=day).in_order()
    seance = coming.select_related("occurrence")[day.day % 3]
    hours = {"debut": datetime.time(9), "fin": datetime.time(10), "lieu": "Salle 112"}
    if day.weekday() == 1:
        after = day + datetime.timedelta(days=2)
        create_seances(rubrique=seance.rubrique, par=clerk, jour=after, **hours)
    elif day.weekday() == 2:
        values = hours | {"jour": seance.debut.date(), "seen": seance.version}
        move_seance(seance=seance, par=clerk, **values)
    elif day.weekday() == 3:
        set_cancelled(seance=seance, cancelled=True, par=clerk)


def run_three_weeks(demo, clock, rythme):
    """The e-mails of each day, three runs a day."""
    values = {"rythme": rythme, "dates": True, "changements": True}
    for user in demo.values():
        save_choix(utilisateur=user, par=user, veille=True, retards=True, **values)
    sent = {}
    for day in days():
        clock(day, 7)
        act_on(datetime.datetime.combine(day, datetime.time(7), tzinfo=PARIS), demo)
        mail.outbox.clear()
        for hour in [8, 12, 17]:
            send_avis(clock(day, hour))
        sent[day] = list(mail.outbox)
    return sent


def secrets_of_the_demonstration():
    """Every name, title and code, and every word of a case."""
    people = Utilisateur.objects.values_list("first_name", "last_name", "username")
    names = {name for person in people for name in person}
    titles = {r.titre for r in Rubrique.objects.all()} | {e.nom for e in Espace.objects.all()}
    codes = set(Article.objects.values_list("code", flat=True))
    texts = [text for a in Article.objects.all() for text in (a.constats, a.code)]
    texts += [s.texte for s in Suivi.objects.all()]
    texts += [text for a in Action.objects.all() for text in (a.libelle, a.resultat)]
    assert len(codes) == 32 and len(words(*texts)) > 500
    return names | titles | codes, words(*texts, *names, *titles) - SAID


def test_no_e_mail_of_three_weeks_says_anything(demo, clock):
    sent = run_three_weeks(demo, clock, Choix.Rythme.AUSSITOT)
    messages = [message for day in sent.values() for message in day]
    assert len(messages) > 40
    assert {m.to[0].partition("@")[0] for m in messages} == MEMBERS
    whole, single = secrets_of_the_demonstration()
    for message in messages:
        kept = message.message()
        del kept["To"]  # the address of who receives it
        text = kept.as_string()
        assert "Du nouveau dans Cellule" in message.body
        assert not [secret for secret in whole if secret in text]
        said = message.body.removesuffix("https://cellule.example/\n")
        assert said and not words(message.subject, said) & single


def test_a_digest_is_at_most_one_e_mail_a_day_for_three_weeks(demo, clock):
    sent = run_three_weeks(demo, clock, Choix.Rythme.JOUR)
    for day, messages in sent.items():
        receivers = [m.to[0] for m in messages]
        assert len(receivers) == len(set(receivers)), day
    assert sum(len(messages) for messages in sent.values()) > 30
    assert any(len(messages) == 0 for messages in sent.values())


def test_nothing_is_told_twice_in_three_weeks(demo, clock):
    run_three_weeks(demo, clock, Choix.Rythme.AUSSITOT)
    late = Action.objects.filter(etat__in=Action.OPEN, echeance__lt=days()[-1])
    for action in late.select_related("responsable"):
        keys = action.responsable.nouvelles.filter(cle__startswith=f"retard:{action.pk}")
        assert keys.count() == 1
    assert late.count() > 3
    mail.outbox.clear()
    send_avis(clock(days()[-1], 18))
    assert mail.outbox == []


@pytest.mark.parametrize("username", sorted(MEMBERS))
def test_a_calendar_says_hours_and_places_only(demo, client, clock, username):
    run_three_weeks(demo, clock, Choix.Rythme.JAMAIS)
    user = demo[username]
    token = renew_calendrier(utilisateur=user, par=user)
    content = client.get(reverse("avis:calendrier_detail", args=[token])).content
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    seances = Seance.objects.visible_to(user)
    assert {e.start for e in events} <= {s.debut for s in seances} and len(events) > 10
    assert {str(e["summary"]) for e in events} <= {"Réunion", "Annulée\u00a0: réunion"}
    ecoles = read_demonstration().ecoles
    salles = {salle for ecole in ecoles for salle in (ecole.salle, ecole.autre_salle)}
    assert {str(e["location"]) for e in events} <= salles
    assert {"CANCELLED", "CONFIRMED"} >= {str(e["status"]) for e in events}
    head, _, body = content.decode().replace("\r\n ", "").partition("BEGIN:VEVENT")
    assert head == head_of_an_empty_one(client, demo["professeur"])
    whole, single = secrets_of_the_demonstration()
    assert not [secret for secret in whole - SAID if secret in body]
    values = [line.partition(":")[2] for line in body.split("\r\n") if not line.startswith("UID")]
    assert "réunion" in words(*values) and not words(*values) & single


def head_of_an_empty_one(client, user):
    token = renew_calendrier(utilisateur=user, par=user)
    content = client.get(reverse("avis:calendrier_detail", args=[token])).content.decode()
    return content.removesuffix("END:VCALENDAR\r\n")


@pytest.mark.parametrize("username", ["professeur", "technicien", "remplacante"])
def test_who_holds_no_right_gets_an_empty_calendar(demo, client, username):
    token = renew_calendrier(utilisateur=demo[username], par=demo[username])
    content = client.get(reverse("avis:calendrier_detail", args=[token])).content
    assert b"BEGIN:VEVENT" not in content and b"BEGIN:VTIMEZONE" in content
