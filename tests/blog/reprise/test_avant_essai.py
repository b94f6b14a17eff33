"""Before the dry run: who is who, which nature is which; what will be lost is said first."""

import pytest

from blog.models import Nature
from rubriques.permissions import Role
from tests.outils.factories import make_member
from tests.outils.tableaux import again, make_depositaire, row, sheet


def ask(chef, *rows):
    """Send a sheet, up to the page of its words."""
    chef.send(sheet(*rows))
    return chef.press("mots")


def test_a_person_of_the_sheet_is_asked_about_before_the_dry_run(chef, cellule):
    assert ask(chef, row(référent="AS"), row(référent="CPE", initiales="A.B.")).status_code == 200
    assert "Mots et personnes" in chef.words and "Ajoutez-la aux membres" in chef.words
    name = chef.field("« AS »")
    options = [o.text for o in chef.page.find(attrs={"name": name}).find_all("option")]
    assert options[0] == "À choisir"
    assert options[-2:] == ["Garder ce mot dans les constats", "Sans référent"]
    assert not cellule.articles.exists()


def test_a_person_who_became_a_member_meanwhile_is_found(chef, cellule):
    ask(chef, row(référent="AS"))
    social = make_member(cellule, Role.REDACTEUR, fonction="assistant_social")
    chef.press("mots")
    chef.press("essai")
    chef.press("confirmer")
    assert cellule.articles.get().referent == social


def test_a_person_may_be_kept_as_text_and_is_found_again(chef, cellule):
    ask(chef, row(référent="AS"))
    chef.choose("« AS »", "Garder ce mot dans les constats")
    chef.press("essai")
    assert "Référents et co-référents qui ne seront pas repris" not in chef.words
    chef.press("confirmer")
    article = cellule.articles.get()
    assert article.constats == "Absent le lundi.\nRéférent : AS" and article.referent is None
    again(chef, row(référent="AS"))
    assert "Il n’y a rien à écrire." in chef.words


@pytest.mark.parametrize("chosen", ["À choisir", "Sans référent"])
def test_what_will_be_lost_is_above_the_button_that_writes(chef, cellule, chosen):
    ask(chef, row(référent="AS", nature="Tricot"), row(référent="AS", initiales="A.B."))
    chef.choose("« AS »", chosen)
    chef.press("essai")
    said = chef.words[: chef.words.index("Confirmer et écrire")]
    assert "Référents et co-référents qui ne seront pas repris : « AS » (2 lignes)." in said
    assert "Natures laissées de côté : « Tricot » (1 ligne)." in said
    assert "Les initiales ou les noms : Cellule donne un code" in said
    assert "La classe : le niveau seul est repris." in said


def test_the_initials_are_lost_no_more_once_one_may_open_the_key_table(chef, cellule):
    chef.user = make_depositaire(cellule)
    chef.client.force_login(chef.user)
    ask(chef, row())
    chef.press("essai", initiales="consigner")
    assert "Les initiales ou les noms : Cellule" not in chef.words
    chef.press("confirmer")
    assert cellule.articles.get().correspondance.identite == "Y.Y."


def test_the_natures_of_the_sheet_are_those_of_the_rubrique_and_none_leaves(chef, cellule):
    before = {nature.nom for nature in Nature.objects.of(cellule)}
    assert "Protection de l’enfance" in before and len(before) == 12
    chef.take_over(sheet(row(nature="Absentéisme, Médicale, Tricot")))
    names = cellule.articles.get().natures.values_list("nom", flat=True)
    assert set(names) == {"Assiduité", "Santé"}
    assert set(cellule.natures.values_list("nom", flat=True)) == before


def test_a_nature_of_its_own_is_matched_by_what_it_means(chef, cellule):
    Nature.objects.of(cellule).filter(nom="Assiduité").update(nom="Décrochage scolaire")
    chef.take_over(sheet(row(nature="Absentéisme")))
    assert cellule.articles.get().natures.get().nom == "Décrochage scolaire"


def test_a_word_enters_the_list_where_there_is_room(chef, cellule):
    Nature.objects.of(cellule).filter(nom="Addiction").delete()
    again(chef, row(nature="Tricot, Crochet"))
    assert "Entrent dans la liste des natures : Tricot" in chef.words
    chef.press("confirmer")
    assert cellule.articles.get().natures.get().nom in ("Tricot", "Crochet")
    assert cellule.natures.count() == 12


def test_a_full_list_takes_no_other_word(chef, cellule):
    again(chef, row(nature="Tricot"))
    chef.choose("« Tricot »", "Ajouter « Tricot » à la liste")
    assert chef.press("essai").status_code == 400
    assert "La liste est pleine" in chef.words


def test_the_class_is_taken_only_by_who_ticks_it(chef, cellule):
    ask(chef, row())
    box = chef.page.find(attrs={"name": "classe"})
    assert box["type"] == "checkbox" and not box.has_attr("checked")
    chef.press("essai")
    chef.press("confirmer")
    assert cellule.articles.get().classe == "" and cellule.articles.get().niveau == "2de"
    again(chef, row())
    chef.press("essai", classe="on")
    assert "classe : rien → 2nde 4" in chef.words


def test_a_sheet_without_words_goes_to_its_dry_run(chef):
    chef.send(b"Date;Situation\n14/09/2026;Absent")
    chef.press("mots")
    assert "Essai à blanc" in chef.page.select_one("h1").text
