"""Searching words in the situations of a rubrique."""

from django.urls import reverse

from rubriques.permissions import Role
from tests.outils.factories import make_article, make_member, make_rubrique, make_suivi
from tests.outils.screens import articles_in


def search(client, rubrique, words):
    response = client.post(reverse("blog:article_list", args=[rubrique.slug]), {"mots": words})
    return {article.code for article in articles_in(response)}


def test_search_finds_words_of_constats_and_suivis_without_accents_or_case(world, as_user):
    other = make_article(world.rubrique, constats="Projet d’orientation à revoir")
    make_suivi(other, texte="<p>L’élève a <em>repris</em> confiance.</p>")
    client = as_user(world.lecteur)

    assert search(client, world.rubrique, "ELEVE repris") == {other.code}
    assert search(client, world.rubrique, "d'orientation") == {other.code}
    assert search(client, world.rubrique, other.code.lower()) == {other.code}
    assert search(client, world.rubrique, "<em>") == set()
    assert search(client, world.rubrique, "introuvable") == set()


def test_a_result_shows_the_passage_where_the_word_stands(world, as_user):
    long = "Début de phrase. " * 20
    make_suivi(world.article, texte=f"<p>{long}L’Élève a <em>retrouvé</em> le goût. {long}</p>")
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    response = as_user(world.lecteur).post(url, {"mots": "retrouve"})
    (article,) = articles_in(response)
    assert "L’Élève a retrouvé le goût." in article.passage
    assert article.passage.startswith("…") and article.passage.endswith("…")
    assert len(article.passage) < 220
    page = response.content.decode()
    assert "<mark>retrouvé</mark>" in page
    assert article.passage in page.replace("<mark>", "").replace("</mark>", "")


def test_search_never_looks_into_another_rubrique(world, as_user):
    foreign = make_article(make_rubrique(world.espace), constats="Mot introuvable ailleurs")
    assert search(as_user(world.lecteur), world.rubrique, "introuvable") == set()
    member = make_member(foreign.rubrique, Role.LECTEUR)
    assert search(as_user(member), foreign.rubrique, "introuvable") == {foreign.code}


def test_every_word_is_asked_for_wherever_each_one_stands(world, as_user):
    both = make_article(world.rubrique, constats="Stage au garage.")
    make_suivi(both, texte="<p>La famille appelle.</p>")
    make_article(world.rubrique, constats="Stage à la mairie.")
    make_article(world.rubrique, constats="Une famille.")
    client = as_user(world.lecteur)
    assert search(client, world.rubrique, "famille stage") == {both.code}
    assert len(search(client, world.rubrique, "stage")) == 2
    assert search(client, world.rubrique, "stage famille introuvable") == set()
