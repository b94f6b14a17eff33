"""The same sheet again: what changed is proposed, what both changed is asked, none is doubled."""

import datetime

import pytest
from django.test import Client

from blog.models import Article, Ecart, Suivi, VersionSuivi
from journal.models import Trace
from tests.outils.tableaux import OTHER, TITLES, Gestionnaire, again, make_depositaire, row, sheet
from texte.simple import plain_lines


def test_the_same_sheet_again_changes_nothing(chef, cellule):
    chef.take_over(sheet(row(), row(**OTHER), row(**OTHER)))
    traces = Trace.objects.filter(acte__in=["creation", "modification"]).count()
    again(chef, row(), row(**OTHER), row(**OTHER))
    assert "Il n’y a rien à écrire." in chef.words
    assert "3 lignes déjà dans Cellule, sans changement." in chef.words
    assert chef.press("confirmer").status_code == 302
    assert cellule.articles.count() == 3 and Suivi.objects.count() == 6
    assert Trace.objects.filter(acte__in=["creation", "modification"]).count() == traces


def test_what_changed_in_the_sheet_is_proposed_then_written(chef, cellule):
    chef.take_over(sheet(row(), row(**OTHER)), classe="on")
    article = cellule.articles.get(signale_le=datetime.date(2026, 9, 11))
    changed = row(état="clos", r28="Bien mieux.", échéance="05/10/2026", classe="2nde 5")
    again(
        chef,
        [*changed, "Nouvelle."],
        [*row(**OTHER), ""],
        [*row(initiales="N.N."), ""],
        titles=[*TITLES, "Réunion du 12/10/2026"],
    )
    chef.press("essai", classe="on")
    for words in [
        "statut : Suivie → Close",
        "classe : 2nde 4 → 2nde 5",
        "échéance : 30/09/2026 → 05/10/2026",
        "nouveau suivi du 12/10/2026",
        "suivi du 28/09/2026 corrigé",
        "1 ligne déjà dans Cellule",
        "1 situation 3 suivis 1 action 1 mise à jour 1 suivi corrigé",
    ]:
        assert words in chef.words, words
    assert chef.press("confirmer").status_code == 302

    article = Article.objects.get(pk=article.pk)
    assert (article.statut, article.classe, article.motif_cloture) == ("close", "2nde 5", "autre")
    assert article.actions.get().echeance == datetime.date(2026, 10, 5)
    texts = [plain_lines(s.texte) for s in article.suivis.order_by("date")]
    assert texts == ["Famille reçue.", "Bien mieux.", "Nouvelle."]
    assert plain_lines(VersionSuivi.objects.get().texte) == "Mieux."
    assert cellule.articles.count() == 3
    again(chef, [*changed, "Nouvelle."], titles=[*TITLES, "Réunion du 12/10/2026"])
    chef.press("essai", classe="on")
    assert "Il n’y a rien à écrire." in chef.words


def test_a_value_that_is_not_understood_empties_nothing(chef, cellule):
    chef.take_over(sheet(row()))
    again(chef, row(échéance="mardi", état="mystère", référent="Untel", classe="Groupe"))
    chef.press("essai", classe="on")
    chef.press("confirmer")
    article = cellule.articles.get()
    assert (article.statut, article.niveau, article.classe) == ("suivie", "2de", "Groupe")
    assert article.actions.get().echeance and article.referent


def test_who_reads_what_a_sheet_would_change_leaves_a_trace(chef, cellule):
    chef.take_over(sheet(row()))
    again(chef, row(état="clos"))
    last = Trace.objects.filter(acte="lecture").first()
    assert last.objet_id == str(cellule.articles.get().pk)


def test_what_only_cellule_changed_stays(chef, cellule):
    chef.take_over(sheet(row()))
    cellule.articles.update(vigilance="urgent", statut="relayee")
    again(chef, row())
    assert "Il n’y a rien à écrire." in chef.words
    again(chef, row(action="Autre action"))
    chef.press("confirmer")
    article = cellule.articles.get()
    assert (article.statut, article.actions.get().libelle) == ("relayee", "Autre action")


@pytest.mark.parametrize("takes", [True, False])
def test_what_both_changed_shows_both_and_asks(chef, cellule, takes):
    chef.take_over(sheet(row()))
    cellule.articles.update(statut="relayee")
    again(chef, row(état="clos"))
    assert (
        "changé aussi dans Cellule , qui dit « Relayée » ; le tableau dit « Close »" in chef.words
    )
    assert "Remplacer par le tableau" in chef.words
    chef.press("confirmer", prendre=["2"] if takes else None)
    assert cellule.articles.get().statut == ("close" if takes else "relayee")


def test_a_row_may_be_left_as_it_is(chef, cellule):
    chef.take_over(sheet(row()))
    again(chef, row(état="clos"))
    chef.press("confirmer", laisser=["2"])
    assert cellule.articles.get().statut == "suivie"


def cpe_of(cellule):
    return cellule.habilitations.get(utilisateur__fonction="cpe").utilisateur


def test_a_sheet_puts_nobody_in_charge_who_is_set_aside(chef, cellule):
    chef.take_over(sheet(row(référent="")))
    article = cellule.articles.get()
    again(chef, row())
    cpe = cpe_of(cellule)
    assert "écarté·e" not in chef.words and f"personne → {cpe}" in chef.words
    Ecart.objects.create(article=article, utilisateur=cpe, par=article.ouvert_par)
    again(chef, row())
    assert "écarté·e de cette situation" in chef.words
    chef.press("confirmer")
    article.refresh_from_db()
    assert article.referent is None


def test_a_sheet_does_not_rewrite_what_somebody_else_signed(chef, cellule):
    chef.take_over(sheet(row()))
    user = make_depositaire(cellule)
    other = Gestionnaire(Client(), user, cellule)
    again(other, row(r14="Tout autre chose."))
    assert other.press("confirmer").status_code == 302
    texts = {plain_lines(s.texte): s.auteur for s in Suivi.objects.all()}
    assert texts["Tout autre chose."] == user
    assert chef.user in texts.values()
