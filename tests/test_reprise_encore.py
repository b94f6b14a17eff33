"""The same sheet again, two people at once, a failure in the middle: nothing doubled, nor half."""

import datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog.models import Article, Correspondance, Ecart, Nature, Reprise, Suivi, VersionSuivi
from blog.reprise import ecriture, views
from blog.reprise.avancee import stream_pieces
from journal.models import Trace
from rubriques.models import Depositaire
from rubriques.permissions import Role
from tests.factories import make_member, make_rubrique
from tests.tableaux import ROW, TITLES, Gestionnaire, row, sheet
from texte.simple import plain_lines

OTHER = {"date": "12/09/2026", "initiales": "A.B."}


@pytest.fixture
def cellule():
    rubrique = make_rubrique()
    make_member(rubrique, Role.LECTEUR, fonction="cpe")
    return rubrique


@pytest.fixture
def chef(cellule, client):
    user = make_member(cellule, Role.GESTIONNAIRE, fonction="direction")
    client.raise_request_exception = False
    return Gestionnaire(client, user, cellule)


def again(chef, *rows, **options):
    """Send another version of the sheet, up to its dry run."""
    chef.send(sheet(*rows, **options))
    chef.press("essai")


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
    chef.take_over(sheet(row(), row(**OTHER)))
    article = cellule.articles.get(signale_le=datetime.date(2026, 9, 11))
    changed = row(état="clos", r28="Bien mieux.", échéance="05/10/2026", classe="2nde 5")
    again(
        chef,
        [*changed, "Nouvelle."],
        [*row(**OTHER), ""],
        [*row(initiales="N.N."), ""],
        titles=[*TITLES, "Réunion du 12/10/2026"],
    )
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
    assert "Il n’y a rien à écrire." in chef.words


def test_a_value_that_is_not_understood_empties_nothing(chef, cellule):
    chef.take_over(sheet(row()))
    again(chef, row(échéance="mardi", état="mystère", référent="Untel", classe="Groupe"))
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


def test_confirmed_twice_it_is_written_once(chef, cellule):
    chef.take_over(sheet(row()))
    answer = chef.press("confirmer")  # the same form, sent again
    assert answer.status_code == 302
    assert cellule.articles.count() == Reprise.objects.count() == 1


def make_depositaire(cellule):
    user = make_member(cellule, Role.GESTIONNAIRE)
    Depositaire.objects.create(rubrique=cellule, utilisateur=user, nomme_par=user)
    return user


def test_two_people_confirm_and_it_is_written_once(chef, cellule):
    other = Gestionnaire(Client(), make_depositaire(cellule), cellule)
    for person in (chef, other):
        again(person, row(), row(**OTHER))
    assert chef.press("confirmer").status_code == 302
    assert other.press("confirmer").status_code == 302  # all of it is there
    again(chef, row(), row(**OTHER), row(initiales="N.N."))
    again(other, row(), row(**OTHER, référent=""), row(initiales="N.N."))
    assert chef.press("confirmer").status_code == 302
    assert other.press("confirmer").status_code == 409
    assert "L’essai n’est plus le même" in other.words
    assert cellule.articles.count() == 3


def test_a_rubrique_that_changed_meanwhile_shows_the_new_dry_run(chef, cellule):
    again(chef, row())
    cellule.habilitations.get(utilisateur__fonction="cpe").delete()
    assert chef.press("confirmer").status_code == 409
    assert "aucun membre choisi" in chef.words and not cellule.articles.exists()


def test_a_failure_in_the_middle_leaves_nothing(chef, cellule, monkeypatch):
    def fail(*args):
        raise OSError("no room left")

    monkeypatch.setattr(ecriture, "remember_plan", fail)
    natures = {nature.nom for nature in Nature.objects.of(cellule)}
    again(chef, row(nature="Médicale"))
    traces = Trace.objects.count()
    assert chef.press("confirmer").status_code == 500
    assert not cellule.articles.exists() and not Reprise.objects.exists()
    assert not Suivi.objects.exists() and Trace.objects.count() == traces
    assert set(cellule.natures.values_list("nom", flat=True)) == natures


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


def test_trying_words_against_the_names_that_are_known_leaves_a_trace(chef, cellule):
    again(chef, row(r14="Appel de Mme Durand."))
    trace = Trace.objects.filter(acte="identite").get()
    assert trace.acteur == chef.user and "Durand" not in str(trace.details)


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


def many(number, **changes):
    names = [f"{chr(65 + n % 26)}.{chr(65 + n // 26)}." for n in range(number)]
    return sheet(*[row(initiales=name, **changes) for name in names])


@pytest.mark.parametrize("known", [False, True])
def test_the_dry_run_asks_the_database_as_much_for_many_rows(chef, known):
    counts = []
    for number in (2, 60):
        if known:
            for _ in chef.take_over(many(number)):
                pass
        chef.send(many(number, état="clos", situation="Autre chose.", r14="Autre", action="Rien"))
        with CaptureQueriesContext(connection) as queries:
            assert chef.press("essai").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 60


def test_a_long_reprise_tells_how_far_it_is(chef, cellule):
    answer = chef.take_over(many(150))
    assert answer.streaming and answer["Cache-Control"] == "no-store, private"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    pieces = [piece.decode() for piece in answer.streaming_content]
    assert "100 lignes sur 150" in " ".join("".join(pieces).split())
    assert "La reprise est faite\u00a0: 150 situations, 300 suivis, 150 actions." in pieces[-2]
    assert cellule.articles.count() == 150


def test_a_browser_that_leaves_a_long_reprise_leaves_nothing_behind(chef, cellule, monkeypatch):
    """The server closes the answer of a browser that is gone: what is inside is taken back."""
    sent = []

    def hold(demande, writing, essai):
        sent.append(stream_pieces(writing, "", "", {}))
        return HttpResponse()

    monkeypatch.setattr(views, "stream_writing", hold)
    chef.take_over(many(150))
    next(sent[0])
    assert "100 lignes sur 150" in " ".join(next(sent[0]).split())
    assert cellule.articles.count() == 100
    sent[0].close()
    assert not cellule.articles.exists() and not Trace.objects.filter(acte="creation").exists()


def test_a_long_reprise_that_fails_says_so(chef, cellule, monkeypatch):
    monkeypatch.setattr(ecriture, "remember_plan", lambda *args: 1 / 0)
    answer = chef.take_over(many(150))
    assert "L’écriture a échoué&nbsp;: rien n’est écrit." in answer.getvalue().decode()
    assert not cellule.articles.exists()


def test_the_usual_row_is_whole():
    assert len(ROW) == len(TITLES)
