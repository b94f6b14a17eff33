"""Acts on the key table: each is one transaction, with its trace."""

from django.db import transaction

from blog.models import Article, Correspondance, Ouverture, Relecture
from blog.models.correspondance import imprints
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.droits import forget_droits
from rubriques.models import Depositaire, Rubrique
from rubriques.permissions import open_to_read
from rubriques.redaction.versions import StaleVersion, save_if_unchanged


@transaction.atomic
def name_depositaires(*, rubrique: Rubrique, people: list[Utilisateur], par: Utilisateur) -> None:
    """Let exactly `people` open the key table of a rubrique. Each change is traced."""
    Rubrique.objects.select_for_update().get(pk=rubrique.pk)
    named = {d.utilisateur: d for d in rubrique.depositaires.select_related("utilisateur")}
    forget_droits()
    for person in set(people) - set(named):
        Depositaire.objects.create(rubrique=rubrique, utilisateur=person, nomme_par=par)
        record(par, Acte.DROIT, rubrique, membre=str(person.pk), role="depositaire")
    for person in set(named) - set(people):
        named[person].delete()
        record(par, Acte.DROIT, rubrique, membre=str(person.pk), role="depositaire_retire")


@transaction.atomic
def open_identity(*, ligne: Correspondance, motif: str, par: Utilisateur) -> None:
    """Note that `par` opens a line, and why. Nothing is shown before this is written."""
    Ouverture.objects.create(article=ligne.article, par=par, motif=motif)
    open_to_read(par, ligne)


@transaction.atomic
def write_identity(*, article: Article, identite: str, seen: int, par: Utilisateur) -> None:
    """Write who a situation is about, or erase it (an empty name).

    `seen` is the version of the line that the form showed, 0 for none; raises StaleVersion when
    it is not that one any more.
    """
    Article.objects.select_for_update().get(pk=article.pk)
    ligne = Correspondance.objects.filter(article=article).first()
    if (ligne.version if ligne else 0) != seen:
        raise StaleVersion(ligne or article)
    if not identite:
        if ligne:
            record(par, Acte.MODIFICATION, ligne, champs=["effacee"])
            ligne.delete()
        return
    act = Acte.MODIFICATION if ligne else Acte.CREATION
    ligne = ligne or Correspondance(article=article)
    ligne.identite, ligne.empreintes, ligne.par = identite, imprints(identite), par
    if act == Acte.CREATION:
        ligne.save()
    else:
        fields = ["identite", "empreintes", "par", "modifiee_le"]
        save_if_unchanged(ligne, seen=seen, fields=fields)
    record(par, act, ligne)
    Relecture.objects.filter(rubrique=article.rubrique).update(jusque=0)  # older texts may name
