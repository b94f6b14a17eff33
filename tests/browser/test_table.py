"""The table as the team uses it: filter, keep, choose columns, change cells; with and without
JavaScript, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from sql.alphabet import sort_key
from tests.browser.acts import choose_tab, create_rubrique, create_situation, follow, told, unfold


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no_javascript"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_head_filters_keeps_a_view_and_changes_cells_in_the_table(
    open_browser, javascript, width
):
    page = open_browser("proviseure", javascript=javascript, width=width)
    create_rubrique(page, "Groupe de suivi")
    first, second = (create_situation(page, "Rien de plus.") for _ in range(2))
    choose_tab(page, "Situations")

    follow(page.get_by_role("link", name="Modifier dans le tableau"))
    page.get_by_label(f"Vigilance de {first}").select_option(label="Urgent")
    for code in [first, second]:
        page.get_by_role("checkbox", name=f"Choisir {code}").check()
    page.get_by_label("Statut", exact=True).select_option(label="Suivie")
    follow(page.get_by_role("button", name="Enregistrer"))
    told(page, "2 situations modifiées.")

    follow(page.get_by_role("link", name="1 urgente"))
    expect(page.get_by_role("rowheader")).to_have_text([first])
    follow(page.get_by_role("link", name="Enregistrer cette vue"))
    page.get_by_label("Nom de la vue").fill("Les urgentes")
    page.get_by_label("Pour toute la rubrique").check()
    follow(page.get_by_role("button", name="Enregistrer"))
    choose_tab(page, "Situations")
    expect(page.get_by_role("rowheader")).to_have_count(2)
    follow(page.get_by_role("link", name="Les urgentes"))
    expect(page.get_by_role("rowheader")).to_have_text([first])

    follow(page.get_by_role("button", name="Annuler ces changements"))
    told(page, "Situations remises comme avant : 2.")
    expect(page.get_by_text("Aucune situation ne correspond.")).to_be_visible()
    follow(page.get_by_role("link", name="Tout revoir"))
    expect(page.locator("td[data-label=Statut]")).to_have_text(["Signalée", "Signalée"])

    page.get_by_text("Choisir les colonnes").click()
    page.get_by_role("checkbox", name="Niveau").uncheck()
    page.get_by_role("checkbox", name="Régime").check()
    follow(page.get_by_role("button", name="Afficher ces colonnes"))
    shown = page.get_by_role("row").filter(has_text=first)
    expect(shown.locator("[data-label=Régime]")).to_have_count(1)
    expect(shown.locator("[data-label=Niveau]")).to_have_count(0)


def test_a_filter_and_an_order_stay_in_the_address_and_words_do_not(open_browser):
    page = open_browser("conseillere")
    rubriques = page.get_by_role("article").filter(has_text="Lycée des Marais")
    follow(rubriques.get_by_role("link", name="Cellule de veille"))
    choose_tab(page, "Situations")
    unfold(page)
    page.get_by_role("combobox", name="Niveau").select_option(label="2de")
    follow(page.get_by_role("button", name="Filtrer"))
    follow(page.get_by_role("columnheader", name="Situation").get_by_role("link"))
    codes = page.get_by_role("rowheader").get_by_role("link").all_inner_texts()
    assert codes and codes == sorted(codes, key=sort_key)
    assert "niveau=2de" in page.url and "tri=code" in page.url
    expect(page.get_by_role("link", name="Modifier dans le tableau")).to_have_count(0)

    page.get_by_label("Rechercher un code ou des mots").fill("absences")
    follow(page.get_by_role("button", name="Rechercher"))
    expect(page.get_by_text("où se trouvent tous les mots cherchés")).to_be_visible()
    assert "absences" not in page.url and "niveau=2de" in page.url
    cells = page.locator("[data-label=Niveau]").all_inner_texts()
    assert set(cells) <= {"2de"}
