"""« Clore la séance »: what was said and decided goes into the situations, once, or not at all."""

import uuid
from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agenda.models import Contribution, Decision, Point, Seance
from agenda.seance.services import lock
from blog.models import Action, Article, Ecart, Suivi
from blog.situation.etat import change_etat, codes_of, may_be_in_charge
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.models import Rubrique
from rubriques.permissions import current_members
from rubriques.portee import Portee

Relais = Mapping[uuid.UUID, Utilisateur]
NONE: Relais = MappingProxyType({})


@transaction.atomic
def close_seance(*, seance: Seance, par: Utilisateur, relais: Relais = NONE) -> bool:
    """Write each relevé into its situation as a suivi of the day, with its actions; return whether
    this call did it. `relais` says who takes over decisions, by their key.

    Closing twice, or by two people at once, writes once: the second finds the séance closed. Each
    text keeps its author; what nobody spoke of is left for the next order of business.
    """
    held = lock(seance, closed_too=True)
    if not held.is_en_cours:
        return False
    points = held.points.in_order().select_related("article", "redige_par", "article__rubrique")
    for point in points:
        write_back(point, held, par, relais)
    held.etat, held.close_le = Seance.Etat.CLOSE, timezone.now()
    held.save(update_fields=["etat", "close_le"])
    record(par, Acte.MODIFICATION, held, etat=held.etat)
    return True


def write_back(point: Point, seance: Seance, par: Utilisateur, relais: Relais) -> None:
    """One point, in the transaction of the closing: its contributions, its relevé, its
    decisions, then the situation itself."""
    article = Article.objects.select_for_update().get(pk=point.article_id)
    for contribution in point.contributions.filter(suivi=None):
        contribution.suivi = to_suivi(contribution, contribution.auteur, article, seance)
        contribution.save(update_fields=["suivi"])
    if point.releve and point.suivi_id is None:
        point.suivi = to_suivi(point, point.redige_par or par, article, seance)
        point.save(update_fields=["suivi"])
    for decision in point.decisions.filter(action=None):
        hand_over(decision, article, relais.get(decision.pk), par)
        decision.action = to_action(decision, article, seance)
        decision.save(update_fields=["action"])
    now = codes_of(article)
    wanted = {name: code for name, code in wanted_of(point).items() if code != now[name]}
    if wanted:
        change_etat(article, wanted, point.redige_par or par)


def to_suivi(
    source: Point | Contribution, auteur: Utilisateur, article: Article, seance: Seance
) -> Suivi:
    """What was said or brought, as a suivi, in the transaction of the closing."""
    text = source.texte if isinstance(source, Contribution) else source.releve
    portee = source.portee if isinstance(source, Contribution) else Portee.CELLULE
    suivi = Suivi.objects.create(
        article=article, auteur=auteur, date=seance.tenue_le, texte=text, portee=portee
    )
    record(auteur, Acte.CREATION, suivi)
    return suivi


def orphans(points: list[Point], rubrique: Rubrique) -> list[Decision]:
    """Return the decisions of these points whose responsable left the rubrique, or was set aside
    from the situation, since."""
    members = current_members(rubrique).values("utilisateur")
    aside = Ecart.objects.filter(
        article=OuterRef("point__article"), utilisateur=OuterRef("responsable")
    )
    decisions = Decision.objects.filter(point__in=points, action=None)
    gone = decisions.filter(~Q(responsable__in=members) | Exists(aside))
    return list(gone.select_related("point__article__rubrique", "responsable"))


def hand_over(
    decision: Decision, article: Article, to: Utilisateur | None, par: Utilisateur
) -> None:
    """Give a decision to who can act on it: the one chosen, else, if the person who was is gone,
    the référent or who wrote it. Nobody left: it stays theirs, for all to see. In the
    transaction of the closing."""
    if to is None and may_be_in_charge(article, decision.responsable_id):
        return
    candidates = [to, article.referent, decision.par]
    able = [person for person in candidates if person and may_be_in_charge(article, person.pk)]
    if able:
        decision.responsable = able[0]
        decision.save(update_fields=["responsable"])
        record(par, Acte.MODIFICATION, decision, champs=["responsable"])


def to_action(decision: Decision, article: Article, seance: Seance) -> Action:
    """What was decided, as an action, in the transaction of the closing."""
    action = Action.objects.create(
        article=article,
        libelle=decision.libelle,
        responsable=decision.responsable,
        echeance=decision.echeance,
        decidee_le=seance.tenue_le,
        cree_par=decision.par,
    )
    record(decision.par, Acte.CREATION, action)
    return action


def wanted_of(point: Point) -> dict[str, str]:
    """What the séance changes in the situation, as the codes of the quick grid."""
    day = point.prochain_point
    asked = {
        "statut": point.statut,
        "vigilance": point.vigilance,
        "prochain_point": day.isoformat() if day else "",
    }
    return {name: code for name, code in asked.items() if code}
