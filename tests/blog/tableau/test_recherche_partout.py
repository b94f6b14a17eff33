"""Searching words over all the rubriques of a member, in all that is written of a situation."""

import pytest
from django.urls import reverse

from agenda.seance.services import open_seance
from blog.models import Article, Suivi
from blog.situation.services import set_aside, withdraw_suivi
from blog.tableau import recherche
from journal.models import Trace
from rubriques.models import Service
from rubriques.permissions import Role
from rubriques.portee import Portee
from tests.outils.bornes import bounded
from tests.outils.factories import (
    CANARY,
    make_action,
    make_article,
    make_contribution,
    make_decision,
    make_member,
    make_point,
    make_rubrique,
    make_suivi,
)
from tests.outils.journal import told

URL = reverse("blog:recherche")


def groups(response):
    return {
        groupe.rubrique: {article.code for article, _ in groupe.lignes}
        for groupe in response.context.get("groupes", [])
    }


def codes(response):
    return {code for found in groups(response).values() for code in found}


@pytest.fixture
def seek(as_user):
    """What a member finds, by rubrique."""

    def post(user, words):
        return as_user(user).post(URL, {"mots": words})

    return post


def test_results_of_all_my_rubriques_are_grouped_and_those_of_others_are_not_there(world, seek):
    mine, other = make_rubrique(world.espace), make_rubrique(world.espace)
    make_member(mine, Role.LECTEUR, user=world.lecteur)
    articles = [make_article(r, constats=f"Voir {CANARY}") for r in (world.rubrique, mine, other)]
    response = seek(world.lecteur, CANARY)
    assert groups(response) == {world.rubrique: {articles[0].code}, mine: {articles[1].code}}
    assert f"<mark>{CANARY}</mark>" in response.content.decode()
    assert articles[2].code not in response.content.decode()
    assert codes(seek(make_member(other, Role.LECTEUR), CANARY)) == {articles[2].code}


def test_each_search_is_traced_once_in_each_rubrique_without_its_words(world, seek):
    seek(world.lecteur, CANARY)
    (trace,) = Trace.objects.filter(acte="recherche")
    pk = str(world.rubrique.pk)
    assert told(trace) == (world.lecteur, "recherche", "rubriques.rubrique", pk, {})


def test_the_words_are_in_no_address_and_a_reload_asks_nothing(world, as_user):
    make_article(world.rubrique, constats=CANARY)
    client = as_user(world.lecteur)
    page = client.post(URL, {"mots": CANARY}).content.decode()
    assert f"={CANARY}" not in page and f'value="{CANARY}"' in page
    assert codes(client.get(URL, {"mots": CANARY})) == set()
    assert client.post(URL, {"mots": "  "}).status_code == 200


def put_aside(world):
    set_aside(article=world.article, utilisateur=world.lecteur, aside=True, par=world.gestionnaire)


def write_action(article, par):
    make_action(article, par, libelle=f"Faire {CANARY}")


def write_result(article, par):
    make_action(article, par, resultat=f"Fait, {CANARY}")


def write_reponse(article, par):
    article.famille_reponse = f"La famille dit {CANARY}"
    article.save()


PLACES = {"Action": write_action, "Résultat": write_result, "Réponse de la famille": write_reponse}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_written_anywhere_in_a_situation_is_found_and_told_where(world, seek, place):
    PLACES[place](world.article, world.redacteur)
    page = seek(world.lecteur, CANARY).content.decode()
    assert f"{place}\u00a0: " in page and f"<mark>{CANARY}</mark>" in page
    put_aside(world)
    assert codes(seek(world.lecteur, CANARY)) == set()
    assert codes(seek(world.redacteur, CANARY)) == {world.article.code}


@pytest.fixture
def point(world, seance):
    point = make_point(seance, world.article)
    open_seance(seance=seance, par=world.gestionnaire)
    return point


def write_releve(point, par):
    point.releve = f"<p>On relève {CANARY}</p>"
    point.save()


def write_decision(point, par):
    make_decision(point, par, libelle=f"Décider {CANARY}")


def write_contribution(point, par):
    make_contribution(point, par, texte=f"<p>J’apporte {CANARY}</p>")


IN_SEANCE = {
    "Relevé du jour": write_releve,
    "Décision": write_decision,
    "Contribution": write_contribution,
}


