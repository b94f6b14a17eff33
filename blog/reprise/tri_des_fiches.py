"""Each row of the sheet, read, goes among the new ones, the updates or the unchanged."""

from dataclasses import replace

from blog.reprise.colonnes import Cible, TableauRepris
from blog.reprise.comparaison import MiseAJour, compare
from blog.reprise.conversions import undo_conversions
from blog.reprise.dates import day_in_heading, month_in_heading
from blog.reprise.essai import Douteuse, Essai, Options, TrouvailleSituee
from blog.reprise.existant import Existant
from blog.reprise.fiche import Probleme
from blog.reprise.identites import build_recherche
from blog.reprise.lecture_fiche import Contexte, read_fiche
from blog.reprise.lignes_a_part import is_situation
from blog.reprise.mots_du_tableau import natures_after, read_mots
from blog.reprise.rapprochement import all_keys, kept_keys, link_rows

IN_CHARGE = ("referent", "coreferent")


def build_contexte(tableau: TableauRepris, cibles: list[Cible], existant: Existant) -> Contexte:
    """Return what reading the rows needs, the words being taken as they are guessed."""
    tableau = replace(tableau, lignes=[(ligne, list(cells)) for ligne, cells in tableau.lignes])
    remarques = [Probleme(ligne, tableau.name(i), text) for ligne, i, text in tableau.remarques]
    undone = undo_conversions(tableau, cibles)
    tableau.lignes = [
        row for row in tableau.lignes if is_situation(*row, tableau, cibles, remarques)
    ]
    taken = {ligne for ligne, _ in tableau.lignes}
    remarques += [probleme for probleme in undone if probleme.ligne in taken]
    remarques += months_alone(tableau, cibles)
    columns = [i for i, cible in enumerate(cibles) if cible == Cible.IDENTITE]
    identites = [cells[i] for _, cells in tableau.lignes for i in columns if cells[i]]
    recherche = build_recherche(existant, identites)
    mots = read_mots(tableau, cibles, existant, recherche)
    sens_choisis = {mot.champ: mot.propose for words in mots.values() for mot in words.values()}
    return Contexte(tableau, cibles, existant, remarques, mots, sens_choisis, recherche)


def months_alone(tableau, cibles):
    """The meetings whose heading tells no day."""
    text = "le titre ne dit que le mois\u00a0: les suivis seront datés du {:%d/%m/%Y}"
    return [
        Probleme(tableau.entete, tableau.name(column), text.format(month))
        for column, (titre, cible) in enumerate(zip(tableau.titres, cibles, strict=True))
        if cible == Cible.REUNION and not day_in_heading(titre, tableau.annee)
        if (month := month_in_heading(titre))
    ]


def try_out(contexte: Contexte, options: Options) -> Essai:
    """Return what every row becomes."""
    existant = contexte.existant
    liste = natures_after(contexte.mots, contexte.sens_choisis, existant)
    essai = Essai(options=options, liste=liste, is_depositaire=existant.is_depositaire)
    essai.problemes += contexte.remarques
    contexte.masquer, contexte.garder_classe = options.masquer, options.garder_classe
    fiches = [read_fiche(ligne, cells, contexte) for ligne, cells in contexte.tableau.lignes]
    keys = all_keys(fiches, existant.rubrique.pk)
    essai.cles = {ligne: kept_keys(digests) for ligne, digests in keys.items()}
    links = link_rows(fiches, keys, existant)
    for fiche in fiches:
        sort_fiche(essai, fiche, links[fiche.ligne], contexte)
    return essai


def leave_who_is_aside(update, existant):
    """Nobody is put in charge, by a sheet either, of a situation they are set aside from; return
    the problems that this makes."""
    problemes = []
    for changement in list(update.changements):
        person = update.fiche.valeurs.get(changement.champ)
        if changement.champ in IN_CHARGE and person:
            if (update.article.pk, person.pk) in existant.ecarts:
                update.changements.remove(changement)
                text = (
                    f"{person.nom_court} est écarté·e de cette situation\u00a0: laissé comme avant"
                )
                problemes.append(Probleme(update.fiche.ligne, changement.libelle, text))
    return problemes


def sort_fiche(essai, fiche, lien, contexte):
    """Put a row among the new ones, the updates or the unchanged."""
    existant, reprise = contexte.existant, lien.reprise
    if reprise is None:
        essai.nouvelles.append(fiche)
        if lien.peut_etre:
            candidates = [compare_with(essai, fiche, r, existant) for r in lien.peut_etre]
            essai.douteuses.append(Douteuse(fiche, candidates))
    elif update := update_of(essai, fiche, reprise, existant):
        essai.mises_a_jour.append(update)
    else:
        essai.inchangees += 1
        note_keys(essai, fiche, reprise, existant)
        return
    essai.problemes += fiche.problemes
    for texte in fiche.all_texts:
        found = contexte.recherche.find(texte.lu)
        essai.trouvailles += [TrouvailleSituee(fiche.ligne, texte.colonne, t) for t in found]


def note_keys(essai, fiche, reprise, existant):
    """A row that changes nothing may have another number: it is found by this one from then on."""
    cles = essai.cles[fiche.ligne]
    if reprise.cles != cles and existant.may_compare(reprise):
        reprise.cles = cles
        essai.renumerotees.append(reprise)


def compare_with(essai, fiche, reprise, existant) -> MiseAJour:
    """Return what a row would change in a situation, nobody being put in charge who may not."""
    update = compare(fiche, reprise, existant)
    essai.problemes += leave_who_is_aside(update, existant)
    missing = reprise.article_id not in existant.consignees
    update.a_consigner = bool(essai.options.consigner and fiche.identite and missing)
    return update


def update_of(essai, fiche, reprise, existant) -> MiseAJour | None:
    """Return what a row changes in the situation that it made; None when that is nothing.

    What its sender took over, and is now set aside from, is unchanged: not doubled.
    """
    if reprise.article_id not in existant.visibles:
        return None
    update = compare_with(essai, fiche, reprise, existant)
    return None if update.is_empty else update
