"""A sheet sent again tells nobody of a situation that is closed to them."""

from django.test import Client

from blog.models import Ecart
from rubriques.permissions import Role
from tests.outils.factories import make_member
from tests.outils.tableaux import Gestionnaire, again, make_depositaire, row, sheet


def test_what_one_took_over_and_is_set_aside_from_is_not_doubled(chef, cellule):
    chef.take_over(sheet(row()))
    article = cellule.articles.get()
    Ecart.objects.create(article=article, utilisateur=chef.user, par=article.ouvert_par)
    again(chef, row(état="clos"))
    assert "Il n’y a rien à écrire." in chef.words and article.code not in chef.words


def test_nobody_learns_by_trying_rows_whom_a_situation_is_about(chef, cellule):
    """The initials are not shown in Cellule: a dry run does not answer for them either."""
    chef.take_over(sheet(row()))
    article = cellule.articles.get()
    other = Gestionnaire(Client(), make_member(cellule, Role.GESTIONNAIRE), cellule)
    again(other, row(état="clos"))
    said = other.words
    assert article.code not in said and "n’est reconnue que si" in said
    again(other, row(état="clos", initiales="Q.Q."))
    assert other.words == said.replace("Y.Y.", "Q.Q.")
    assert other.press("confirmer").status_code == 302  # theirs, beside the other one
    assert cellule.articles.count() == 2


def test_who_is_set_aside_learns_of_no_situation_by_trying_rows(chef, cellule):
    chef.take_over(sheet(row()))
    article, user = cellule.articles.get(), make_depositaire(cellule)
    other = Gestionnaire(Client(), user, cellule)
    again(other, row(état="clos"))
    assert article.code in other.words
    Ecart.objects.create(article=article, utilisateur=user, par=article.ouvert_par)
    again(other, row(état="clos"))
    said = other.words
    assert article.code not in said and "rien à écrire" not in said
