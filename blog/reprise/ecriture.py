"""Writing what was confirmed: all of it or nothing, in one transaction, with its traces."""

import datetime
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from blog.identites.codes import draw_code
from blog.models import (
    Action,
    Article,
    ChangementStatut,
    Correspondance,
    Nature,
    PlanColonnes,
    Reprise,
    Suivi,
)
from blog.models.correspondance import imprints
from blog.reprise.comparaison import empreintes_of_fiche, empreintes_of_note, html_of
from blog.reprise.essai import Essai
from blog.reprise.fiche import Fiche, Note
from blog.reprise.mises_a_jour import apply_update
from blog.situation.services import edit_natures
from comptes.models import Utilisateur
from journal.services import Acte, record, record_all
from rubriques.models import Rubrique
from temps.horloge import moment_at

BATCH = 100  # rows written between two words to whoever waits
RESULTAT_OF_CLOSED = "Situation close à la reprise du tableau."
PLAIN_FIELDS = [
    "signale_le",
    "niveau",
    "regime",
    "signale_par",
    "vigilance",
    "statut",
    "referent",
    "coreferent",
    "prochain_point",
    "dispositifs",
    "partenaires",
    "famille_informee_le",
]


class Depassee(Exception):
    """The rubrique changed since the dry run was shown, so that it would not be done as shown."""


@dataclass
class Avancee:
    """How many rows are written, out of how many."""

    fait: int
    total: int


def take_over(
    *,
    try_again: Callable[[], Essai],
    rubrique: Rubrique,
    par: Utilisateur,
    vu: str,
    plan: dict[str, str],
) -> Iterator[Avancee]:
    """Write what `make` tells once the rubrique is locked, and tell how far it is.

    It is all written when the iterator ends, and nothing when it is closed before or raises:
    Depassee when `make` does not tell what `vu`, the digest of the dry run shown, stands for.
    """
    with transaction.atomic():
        Rubrique.objects.select_for_update().get(pk=rubrique.pk)
        essai = try_again()
        if essai.empreinte != vu:
            raise Depassee
        yield from write_essai(essai, rubrique, par)
        remember_plan(rubrique, plan)
        record(
            par,
            Acte.MODIFICATION,
            rubrique,
            champs=["reprise"],
            **essai.compte,
            **essai.choix,
        )


def write_essai(essai: Essai, rubrique: Rubrique, par: Utilisateur) -> Iterator[Avancee]:
    """Write the natures, the new situations by batches, then the updates, in the transaction of
    the caller."""
    natures = write_natures(essai, rubrique, par)
    new = essai.creees
    done, total = 0, len(new) + len(essai.wanted)
    codes = set(rubrique.articles.values_list("code", flat=True))
    for start in range(0, len(new), BATCH):
        fiches = new[start : start + BATCH]
        create_situations(essai, fiches, natures, codes, rubrique, par)
        done += len(fiches)
        yield Avancee(done, total)
    for update in essai.wanted:
        apply_update(update, essai.cles[update.fiche.ligne], natures, par)
        done += 1
        if done % BATCH == 0:
            yield Avancee(done, total)
    Reprise.objects.bulk_update(essai.renumerotees, ["cles"], batch_size=BATCH)


def write_natures(essai: Essai, rubrique: Rubrique, par: Utilisateur) -> dict[str, Nature]:
    """Let the sheet's words into the list of natures; return the natures by name."""
    if essai.liste.ajoutees:
        kept = {nature: nature.nom for nature in Nature.objects.of(rubrique)}
        edit_natures(rubrique=rubrique, kept=kept, new=essai.liste.ajoutees, par=par)
    return {nature.nom: nature for nature in Nature.objects.of(rubrique)}


