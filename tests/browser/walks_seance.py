"""The walk through a meeting: prepared, contributed to, held, followed, closed."""

import re

from playwright.sync_api import expect

from tests.browser.acts import choose_tab, create_rubrique, create_situation, follow, open_editor
from tests.browser.conftest import sign_in


def of_a_meeting(page):
    sign_in(page, "proviseure")
    create_rubrique(page, "Réunions à parcourir")
    for text in ["Un constat.", "Un autre constat."]:
        create_situation(page, text)
    choose_tab(page, "Agenda")
    follow(page.get_by_role("link", name="Nouvelle réunion"))
    page.get_by_label("Début").fill("00:05")
    page.get_by_label("Fin", exact=True).fill("23:55")
    follow(page.get_by_role("button", name="Enregistrer"))
    follow(page.get_by_role("region", name="Réunions à venir").get_by_role("link").first)
    meeting = page.url
    yield "meeting, not prepared"
    follow(page.get_by_role("link", name="Préparer l’ordre du jour"))
    yield "order of business, empty"
    follow(page.get_by_role("button", name="Prendre tout ce qui est proposé"))
    yield "order of business"
    page.get_by_role("spinbutton").first.fill("0")
    button = page.get_by_role("button", name="Enregistrer l’ordre du jour")
    button.evaluate("(button) => { button.form.noValidate = true; }")
    follow(button)
    yield "order of business with errors"
    page.goto(f"{meeting}preparer/")
    follow(page.get_by_role("link", name=re.compile("^Contribuer")).first)
    open_editor(page)
    yield "contribution"
    page.get_by_role("textbox", name="Votre contribution").fill("Une contribution.")
    follow(page.get_by_role("button", name="Enregistrer"))
    yield from held(page, meeting)


def held(page, meeting):
    follow(page.get_by_role("button", name="Ouvrir la séance"))
    open_editor(page)
    yield "séance"
    page.get_by_label("Décision", exact=True).fill("Une mesure")
    follow(page.get_by_role("button", name="Ajouter", exact=True))
    expect(page.get_by_text("Choisissez qui s’en charge.")).to_be_visible()
    yield "séance, decision with errors"
    page.get_by_label("Décision", exact=True).fill("Une mesure")
    page.get_by_label("Responsable").select_option(index=1)
    follow(page.get_by_role("button", name="Ajouter", exact=True))
    open_editor(page)
    page.get_by_role("textbox", name="Relevé du jour").fill("Un relevé.")
    yield "séance, with a decision"
    follow(page.get_by_role("button", name=re.compile("Enregistrer, passer à")))
    follow(page.get_by_role("button", name="Présences"))
    yield "presences"
    page.get_by_role("group", name="Hélène Marchand").get_by_label("présent·e").check()
    follow(page.get_by_role("button", name="Enregistrer", exact=True))
    for name in ["suivre", "projeter"]:
        page.goto(f"{meeting}{name}/")
        yield f"séance, {name}"
    page.goto(f"{meeting}clore/")
    yield "closing"
    follow(page.get_by_role("button", name="Clore la séance"))
    yield "relevé"
    follow(page.get_by_role("button", name="Valider le relevé"))
    yield "relevé, validated"
