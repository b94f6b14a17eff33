"""Acts on a situation: each is one transaction, with its trace."""

import datetime
from collections.abc import Iterable
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from blog.identites.codes import draw_code
from blog.models import (
    Action,
    Article,
    ChangementStatut,
    Ecart,
    Lecture,
    Nature,
    Suivi,
    VersionSuivi,
)
from blog.situation.etat import EDITED, change_etat
from comptes.models import Utilisateur
from journal.models import Trace
from journal.services import Acte, Details, record
from rubriques.models import Rubrique
from rubriques.permissions import open_to_read
from rubriques.redaction.versions import insert_once, lock_unchanged, save_if_unchanged

NONE: Details = MappingProxyType({})


def create_article(
    *,
    article: Article,
    rubrique: Rubrique,
    par: Utilisateur,
    natures: Iterable[Nature],
    identites: Details = NONE,
) -> Article:
    """Open a situation under a code drawn at random; return it.

    The same form received twice (a double click) opens one situation. `identites`, here and in
    the acts below, is what its author chose about identities found in the text, for the journal.
    """
    article.rubrique, article.ouvert_par = rubrique, par

    @transaction.atomic
    def insert(article: Article) -> Article:
        Rubrique.objects.select_for_update().get(pk=rubrique.pk)  # codes are drawn in turn
        article.code = draw_code(set(rubrique.articles.values_list("code", flat=True)))
        article.save(force_insert=True)
        article.natures.set(natures)
        ChangementStatut.objects.create(article=article, vers=article.statut, par=par)
        record(par, Acte.CREATION, article, **identites)
        return article

    fields = ["niveau", "vigilance", "statut", "signale_par", "signale_le", "constats"]
    return insert_once(article, insert, fields=fields, ouvert_par=par, rubrique=rubrique)


@transaction.atomic
def edit_article(
    *,
    article: Article,
    par: Utilisateur,
    seen: int,
    fields: list[str],
    natures: Iterable[Nature],
    identites: Details = NONE,
) -> None:
    """Save `fields` of a situation; raises StaleVersion if somebody saved since version `seen`."""
    columns = [name for name in fields if name != "natures"]
    article.modifie_par = par
    save_if_unchanged(article, seen=seen, fields=[*columns, *EDITED])
    if "natures" in fields:
        article.natures.set(natures)
    record(par, Acte.MODIFICATION, article, champs=fields, **identites)


def add_suivi(
    *, suivi: Suivi, article: Article, par: Utilisateur, identites: Details = NONE
) -> Suivi:
    """Write one suivi and return it; the same form received twice writes one."""
    suivi.article, suivi.auteur = article, par

    @transaction.atomic
    def insert(suivi: Suivi) -> Suivi:
        suivi.save(force_insert=True)
        record(par, Acte.CREATION, suivi, **identites)
        return suivi

    fields = ["date", "texte", "portee"]
    return insert_once(suivi, insert, fields=fields, auteur=par, article=article)


@transaction.atomic
def edit_natures(
    *, rubrique: Rubrique, kept: dict[Nature, str], new: list[str], par: Utilisateur
) -> None:
    """Rename, archive (an empty name) and add natures of a rubrique.

    Situations keep what is archived. A name that was archived comes back with its situations.
    """
    Rubrique.objects.select_for_update().get(pk=rubrique.pk)
    for nature, nom in kept.items():
        if not nom:
            Nature.objects.filter(pk=nature.pk).update(archivee_le=timezone.now())
        elif nom != nature.nom:
            Nature.objects.filter(pk=nature.pk).update(nom=f"{nature.pk}")  # frees the old name
    for nature, nom in kept.items():
        if nom:
            Nature.objects.filter(pk=nature.pk).update(nom=nom)
    rang = max((nature.rang for nature in kept), default=0)
    for place, nom in enumerate(new, start=1):
        Nature.objects.update_or_create(
            rubrique=rubrique, nom=nom, defaults={"rang": rang + place, "archivee_le": None}
        )
    record(par, Acte.MODIFICATION, rubrique, champs=["natures"])


