"""Acts on a meeting that is being prepared or held: each is one transaction, with its trace."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from agenda.models import Contribution, Decision, Invitation, Point, Presence, Seance
from blog.models import Action
from blog.situation.services import edit_action
from comptes.models import Utilisateur
from journal.services import Acte, Details, record
from rubriques.redaction.porte import Over
from rubriques.redaction.versions import insert_once, save_if_unchanged

NONE: Details = MappingProxyType({})
Etat = Seance.Etat


class SeanceClose(Over):
    """The séance is closed: what it held stands in the situations, and is corrected there."""


def lock(seance: Seance, *, closed_too: bool = False) -> Seance:
    """Return the séance as the database holds it, locked; raises SeanceClose when it is over."""
    held = Seance.objects.select_for_update().get(pk=seance.pk)
    if held.is_close and not closed_too:
        raise SeanceClose
    return held


def lock_expected(seance: Seance) -> Seance:
    """The same, for what only makes sense when the meeting is to be held, or is: a cancelled one
    raises SeanceClose too."""
    held = lock(seance)
    if held.is_annulee:
        raise SeanceClose
    return held


@transaction.atomic
def open_seance(*, seance: Seance, par: Utilisateur) -> None:
    """Open the séance. Opened twice, by one or by two people, it is opened once; cancelled, it
    is not opened."""
    held = lock(seance)
    if held.is_en_cours or held.is_annulee:
        return
    held.etat, held.ouverte_le = Etat.EN_COURS, timezone.now()
    held.save(update_fields=["etat", "ouverte_le"])
    first = held.points.in_order().first()
    if first:
        go_to(point=first)
    record(par, Acte.MODIFICATION, held, etat=held.etat)


def is_untouched(seance: Seance, user: Utilisateur) -> bool:
    """Whether nothing was written in a séance since it was opened, as far as `user` sees: that
    the others speak of a situation from which one is set aside is told by nothing."""
    written = Q(redige_par__isnull=False) | Q(decisions__isnull=False) | Q(faites__isnull=False)
    seen = Point.objects.visible_to(user).filter(written, seance=seance)
    return seance.is_en_cours and not seen.exists()


@transaction.atomic
def undo_opening(*, seance: Seance, par: Utilisateur) -> bool:
    """Take a séance that was opened by mistake back to its preparation; return whether it is.

    Once `par` sees something written in it, it can only be closed. What was written of another
    situation stays on its point, and goes on when the séance is opened again. Who was invited
    sees nothing any more.
    """
    held = lock(seance)
    if not is_untouched(held, par):
        return False
    held.etat, held.ouverte_le = Etat.PREVUE, None
    held.save(update_fields=["etat", "ouverte_le"])
    held.points.update(atteint_le=None)
    record(par, Acte.MODIFICATION, held, etat=held.etat)
    return True


@transaction.atomic
def set_presences(*, seance: Seance, etats: dict[Utilisateur, str], par: Utilisateur) -> None:
    """Note who of these is there and who is excused; "" notes nothing of somebody."""
    held = lock(seance)
    for utilisateur, etat in etats.items():
        if etat:
            Presence.objects.update_or_create(
                seance=held, utilisateur=utilisateur, defaults={"etat": etat}
            )
        else:
            held.presences.filter(utilisateur=utilisateur).delete()
    if etats:
        record(par, Acte.MODIFICATION, held, champs=["presences"])


@transaction.atomic
def go_to(*, point: Point) -> None:
    """Make a point the one that the séance is at; members elsewhere follow."""
    held = lock(point.seance)
    if not held.is_en_cours or held.points.last_reached_first().first() == point:
        return
    point.atteint_le = timezone.now()
    point.save(update_fields=["atteint_le"])


@transaction.atomic
def save_point(
    *,
    point: Point,
    fields: Mapping[str, object],
    done: list[Action],
    seen: int,
    par: Utilisateur,
    decision: Decision | None = None,
    identites: Details = NONE,
) -> None:
    """Write `fields` of a point (today's relevé, what becomes of the situation at the closing),
    one more decision, and which of its open actions are `done` (at once: that is no decision of
    today). Without a field nothing of the point itself is written, and `seen` does not matter.

    Raises StaleVersion when somebody else wrote it since version `seen`, SeanceClose.
    """
    lock(point.seance)
    for action in Action.objects.select_for_update().filter(pk__in=[a.pk for a in done]):
        if action.is_open:
            action.etat = Action.Etat.FAITE
            edit_action(action=action, par=par, seen=action.version, fields=["etat"])
            point.faites.add(action)
    if fields:
        for name, value in fields.items():
            setattr(point, name, value)
        point.redige_par = par
        save_if_unchanged(point, seen=seen, fields=[*fields, "redige_par"])
        record(par, Acte.MODIFICATION, point, champs=list(fields), **identites)
    if decision:
        add_decision(decision=decision, point=point, par=par, identites=identites)
    touch(point)


def add_decision(
    *, decision: Decision, point: Point, par: Utilisateur, identites: Details = NONE
) -> Decision:
    """Write one decision and return it; the same form received twice writes one."""
    decision.point, decision.par = point, par

    @transaction.atomic
    def insert(decision: Decision) -> Decision:
        lock(point.seance)
        decision.save(force_insert=True)
        touch(point)
        record(par, Acte.CREATION, decision, **identites)
        return decision

    fields = ["libelle", "responsable_id", "echeance"]
    return insert_once(decision, insert, fields=fields, par=par, point=point)


@transaction.atomic
def remove_decision(*, decision: Decision, par: Utilisateur) -> None:
    """Take back a decision that no closing has made an action of."""
    lock(decision.point.seance)
    record(par, Acte.MODIFICATION, decision, champs=["retiree"])
    touch(decision.point)
    decision.delete()


def contribute(
    *, contribution: Contribution, point: Point, par: Utilisateur, identites: Details = NONE
) -> Contribution:
    """Bring something to a point and return it; the same form received twice writes one."""
    contribution.point, contribution.auteur = point, par

    @transaction.atomic
    def insert(contribution: Contribution) -> Contribution:
        lock_expected(point.seance)
        contribution.save(force_insert=True)
        record(par, Acte.CREATION, contribution, **identites)
        return contribution

    fields = ["texte", "portee"]
    return insert_once(contribution, insert, fields=fields, auteur=par, point=point)


@transaction.atomic
def edit_contribution(
    *, contribution: Contribution, par: Utilisateur, seen: int, identites: Details = NONE
) -> None:
    """Write what its author corrected of a contribution; raises SeanceClose, and StaleVersion
    when it changed since version `seen`."""
    lock_expected(contribution.point.seance)
    save_if_unchanged(contribution, seen=seen, fields=["texte", "portee"])
    record(par, Acte.MODIFICATION, contribution, champs=["texte", "portee"], **identites)


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, par: Utilisateur) -> None:
    """Take back what was brought, before the closing makes a suivi of it; raises SeanceClose."""
    lock(contribution.point.seance)
    record(par, Acte.MODIFICATION, contribution, champs=["retiree"])
    contribution.delete()


@transaction.atomic
def invite(*, point: Point, utilisateur: Utilisateur, par: Utilisateur) -> Invitation:
    """Show one situation to somebody who is no member, while the séance is open; return the
    invitation. Raises SeanceClose."""
    lock_expected(point.seance)
    invitation, made = Invitation.objects.get_or_create(
        point=point, utilisateur=utilisateur, defaults={"par": par}
    )
    if made:
        record(par, Acte.DROIT, point.article, membre=str(utilisateur.pk), role="invite")
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, par: Utilisateur) -> None:
    """Close at once what somebody was invited to see."""
    article, membre = invitation.point.article, str(invitation.utilisateur_id)
    record(par, Acte.DROIT, article, membre=membre, role="invitation_retiree")
    invitation.delete()


def touch(point: Point) -> None:
    """Let those who follow know that something about a point changed."""
    Point.objects.filter(pk=point.pk).update(mouvements=F("mouvements") + 1)


@transaction.atomic
def validate_releve(*, seance: Seance, par: Utilisateur) -> None:
    """The head says that the relevé de décisions is right. Said twice, it is said once."""
    held = lock(seance, closed_too=True)
    if not held.is_close or held.validee_le:
        return
    held.validee_le, held.validee_par = timezone.now(), par
    held.save(update_fields=["validee_le", "validee_par"])
    record(par, Acte.MODIFICATION, held, champs=["validee_le"])
