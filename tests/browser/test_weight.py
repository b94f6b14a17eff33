"""What a page weighs on a first visit, and the editor that it loads only to be written in."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import choose_tab, open_first_situation, open_rubrique, told

MOST_FILES, MOST_BYTES = 9, 60_000
LOADED = """() => [performance.getEntriesByType("navigation")[0],
                   ...performance.getEntriesByType("resource")]
    .filter((entry) => !entry.name.endsWith("/vivant/"))
    .map((entry) => [entry.name, entry.encodedBodySize])"""
RUBRIQUE = "Cellule de veille"


@pytest.fixture
def situation(open_browser):
    page = open_browser("cpe")
    open_rubrique(page, RUBRIQUE)
    choose_tab(page, "Situations")
    open_first_situation(page)
    return page.url


@pytest.mark.parametrize("username", ["infirmiere", "cpe"])
def test_a_situation_is_light_until_one_writes_in_it(open_browser, situation, username):
    page = open_browser(username)
    page.goto(situation)
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(LOADED)
    assert len(loaded) <= MOST_FILES, loaded
    assert sum(size for _, size in loaded) <= MOST_BYTES, loaded
    assert not [name for name, _ in loaded if "prose_editor" in name]


def test_what_is_typed_before_the_editor_comes_is_kept_as_it_was_typed(open_browser, situation):
    page = open_browser("cpe")
    page.goto(situation)
    box = page.get_by_role("textbox", name="Texte du suivi")
    held = []  # the server is slow to send the editor, then what starts it
    page.route("**/django_prose_editor/*.js", lambda route: held.append(route))
    with page.expect_request("**/django_prose_editor/editor.*.js"):
        box.click()
    page.keyboard.type("Deux <lignes> & une")
    page.keyboard.press("Enter")
    with page.expect_request("**/django_prose_editor/configurable.*.js"):
        held.pop().continue_()
    page.keyboard.type("autre, tapées tôt")
    expect(box).to_have_value("Deux <lignes> & une\nautre, tapées tôt")
    held.pop().continue_()
    expect(page.get_by_role("group", name="Mise en forme")).to_be_visible()
    page.keyboard.type(", puis dans l’éditeur.")
    expect(box).to_contain_text("autre, tapées tôt, puis dans l’éditeur.")
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "Le suivi est enregistré.")
    prose = page.get_by_role("article").locator(".prose").first
    expect(prose).to_contain_text("Deux <lignes> & une")
    expect(prose).to_contain_text("autre, tapées tôt, puis dans l’éditeur.")


def test_a_sentence_starter_opens_the_editor(open_browser, situation):
    page = open_browser("cpe")
    page.goto(situation)
    page.get_by_role("button", name="Constat", exact=True).click()
    box = page.get_by_role("textbox", name="Texte du suivi")
    expect(box.locator("strong")).to_have_text("Constat.")
    page.keyboard.type("il est arrivé")
    expect(box).to_have_text("Constat. il est arrivé")


def test_without_the_editor_the_plain_box_is_saved(open_browser, situation):
    page = open_browser("cpe")
    page.goto(situation)
    page.route("**/django_prose_editor/**", lambda route: route.abort())
    page.get_by_role("textbox", name="Texte du suivi").fill("Sans l’éditeur,\n\ndeux paragraphes.")
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "Le suivi est enregistré.")
    expect(page.get_by_role("article").locator(".prose p").first).to_have_text("Sans l’éditeur,")
    page.watch.forget()  # Chromium tells that a script did not come
