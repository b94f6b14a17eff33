"""The agenda in a browser: the year on one page, its views, its keys; without JavaScript too."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.acts import (
    add_conseillere,
    choose_tab,
    create_rubrique,
    follow,
    open_rubrique,
    told,
)

PARIS = ZoneInfo("Europe/Paris")


def school_year():
    """The last two months of the school year to come, which lie ahead whatever today is."""
    today = datetime.datetime.now(PARIS).date()
    return datetime.date(today.year + 1, 5, 1), datetime.date(today.year + 1, 6, 30)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_head_fixes_the_year_and_everybody_finds_its_meetings(open_browser, javascript):
    head = open_browser("proviseure", javascript=javascript)
    titre = f"Équipe de suivi {'avec' if javascript else 'sans'}"
    create_rubrique(head, titre)
    add_conseillere(head)
    choose_tab(head, "Agenda")
    follow(head.get_by_role("link", name="Fixer les dates de l’année"))
    propose(head)
    boxes = head.get_by_role("checkbox")
    for away in head.get_by_role("listitem").filter(has_text="férié").all():
        expect(away.get_by_role("checkbox")).not_to_be_checked()
    days = [box.get_attribute("value") for box in boxes.all() if box.is_checked()]
    head.locator(f"input[value='{days[0]}']").uncheck()
    added = datetime.date.fromisoformat(days[0]) + datetime.timedelta(days=1)
    head.get_by_label("Ajouter une date").fill(added.isoformat())
    follow(head.get_by_role("button", name="Ajouter cette date"))
    expect(head.locator(f"input[value='{added}']")).to_be_checked()
    expect(head.locator(f"input[value='{days[0]}']")).not_to_be_checked()
    expected = sorted([added.isoformat(), *days[1:]])
    follow(head.get_by_role("button", name="Inscrire les réunions cochées"))
    told(head, f"{len(expected)} réunions sont inscrites.")
    assert days_listed(head) == expected

    # The page again: these days have no box any longer.
    follow(head.get_by_role("link", name="Fixer les dates de l’année"))
    propose(head)
    assert head.get_by_text("déjà inscrite à 10 h 00").count() == len(expected)

    counsellor = open_browser("conseillere", javascript=javascript)
    follow(counsellor.get_by_role("link", name="Mes réunions"))
    follow(counsellor.get_by_role("link", name="Liste", exact=True))
    mine = counsellor.get_by_role("listitem").filter(has_text=titre)
    assert mine.count() == len(expected)
    expect(mine.first).to_contain_text("Lycée des Marais")
    open_rubrique(counsellor, titre)
    choose_tab(counsellor, "Agenda")
    follow(counsellor.get_by_role("link", name="Liste", exact=True))
    expect(counsellor.get_by_role("link", name="Fixer les dates de l’année")).to_have_count(0)
    follow(counsellor.get_by_role("main").get_by_role("listitem").get_by_role("link").first)
    expect(counsellor.get_by_text("Salle du conseil")).to_be_visible()


def propose(page):
    """Every Friday of the period, at ten."""
    first, last = school_year()
    page.get_by_label("Jour", exact=True).select_option(label="vendredi")
    page.get_by_label("Rythme").select_option(label="toutes les semaines")
    page.get_by_label("Du", exact=True).fill(first.isoformat())
    page.get_by_label("Au", exact=True).fill(last.isoformat())
    page.get_by_label("Début").fill("10:00")
    page.get_by_label("Fin", exact=True).fill("11:00")
    page.get_by_label("Lieu").fill("Salle du conseil")
    follow(page.get_by_role("button", name="Voir les dates"))


def days_listed(page):
    times = page.get_by_role("main").locator("li > time")
    return [value[:10] for value in times.evaluate_all("all => all.map((time) => time.dateTime)")]


def test_a_series_changes_from_one_meeting_on_and_its_exception_stays(open_browser):
    head = open_browser("proviseure", javascript=False)
    create_rubrique(head, "Groupe de travail")
    choose_tab(head, "Agenda")
    follow(head.get_by_role("link", name="Fixer les dates de l’année"))
    propose(head)
    follow(head.get_by_role("button", name="Inscrire les réunions cochées"))
    days = days_listed(head)
    open_listed(head, days[2])
    follow(head.get_by_role("button", name="Annuler cette réunion"))
    choose_tab(head, "Agenda")
    follow(head.get_by_role("link", name="Liste", exact=True))
    open_listed(head, days[1])
    follow(head.get_by_role("link", name="Modifier"))
    head.get_by_label("Début").fill("09:15")
    head.get_by_label("cette réunion et les suivantes de la série").check()
    follow(head.get_by_role("button", name="Enregistrer"))
    expect(head.get_by_text("reste annulée")).to_have_count(1)
    follow(head.get_by_role("button", name=f"Changer ces {len(days) - 1} réunions"))
    told(head, f"{len(days) - 1} réunions sont modifiées.")
    lines = head.get_by_role("main").get_by_role("listitem")
    expect(lines).to_have_count(len(days) - 1)
    expect(lines.filter(has_text="9 h 15 à 11 h 00")).to_have_count(len(days) - 1)
    expect(lines.nth(1)).to_contain_text("annulée seule")


def open_listed(page, day):
    line = page.get_by_role("listitem").filter(has=page.locator(f"time[datetime^='{day}']"))
    follow(line.get_by_role("link"))


def test_keys_turn_the_pages_and_leave_fields_alone(open_browser):
    page = open_browser("cpe")
    follow(page.get_by_role("link", name="Mes réunions"))
    heading = page.get_by_role("heading", level=1)
    now = heading.inner_text()
    press(page, "ArrowRight")
    expect(heading).not_to_have_text(now)
    press(page, "ArrowLeft")
    expect(heading).to_have_text(now)

    # Letters only work inside the agenda: dictation elsewhere sets nothing off.
    page.keyboard.press("s")
    page.get_by_role("link", name="Aujourd’hui").focus()
    press(page, "s")
    expect(heading).to_contain_text("Du ")
    page.get_by_role("link", name="Mois", exact=True).focus()
    press(page, "l")
    expect(heading).to_have_text("Réunions à venir")
    open_rubrique(page, "Cellule de veille")
    choose_tab(page, "Agenda")
    follow(page.get_by_role("link", name="Nouvelle réunion"))
    page.get_by_label("Lieu").fill("CD")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("t")
    expect(page.get_by_label("Lieu")).to_have_value("CtD")


def test_keys_of_the_browser_and_a_masked_page_turn_nothing(open_browser):
    page = open_browser("cpe")
    follow(page.get_by_role("link", name="Mes réunions"))
    heading = page.get_by_role("heading", level=1)
    press(page, "ArrowLeft")
    before = heading.inner_text()
    press(page, "ArrowRight")
    expect(heading).not_to_have_text(before)
    now = heading.inner_text()

    page.keyboard.press("Alt+ArrowRight")  # the browser's own « forward »: there is none
    masked = page.get_by_text("L’écran est masqué.")
    page.keyboard.press("Escape")  # once closes a menu or a dialog, and masks nothing
    assert page.evaluate("location.hash") == ""
    for _ in range(2):
        page.keyboard.press("Escape")
    expect(masked).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.get_by_role("link", name="Reprendre").click()
    expect(heading).to_have_text(now)
    press(page, "ArrowLeft")  # one page back, from where it was
    expect(heading).to_have_text(before)


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)
