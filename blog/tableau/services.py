"""Acts on the kept views of the table: each is one transaction, with its trace."""

from django.db import transaction

from blog.models import VueEnregistree
from blog.situation.services import NONE
from comptes.models import Utilisateur
from journal.services import Acte, Details, record
from rubriques.models import Rubrique


@transaction.atomic
def keep_vue(
    *,
    rubrique: Rubrique,
    par: Utilisateur,
    requete: str,
    nom: str,
    partagee: bool,
    identites: Details = NONE,
) -> VueEnregistree:
    """Keep a filter of the table under a name; kept already, it takes the new name."""
    known = VueEnregistree.objects.filter(
        rubrique=rubrique, auteur=par, requete=requete, partagee=partagee
    ).first()
    vue = known or VueEnregistree(
        rubrique=rubrique, auteur=par, requete=requete, partagee=partagee
    )
    vue.nom = nom
    vue.save()
    record(par, Acte.MODIFICATION if known else Acte.CREATION, vue, **identites)
    return vue


@transaction.atomic
def delete_vue(*, vue: VueEnregistree, par: Utilisateur) -> None:
    """Drop a kept filter. The situations that it showed are left as they are."""
    record(par, Acte.MODIFICATION, vue, champs=["retiree"])
    vue.delete()
