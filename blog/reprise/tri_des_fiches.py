"""Each row of the sheet, read, goes among the new ones, the updates or the unchanged."""

import re
from collections import Counter

from blog.reprise.colonnes import Cible, TableauRepris, shorten
from blog.reprise.comparaison import MiseAJour, compare
from blog.reprise.empreintes import empreintes_of
from blog.reprise.essai import Essai, Options, TrouvailleSituee
from blog.reprise.existant import Existant
from blog.reprise.fiche import Probleme
from blog.reprise.identites import build_recherche
from blog.reprise.lecture_fiche import Contexte, read_fiche
from blog.reprise.mots_du_tableau import natures_after, read_mots
from texte.simple import fold

IN_CHARGE = ("referent", "coreferent")
RANK = re.compile(r"[0-9]{1,4}")


def build_contexte(tableau: TableauRepris, cibles: list[Cible], existant: Existant) -> Contexte:
    """Return what reading the rows needs, the words being taken as they are guessed."""
    columns = [i for i, cible in enumerate(cibles) if cible == Cible.IDENTITE]
    identites = [cells[i] for _, cells in tableau.lignes for i in columns if cells[i]]
    recherche = build_recherche(existant, identites)
    mots = read_mots(tableau, cibles, existant, recherche)
    sens_choisis = {mot.champ: mot.propose for words in mots.values() for mot in words.values()}
    return Contexte(tableau, cibles, existant, mots, sens_choisis, recherche)


def try_out(contexte: Contexte, options: Options) -> Essai:
    """Return what every row becomes."""
    existant = contexte.existant
    liste = natures_after(contexte.mots, contexte.sens_choisis, existant)
    essai = Essai(options=options, liste=liste, is_depositaire=existant.is_depositaire)
    contexte.masquer, contexte.garder_classe = options.masquer, options.garder_classe
    seen: Counter = Counter()
    for ligne, cells in contexte.tableau.lignes:
        if not is_situation(cells, ligne, contexte, essai):
            continue
        fiche = read_fiche(ligne, cells, contexte)
        key = key_of_fiche(fiche)
        rank, seen[key] = seen[key], seen[key] + 1
        keys = empreintes_of(existant.rubrique.pk, "ligne", key, rank)
        sort_fiche(essai, fiche, keys, existant, contexte.recherche)
    return essai


def is_situation(cells, ligne, contexte, essai):
    """Blank rows and headings that come again are passed over; a lone cell is a problem."""
    taken = [i for i, cible in enumerate(contexte.cibles) if cible != Cible.RIEN]
    written = [i for i in taken if cells[i]]
    if not written or [fold(cell) for cell in cells] == [fold(t) for t in contexte.tableau.titres]:
        return False
    if len(written) == 1 and len(taken) > 2:
        seul = shorten(cells[written[0]])
        text = f"«\u00a0{seul}\u00a0» est seul sur sa ligne\u00a0: elle est laissée de côté"
        essai.problemes.append(Probleme(ligne, contexte.tableau.name(written[0]), text))
        return False
    return True


def key_of_fiche(fiche):
    """By what a row is recognised another time: whom it is about, else its number, its words."""
    day = fiche.lu.get("signale_le", "")
    if fiche.identite:
        return f"identite|{fold(''.join(filter(str.isalnum, fiche.identite)))}|{day}"
    if fiche.numero:
        return f"numero|{fiche.numero}"
    return f"texte|{day}|{fold(fiche.lu.get('constats', ''))}"


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


def is_known_by_number(fiche):
    """Whether a row is recognised by a plain rank, which says nothing of whom it is about.

    A longer number may be a pupil's own (the INE has eleven signs).
    """
    return not fiche.identite and RANK.fullmatch(fiche.numero) is not None


def sort_fiche(essai, fiche, keys, existant, recherche):
    """Put a row among the new ones, the updates or the unchanged."""
    reprise = existant.taken_over(keys, is_number=is_known_by_number(fiche))
    if reprise is None:
        essai.nouvelles.append(fiche)
        essai.cles[fiche.ligne] = keys[-1]
    elif update := update_of(essai, fiche, reprise, existant):
        essai.mises_a_jour.append(update)
    else:
        essai.inchangees += 1
        return
    essai.problemes += fiche.problemes
    for texte in fiche.all_texts:
        found = recherche.find(texte.lu)
        essai.trouvailles += [TrouvailleSituee(fiche.ligne, texte.colonne, t) for t in found]


def update_of(essai, fiche, reprise, existant) -> MiseAJour | None:
    """Return what a row changes in the situation that it made; None when that is nothing.

    What its sender took over, and is now set aside from, is unchanged: not doubled.
    """
    if reprise.article_id not in existant.visibles:
        return None
    update = compare(fiche, reprise, existant)
    essai.problemes += leave_who_is_aside(update, existant)
    missing = reprise.article_id not in existant.consignees
    update.a_consigner = bool(essai.options.consigner and fiche.identite and missing)
    return None if update.is_empty else update
