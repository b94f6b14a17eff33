import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.identites.codes import WORDS, draw_code, names_code
from blog.models import Article, Lecture, Suivi
from journal.models import Trace
from rubriques.permissions import Role
from tests.factories import make_article, make_member, make_rubrique, make_suivi
from tests.screens import articles_in


def article_data(rubrique, **values):
    nature = rubrique.natures.first()
    return {
        "niveau": "1re",
        "vigilance": "prioritaire",
        "statut": "suivie",
        "signale_par": "cpe",
        "signale_le": "2026-10-05",
        "natures": [nature.pk],
        "constats": "Absences le lundi matin.",
        "preoccupante": "aucune",
    } | values


def suivi_data(**values):
    return {
        "date": str(timezone.localdate()),
        "texte": "<p>Entretien tenu.</p>",
        "portee": "cellule",
        "envoi": "5f0e7f4e-58f4-4a3b-9d0e-3c1f6f4b1a10",
    } | values


def test_the_head_opens_a_situation_under_a_code_that_says_nothing(world, as_user):
    client = as_user(world.gestionnaire)
    url = reverse("blog:article_create", args=[world.rubrique.slug])

    response = client.post(url, article_data(world.rubrique), follow=True)

    article = world.rubrique.articles.latest("cree_le")
    assert article.constats == "Absences le lundi matin."
    assert article.code in response.content.decode()
    assert Trace.objects.filter(objet_id=article.pk, acte="creation").count() == 1


def test_a_missing_nature_is_told_beside_its_field_and_the_text_comes_back(world, as_user):
    url = reverse("blog:article_create", args=[world.rubrique.slug])
    data = article_data(world.rubrique, natures=[], constats="Mon texte à ne pas perdre")

    response = as_user(world.gestionnaire).post(url, data)

    page = response.content.decode()
    assert response.status_code == 400
    assert "Cochez au moins une nature." in page
    assert "Mon texte à ne pas perdre" in page


def test_a_code_is_never_given_twice_in_a_rubrique(monkeypatch):
    draws = iter(["Érable", 5, "Érable", 6])
    monkeypatch.setattr("blog.identites.codes.secrets.choice", lambda words: next(draws))
    monkeypatch.setattr("blog.identites.codes.secrets.randbelow", lambda n: next(draws))
    assert draw_code({"Érable-15"}) == "Érable-16"


def test_a_code_is_known_in_a_text_and_a_room_is_not_taken_for_one():
    assert all(names_code(f"Pour {word}-27.") for word in WORDS)
    assert not any(names_code(f"Salle {word} 27, {word}-Ouest, {word}-275") for word in WORDS)


def test_a_writer_adds_a_suivi_and_the_reader_reads_it(world, as_user, client):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = suivi_data(texte="<p>Reprise <strong>complète</strong>.</p>")
    as_user(world.redacteur).post(url, data)

    page = as_user(world.lecteur).get(world.article.get_absolute_url()).content.decode()

    assert "Reprise <strong>complète</strong>." in page
    assert str(world.redacteur) in page


