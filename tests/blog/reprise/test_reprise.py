"""A spreadsheet as schools keep it becomes situations, field by field."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Action, Article, ChangementStatut, Correspondance, Nature, Reprise, Suivi
from journal.models import Trace
from rubriques.permissions import Role
from temps.horloge import PARIS
from tests.outils.factories import make_article, make_member, make_rubrique
from tests.outils.tableaux import DATA, Gestionnaire, row, sheet
from texte.simple import plain_lines

FONCTIONS = ["cpe", "infirmier", "psyen", "assistant_social"]
REFERENT = {
    "CPE": "cpe",
    "Infirmière": "infirmier",
    "PsyEN": "psyen",
    "Assistante sociale": "assistant_social",
}
STATUT = {"Ouvert": "suivie", "En veille": "veille", "Clos": "close"}
NATURE = {"Absentéisme": "Assiduité", "Décrochage": "Assiduité", "Médicale": "Santé"}
NATURE |= {"Psychologique": "Mal-être", "Harcèlement": "Relationnelle"}
ORIGINE = {"Infirmière": "infirmier", "Assistante sociale": "assistant_social"}


@pytest.fixture
def cellule():
    """A rubrique with a gestionnaire and one member of each function that the sheet names."""
    rubrique = make_rubrique()
    for fonction in FONCTIONS:
        make_member(rubrique, Role.LECTEUR, fonction=fonction)
    return rubrique


@pytest.fixture
def chef(cellule, client):
    user = make_member(cellule, Role.GESTIONNAIRE, username="cheffe", fonction="direction")
    return Gestionnaire(client, user, cellule)


def expected():
    return json.loads((DATA / "suivi-lycee.expected.json").read_text())


def found(article, extension):
    """A situation as expected.json tells one."""
    action = article.actions.first()
    origine = article.signale_par
    return {
        "ouvert_le": str(article.signale_le),
        "classe": article.classe,
        "signale_par": {v: k for k, v in ORIGINE.items()}.get(
            origine, article.get_signale_par_display()
        ),
        "natures": sorted(nature.nom for nature in article.natures.all()),
        "situation": article.constats,
        "referent": article.referent.fonction,
        "action": action.libelle if action else "",
        "echeance": str((action.echeance if action else article.prochain_point) or ""),
        "etat": article.statut,
        "suivis": sorted((str(s.date), plain_lines(s.texte)) for s in article.suivis.all()),
    }


def wanted(line, extension):
    """The same of expected.json, whose words are the sheet's."""
    # Windows-1252 has no arrow: the CSV itself says « ? » in its place.
    lost = {"→": "?"} if extension == "csv" else {}
    texts = [(s["date"], s["texte"].translate(str.maketrans(lost))) for s in line["suivis"]]
    names = ["ouvert_le", "classe", "signale_par", "situation", "action"]
    return {name: line[name] for name in names} | {
        "natures": sorted({NATURE.get(nature, nature) for nature in line["natures"]}),
        "referent": REFERENT[line["referent"]],
        "echeance": line["echeance"] or "",
        "etat": STATUT[line["etat"]],
        "suivis": sorted(texts),
    }


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_the_sheet_of_a_lycee_is_taken_over_as_it_is_guessed(chef, cellule, extension):
    content = (DATA / f"suivi-lycee.{extension}").read_bytes()
    answer = chef.take_over(content, f"suivi.{extension}", classe="on")
    assert answer.status_code == 302

    articles = cellule.articles.prefetch_related("natures", "suivis", "actions")
    assert articles.count() == 45
    assert Suivi.objects.filter(article__in=articles).count() == 120
    key = json.dumps
    got = sorted((found(article, extension) for article in articles), key=key)
    assert got == sorted((wanted(line, extension) for line in expected()), key=key)


def test_the_dry_run_counts_tells_and_writes_nothing(chef, cellule):
    chef.send((DATA / "suivi-lycee.xlsx").read_bytes(), "suivi.xlsx")
    traces = Trace.objects.count()
    assert chef.press("essai").status_code == 200
    assert "45 situations 120 suivis 39 actions" in chef.words
    assert "ligne 52, colonne Situation : « Total : 45 situations » est seul" in chef.words
    assert "Entrent dans la liste des natures" not in chef.words
    assert not cellule.articles.exists() and not Reprise.objects.exists()
    assert Trace.objects.count() == traces


def test_a_situation_is_open_since_the_day_it_was_told(chef, cellule):
    chef.take_over(sheet(row(), row(date="02/09/2026", état="clos", initiales="A.B.")))
    close, opened = cellule.articles.order_by("signale_le")
    assert opened.cree_le.astimezone(PARIS) == datetime.datetime(2026, 9, 11, 12, tzinfo=PARIS)
    assert opened.code != "Y.Y." and str(opened.ouvert_par) == "Camille Cheffe"
    step = ChangementStatut.objects.get(article=opened)
    assert (step.vers, step.par) == ("suivie", opened.ouvert_par)

    step = ChangementStatut.objects.get(article=close)
    assert step.le.astimezone(PARIS) == datetime.datetime(2026, 9, 28, 12, tzinfo=PARIS)
    assert (step.vers, close.motif_cloture) == ("close", "autre")
    action = close.actions.get()
    assert (action.etat, action.resultat) == (
        Action.Etat.FAITE,
        "Situation close à la reprise du tableau.",
    )
    assert action.responsable.fonction == "cpe" and action.decidee_le == close.signale_le