@pytest.mark.parametrize("place", IN_SEANCE)
def test_what_a_meeting_holds_is_found_by_who_may_read_it(world, point, seek, place):
    IN_SEANCE[place](point, world.redacteur)
    assert f"{place}\u00a0: " in seek(world.lecteur, CANARY).content.decode()
    put_aside(world)
    assert codes(seek(world.lecteur, CANARY)) == set()
    world.rubrique.agenda_actif = False
    world.rubrique.save()
    assert codes(seek(world.redacteur, CANARY)) == set()


def test_a_reserved_text_is_found_by_its_readers_alone(world, point, nurse, counsellor, seek):
    reserved = {"portee": Portee.SANTE_SOCIAL}
    make_suivi(world.article, nurse, texte=f"<p>{CANARY} suivi</p>", **reserved)
    make_contribution(point, nurse, texte=f"<p>{CANARY} apport</p>", **reserved)
    for words in [f"{CANARY} suivi", f"{CANARY} apport"]:
        assert codes(seek(counsellor, words)) == {world.article.code}
        assert codes(seek(world.gestionnaire, words)) == set()


def test_a_withdrawn_suivi_is_not_found(world, seek):
    suivi = make_suivi(world.article, world.redacteur, texte=f"<p>{CANARY}</p>")
    assert codes(seek(world.lecteur, CANARY)) == {world.article.code}
    withdraw_suivi(suivi=suivi, par=world.redacteur, motif="Écrit ailleurs", seen=suivi.version)
    assert codes(seek(world.lecteur, CANARY)) == set()


def test_a_guest_of_a_seance_finds_nothing_by_searching(world, point, seek):
    write_releve(point, world.redacteur)
    point.invitations.create(utilisateur=world.exclu, par=world.gestionnaire)
    assert codes(seek(world.exclu, CANARY)) == set()
    assert codes(seek(world.lecteur, CANARY)) == {world.article.code}


def test_a_rubrique_whose_situations_are_switched_off_is_not_searched(world, seek):
    make_article(world.rubrique, constats=CANARY)
    assert codes(seek(world.lecteur, CANARY))
    setattr(world.rubrique, f"{Service.BLOG.value}_actif", False)
    world.rubrique.save()
    assert codes(seek(world.lecteur, CANARY)) == set()


def test_a_search_that_is_too_long_stops_and_says_so(world, as_user, seek, monkeypatch):
    make_article(world.rubrique, constats=CANARY)
    cut = "La recherche était trop longue"
    assert cut not in seek(world.lecteur, CANARY).content.decode()
    monkeypatch.setattr(recherche, "SECONDS", 0)
    table = reverse("blog:article_list", args=[world.rubrique.slug])
    for url in [URL, table]:
        page = as_user(world.lecteur).post(url, {"mots": CANARY}).content.decode()
        assert cut in page and "0 situation sur 2" in page


def test_a_search_asks_the_same_of_many_situations(world, as_user, django_assert_max_num_queries):
    for _ in range(30):
        article = make_article(world.rubrique, constats=CANARY)
        make_action(article, world.redacteur)
    client = as_user(world.lecteur)
    client.post(URL, {"mots": CANARY})
    with django_assert_max_num_queries(14):
        assert len(codes(client.post(URL, {"mots": CANARY}))) == 30


def test_the_box_stands_on_every_page_but_an_administrator_s(world, as_user):
    for path in ["/", world.article.get_absolute_url(), reverse("avis:avis_edit")]:
        assert f'action="{URL}"' in as_user(world.lecteur).get(path).content.decode()


def test_three_hundred_situations_of_twenty_suivis_are_read_at_once(world, as_user, monkeypatch):
    monkeypatch.setattr(recherche, "SECONDS", 60)  # however busy the machine is
    texts = ["Absent lundi. La famille a été prévenue, un stage est cherché. " * 6, "Vu. " * 90]
    articles = [
        Article(
            rubrique=world.rubrique, code=f"Érable-{n}", niveau="2de", ouvert_par=world.redacteur
        )
        for n in range(300)
    ]
    Article.objects.bulk_create(articles)
    suivis = [
        Suivi(article=article, auteur=world.redacteur, texte=f"<p>{texts[n % 2]}</p>")
        for article in articles
        for n in range(20)
    ]
    Suivi.objects.bulk_create(suivis, batch_size=1000)
    client = as_user(world.lecteur)
    table = reverse("blog:article_list", args=[world.rubrique.slug])
    for words, number in [("introuvable", 0), ("rappeler stages", 0), ("stages familles", 300)]:
        for url in [URL, table]:
            with bounded():
                response = client.post(url, {"mots": words})
            assert len(response.context["trouvees"].articles) == number
            assert not response.context["trouvees"].is_cut
