"""Narrower than the rubrique: for whom a note is written. No role opens more."""

from collections.abc import Iterable

from django import forms
from django.db import models
from django.db.models import Q

from comptes.models import Utilisateur
from rubriques.models import Habilitation, Rubrique
from rubriques.permissions import notes_of_sante_social
from rubriques.redaction.saisie import field_of


class Portee(models.TextChoices):
    """For whom a note is written, inside the rubrique."""

    CELLULE = "cellule", "Toute la cellule"
    SANTE_SOCIAL = "sante_social", "Santé et social"
    AUTEUR = "auteur", "Moi seul·e"


def within_portee(user: Utilisateur, to_rubrique: str) -> Q:
    """Which notes (rows with `portee` and `auteur`, whose rubrique stands at the end of the path
    `to_rubrique`) a member may read, whatever their role."""
    readable = Q(portee__in=[Portee.CELLULE]) | Q(auteur=user)
    if rubriques := notes_of_sante_social(user):
        readable |= Q(portee=Portee.SANTE_SOCIAL, **{f"{to_rubrique}__in": rubriques})
    return readable


def portees_for(user: Utilisateur, rubrique: Rubrique) -> list[Portee]:
    """The reaches that `user` may give to a note: santé-social only to who reads such notes."""
    reads = rubrique.pk in notes_of_sante_social(user)
    return [p for p in Portee if p != Portee.SANTE_SOCIAL or reads]


def tell_readers(
    form: forms.BaseForm, user: Utilisateur, rubrique: Rubrique, members: Iterable[Habilitation]
) -> None:
    """Let the choices of `portee` say by name who will read the note that `user` writes in a
    rubrique, of the `members` who may see the situation."""
    others = [member for member in members if member.utilisateur_id != user.pk]
    field = field_of(form, "portee", forms.ChoiceField)
    field.choices = [(p.value, told(p, others)) for p in portees_for(user, rubrique)]


def told(portee: Portee, others: list[Habilitation]) -> str:
    if portee == Portee.AUTEUR:
        return str(portee.label)
    readers = [m for m in others if portee == Portee.CELLULE or m.sante_social]
    names = ", ".join(member.utilisateur.nom_court for member in readers)
    said = f"{names} et vous" if names else "vous seul·e pour l’instant"
    return f"{portee.label}\u00a0: {said}"