def test_a_date_without_an_action_is_the_next_point(chef, cellule):
    chef.take_over(sheet(row(action="")))
    article = cellule.articles.get()
    assert article.prochain_point == datetime.date(2026, 9, 30)
    assert not article.actions.exists()


def test_what_is_written_leaves_its_traces(chef, cellule):
    before = Trace.objects.filter(acte="creation").count()
    chef.take_over(sheet(row()))
    created = Trace.objects.filter(acte="creation")[: Trace.objects.count() - before]
    types = sorted(t.objet_type for t in created if t.rubrique_id == cellule.pk)
    assert types == ["blog.action", "blog.article", "blog.suivi", "blog.suivi"]
    last = Trace.objects.filter(rubrique_id=cellule.pk, acte="modification").first()
    assert last.details == {
        "champs": ["reprise"],
        "situations": 1,
        "suivis": 2,
        "actions": 1,
        "mises_a_jour": 0,
        "corrections": 0,
    }


def test_what_is_not_understood_is_told_where_and_left_empty(chef, cellule):
    chef.send(sheet(row(échéance="mardi", classe="Groupe Z", référent="M. Untel")))
    chef.press("essai")
    for told in [
        "ligne 2, colonne Échéance : « mardi » n’est pas une date",
        "ligne 2, colonne Classe : « Groupe Z » : niveau inconnu",
        "ligne 2, colonne Référent : « M. Untel » : aucun membre choisi",
    ]:
        assert told in chef.words
    chef.press("confirmer", classe="on")
    article = cellule.articles.get()
    assert (article.niveau, article.referent, article.classe) == ("", None, "Groupe Z")
    assert article.actions.get().echeance is None
    assert str(article.actions.get().responsable) == "Camille Cheffe"


def test_each_word_may_be_given_another_meaning(chef, cellule):
    nature = Nature.objects.of(cellule).get(nom="Santé")
    chef.send(sheet(row(nature="Médicale / Scolaire", référent="Mme X")))
    chef.press("essai")
    chef.choose("« Médicale »", "Santé")
    chef.choose("« Mme X »", "Camille Cheffe (direction)")
    assert chef.press("confirmer").status_code == 409  # not what was shown
    assert "Il n" not in chef.words and not cellule.articles.exists()
    assert chef.press("confirmer").status_code == 302
    article = cellule.articles.get()
    assert set(article.natures.values_list("nom", flat=True)) == {"Santé", "Scolaire"}
    assert article.natures.filter(pk=nature.pk).exists()
    assert str(article.referent) == "Camille Cheffe"


def test_a_full_list_of_natures_takes_the_nearest_one(chef, cellule):
    for nature in Nature.objects.of(cellule):
        make_article(cellule, natures=[nature])
    chef.take_over(sheet(row(nature="Absentéisme, Tricot")))
    natures = Reprise.objects.get().article.natures.values_list("nom", flat=True)
    assert list(natures) == ["Assiduité"]
    assert "Tricot" not in cellule.natures.values_list("nom", flat=True)


def test_the_columns_are_remembered_without_their_headings(chef, cellule):
    titles = ["Quand", "Quoi"]
    rows = [["11/09/2026", "Absent le lundi."], ["12/09/2026", "Absent le mardi."]]
    columns = {"Quand": "Date de signalement", "Quoi": "Constats"}
    chef.take_over(sheet(*rows, titles=titles), columns=columns)
    chef.send(sheet(["13/09/2026", "Absent."], titles=titles))
    chosen = {chef.fields["colonne_0"][0], chef.fields["colonne_1"][0]}
    assert chosen == {"signale_le", "constats"}
    plan = json.dumps(cellule.plan_colonnes.cibles)
    assert "uand" not in plan and "uoi" not in plan


def test_another_sheet_or_row_of_headings_is_shown_first(chef):
    chef.send((DATA / "suivi-lycee.xlsx").read_bytes(), "suivi.xlsx")
    answer = chef.press("essai", feuille="1")
    assert answer.status_code == 200 and "Ce que devient chaque colonne" in chef.words
    assert chef.fields["feuille"] == ["1"]


def test_no_clear_text_of_a_sheet_is_in_the_database(chef, cellule):
    chef.take_over(sheet(row(situation="Phrase très secrète", r14="Autre secret", initiales="QZ")))
    for model in [Article, Suivi, Action, Reprise, Correspondance, ChangementStatut, Trace]:
        held = json.dumps(list(model.objects.values()), default=str, ensure_ascii=False)
        for words in ["secrète", "secret", "RDV CIO", "2nde 4", '"QZ"']:
            assert words not in held, (model, words)
    assert cellule.articles.get().constats == "Phrase très secrète"
    assert timezone.localdate() >= cellule.articles.get().signale_le


def test_an_archived_rubrique_takes_nothing(chef, cellule):
    cellule.archivee_le = timezone.now()
    cellule.save()
    assert chef.client.get(chef.address).status_code == 403
    settings = chef.client.get(reverse("rubriques:rubrique_settings", args=[cellule.slug]))
    assert "Reprendre un tableau" not in settings.content.decode()