def create_situations(
    essai: Essai,
    fiches: list[Fiche],
    natures: dict[str, Nature],
    codes: set[str],
    rubrique: Rubrique,
    par: Utilisateur,
) -> None:
    """Write a batch of new situations, their suivis, actions and first states, in the same
    transaction."""
    articles = [new_article(fiche, codes, rubrique, par) for fiche in fiches]
    rows = list(zip(articles, fiches, strict=True))
    notes = {a.pk: [(n, new_suivi(n, a, par)) for n in f.notes] for a, f in rows}
    actions = {a.pk: new_action(f, a, par) for a, f in rows if f.has_action}
    suivis = [suivi for pairs in notes.values() for _, suivi in pairs]
    correspondances = [
        new_correspondance(f, a, par) for a, f in rows if essai.options.consigner and f.identite
    ]
    Article.objects.bulk_create(articles)
    Article.natures.through.objects.bulk_create(
        Article.natures.through(article=article, nature=natures[name])
        for article, fiche in rows
        for name in fiche.natures
    )
    ChangementStatut.objects.bulk_create(first_statut(f, a, par) for a, f in rows)
    Suivi.objects.bulk_create(suivis)
    Action.objects.bulk_create(actions.values())
    Correspondance.objects.bulk_create(correspondances)
    Reprise.objects.bulk_create(
        new_reprise(fiche, article, essai.cles[fiche.ligne], notes, actions, par)
        for article, fiche in rows
    )
    record_all(par, Acte.CREATION, [*articles, *suivis, *actions.values(), *correspondances])


def new_article(fiche: Fiche, codes: set[str], rubrique: Rubrique, par: Utilisateur) -> Article:
    """A situation, open since noon of the day of its signalement; its code is drawn."""
    texts = {
        name: fiche.textes[name].ecrit for name in ("constats", "classe") & fiche.textes.keys()
    }
    values = {name: fiche.valeurs[name] for name in PLAIN_FIELDS if name in fiche.valeurs}
    is_close = fiche.valeurs["statut"] == Article.Statut.CLOSE
    code = draw_code(codes)
    codes.add(code)
    return Article(
        rubrique=rubrique,
        code=code,
        ouvert_par=par,
        cree_le=noon(fiche.valeurs["signale_le"]),
        motif_cloture=Article.Cloture.AUTRE if is_close else "",
        **values,
        **texts,
    )


def first_statut(fiche: Fiche, article: Article, par: Utilisateur) -> ChangementStatut:
    """Its state on entering; a closed one was closed on the day of its last suivi."""
    is_close = article.statut == Article.Statut.CLOSE
    moment = noon(fiche.last_day) if is_close else timezone.now()
    return ChangementStatut(article=article, vers=article.statut, par=par, le=moment)


def new_suivi(note: Note, article: Article, par: Utilisateur) -> Suivi:
    return Suivi(article=article, auteur=par, date=note.jour, texte=html_of(note))


def new_action(fiche: Fiche, article: Article, par: Utilisateur) -> Action:
    is_close = article.statut == Article.Statut.CLOSE
    return Action(
        article=article,
        libelle=fiche.textes["action"].ecrit,
        responsable=article.referent or par,
        echeance=fiche.valeurs.get("echeance"),
        decidee_le=article.signale_le,
        etat=Action.Etat.FAITE if is_close else Action.Etat.A_FAIRE,
        resultat=RESULTAT_OF_CLOSED if is_close else "",
        cree_par=par,
    )


def new_correspondance(fiche: Fiche, article: Article, par: Utilisateur) -> Correspondance:
    """A line of the key table, where alone the initials go."""
    empreintes = imprints(fiche.identite)
    return Correspondance(article=article, identite=fiche.identite, empreintes=empreintes, par=par)


def new_reprise(
    fiche: Fiche,
    article: Article,
    cles: dict[str, str],
    notes: dict[uuid.UUID, list[tuple[Note, Suivi]]],
    actions: dict[uuid.UUID, Action],
    par: Utilisateur,
) -> Reprise:
    suivis = {n.cle: [str(s.pk), *empreintes_of_note(n, article)] for n, s in notes[article.pk]}
    return Reprise(
        article=article,
        cles=cles,
        champs=empreintes_of_fiche(fiche, article),
        suivis=suivis,
        action=actions.get(article.pk),
        par=par,
    )


def noon(day: datetime.date) -> datetime.datetime:
    return moment_at(day, datetime.time(12))


def remember_plan(rubrique: Rubrique, plan: dict[str, str]) -> None:
    """Keep what the columns became, for the next time."""
    kept, _ = PlanColonnes.objects.get_or_create(rubrique=rubrique)
    kept.cibles |= plan
    kept.save()
