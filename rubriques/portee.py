"""Narrower than the rubrique: for whom a note is written. No role opens more."""

from django.db import models
from django.db.models import Q

from comptes.models import Utilisateur
from rubriques.models import Rubrique
from rubriques.permissions import notes_of_sante_social


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
