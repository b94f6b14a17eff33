"""A text that is sent while the server or its database is away is never lost, whatever the browser
is asked next: it stays on the page, or the answer holds it."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.acts import (
    follow,
    open_editor,
    open_first_situation,
    open_lycee,
    told,
)
from tests.browser.conftest import MILLISECONDS, sign_in
from tests.browser.installations import database_away

WORDS = "La famille propose mardi après la classe."
STAYS = "Rien n’est enregistré : le serveur ne répond pas. Votre texte est encore ici"
GIVEN_BACK = "Rien n’est encore enregistré."
SEND = "Enregistrer"


@pytest.fixture
def open_page(chromium, installation):
    """`open_page(javascript=…)`: somebody signed in, before a situation in which one may write."""
    process, contexts = installation.start(), []

    def open_one(*, javascript=True):
        context = chromium.new_context(
            base_url=installation.url, java_script_enabled=javascript, locale="fr-FR"
        )
        contexts.append(context)
        context.set_default_timeout(MILLISECONDS)
        page = context.new_page()
        page.goto("/")
        sign_in(page, "cpe")
        open_lycee(page)
        follow(
            page.get_by_role("navigation", name="Rubrique").get_by_role("link", name="Situations")
        )
        open_first_situation(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def text_of(page):
    return page.get_by_label("Texte du suivi").first


def type_suivi(page):
    open_editor(page)
    page.get_by_role("textbox", name="Texte du suivi").click()
    page.keyboard.type(WORDS)


def is_saved_once(page):
    told(page, "Le suivi est enregistré.")
    is_there_once(page)


def is_there_once(page):
    expect(page.get_by_role("article").filter(has_text=WORDS)).to_have_count(1)


def press(page, name=SEND):
    page.get_by_role("button", name=name, exact=True).click()


def test_what_is_typed_while_the_database_is_away_stays_on_the_page(open_page, installation):
    page = open_page()
    with database_away(installation.env):
        type_suivi(page)
        press(page)
        expect(page.get_by_role("alert")).to_contain_text(STAYS)
        expect(text_of(page)).to_contain_text(WORDS)
    page.get_by_role("button", name=SEND, exact=True).dblclick()
    is_there_once(page)


def test_what_is_typed_while_the_server_is_not_reached_stays_on_the_page(open_page):
    page = open_page()
    open_editor(page)
    page.context.set_offline(True)
    type_suivi(page)
    press(page)
    expect(page.get_by_role("alert")).to_contain_text(STAYS)
    page.context.set_offline(False)
    press(page)
    is_saved_once(page)


def edit_constats(page):
    follow(page.get_by_role("link", name="Modifier", exact=True))
    page.get_by_label("Constats").fill(WORDS)
    return page.get_by_label("Constats")


def test_the_same_on_the_page_of_a_form(open_page, installation):
    page = open_page()
    constats = edit_constats(page)
    with database_away(installation.env):
        press(page)
        expect(page.get_by_role("alert")).to_contain_text(STAYS)
        expect(constats).to_have_value(WORDS)
    press(page)
    told(page, "C’est enregistré.")
    expect(page.get_by_text(WORDS)).to_be_visible()


@pytest.fixture
def refused(open_page, installation):
    """`refused()`: the page that answers a text which was kept, and sent to a database away."""

    def send(page):
        type_suivi(page)
        expect(page.get_by_text("Brouillon gardé à")).to_be_visible()
        with database_away(installation.env):
            with page.expect_navigation():
                press(page)
            expect(page.get_by_role("heading", level=1)).to_have_text(GIVEN_BACK)
            expect(page.get_by_label("Votre texte")).to_have_value(WORDS)

    return send


def test_the_page_that_refuses_holds_the_text_and_sends_it_again(open_page, refused):
    page = open_page()
    refused(page)
    page.get_by_role("button", name="Réessayer").dblclick()
    is_there_once(page)


def test_the_page_that_refuses_can_be_asked_again(open_page, refused):
    page = open_page()
    refused(page)
    page.reload()
    is_saved_once(page)


def test_going_back_from_it_gives_the_text_back(open_page, refused):
    page = open_page()
    refused(page)
    page.go_back()
    expect(text_of(page)).to_contain_text(WORDS)
    press(page)
    is_saved_once(page)


def test_without_scripts_the_answer_holds_the_text(open_page, installation):
    page = open_page(javascript=False)
    text_of(page).fill(WORDS)
    with database_away(installation.env):
        press(page)
        expect(page.get_by_role("heading", level=1)).to_have_text(GIVEN_BACK)
        expect(page.get_by_label("Votre texte")).to_have_value(WORDS)
        press(page, "Réessayer")
        expect(page.get_by_label("Votre texte")).to_have_value(WORDS)
    press(page, "Réessayer")
    is_saved_once(page)


def test_a_text_longer_than_the_server_reads_stays_on_the_page(open_page):
    page = open_page()
    constats = edit_constats(page)
    constats.evaluate(
        "(box) => { box.removeAttribute('maxlength'); box.value = 'é'.repeat(200000); }"
    )
    constats.press("End")
    page.keyboard.type(".")
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("ce texte est trop long")
    expect(constats).to_have_value("é" * 200_000 + ".")
