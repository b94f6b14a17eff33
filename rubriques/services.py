"""Acts on a rubrique that touch several rows: each is one transaction, with its trace."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.droits import forget_droits
from rubriques.models import Espace, Rubrique
from rubriques.permissions import Role, set_role
from rubriques.redaction.versions import save_if_unchanged


@transaction.atomic
def create_rubrique(*, rubrique: Rubrique, espace: Espace, par: Utilisateur) -> Rubrique:
    """Save a new rubrique of `espace`; its creator manages it and is its only writer."""
    rubrique.espace = espace
    rubrique.save()
    record(par, Acte.CREATION, rubrique)
    set_role(rubrique=rubrique, utilisateur=par, role=Role.GESTIONNAIRE, par=par)
    return rubrique


@transaction.atomic
def edit_rubrique(*, rubrique: Rubrique, par: Utilisateur, seen: int, fields: list[str]) -> None:
    """Save `fields` of the rubrique; raises StaleVersion if somebody else did since `seen`."""
    save_if_unchanged(rubrique, seen=seen, fields=fields)
    forget_droits()
    record(par, Acte.MODIFICATION, rubrique, champs=fields)


@transaction.atomic
def set_archived(*, rubrique: Rubrique, archived: bool, par: Utilisateur) -> None:
    """Close the rubrique to writing, or open it again. Nothing is deleted."""
    rubrique.archivee_le = timezone.now() if archived else None
    rubrique.save(update_fields=["archivee_le"])
    forget_droits()
    record(par, Acte.MODIFICATION, rubrique, champs=["archivee_le"])


@transaction.atomic
def claim_rubrique(*, espace: Espace, rubrique_id: UUID, par: Utilisateur) -> Rubrique | None:
    """Let a head take over a rubrique whose last gestionnaire is gone; None if it has one."""
    Espace.objects.select_for_update().get(pk=espace.pk)
    rubrique = espace.rubriques.without_gestionnaire().filter(pk=rubrique_id).first()
    if rubrique:
        set_role(rubrique=rubrique, utilisateur=par, role=Role.GESTIONNAIRE, par=par)
    return rubrique
