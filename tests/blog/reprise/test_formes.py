"""Other sheets than the lycée's: each cellule has made its own."""

import datetime

import pytest

from blog.models import Nature
from rubriques.permissions import Role
from tests.outils.factories import make_member, make_rubrique
from tests.outils.tableaux import Gestionnaire, old_workbook, sheet, workbook
from texte.simple import plain_lines

DAY = datetime.date


@pytest.fixture
def cellule():
    rubrique = make_rubrique()
    make_member(rubrique, Role.LECTEUR, fonction="cpe", first_name="Karim", last_name="Belhadj")
    make_member(rubrique, Role.LECTEUR, fonction="psyen", last_name="Vasseur")
    return rubrique


@pytest.fixture
def chef(cellule, client):
    return Gestionnaire(client, make_member(cellule, Role.GESTIONNAIRE), cellule)


def notes(article):
    return [(s.date, plain_lines(s.texte)) for s in article.suivis.order_by("date")]


def names(article):
    return sorted(nature.nom for nature in article.natures.all())


COLLEGE = """\
Élève,,Repérage,,Difficulté,Description,Suivi par,Réunions,,Avancement
Nom,Division,Quand,Origine,,,,Point du 22/09,Point du 06/10,
Léa Martin,6e B,15 sept.,PP,Assiduité + Familiale,"Retards, absences",Mme Vasseur,Vue,,En veille

Zoé Petit,5e3,1er oct.,vie scolaire,Relationnelle,Isolée,K. Belhadj,,"Reçue
avec Léa Martin",relayé au CMP
"""


def test_a_college_with_headings_on_two_lines_and_commas(chef, cellule):
    chef.send(COLLEGE.encode())
    columns = {
        "Repérage Quand": "Date de signalement",
        "Repérage Origine": "Signalée par",
    }
    if chef.fields["hauteur"] == ["1"]:
        chef.press("colonnes", entete="1", hauteur="2")
    titles = [label.text.strip() for label in chef.page.select("tbody label")]
    for label, option in columns.items():
        chef.choose(label if label in titles else label.split()[1], option)
    chef.press("essai")
    assert "ligne 5, colonne Point du 06/10, nom de personne" in chef.words
    assert chef.press("confirmer", classe="on").status_code == 302

    zoe, lea = cellule.articles.order_by("-signale_le")
    assert (lea.niveau, lea.classe, lea.signale_le) == ("6e", "6e B", DAY(2026, 9, 15))
    assert (zoe.niveau, zoe.signale_par, zoe.statut) == ("5e", "vie_scolaire", "relayee")
    assert names(lea) == ["Assiduité", "Familiale"] and names(zoe) == ["Relationnelle"]
    assert (lea.referent.last_name, zoe.referent.last_name) == ("Vasseur", "Belhadj")
    assert notes(lea) == [(DAY(2026, 9, 22), "Vue")]
    assert notes(zoe) == [(DAY(2026, 10, 6), "Reçue\navec [nom masqué]")]
    assert lea.statut == "veille" and lea.constats == "Retards, absences"


def test_an_old_workbook_with_a_title_merged_cells_and_short_months(chef, cellule):
    rows = [
        ["GPDS 2026-2027", "", "", "", "", "", ""],
        ["Confidentiel", "", "", "", "", "", ""],
        ["N°", "Saisi le", "Div.", "Pb", "Pilote", "CV 28 sept.", "CV 1er févr."],
        [7, DAY(2026, 9, 20), "TG4", "Angoisses", "PsyEN", "Vu", ""],
        ["Internes", "", "", "", "", "", ""],
        [8, 46290, "2nde Pro MELEC", "Ne vient plus", "CPE", "", "Rien de neuf"],
    ]
    content = old_workbook(rows, merged=[(0, 0, 0, 6), (4, 4, 0, 6)])
    answer = chef.take_over(content, "cv.xls", {"Pb": "Constats"})
    assert answer.status_code == 302
    first, second = cellule.articles.order_by("signale_le")
    assert (first.niveau, first.signale_le) == ("tle", DAY(2026, 9, 20))
    assert notes(first) == [(DAY(2026, 9, 28), "Vu")]
    assert (second.niveau, second.signale_le) == ("bac_pro", DAY(2026, 9, 25))
    assert notes(second) == [(DAY(2027, 2, 1), "Rien de neuf")]
    assert second.constats == "Ne vient plus"


def test_natures_in_columns_of_crosses_and_no_meeting(chef, cellule):
    rows = [
        ["Suivi des élèves", None, None, None, None, None, None, None],
        [
            "Ouvert le",
            "Niveau",
            "Absentéisme",
            "Santé",
            "Autre souci",
            "Remarques",
            "Urgence",
            "Tél",
        ],
        ["14-09-26", "3ème SEGPA", "x", None, "X", "Appelé lundi", "urgent", "0612345678"],
        ["14.09.2026", "ULIS", None, "✓", "non", "Suivi", "rouge ?", None],
    ]
    content = workbook(rows, merged=["A1:H1"])
    columns = {"Autre souci": "Nature à cocher"}
    assert chef.take_over(content, "t.xlsx", columns).status_code == 302
    first, second = cellule.articles.order_by("niveau")
    assert (first.niveau, second.niveau) == ("segpa", "ulis")
    assert names(first) == ["Assiduité"] and names(second) == ["Santé"]
    assert first.constats == "Remarques : Appelé lundi"
    assert (first.vigilance, second.vigilance) == ("urgent", "urgent")
    assert not first.suivis.exists() and "0612345678" not in first.constats
    assert Nature.objects.of(cellule).count() == 12


HOSTILE = {
    "html": "<script>alert(1)</script><p>Vu</p>",
    "paragraph": "<p onclick=x>Vu</p>",
    "formula": '=HYPERLINK("http://mal.invalid","ici")',
    "bidi": "Vu\u202e cou\u2066ci",
    "template": "{{ settings.SECRET_KEY }}{% now 'Y' %}",
    "token": "c1:t1:AAAA",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_cells_are_words_and_nothing_else(chef, cellule, kind):
    text = HOSTILE[kind]
    titles = ["Date", "Situation", "Cellule du 14/09/2026"]
    chef.send(sheet(["01/09/2026", text, text], titles=titles))
    chef.press("essai")
    assert not chef.page.select("main script") and not chef.page.select("main [onclick]")
    assert chef.press("confirmer").status_code == 302
    article = cellule.articles.get()
    said = text.replace("\u202e", "").replace("\u2066", "")
    assert article.constats == said
    page = chef.client.get(article.get_absolute_url())
    assert b"<script>alert" not in page.content and b"\xe2\x80\xae" not in page.content
    assert plain_lines(article.suivis.get().texte) == said


def test_a_meeting_column_needs_a_date_in_its_heading(chef):
    chef.send(b"Date;Situation;Compte rendu\n11/09/2026;Absent;Vu")
    chef.choose("Compte rendu", "Suivi d’une réunion")
    assert chef.press("essai").status_code == 400
    assert "Le titre de cette colonne ne dit pas de date." in chef.words


def test_two_columns_do_not_become_the_same_field(chef):
    chef.send(b"Date;Situation;Notes\n11/09/2026;Absent;Vu")
    chef.choose("Notes", "Constats")
    assert chef.press("essai").status_code == 400
    assert "Une autre colonne devient déjà cela." in chef.words


def test_a_sheet_of_nothing_known_asks_for_its_columns(chef):
    chef.send(b"foo;bar\n1;2")
    assert chef.press("essai").status_code == 400
    assert "au moins une colonne" in chef.words
