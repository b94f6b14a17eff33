"""A situation that a sheet made before, brought up to date with what the sheet says now."""

from blog.correspondance.services import write_identity
from blog.models import Action, Article, Nature, Suivi
from blog.reprise.comparaison import (
    OF_ACTION,
    MiseAJour,
    empreintes_of_fiche,
    empreintes_of_note,
    html_of,
    value_in_fiche,
)
from blog.reprise.fiche import Note
from blog.situation.services import (
    add_action,
    add_suivi,
    change_statut,
    correct_suivi,
    edit_action,
    edit_article,
)
from comptes.models import Utilisateur

WITH_OWN_ACT = {"statut", "suivi", *OF_ACTION}  # changed by acts of their own


def apply_update(
    update: MiseAJour, cles: dict[str, str], natures: dict[str, Nature], par: Utilisateur
) -> None:
    """Write the changes of one row, by the acts that a member would do by hand.

    `cles`: the digests by which the row will be found again, as it is now.
    """
    changed = {changement.champ for changement in update.changements}
    edit_fields(update, changed - WITH_OWN_ACT, natures, par)
    if "statut" in changed:
        move_statut(update, par)
    if changed & set(OF_ACTION):
        change_action(update, changed, par)
    for note in update.ajouts:
        suivi = Suivi(date=note.jour, texte=html_of(note))
        add_suivi(suivi=suivi, article=update.article, par=par)
        update.reprise.suivis[note.cle] = [
            str(suivi.pk),
            *empreintes_of_note(note, update.article),
        ]
    for note in update.corrections:
        correct_note(update, note, par)
    if update.a_consigner:
        name = update.fiche.identite
        write_identity(article=update.article, identite=name, seen=0, par=par)
    refresh_empreintes(update, cles)


def edit_fields(
    update: MiseAJour, fields: set[str], natures: dict[str, Nature], par: Utilisateur
) -> None:
    if not fields:
        return
    article, fiche = update.article, update.fiche
    for name in fields - {"natures"}:
        is_text = name in fiche.textes
        setattr(article, name, fiche.textes[name].ecrit if is_text else fiche.valeurs[name])
    edit_article(
        article=article,
        par=par,
        seen=article.version,
        fields=sorted(fields),
        natures=[natures[name] for name in fiche.natures],
    )


def move_statut(update: MiseAJour, par: Utilisateur) -> None:
    """Take the step that the sheet says: a closed situation that is followed again reopens."""
    article, vers = update.article, update.fiche.valeurs["statut"]
    closes = vers == Article.Statut.CLOSE
    change_statut(
        article=article,
        vers=Article.Statut.ROUVERTE if article.is_close else vers,
        motif="",
        cloture=Article.Cloture.AUTRE if closes else "",
        par=par,
        seen=article.version,
    )


def change_action(update: MiseAJour, changed: set[str], par: Utilisateur) -> None:
    fiche, article, action = update.fiche, update.article, update.reprise.action
    libelle, echeance = value_in_fiche(fiche, "action"), fiche.valeurs.get("echeance")
    if action is None:
        action = Action(libelle=libelle, echeance=echeance, responsable=article.referent or par)
        update.reprise.action = add_action(action=action, article=article, par=par)
        return
    columns = {"action": "libelle", "echeance": "echeance"}
    values = {"libelle": libelle, "echeance": echeance}
    fields = [columns[name] for name in OF_ACTION if name in changed]
    for name in fields:
        setattr(action, name, values[name])
    edit_action(action=action, par=par, seen=action.version, fields=fields)


def correct_note(update: MiseAJour, note: Note, par: Utilisateur) -> None:
    """The earlier text stays readable, as when somebody corrects a suivi; that of another author
    is left as it is, and what the sheet says now becomes a suivi of who sends it."""
    suivi = Suivi.objects.get(pk=update.reprise.suivis[note.cle][0])
    if suivi.auteur_id == par.pk:
        correct_suivi(suivi=suivi, texte=html_of(note), par=par, seen=suivi.version)
    else:
        suivi = Suivi(date=note.jour, texte=html_of(note))
        add_suivi(suivi=suivi, article=update.article, par=par)
    update.reprise.suivis[note.cle] = [str(suivi.pk), *empreintes_of_note(note, update.article)]


def refresh_empreintes(update: MiseAJour, cles: dict[str, str]) -> None:
    """Keep what the sheet said this time; what it says as before keeps its digests."""
    kept, now = update.reprise.champs, empreintes_of_fiche(update.fiche, update.article)
    same = {name for name, (lu, _) in now.items() if kept.get(name, [""])[0] == lu}
    same |= update.fiche.inconnus
    update.reprise.champs = kept | {k: v for k, v in now.items() if k not in same}
    update.reprise.cles = cles
    update.reprise.save()
