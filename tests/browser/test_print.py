"""What comes out of the printer: the numbers of the yearly report, and nothing else."""

from playwright.sync_api import expect

from tests.browser.acts import choose_tab, follow, open_lycee

NOTICE = "Cette page ne s’imprime pas"
PAPER = "getComputedStyle(document.documentElement).backgroundColor"


def test_the_report_prints_on_white_without_the_frame_of_the_page(open_browser):
    page = open_browser("conseillere", dark=True)
    open_lycee(page)
    choose_tab(page, "Synthèse")
    follow(page.get_by_role("link", name="Bilan annuel anonyme"))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bilan de l’année")
    expect(page.get_by_text("Lycée des Marais, Cellule de veille")).to_be_visible()
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Rubrique")).to_be_hidden()
    expect(page.get_by_role("button", name="Afficher")).to_be_hidden()
    expect(page.get_by_text(NOTICE)).to_have_count(0)
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"


def test_the_synthesis_and_the_situations_print_a_notice_alone(open_browser):
    page = open_browser("conseillere")
    open_lycee(page)
    for tab in ["Situations", "Synthèse"]:
        choose_tab(page, tab)
        page.emulate_media(media="print")
        expect(page.get_by_text(NOTICE)).to_be_visible()
        expect(page.get_by_role("main")).to_be_hidden()
        page.emulate_media(media="screen")
