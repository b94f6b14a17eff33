"""The demonstration: two establishments, their accounts, a year of situations and meetings."""

import datetime

from django.db import transaction

from agenda.reunions.services import create_seances, meeting_days, move_seance, set_cancelled
from blog.models import Lecture, Nature
from cellule.demonstration.fiches import Commun, Compte, Demonstration, Ecole
from cellule.demonstration.particularites import add_particularities
from cellule.demonstration.seances import hold_meetings
from cellule.demonstration.situations import Cadre, create_situation
from cellule.demonstration.temps import SchoolTime, afternoon, school_year_start
from comptes.models import Utilisateur
from rubriques.models import Espace, Rubrique
from rubriques.permissions import Role, set_role

PASSWORD = "veille-demo-2026"


@transaction.atomic
def create_demonstration(demonstration: Demonstration, today: datetime.date) -> None:
    """Fill an empty database as of `today`; the same day gives the same demonstration."""
    comptes = demonstration.commun.comptes
    people = {username: create_person(username, compte) for username, compte in comptes.items()}
    for ecole in demonstration.ecoles:
        create_ecole(ecole, demonstration.commun, people, today)


def create_person(username: str, compte: Compte) -> Utilisateur:
    person = Utilisateur.objects.create_user(
        username,
        f"{username}@exemple.invalid",
        PASSWORD,
        first_name=compte.prenom,
        last_name=compte.nom,
        fonction=compte.fonction,
        lieu=compte.lieu,
        is_active=compte.actif,
        is_staff=compte.technique,
        is_superuser=compte.technique,
    )
    if not compte.actif:
        person.set_unusable_password()
        person.save()
    return person


def create_ecole(ecole: Ecole, commun: Commun, people: dict, today: datetime.date) -> None:
    chef = people[ecole.chef]
    espace = Espace.objects.create(nom=ecole.nom, code_uai=ecole.uai, zone=Espace.Zone.B)
    espace.chefs.add(chef)
    rubrique = Rubrique.objects.create(
        espace=espace, titre="Cellule de veille", texte=commun.charte
    )
    give_roles(ecole, rubrique, people)
    time = SchoolTime(today)
    cadre = Cadre(
        rubrique=rubrique,
        chef=chef,
        people=people,
        natures={nature.nom: nature for nature in Nature.objects.of(rubrique)},
        meetings=create_meetings(ecole, rubrique, chef, time),
        time=time,
        chemins=commun.chemins,
    )
    for situation in ecole.situations:
        create_situation(situation, cadre)
    add_particularities(ecole, cadre)
    mark_as_read(rubrique, people, [ecole.chef, *ecole.membres], today)
    hold_meetings(ecole, cadre)


def give_roles(ecole: Ecole, rubrique: Rubrique, people: dict) -> None:
    chef = people[ecole.chef]
    set_role(rubrique=rubrique, utilisateur=chef, role=Role.GESTIONNAIRE, par=chef)
    for username, role in ecole.membres.items():
        person = people[username]
        bound = person.is_of_sante_social or person.fonction == Utilisateur.Fonction.PSYEN
        set_role(rubrique=rubrique, utilisateur=person, role=role, sante_social=bound, par=chef)
    for username in ecole.anciens:
        set_role(rubrique=rubrique, utilisateur=people[username], role=Role.LECTEUR, par=chef)
        set_role(rubrique=rubrique, utilisateur=people[username], role=None, par=chef)


def create_meetings(ecole: Ecole, rubrique, chef, time: SchoolTime) -> list[datetime.date]:
    """Every second Monday of school, two school years back and this one; return their days."""
    start = school_year_start(time.today)
    for year in [start.year - 2, start.year - 1, start.year]:
        first = start.replace(year=year)
        first += datetime.timedelta(days=(7 - first.weekday()) % 7, weeks=ecole.decalage)
        until = datetime.date(year + 1, 7, 4)
        seances = create_seances(
            rubrique=rubrique,
            par=chef,
            jour=first,
            debut=ecole.debut,
            fin=ecole.fin,
            lieu=ecole.salle,
            rythme="quinzaine",
            jusque=until,
            skip=time.mondays_off(first, until),
        )
    make_exceptions(seances, ecole, chef, time)
    return meeting_days(rubrique)


def make_exceptions(seances, ecole: Ecole, chef, time: SchoolTime) -> None:
    """Of the meetings to come, the second is held the day after, the third is cancelled."""
    coming = [seance for seance in seances if seance.debut.date() >= time.today]
    moved, cancelled = coming[1:3] if len(coming) >= 3 else seances[-2:]
    move_seance(
        seance=moved,
        par=chef,
        seen=moved.version,
        jour=moved.debut.date() + datetime.timedelta(days=1),
        debut=moved.debut.time(),
        fin=moved.fin.time(),
        lieu=ecole.autre_salle,
    )
    set_cancelled(seance=cancelled, cancelled=True, par=chef)


def mark_as_read(rubrique, people, usernames, today) -> None:
    """Everybody was up to date some days ago, the counsellor a little longer."""
    for username in usernames:
        days = 20 if username == "conseillere" else 9
        moment = afternoon(today - datetime.timedelta(days=days))
        seen = rubrique.articles.filter(cree_le__lte=moment)
        Lecture.objects.bulk_create(
            Lecture(article=article, utilisateur=people[username], lue_le=moment)
            for article in seen
        )
