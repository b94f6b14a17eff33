"""The situations of an establishment, each with its story: suivis, actions, steps."""

import datetime
from dataclasses import dataclass

from blog.models import Action, Article, ChangementStatut, Nature, Suivi, VersionSuivi
from cellule.demonstration import fiches
from cellule.demonstration.temps import SchoolTime, afternoon
from comptes.models import Utilisateur
from rubriques.models import Rubrique


@dataclass(frozen=True)
class Cadre:
    """What the situations of one establishment share."""

    rubrique: Rubrique
    chef: Utilisateur
    people: dict[str, Utilisateur]
    natures: dict[str, Nature]
    meetings: list[datetime.date]
    time: SchoolTime
    chemins: tuple[fiches.Chemin, ...]


def create_situation(situation: fiches.Situation, cadre: Cadre) -> None:
    opened = cadre.time.ago(situation.ouverture)
    article = create_article(situation, opened, cadre)
    article.natures.set(cadre.natures[nom] for nom in situation.natures)
    ChangementStatut.objects.create(
        article=article, vers="signalee", par=cadre.chef, le=afternoon(opened)
    )
    past = [day for day in cadre.meetings if opened <= day <= cadre.time.today]
    days = [opened]
    for suivi in situation.suivis:
        days.append(suivi_day(suivi, past, days, cadre.time))
        create_suivi(suivi, days[-1], article, cadre)
    for decision in situation.decisions:
        create_action(decision, article, cadre)
    take_steps(article, days, cadre)
    Article.objects.filter(pk=article.pk).update(modifie_le=afternoon(days[-1]))


def create_article(situation: fiches.Situation, opened: datetime.date, cadre: Cadre) -> Article:
    return Article.objects.create(
        rubrique=cadre.rubrique,
        code=situation.code,
        niveau=situation.niveau,
        vigilance=situation.vigilance,
        statut=situation.statut,
        signale_par=situation.origine,
        signale_le=opened,
        referent=cadre.people.get(situation.referent),
        prochain_point=next_point(situation, cadre),
        constats=situation.constats,
        regime=situation.regime,
        dispositifs=list(situation.dispositifs),
        partenaires=list(situation.partenaires),
        famille_informee_le=opened if situation.famille else None,
        famille_reponse=situation.famille,
        motif_cloture=situation.cloture,
        ouvert_par=cadre.chef,
        cree_le=afternoon(opened),
    )


def next_point(situation: fiches.Situation, cadre: Cadre) -> datetime.date | None:
    """The next point falls on a meeting when it is to come."""
    if situation.prochain_point is None:
        return None
    day, today = cadre.time.ago(situation.prochain_point), cadre.time.today
    coming = [meeting for meeting in cadre.meetings if meeting >= max(day, today)]
    return day if day < today or not coming else coming[0]


def suivi_day(suivi: fiches.Suivi, past_meetings, days, time: SchoolTime) -> datetime.date:
    """When a suivi was written: after the one before, on a meeting day if it was at a meeting."""
    day = max(time.ago(suivi.semaine), days[-1])
    free = [d for d in past_meetings if d > days[-1] or len(days) == 1]
    if not (suivi.reunion and free):
        return day
    return min(free, key=lambda d: abs(d - day))


def create_suivi(suivi: fiches.Suivi, day: datetime.date, article: Article, cadre: Cadre) -> None:
    """A corrected one keeps its earlier text."""
    moment = afternoon(day)
    written = Suivi.objects.create(
        article=article,
        auteur=cadre.people[suivi.auteur],
        date=day,
        texte=suivi.texte,
        portee=suivi.lecteurs,
        cree_le=moment,
        corrige_le=moment if suivi.avant else None,
        version=2 if suivi.avant else 1,
    )
    if suivi.avant:
        VersionSuivi.objects.create(suivi=written, texte=suivi.avant, remplacee_le=moment)


def create_action(decision: fiches.Decision, article: Article, cadre: Cadre) -> None:
    day = max(cadre.time.ago(decision.semaine), article.signale_le)
    Action.objects.create(
        article=article,
        libelle=decision.action,
        responsable=cadre.people[decision.responsable],
        echeance=cadre.time.ago(decision.echeance),
        etat=decision.etat,
        resultat=decision.resultat,
        decidee_le=day,
        cree_par=cadre.chef,
        cree_le=afternoon(day),
    )


def take_steps(article: Article, days: list[datetime.date], cadre: Cadre) -> None:
    """The life of a situation: its steps spread over the days of its suivis, the last one told."""
    chemin = next((p for p in cadre.chemins if p.etapes[-1] == article.statut), None)
    steps = chemin.etapes if chemin else ()
    before = "signalee"
    for number, vers in enumerate(steps, start=1):
        is_last = number == len(steps)
        day = days[min(len(days) - 1, 1 if len(steps) == 1 else number * len(days) // len(steps))]
        ChangementStatut.objects.create(
            article=article,
            de=before,
            vers=vers,
            par=cadre.chef,
            le=afternoon(day),
            motif=chemin.motif if chemin and is_last else "",
        )
        before = vers
