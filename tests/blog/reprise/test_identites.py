"""Names in a sheet: shown, then masked or kept; initials and classes where one asks for them."""

import datetime

import pytest

from blog.models import Correspondance, Suivi
from journal.models import Trace
from rubriques.models import Depositaire
from tests.outils.tableaux import again, row, sheet
from texte.simple import plain_lines


def test_trying_words_against_the_names_that_are_known_leaves_a_trace(chef, cellule):
    again(chef, row(r14="Appel de Mme Durand."))
    trace = Trace.objects.filter(acte="identite").get()
    assert trace.acteur == chef.user and "Durand" not in str(trace.details)


@pytest.mark.parametrize("choice", ["masquer", "garder"])
def test_identities_are_shown_then_masked_or_kept(chef, cellule, choice):
    again(chef, row(r14="Appel au 06 12 34 56 78 de Y. Y. et Mme Durand.", initiales="Y.Y."))
    marks = [mark.text for mark in chef.page.select("main mark")]
    assert marks == ["06 12 34 56 78", "Y. Y.", "Mme Durand"] or "06 12 34 56 78" in marks
    assert "Y. Y." in marks and "ligne 2, colonne Réunion du 14/09/2026, téléphone" in chef.words
    chef.press("confirmer", identites=choice)
    text = plain_lines(Suivi.objects.get(date=datetime.date(2026, 9, 14)).texte)
    assert ("06 12 34 56 78" in text) == ("Y. Y." in text) == (choice == "garder")
    details = Trace.objects.filter(acte="modification").first().details
    assert details["identites"] == choice and "telephone" in details["sortes"]


def test_initials_are_dropped_unless_one_may_open_the_key_table(chef, cellule):
    chef.take_over(sheet(row(initiales="Léa Martin", situation="Léa Martin est absente.")))
    assert not Correspondance.objects.exists()
    assert cellule.articles.get().constats == "[nom masqué] est absente."

    user = chef.client.get("/").wsgi_request.user
    Depositaire.objects.create(rubrique=cellule, utilisateur=user, nomme_par=user)
    again(chef, row(initiales="Léa Martin"), row(initiales="Z.T."))
    assert chef.press("confirmer", initiales="consigner").status_code == 302
    kept = {ligne.identite for ligne in Correspondance.objects.all()}
    assert kept == {"Léa Martin", "Z.T."}
    traces = Trace.objects.filter(acte="creation", objet_type="blog.correspondance")
    assert traces.count() == 2


def test_the_classe_may_be_left_out(chef, cellule):
    again(chef, row())
    assert chef.press("confirmer", classe=None).status_code == 302
    article = cellule.articles.get()
    assert (article.classe, article.niveau) == ("", "2de")


def test_a_word_that_names_somebody_does_not_enter_the_list_by_itself(chef, cellule):
    again(chef, row(nature="Mme Durand, Scolaire"))
    chef.press("confirmer")
    assert "Mme Durand" not in cellule.natures.values_list("nom", flat=True)