def test_a_suivi_sent_twice_is_written_once(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    client = as_user(world.redacteur)
    first = client.post(url, suivi_data())
    second = client.post(url, suivi_data())

    assert first.url == second.url
    assert world.article.suivis.filter(auteur=world.redacteur).count() == 1


def test_a_situation_sent_twice_is_opened_once(world, as_user):
    url = reverse("blog:article_create", args=[world.rubrique.slug])
    client = as_user(world.gestionnaire)
    data = article_data(world.rubrique, envoi=str(uuid.uuid4()))
    assert client.post(url, data).url == client.post(url, data).url
    assert world.rubrique.articles.count() == 2
    other = as_user(world.redacteur).post(url, data)
    assert data["envoi"] not in other.url
    assert world.rubrique.articles.count() == 3


def test_the_sending_number_of_somebody_else_takes_nothing_from_them(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    as_user(world.redacteur).post(url, suivi_data(texte="<p>Le premier.</p>"))
    as_user(world.gestionnaire).post(url, suivi_data(texte="<p>Le second.</p>"))

    texts = {s.texte for s in world.article.suivis.all()}
    assert {"<p>Le premier.</p>", "<p>Le second.</p>"} <= texts


def test_plain_text_without_javascript_becomes_paragraphs(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    as_user(world.redacteur).post(url, suivi_data(texte="Un <script>\n\nDeux\nlignes"))

    suivi = world.article.suivis.get(auteur=world.redacteur)
    assert suivi.texte == "<p>Un &lt;script&gt;</p><p>Deux<br>lignes</p>"


@pytest.mark.parametrize(
    "texte", ["", "   ", "<p></p>", "<p>&nbsp;</p>", "<p><script>x</script></p>"]
)
def test_an_empty_suivi_is_refused_beside_its_field(world, as_user, texte):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    response = as_user(world.redacteur).post(url, suivi_data(texte=texte))

    assert response.status_code == 400
    assert "Écrivez le texte du suivi." in response.content.decode()
    assert not world.article.suivis.filter(auteur=world.redacteur).exists()


def test_a_suivi_of_tomorrow_is_refused_and_its_text_comes_back(world, as_user):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    data = suivi_data(date="2999-01-01", texte="<p>Texte gardé</p>")
    response = as_user(world.redacteur).post(url, data)

    page = response.content.decode()
    assert response.status_code == 400
    assert "Cette date est dans l’avenir." in page
    assert "Texte gardé" in page


def test_a_reader_sees_no_control_that_they_may_not_use(world, as_user):
    page = as_user(world.lecteur).get(world.article.get_absolute_url()).content.decode()
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    table = as_user(world.lecteur).get(listing).content.decode()

    for word in ["Ajouter un suivi", "Modifier", "Membres", "Réglages", "Nouvelle situation"]:
        assert word not in page + table
    writer = as_user(world.gestionnaire).get(world.article.get_absolute_url()).content.decode()
    assert "Ajouter un suivi" in writer and "Membres" in writer


def test_two_people_who_edit_one_situation_never_overwrite_silently(world, as_user):
    url = reverse("blog:article_edit", args=[world.article.pk])
    data = article_data(world.rubrique, version=world.article.version)
    first = as_user(world.gestionnaire).post(url, data | {"constats": "Texte de la cheffe"})
    second = as_user(world.redacteur).post(url, data | {"constats": "Texte du CPE"})

    page = second.content.decode()
    assert first.status_code == 302
    assert second.status_code == 409
    assert "Texte de la cheffe" in page and "Texte du CPE" in page
    world.article.refresh_from_db()
    assert world.article.constats == "Texte de la cheffe"

    again = second.context["form"]["version"].value()
    third = as_user(world.redacteur).post(
        url, data | {"constats": "Texte repris", "version": again}
    )
    world.article.refresh_from_db()
    assert third.status_code == 302
    assert world.article.constats == "Texte repris"


def test_a_reading_is_traced_and_shown_with_its_reference(world, as_user):
    page = as_user(world.lecteur).get(world.article.get_absolute_url()).content.decode()

    trace = Trace.objects.get(acteur=world.lecteur, acte="lecture")
    assert trace.objet_id == str(world.article.pk)
    assert trace.rubrique_id == world.rubrique.pk
    assert trace.reference in page


def test_what_is_new_is_new_until_it_is_read(world, as_user):
    client = as_user(world.lecteur)
    assert "nouvelle situation" in client.get("/").content.decode()
    client.get(world.article.get_absolute_url())
    assert "nouvelle situation" not in client.get("/").content.decode()

    make_suivi(world.article, world.redacteur)
    assert "1 nouveau suivi" in client.get("/").content.decode()
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    assert "nouveau</span>" in client.get(listing).content.decode()
    assert "nouveau</span>" in client.get(world.article.get_absolute_url()).content.decode()
    assert "1 nouveau suivi" not in client.get("/").content.decode()


def test_my_own_suivi_is_not_new_for_me(world):
    Lecture.objects.create(
        article=world.article, utilisateur=world.redacteur, lue_le=timezone.now()
    )
    make_suivi(world.article, world.redacteur)
    article = Article.objects.visible_to(world.redacteur).with_news(world.redacteur).get()
    assert not article.is_nouveau


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
    assert article.passage in response.content.decode()


def test_search_never_looks_into_another_rubrique(world, as_user):
    foreign = make_article(make_rubrique(world.espace), constats="Mot introuvable ailleurs")
    assert search(as_user(world.lecteur), world.rubrique, "introuvable") == set()
    member = make_member(foreign.rubrique, Role.LECTEUR)
    assert search(as_user(member), foreign.rubrique, "introuvable") == {foreign.code}


def test_filters_keep_what_they_name(world, as_user):
    urgent = make_article(world.rubrique, vigilance="urgent", niveau="3e")
    closed = make_article(world.rubrique, statut="close")
    client = as_user(world.lecteur)
    url = reverse("blog:article_list", args=[world.rubrique.slug])

    def shown(**query):
        return [article.code for article in articles_in(client.get(url, query))]

    assert shown() == [urgent.code, world.article.code]
    assert shown(vigilance="urgent") == [urgent.code]
    assert shown(statut="close") == [closed.code]
    assert set(shown(statut="toutes")) == {urgent.code, closed.code, world.article.code}
    assert set(shown(referent="aucun")) == {urgent.code, world.article.code}
    assert shown(niveau="3e", tri="code") == [urgent.code]


@pytest.mark.parametrize("count", [1, 10, 40])
def test_opening_an_article_takes_at_most_10_queries(
    world, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_suivi(world.article, world.redacteur)
    client = as_user(world.redacteur)
    client.get(world.article.get_absolute_url())
    with django_assert_max_num_queries(10):
        client.get(world.article.get_absolute_url())


@pytest.mark.parametrize("count", [10, 200])
def test_the_table_takes_at_most_12_queries(world, as_user, count, django_assert_max_num_queries):
    natures = list(world.rubrique.natures.all()[:3])
    for _ in range(count):
        make_article(world.rubrique, world.gestionnaire, natures, referent=world.redacteur)
    client = as_user(world.redacteur)
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    client.get(url)
    with django_assert_max_num_queries(12):
        response = client.get(url)
    assert response.context["table"].paginator.count == count + 1


def test_the_database_holds_no_clear_text_of_a_suivi(world):
    suivi = make_suivi(world.article, texte="<p>Phrase très secrète</p>")
    stored = Suivi.objects.filter(pk=suivi.pk).values_list("texte", flat=True).get()
    assert stored.startswith("c1:t1:")
    assert "secrète" not in stored
    assert Suivi.objects.get(pk=suivi.pk).texte == "<p>Phrase très secrète</p>"
