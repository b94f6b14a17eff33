"""What some situations show beyond their suivis: a withdrawal, a member set aside, lines of the
key table, an unfinished text; and the views that are kept in their rubrique."""

import json

from django.utils import timezone

from blog.correspondance.services import name_depositaires, write_identity
from blog.models import Article, Ecart, Suivi, VueEnregistree
from cellule.demonstration.fiches import Brouillon, Ecole, Retrait
from cellule.demonstration.situations import Cadre
from cellule.demonstration.temps import afternoon
from rubriques.models import Brouillon as UnfinishedText
from rubriques.redaction.brouillons import key


def add_particularities(ecole: Ecole, cadre: Cadre) -> None:
    articles = {article.code: article for article in cadre.rubrique.articles.all()}
    if ecole.depositaires:
        named = [cadre.people[username] for username in ecole.depositaires]
        name_depositaires(rubrique=cadre.rubrique, people=named, par=cadre.chef)
    for situation in ecole.situations:
        article = articles[situation.code]
        if situation.retrait:
            withdraw(article, situation.retrait)
        if situation.ecart:
            member = cadre.people[situation.ecart]
            Ecart.objects.create(article=article, utilisateur=member, par=cadre.chef)
        if situation.identite:
            write_identity(article=article, identite=situation.identite, seen=0, par=cadre.chef)
        if situation.brouillon:
            leave_draft(article, situation.brouillon, cadre)
    keep_views(ecole, cadre)


def withdraw(article: Article, retrait: Retrait) -> None:
    """Write a suivi that does not belong there, and take it out again."""
    last = article.suivis.filter(portee="cellule").order_by("-date", "-cree_le")[0]
    Suivi.objects.create(
        article=article,
        auteur=last.auteur,
        date=last.date,
        texte=retrait.texte,
        cree_le=last.cree_le,
        retire_le=last.cree_le,
        retire_par=last.auteur,
        motif_retrait=retrait.motif,
        version=2,
    )


def leave_draft(article: Article, brouillon: Brouillon, cadre: Cadre) -> None:
    """A suivi that somebody began this morning."""
    auteur, today = cadre.people[brouillon.auteur], cadre.time.today
    adresse = f"{article.get_absolute_url()}suivis/creer/"
    fields = {"texte": [brouillon.texte], "date": [str(today)], "portee": ["cellule"]}
    UnfinishedText.objects.create(
        pk=key(auteur, adresse),
        auteur=auteur,
        adresse=adresse,
        rubrique=cadre.rubrique,
        champs=json.dumps(fields),
        modifie_le=min(afternoon(today), timezone.now()),
    )


def keep_views(ecole: Ecole, cadre: Cadre) -> None:
    for vue in ecole.vues:
        auteur = cadre.people[vue.auteur]
        VueEnregistree.objects.create(
            rubrique=cadre.rubrique,
            auteur=auteur,
            nom=vue.nom,
            requete=vue.filtre.replace("{moi}", str(auteur.pk)),
            partagee=vue.partagee,
        )
