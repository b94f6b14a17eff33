"""The demonstration: two establishments, eight people, a year of situations and meetings."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from agenda.reunions.services import create_seances, meeting_days, move_seance, set_cancelled
from blog.models import Action, Article, ChangementStatut, Lecture, Nature, Suivi
from blog.models.nature import DISPOSITIFS, PARTENAIRES
from cellule.demonstration.college import COLLEGE
from cellule.demonstration.fiches import Note, Situation
from cellule.demonstration.lycee import LYCEE
from cellule.demonstration.particularites import VIES, add_particularities
from cellule.demonstration.seances import hold_meetings
from cellule.demonstration.temps import SchoolTime, afternoon, school_year_start
from comptes.models import Utilisateur
from rubriques.models import Espace, Rubrique
from rubriques.permissions import Role, set_role

PASSWORD = "veille-demo-2026"
AUTRE_SALLE = "CDI"  # where a meeting was moved
Fonction = Utilisateur.Fonction

PEOPLE = {  # username: prénom, nom, fonction, lieu
    "proviseure": ("Hélène", "Marchand", Fonction.DIRECTION, "Lycée des Marais"),
    "principal": ("Jean", "Kervella", Fonction.DIRECTION, "Collège de l’Estuaire"),
    "conseillere": ("Claire", "Vasseur", Fonction.PSYEN, "CIO de Saint-Brévault"),
    "cpe": ("Karim", "Belhadj", Fonction.CPE, "Lycée des Marais"),
    "infirmiere": ("Anne-Sophie", "Le Goff", Fonction.INFIRMIER, "Lycée des Marais"),
    "assistante": ("Mathilde", "Oger", Fonction.ASSISTANT_SOCIAL, "Lycée et collège"),
    "professeur": ("Luc", "Fontaine", Fonction.PROFESSEUR, "Lycée des Marais"),
    "remplacante": ("Nadia", "Ferrand", Fonction.INFIRMIER, "Remplaçante"),
}
TECHNICIAN = "technicien"
LEFT = "remplacante"  # held a right, withdrawn since; cannot sign in

CHARTE = """
<p>La cellule de veille se réunit un lundi sur deux pour faire le point sur les situations d’élèves
qui demandent l’attention de plusieurs d’entre nous : scolarité, santé, vie familiale, orientation.
Elle propose, décide qui fait quoi, et vérifie à la réunion suivante.</p>
<p>Tout adulte de l’établissement peut signaler une inquiétude à l’un de ses membres. L’élève et sa
famille sont informés de ce qui est proposé pour eux.</p>
<h3>Notre charte</h3>
<ul>
<li>Nous ne partageons que ce qui est utile pour agir.</li>
<li>Nous écrivons des faits, des hypothèses nommées comme telles, des décisions. Jamais de
nom.</li>
<li>Ce que nous écrivons peut être lu un jour par la famille.</li>
<li>Ce qui relève du secret professionnel reste entre professionnels qui y sont tenus.</li>
</ul>
"""


@dataclass(frozen=True)
class Ecole:
    """One establishment of the demonstration."""

    nom: str
    code_uai: str
    chef: str
    membres: dict
    situations: tuple
    salle: str
    heures: tuple
    decalage: int  # weeks between 1 September and the first meeting


ECOLES = [
    Ecole(
        nom="Lycée des Marais",
        code_uai="9990001A",
        chef="proviseure",
        membres={
            "cpe": Role.REDACTEUR,
            "conseillere": Role.LECTEUR,
            "infirmiere": Role.LECTEUR,
            "assistante": Role.LECTEUR,
        },
        situations=LYCEE,
        salle="Salle 112",
        heures=(datetime.time(13, 30), datetime.time(14, 30)),
        decalage=1,
    ),
    Ecole(
        nom="Collège de l’Estuaire",
        code_uai="9990002B",
        chef="principal",
        membres={"assistante": Role.REDACTEUR, "conseillere": Role.LECTEUR},
        situations=COLLEGE,
        salle="Bureau du principal",
        heures=(datetime.time(10, 0), datetime.time(11, 0)),
        decalage=2,
    ),
]


@transaction.atomic
def create_demonstration(today: datetime.date) -> None:
    """Fill an empty database as of `today`; the same day gives the same demonstration."""
    people = {name: create_person(name, *about) for name, about in PEOPLE.items()}
    technician = create_person(TECHNICIAN, "Thomas", "Perrin", Fonction.AUTRE, "Service numérique")
    technician.is_staff = technician.is_superuser = True
    technician.save()
    leaver = people[LEFT]
    leaver.is_active = False
    leaver.set_unusable_password()
    leaver.save()
    for ecole in ECOLES:
        create_ecole(ecole, people, today)


def create_person(username, first_name, last_name, fonction, lieu):
    return Utilisateur.objects.create_user(
        username,
        f"{username}@exemple.invalid",
        PASSWORD,
        first_name=first_name,
        last_name=last_name,
        fonction=fonction,
        lieu=lieu,
    )


def create_ecole(ecole: Ecole, people: dict, today: datetime.date) -> None:
    chef = people[ecole.chef]
    espace = Espace.objects.create(nom=ecole.nom, code_uai=ecole.code_uai, zone=Espace.Zone.B)
    espace.chefs.add(chef)
    rubrique = Rubrique.objects.create(espace=espace, titre="Cellule de veille", texte=CHARTE)
    set_role(rubrique=rubrique, utilisateur=chef, role=Role.GESTIONNAIRE, par=chef)
    for username, role in ecole.membres.items():
        set_role(rubrique=rubrique, utilisateur=people[username], role=role, par=chef)
    if ecole.chef == "proviseure":
        set_role(rubrique=rubrique, utilisateur=people[LEFT], role=Role.LECTEUR, par=chef)
        set_role(rubrique=rubrique, utilisateur=people[LEFT], role=None, par=chef)
    time = SchoolTime(today)
    meetings = create_meetings(ecole, rubrique, chef, time)
    natures = {nature.nom: nature for nature in Nature.objects.of(rubrique)}
    for situation in ecole.situations:
        create_situation(situation, rubrique, people, natures, meetings, time)
    add_particularities(rubrique, people, time)
    mark_as_read(rubrique, people, [ecole.chef, *ecole.membres], today)
    hold_meetings(rubrique, people, chef)


# Meetings and situations


def create_meetings(ecole, rubrique, chef, time: SchoolTime) -> list[datetime.date]:
    """Every second Monday of school, two school years back and this one; return their days."""
    start = school_year_start(time.today)
    for year in [start.year - 2, start.year - 1, start.year]:
        first = start.replace(year=year)
        first += datetime.timedelta(days=(7 - first.weekday()) % 7, weeks=ecole.decalage)
        until = datetime.date(year + 1, 7, 4)
        debut, fin = ecole.heures
        seances = create_seances(
            rubrique=rubrique,
            par=chef,
            day=first,
            debut=debut,
            fin=fin,
            lieu=ecole.salle,
            rhythm="quinzaine",
            until=until,
            skip=time.mondays_off(first, until),
        )
    make_exceptions(seances, chef, time)
    return meeting_days(rubrique)


def make_exceptions(seances, chef, time: SchoolTime) -> None:
    """Of the meetings to come, the second is held the day after, the third is cancelled."""
    coming = [seance for seance in seances if seance.debut.date() >= time.today]
    moved, cancelled = coming[1:3] if len(coming) >= 3 else seances[-2:]
    move_seance(
        seance=moved,
        par=chef,
        seen=moved.version,
        day=moved.debut.date() + datetime.timedelta(days=1),
        debut=moved.debut.time(),
        fin=moved.fin.time(),
        lieu=AUTRE_SALLE,
    )
    set_cancelled(seance=cancelled, cancelled=True, par=chef)


def create_situation(situation: Situation, rubrique, people, natures, meetings, time) -> None:
    opened = time.ago(situation.ouverte)
    article = Article.objects.create(
        rubrique=rubrique,
        code=situation.code,
        niveau={"Tle": "tle", "CAP": "cap", "Bac pro": "bac_pro"}.get(
            situation.niveau, situation.niveau
        ),
        vigilance=situation.vigilance,
        statut=situation.statut,
        signale_par=situation.signale_par,
        signale_le=opened,
        referent=people.get(situation.referent),
        prochain_point=next_point(situation, meetings, time),
        constats=situation.constats,
        regime=situation.regime,
        dispositifs=codes_of(DISPOSITIFS, situation.dispositifs),
        partenaires=codes_of(PARTENAIRES, situation.partenaires),
        famille_informee_le=opened if situation.famille else None,
        famille_reponse=situation.famille,
        motif_cloture="amelioration" if situation.statut == "close" else "",
        ouvert_par=rubrique.espace.chefs.get(),
        cree_le=afternoon(opened),
    )
    article.natures.set(natures[nom] for nom in situation.natures)
    chef = article.ouvert_par
    ChangementStatut.objects.create(
        article=article, vers="signalee", par=chef, le=afternoon(opened)
    )
    writers = writers_of(rubrique)
    notes = [n for n in situation.suivis if n.auteur in writers or n.portee != "cellule"]
    past = [day for day in meetings if opened <= day <= time.today]
    days = [opened]
    for note in notes:
        days.append(note_day(note, past, days, time))
        Suivi.objects.create(
            article=article,
            auteur=people[note.auteur],
            date=days[-1],
            texte=note.texte,
            portee=note.portee,
            cree_le=afternoon(days[-1]),
        )
    for decision in situation.decisions:
        create_action(decision, article, people, chef, time)
    take_steps(article, chef, days)
    Article.objects.filter(pk=article.pk).update(modifie_le=afternoon(days[-1]))


def take_steps(article, chef, days) -> None:
    """The life of a situation: its steps spread over the days of its notes, the last one told."""
    steps, motif = VIES.get(article.statut, ([], ""))
    before = "signalee"
    for number, vers in enumerate(steps, start=1):
        is_last = number == len(steps)
        day = days[min(len(days) - 1, 1 if len(steps) == 1 else number * len(days) // len(steps))]
        ChangementStatut.objects.create(
            article=article,
            de=before,
            vers=vers,
            par=chef,
            le=afternoon(day),
            motif=motif if is_last else "",
        )
        before = vers


def codes_of(choices: dict, labels) -> list[str]:
    """The codes of those labels that stand in a list of choices."""
    return [code for code, label in choices.items() if label in labels]


def create_action(decision, article, people, chef, time) -> None:
    day = max(time.ago(decision.semaine), article.signale_le)
    Action.objects.create(
        article=article,
        libelle=decision.libelle,
        responsable=people[decision.responsable],
        echeance=time.ago(decision.echeance),
        etat=decision.etat,
        resultat=decision.resultat,
        decidee_le=day,
        cree_par=chef,
        cree_le=afternoon(day),
    )


def next_point(situation, meetings, time) -> datetime.date | None:
    """The next point falls on a meeting when it is to come."""
    if situation.prochain_point is None:
        return None
    day = time.ago(situation.prochain_point)
    coming = [meeting for meeting in meetings if meeting >= max(day, time.today)]
    return day if day < time.today or not coming else coming[0]


def note_day(note: Note, past_meetings, days, time) -> datetime.date:
    """When a suivi was written: after the one before, on a meeting day if it was at a meeting."""
    day = max(time.ago(note.semaine), days[-1])
    free = [d for d in past_meetings if d > days[-1] or len(days) == 1]
    if not (note.reunion and free):
        return day
    return min(free, key=lambda d: abs(d - day))


def writers_of(rubrique) -> set[str]:
    roles = [Role.REDACTEUR, Role.GESTIONNAIRE]
    current = rubrique.habilitations.current().filter(role__in=roles)
    return set(current.values_list("utilisateur__username", flat=True))


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