@transaction.atomic
def correct_suivi(
    *,
    suivi: Suivi,
    texte: str,
    par: Utilisateur,
    seen: int,
    identites: Details = NONE,
) -> None:
    """Replace the text of a suivi and keep the earlier one; raises StaleVersion if it changed."""
    VersionSuivi.objects.create(suivi=suivi, texte=suivi.texte)
    suivi.texte, suivi.corrige_le = texte, timezone.now()
    save_if_unchanged(suivi, seen=seen, fields=["texte", "corrige_le"])
    record(par, Acte.MODIFICATION, suivi, champs=["texte"], **identites)


@transaction.atomic
def withdraw_suivi(
    *,
    suivi: Suivi,
    motif: str,
    par: Utilisateur,
    seen: int,
    identites: Details = NONE,
) -> None:
    """Take a suivi out of what is read; that it was there, and why it is not, stays."""
    suivi.retire_le, suivi.retire_par, suivi.motif_retrait = timezone.now(), par, motif
    fields = ["retire_le", "retire_par", "motif_retrait"]
    save_if_unchanged(suivi, seen=seen, fields=fields)
    record(par, Acte.MODIFICATION, suivi, champs=fields, **identites)


@transaction.atomic
def change_statut(
    *,
    article: Article,
    vers: str,
    motif: str,
    cloture: str,
    par: Utilisateur,
    seen: int,
    identites: Details = NONE,
) -> None:
    """Take one step in the life of a situation; raises StaleVersion if it changed since."""
    held = lock_unchanged(article, seen=seen)
    change_etat(held, {"statut": f"{vers}:{cloture}"}, par, motif=motif, **identites)


@transaction.atomic
def set_aside(
    *, article: Article, utilisateur: Utilisateur, aside: bool, par: Utilisateur
) -> None:
    """Set a member aside from one situation, or let them back. Only gestionnaires know."""
    if aside:
        Ecart.objects.get_or_create(
            article=article, utilisateur=utilisateur, defaults={"par": par}
        )
    else:
        Ecart.objects.filter(article=article, utilisateur=utilisateur).delete()
    role = "ecarte" if aside else "reintegre"
    record(par, Acte.DROIT, article, membre=str(utilisateur.pk), role=role)


def add_action(
    *, action: Action, article: Article, par: Utilisateur, identites: Details = NONE
) -> Action:
    """Write one action and return it; the same form received twice writes one."""
    action.article, action.cree_par = article, par

    @transaction.atomic
    def insert(action: Action) -> Action:
        action.save(force_insert=True)
        record(par, Acte.CREATION, action, **identites)
        return action

    fields = ["libelle", "responsable_id", "echeance"]
    return insert_once(action, insert, fields=fields, cree_par=par, article=article)


@transaction.atomic
def edit_action(
    *,
    action: Action,
    par: Utilisateur,
    seen: int,
    fields: list[str],
    identites: Details = NONE,
) -> None:
    """Save `fields` of an action; raises StaleVersion if somebody saved since version `seen`."""
    save_if_unchanged(action, seen=seen, fields=fields)
    record(par, Acte.MODIFICATION, action, champs=fields, **identites)


@transaction.atomic(savepoint=False)
def open_article(
    *, article: Article, user: Utilisateur, again: bool
) -> tuple[Trace, datetime.datetime]:
    """Note that `user` reads the situation now, `again` if they did before; return the trace
    shown on the page, and when.

    The trace comes first: without it, nothing is noted as read, and nothing is shown.
    """
    trace, now = open_to_read(user, article), timezone.now()
    if again:
        Lecture.objects.filter(article=article, utilisateur=user).update(lue_le=now)
    else:
        Lecture.objects.bulk_create(
            [Lecture(article=article, utilisateur=user, lue_le=now)],
            update_conflicts=True,
            unique_fields=["article", "utilisateur"],
            update_fields=["lue_le"],
        )
    return trace, now
