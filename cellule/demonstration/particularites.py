"""What some situations of the demonstration show beyond their notes: corrections, a withdrawal, a
member set aside, lines of the key table, kept views, an unfinished text. Names are invented."""

import json

from django.utils import timezone

from blog.correspondance.services import name_depositaires, write_identity
from blog.models import Ecart, Suivi, VersionSuivi, VueEnregistree
from cellule.demonstration.temps import afternoon
from rubriques.models import Brouillon
from rubriques.redaction.brouillons import key

VIES = {  # statut: the steps that lead to it, and why the last one was taken
    "analyse": (["analyse"], "Premiers éléments réunis, à regarder ensemble."),
    "suivie": (["suivie"], "Un référent est désigné, des mesures sont décidées."),
    "veille": (["suivie", "veille"], "Les mesures tiennent seules, on garde un œil."),
    "relayee": (
        ["suivie", "relayee"],
        "Un partenaire a pris le relais, nous restons informés.",
    ),
    "close": (["suivie", "close"], "Plus d’inquiétude depuis deux réunions."),
    "rouverte": (["suivie", "close", "rouverte"], "Nouveau signalement de la vie scolaire."),
}
CORRIGES = {  # code: some words of one of its suivis, before and after a correction
    "Érable-27": ("trois semaines sur quatre", "trois semaines sur quatre, hors vacances"),
    "Bruyère-14": ("Trois absences en quatre semaines", "Deux absences en quatre semaines"),
}
RETRAITS = {"Corail-84": "Écrit par erreur dans cette situation."}
ECARTS = {"Varech-48": "cpe"}  # he knows the family
DEPOSITAIRES = ["proviseure", "cpe"]
IDENTITES = {
    "Érable-27": "Maëlys Quérouard",
    "Cormoran-22": "Titouan Lescarret",
    "Galet-36": "Inaya Bensaïd",
    "Bruyère-14": "Corentin Dauphoux",
    "Corail-84": "Lilwenn Trévédic",
}
VUES = [  # name, filter of the table, whose, for everybody
    ("Nouveaux signalements de secondes", "niveau=2de&statut=signalee", "proviseure", True),
    ("Sans suivi depuis 3 réunions", "reunions=3&tri=dernier_suivi", "proviseure", True),
    ("Mes situations", "referent={pk}&tri=prochain_point", "cpe", False),
    ("Santé : à revoir", "point=reunion&referent={pk}", "infirmiere", False),
]
BROUILLON = (
    "Cormoran-22",
    "proviseure",
    "<p><strong>Constat.</strong> Appel de l’internat ce matin : la soirée s’est bien passée, ",
)


def add_particularities(rubrique, people, time) -> None:
    """Give the situations of a rubrique what the tables above say of them."""
    articles = {article.code: article for article in rubrique.articles.all()}
    for code, (before, after) in CORRIGES.items():
        if code in articles:
            correct(articles[code], before, after)
    for code, motif in RETRAITS.items():
        if code in articles:
            withdraw(articles[code], motif)
    for code, username in ECARTS.items():
        if code in articles:
            chef = articles[code].ouvert_par
            Ecart.objects.create(article=articles[code], utilisateur=people[username], par=chef)
    if BROUILLON[0] in articles:
        fill_key_table(rubrique, articles, people)
        leave_draft(rubrique, articles, people, time)
        keep_views(rubrique, people)


def correct(article, before, after) -> None:
    """Correct the last suivi that says `before`: it says `after`, and keeps its earlier text."""
    suivis = article.suivis.filter(portee="cellule").order_by("-date", "-cree_le")
    suivi = next((s for s in suivis if before in s.texte), None)
    if suivi is None:
        return
    VersionSuivi.objects.create(suivi=suivi, texte=suivi.texte, remplacee_le=suivi.cree_le)
    suivi.texte = suivi.texte.replace(before, after, 1)
    suivi.corrige_le, suivi.version = suivi.cree_le, 2
    suivi.save()


def withdraw(article, motif) -> None:
    """Write a suivi that does not belong there, and take it out again."""
    last = article.suivis.filter(portee="cellule").order_by("-date", "-cree_le").first()
    Suivi.objects.create(
        article=article,
        auteur=last.auteur,
        date=last.date,
        texte="<p>Rendez-vous pris au CIO pour mercredi.</p>",
        cree_le=last.cree_le,
        retire_le=last.cree_le,
        retire_par=last.auteur,
        motif_retrait=motif,
        version=2,
    )


def fill_key_table(rubrique, articles, people) -> None:
    chef = people[DEPOSITAIRES[0]]
    named = [people[username] for username in DEPOSITAIRES]
    name_depositaires(rubrique=rubrique, people=named, par=chef)
    for code, identite in IDENTITES.items():
        write_identity(article=articles[code], identite=identite, seen=0, par=chef)


def keep_views(rubrique, people) -> None:
    for nom, requete, username, partagee in VUES:
        auteur = people[username]
        VueEnregistree.objects.create(
            rubrique=rubrique,
            auteur=auteur,
            nom=nom,
            requete=requete.format(pk=auteur.pk),
            partagee=partagee,
        )


def leave_draft(rubrique, articles, people, time) -> None:
    """A suivi that somebody began this morning."""
    code, username, texte = BROUILLON
    adresse = f"{articles[code].get_absolute_url()}suivis/creer/"
    fields = {"texte": [texte], "date": [str(time.today)], "portee": ["cellule"]}
    Brouillon.objects.create(
        pk=key(people[username], adresse),
        auteur=people[username],
        adresse=adresse,
        rubrique=rubrique,
        champs=json.dumps(fields),
        modifie_le=min(afternoon(time.today), timezone.now()),
    )
