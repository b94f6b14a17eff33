"""A row is taken for an earlier one only if the rest of it agrees."""

import datetime

import pytest

from blog.models import Article, Reprise, Suivi
from blog.reprise.empreintes import empreinte_of
from tests.outils.tableaux import again, row, sheet
from texte.simple import plain_lines

OTHER_PUPIL = {
    "date": "02/10/2026",
    "classe": "5e 1",
    "signalé": "Infirmière",
    "nature": "Santé",
    "situation": "Malaises répétés à la piscine.",
    "action": "PAI",
    "r14": "Vue par le médecin.",
    "r28": "Traitement commencé.",
}


def told(cellule):
    """What each situation says: its words, and those of its suivis."""
    return sorted(
        (a.constats, [plain_lines(s.texte) for s in a.suivis.order_by("date")])
        for a in cellule.articles.all()
    )


def confirm(chef, **choices):
    assert chef.press("confirmer", **choices).status_code == 302


@pytest.mark.parametrize("initiales", ["Y.Y.", ""])
@pytest.mark.parametrize("date", ["02/10/2026", ""])
def test_another_pupil_of_the_same_number_or_initials_changes_nobody(
    chef, cellule, initiales, date
):
    chef.take_over(sheet(row(initiales=initiales, date=date and "11/09/2026", état="clos")))
    before = told(cellule)
    again(chef, row(**OTHER_PUPIL | {"initiales": initiales, "date": date}))
    assert "Situations déjà reprises" not in chef.words
    confirm(chef)
    after = told(cellule)
    assert len(after) == 2 and before[0] in after
    assert cellule.articles.filter(statut="close").count() == 1


def test_two_pupils_with_the_same_undated_initials_are_two(chef, cellule):
    chef.take_over(sheet(row(date=""), row(**OTHER_PUPIL | {"date": ""})))
    before = told(cellule)
    again(chef, row(**OTHER_PUPIL | {"date": ""}), row(date=""))
    assert "2 lignes déjà dans Cellule" in chef.words
    confirm(chef)
    assert told(cellule) == before


def test_a_sheet_sorted_and_numbered_anew_swaps_nothing(chef, cellule):
    first, second = row(initiales=""), row(**OTHER_PUPIL | {"initiales": "", "n°": 2})
    chef.take_over(sheet(first, second))
    before = told(cellule)
    second[0], first[0] = 1, 2
    again(chef, second, first)
    assert "Il n’y a rien à écrire." in chef.words
    confirm(chef)
    assert told(cellule) == before
    first[10], second[10] = "clos", "en veille"  # then each follows its own row
    again(chef, second, first)
    confirm(chef)
    close = cellule.articles.get(statut="close")
    assert close.constats == "Absent le lundi." and told(cellule) == before


@pytest.mark.parametrize(("initiales", "number"), [("Y.Y.", 1), ("Y.Y.", 9), ("", 1)])
@pytest.mark.parametrize(
    "changed",
    [
        {"date": "10/09/2026"},
        {"classe": "2nde 5"},
        {"situation": "Absent le lundi et le jeudi depuis la rentrée."},
        {"état": "clos"},
        {"date": "10/09/2026", "action": "Autre chose", "état": "clos"},
    ],
)
def test_a_known_row_that_is_corrected_makes_no_double(chef, cellule, initiales, number, changed):
    chef.take_over(sheet(row(initiales=initiales)))
    again(chef, row(**{"initiales": initiales, "n°": number} | changed))
    if "classe" in changed:
        chef.press("essai", classe="on")  # what changes is shown first
        assert "classe : rien → 2nde 5" in chef.words
    confirm(chef)
    assert cellule.articles.count() == 1
    if "date" in changed:
        assert cellule.articles.get().signale_le == datetime.date(2026, 9, 10)
    again(chef, row(**{"initiales": initiales, "n°": number} | changed))
    assert "Il n’y a rien à écrire." in chef.words


def test_corrected_initials_are_the_same_row_and_a_comrade_is_not(chef, cellule):
    chef.take_over(sheet(row()))
    again(chef, row(initiales="Y.Z."))
    confirm(chef)
    assert cellule.articles.count() == 1
    again(chef, row(initiales="K.L.", **{"n°": 2, "r14": "", "r28": ""}))
    confirm(chef)
    assert cellule.articles.count() == 2


def doubtful(chef):
    """A row of the same initials, class and nature, two weeks later, with other words."""
    chef.take_over(sheet(row(r14="", r28="")))
    words = {
        "date": "25/09/2026",
        "situation": "Se dit harcelé dans le bus.",
        "r14": "",
        "r28": "",
    }
    again(chef, row(**words))
    return Article.objects.get()


def test_a_row_that_may_be_a_known_one_is_asked_about_and_new_unless_one_says_so(chef, cellule):
    article = doubtful(chef)
    assert "Est-ce la même situation" in chef.words and f"La même que {article.code}" in chef.words
    assert "constats : Absent le lundi. → Se dit harcelé dans le bus." in chef.words
    confirm(chef)
    assert cellule.articles.count() == 2
    article.refresh_from_db()
    assert article.constats == "Absent le lundi."


def test_the_situation_that_one_chose_is_changed(chef, cellule):
    article = doubtful(chef)
    confirm(chef, meme_2=article.code)
    article.refresh_from_db()
    assert cellule.articles.count() == 1 and article.constats == "Se dit harcelé dans le bus."


def test_two_rows_are_not_said_to_be_one_situation(chef, cellule):
    article = doubtful(chef)
    words = {"situation": "Autre chose.", "r14": "", "r28": ""}
    again(chef, row(date="24/09/2026", **words), row(date="25/09/2026", **words))
    answer = chef.press("confirmer", meme_2=article.code, meme_3=article.code)
    assert answer.status_code == 400 and "ne peuvent pas être la même situation" in chef.words
    assert cellule.articles.count() == 1


def test_of_two_that_nothing_told_apart_none_is_changed_by_a_guess(chef, cellule):
    chef.take_over(sheet(row(), row()))
    again(chef, row(), row(état="clos"))
    assert "Situations déjà reprises" not in chef.words and "Est-ce la même" in chef.words
    confirm(chef)
    assert cellule.articles.filter(statut="suivie").count() == 2


def test_a_new_row_may_be_unticked(chef, cellule):
    chef.send(sheet(row(), row(**OTHER_PUPIL)))
    chef.press("essai")
    assert chef.fields["reprendre"] == ["2", "3"]
    confirm(chef, reprendre=["3"])
    assert cellule.articles.get().constats == OTHER_PUPIL["situation"]
    assert Suivi.objects.count() == 2


def test_what_was_taken_over_before_is_still_recognised(chef, cellule):
    """A reprise made when a row had one key, of its initials and its day."""
    chef.take_over(sheet(row(initiales="Y. Y."), row(initiales="Y.Y.", situation="Autre.")))
    for rank, reprise in enumerate(Reprise.objects.order_by("pk")):
        key = empreinte_of(cellule.pk, "ligne", "identite|yy|2026-09-11", rank)
        Reprise.objects.filter(pk=reprise.pk).update(cles={"ancienne": key})
    again(chef, row(état="clos"), row(situation="Autre."))
    assert "statut : Suivie → Close" in chef.words and "1 ligne déjà dans Cellule" in chef.words
