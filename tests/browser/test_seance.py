"""A meeting from its preparation to its relevé, in several browsers at once."""

import re

from playwright.sync_api import expect

from tests.browser.acts import (
    add_conseillere,
    choose_tab,
    comes_live,
    create_rubrique,
    create_situation,
    follow,
    open_editor,
    open_rubrique,
    stand_still,
    told,
)


def prepare(head, titre, number):
    """A rubrique with situations, the counsellor among its members, and a meeting today."""
    create_rubrique(head, titre)
    add_conseillere(head)
    codes = [create_situation(head, "Rien de plus.") for _ in range(number)]
    choose_tab(head, "Agenda")
    follow(head.get_by_role("link", name="Nouvelle réunion"))
    head.get_by_label("Début").fill("00:05")
    head.get_by_label("Fin", exact=True).fill("23:55")
    follow(head.get_by_role("button", name="Enregistrer"))
    follow(head.get_by_role("region", name="Réunions à venir").get_by_role("link").first)
    follow(head.get_by_role("link", name="Préparer l’ordre du jour"))
    follow(head.get_by_role("button", name="Prendre tout ce qui est proposé"))
    told(head, "L’ordre du jour est enregistré.")
    return codes


def contribute(counsellor, titre, text):
    """From the CIO, before the meeting, about the first situation."""
    open_rubrique(counsellor, titre)
    follow(counsellor.get_by_role("link", name="Ordre du jour"))
    follow(counsellor.get_by_role("link", name=re.compile("^Contribuer")).first)
    write_in(counsellor, "Votre contribution", text)
    follow(counsellor.get_by_role("button", name="Enregistrer"))
    told(counsellor, "Votre contribution est enregistrée.")


def write_in(page, label, text):
    open_editor(page)
    page.get_by_role("textbox", name=label).click()
    page.keyboard.type(text)


def test_a_meeting_is_prepared_held_followed_from_elsewhere_and_closed(open_browser):
    head, counsellor = open_browser("proviseure"), open_browser("conseillere", width=390)
    titre = "Cellule du lundi"
    counsellor.clock.install()
    prepare(head, titre, 5)
    contribute(counsellor, titre, "Vue au CIO mardi.")
    follow(head.get_by_role("button", name="Ouvrir la séance"))
    expect(head.get_by_text("Vue au CIO mardi.")).to_be_visible()
    open_rubrique(counsellor, titre)
    follow(counsellor.get_by_role("link", name="Séance en cours"))
    stand_still(counsellor)

    for number in range(1, 6):
        code = head.get_by_role("heading", level=2).nth(1).inner_text()
        comes_live(counsellor.get_by_role("heading", name=code))
        head.get_by_label("Décision", exact=True).fill(f"Mesure numéro {number}")
        head.get_by_label("Responsable").select_option(
            label="Hélène Marchand (direction, Lycée des Marais)"
        )
        follow(head.get_by_role("button", name="Ajouter", exact=True))
        told_to = counsellor.get_by_text(f"Mesure numéro {number}")
        comes_live(told_to)
        write_in(head, "Relevé du jour", f"Relevé numéro {number}.")
        last = number == 5
        name = "Enregistrer" if last else re.compile("Enregistrer, passer à")
        follow(head.get_by_role("button", name=name, exact=last))
    comes_live(counsellor.get_by_text("Relevé numéro 5."))

    follow(head.get_by_role("button", name="Clore la séance"))
    follow(head.get_by_role("button", name="Clore la séance"))
    told(head, "La séance est close.")
    over = counsellor.get_by_role("link", name="Lire le relevé de décisions")
    comes_live(over)
    follow(over)
    for number in range(1, 6):
        expect(counsellor.get_by_text(f"Relevé numéro {number}.")).to_be_visible()
        expect(counsellor.get_by_text(f"Mesure numéro {number}")).to_be_visible()
    follow(counsellor.get_by_role("heading", level=2).first.get_by_role("link"))
    expect(counsellor.get_by_text("Relevé numéro 1.")).to_be_visible()
    expect(counsellor.get_by_text("Vue au CIO mardi.")).to_be_visible()


def test_the_writers_browser_dies_in_the_middle_and_nothing_is_lost(open_browser):
    head, titre = open_browser("proviseure"), "Cellule du mardi"
    prepare(head, titre, 2)
    follow(head.get_by_role("button", name="Ouvrir la séance"))
    write_in(head, "Relevé du jour", "Relevé enregistré.")
    follow(head.get_by_role("button", name=re.compile("Enregistrer, passer à")))
    write_in(head, "Relevé du jour", "Relevé en train d’être écrit")
    expect(head.get_by_text("Brouillon gardé à")).to_be_visible()
    head.context.close()

    again = open_browser("proviseure")
    open_rubrique(again, titre)
    follow(again.get_by_role("link", name="Séance en cours"))
    follow(again.get_by_role("link", name="Tenir la séance"))
    expect(again.get_by_text("Vous n’aviez pas enregistré.")).to_be_visible()
    box = again.get_by_role("textbox", name="Relevé du jour")
    expect(box).to_have_text("Relevé en train d’être écrit")
    follow(again.get_by_role("button", name="Enregistrer", exact=True))
    follow(again.get_by_role("button", name="Clore la séance"))
    follow(again.get_by_role("button", name="Clore la séance"))
    for text in ["Relevé enregistré.", "Relevé en train d’être écrit"]:
        expect(again.get_by_text(text)).to_have_count(1)


def test_a_meeting_is_held_without_javascript(open_browser):
    head, titre = open_browser("proviseure", javascript=False), "Cellule du jeudi"
    prepare(head, titre, 1)
    follow(head.get_by_role("button", name="Ouvrir la séance"))
    head.get_by_label("Relevé du jour").fill("Écrit sans script.")
    follow(head.get_by_role("button", name="Enregistrer", exact=True))
    told(head, "Le relevé est enregistré.")
    follow(head.get_by_role("button", name="Projeter"))
    expect(head.get_by_text("Écrit sans script.")).to_be_visible()
    expect(head.get_by_text("Les notes réservées n’apparaissent jamais ici.")).to_be_visible()
    follow(head.get_by_role("link", name="Quitter la projection"))
    follow(head.get_by_role("button", name="Clore la séance"))
    follow(head.get_by_role("button", name="Clore la séance"))
    expect(head.get_by_text("Écrit sans script.")).to_be_visible()
