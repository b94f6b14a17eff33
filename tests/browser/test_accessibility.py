"""Every page for everybody: axe-core's rules (WCAG 2.2 AA), narrow screens, the keyboard."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser import walks, walks_seance
from tests.browser.acts import open_editor, told
from tests.browser.conftest import PASSWORD

WALKS = [
    walks.of_a_head,
    walks.of_an_establishment,
    walks.of_a_reader,
    walks.open_to_all,
    walks_seance.of_a_meeting,
    walks.of_avis,
]
PHONE, DESK, NARROWEST, HEIGHT = 360, 1280, 320, 800
RULES = {  # in the dark only the colours differ
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "dark": ["color-contrast", "link-in-text-block"],
}
AXE = """async (rules) => {
    const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) =>
        `${id} ${target} ${html.slice(0, 120)}`));
}"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    ["the page", ...[...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => `${element.tagName}.${element.className} ${element.textContent.trim()}`)]
        .map((told) => `wider than ${innerWidth}: ${told.slice(0, 80)}`).slice(0, 4)"""
# Whether what has the focus is on the screen, and not under something else.
SHOWS = """() => {
    const focused = document.activeElement;
    const { left, top, right, bottom } = focused.getBoundingClientRect();
    const points = [[(left + right) / 2, (top + bottom) / 2], [left + 3, top + 3],
                    [right - 3, bottom - 3]];
    return points.some(([x, y]) => {
        const seen = document.elementFromPoint(x, y);
        return seen && (focused.contains(seen) || seen.contains(focused));
    });
}"""
HAS_FOCUS = "(element) => element === document.activeElement"
FOCUSED = "document.activeElement.outerHTML.slice(0, 150)"


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_no_page_breaks_a_rule_of_accessibility(open_browser, walk):
    page = open_browser(width=DESK)
    defects = [f"{name}: {told}" for name in walk(page) for told in defects_of(page)]
    assert not defects, "\n".join(defects)


def defects_of(page):
    """What is wrong with the page on screen: on a desk, in the light and in the dark, on a phone
    (its colours are the same) and when narrower."""
    page.evaluate("scrollTo(0, 0)")  # what the fixed header half covers would seem too small
    page.evaluate(AXE_SCRIPT)
    defects = [f"desk, dark, {told}" for told in broken_rules(page, "dark")]
    defects += [f"desk, {told}" for told in broken_rules(page, "light") + page.evaluate(TOO_WIDE)]
    with looked_at(page, PHONE):
        # As high as all that it shows: what is fixed at the bottom then covers the foot alone.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": PHONE, "height": max(HEIGHT, height)})
        phone = broken_rules(page, "light") + page.evaluate(TOO_WIDE)
        defects += [f"phone, {told}" for told in phone]
    with looked_at(page, NARROWEST):
        defects += page.evaluate(TOO_WIDE)
    return defects


def broken_rules(page, scheme):
    page.emulate_media(color_scheme=scheme)
    return page.evaluate(AXE, RULES[scheme])


@contextmanager
def looked_at(page, width):
    page.set_viewport_size({"width": width, "height": HEIGHT})
    yield
    page.set_viewport_size({"width": DESK, "height": HEIGHT})


def test_one_signs_in_and_adds_a_suivi_with_the_keyboard_alone(open_browser):
    page = open_browser()
    skip_to_content(page)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Identifiant")).to_be_focused()
    page.keyboard.type("cpe")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    enter(page)

    tab_to(page, page.get_by_role("link", name="Cellule de veille").first)
    enter(page)
    tab_to(page, page.get_by_role("link", name="Situations", exact=True))
    enter(page)
    skip_to_content(page)
    tab_to(page, page.get_by_role("rowheader").get_by_role("link").first)
    enter(page)
    tab_to(page, page.get_by_role("link", name="Ajouter un suivi"))
    page.keyboard.press("Enter")
    write_suivi_by_keyboard(page)
    suivi = page.get_by_role("article").filter(has_text="Écrit au clavier")
    expect(suivi.locator("strong")).to_have_text("sans souris")
    expect(suivi.get_by_role("listitem")).to_have_text(["Un", "Deux"])

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_text("L’écran est masqué.")).to_be_visible()
    expect(suivi).to_be_hidden()
    tab_to(page, page.get_by_role("link", name="Reprendre"))
    page.keyboard.press("Enter")
    expect(suivi).to_be_visible()


def skip_to_content(page):
    """The first stop of Tab jumps over the header."""
    page.keyboard.press("Tab")
    skip_link = page.get_by_role("link", name="Aller au contenu")
    expect(skip_link).to_be_focused()
    expect(skip_link).to_be_in_viewport()
    page.keyboard.press("Enter")


def write_suivi_by_keyboard(page):
    """Bold by its shortcut, a list by its button; Tab leaves the editor, both ways."""
    editor = page.get_by_role("textbox", name="Texte du suivi")
    save = page.get_by_role("button", name="Enregistrer")
    tab_to(page, editor)
    open_editor(page)
    page.keyboard.type("Écrit au clavier, ")
    page.keyboard.press("Control+b")
    page.keyboard.type("sans souris")
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Liste à puces"), key="Shift+Tab")
    page.keyboard.press("Enter")
    if not editor.evaluate(HAS_FOCUS):
        tab_to(page, editor)
    page.keyboard.type("Un")
    page.keyboard.press("Enter")
    page.keyboard.type("Deux")
    tab_to(page, save)
    tab_to(page, editor, key="Shift+Tab")
    tab_to(page, save)
    enter(page)
    told(page, "Le suivi est enregistré.")


def tab_to(page, wanted, key="Tab"):
    """Press Tab until `wanted` has the focus; at each stop, what has the focus can be seen."""
    for _ in range(100):
        page.keyboard.press(key)
        assert page.evaluate(SHOWS), f"Focus out of sight: {page.evaluate(FOCUSED)}"
        if wanted.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"Tab never reaches {wanted}")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")
