"""Walks through every page: each step yields the name of the page that is on the screen."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.acts import (
    NOT_FOUND,
    choose_tab,
    create_situation,
    follow,
    open_editor,
    open_first_meeting,
    open_first_situation,
    open_lycee,
    send_unchecked,
    told,
)
from tests.browser.conftest import sign_in
from tests.browser.walks_situation import situations

SHEET = Path(__file__).resolve().parents[1] / "data" / "suivi-lycee.xlsx"


def open_to_all(page):
    yield "sign-in"
    page.get_by_label("Identifiant").fill("professeur")
    page.get_by_label("Mot de passe").fill("ce n’est pas le bon")
    follow(page.get_by_role("button", name="Se connecter"))
    expect(page.get_by_text("Identifiant ou mot de passe incorrect.")).to_be_visible()
    yield "sign-in refused"
    sign_in(page, "professeur")
    yield "home of who has no right"
    page.goto("/articles/00000000-0000-4000-8000-000000000000/")
    expect(page.get_by_role("heading", level=1)).to_have_text(NOT_FOUND)
    yield "error 404"
    page.goto("/comptes/mot-de-passe/")
    yield "password"
    send_unchecked(page)
    yield "password with errors"
    page.goto("/comptes/deconnexion/")
    yield "sign-out"


def of_a_reader(page):
    sign_in(page, "conseillere")
    yield "home"
    for link in ["Mes réunions", "Semaine", "Liste"]:
        follow(page.get_by_role("link", name=link, exact=True))
        yield f"all meetings, {link}"
    follow(page.get_by_role("link", name="Accueil"))
    follow(page.get_by_role("link", name="Masquer l’écran"))
    yield "mask"
    follow(page.get_by_role("link", name="Reprendre"))
    for words in ["atelier", "introuvable"]:
        page.get_by_role("searchbox", name="Chercher partout").fill(words)
        follow(page.get_by_role("button", name="Chercher"))
        yield f"search for « {words} »"
    follow(page.get_by_role("link", name="Accueil"))
    open_lycee(page)
    yield "rubrique"
    choose_tab(page, "Situations")
    yield "situations"
    open_first_situation(page)
    yield "situation"
    assert page.goto(f"{page.url}modifier/").status == 403
    yield "error 403"
    follow(page.get_by_role("link", name="Revenir à l’accueil"))
    open_lycee(page)
    yield from synthesis(page)
    choose_tab(page, "Agenda")
    open_first_meeting(page)
    yield "meeting"
    assert page.goto(f"{page.url}annuler/").status == 405
    yield "error 405"


def of_a_head(page):
    sign_in(page, "proviseure")
    yield "home"
    open_lycee(page)
    yield "rubrique"
    follow(page.get_by_role("link", name="Modifier la page"))
    open_editor(page)
    yield "rubrique, editing its page"
    yield from settings_and_members(page)
    yield from situations(page)
    yield from synthesis(page)
    yield from meetings(page)


def settings_and_members(page):
    choose_tab(page, "Réglages")
    yield "settings"
    follow(page.get_by_role("link", name="Natures des difficultés"))
    yield "natures"
    yield from dry_run(page)
    choose_tab(page, "Membres")
    yield "members"
    row = page.get_by_role("row").filter(has_text="Claire Vasseur")
    row.get_by_label("Dernier jour").fill("2020-01-01")
    follow(row.get_by_role("button", name="Enregistrer"))
    expect(page.get_by_text("Le dernier jour est déjà passé.")).to_be_visible()
    yield "members with errors"


def dry_run(page):
    """The steps of a reprise up to the last, which would write."""
    choose_tab(page, "Réglages")
    follow(page.get_by_role("link", name="Reprendre un tableau"))
    yield "reprise"
    send_unchecked(page, "Lire le fichier")
    yield "reprise without a file"
    page.get_by_label("Fichier du tableau").set_input_files(SHEET)
    follow(page.get_by_role("button", name="Lire le fichier"))
    yield "reprise, columns"
    follow(page.get_by_role("button", name="Continuer"))
    yield "reprise, words"
    follow(page.get_by_role("button", name="Essayer, sans rien écrire"))
    yield "reprise, dry run"


def synthesis(page):
    """A narrow and a wide table, what makes no sense, the report."""
    choose_tab(page, "Synthèse")
    yield "synthesis"
    page.get_by_text("Lire les chiffres").first.click()
    page.get_by_label("Colonnes").select_option(label="Mois d’ouverture")
    page.get_by_label("Parts").select_option(label="% de la ligne")
    page.get_by_label("Année scolaire").select_option(label="Toutes les années")
    follow(page.get_by_role("button", name="Croiser"))
    yield "synthesis of all the years, wide"
    page.get_by_label("Colonnes").select_option(label="Nature")
    follow(page.get_by_role("button", name="Croiser"))
    expect(page.get_by_text("Choisissez autre chose que pour les lignes.")).to_be_visible()
    yield "synthesis with errors"
    follow(page.get_by_role("link", name="Bilan annuel anonyme"))
    yield "report"
    page.emulate_media(media="print")
    yield "report, printed"
    page.emulate_media(media="screen")


def meetings(page):
    choose_tab(page, "Agenda")
    yield "month"
    for view in ["Semaine", "Liste"]:
        follow(page.get_by_role("link", name=view, exact=True))
        yield f"agenda, {view}"
    follow(page.get_by_role("link", name="Fixer les dates de l’année"))
    yield "year"
    follow(page.get_by_role("button", name="Voir les dates"))
    yield "year, its dates"
    choose_tab(page, "Agenda")
    follow(page.get_by_role("link", name="Nouvelle réunion"))
    yield "new meeting"
    page.get_by_label("Fin", exact=True).fill("08:00")
    send_unchecked(page)
    yield "new meeting with errors"
    page.get_by_label("Fin", exact=True).fill("15:00")
    page.get_by_label("Répétition").select_option(label="toutes les semaines")
    follow(page.get_by_role("button", name="Voir les dates"))
    yield "new meeting, its dates"
    choose_tab(page, "Agenda")
    open_first_meeting(page)
    yield "meeting, held"
    choose_tab(page, "Agenda")
    follow(page.get_by_role("region", name="Réunions à venir").get_by_role("link").first)
    yield "meeting"
    follow(page.get_by_role("link", name="Voir, annuler ou rétablir les suivantes"))
    yield "meeting, those that follow"
    follow(page.get_by_role("link", name="Changer le jour, l’heure ou le lieu"))
    yield "meeting, editing"
    page.get_by_label("Début").fill("09:00")
    page.get_by_label("cette réunion et les suivantes de la série").check()
    follow(page.get_by_role("button", name="Enregistrer"))
    expect(page.get_by_role("heading", name="Ce qui va changer")).to_be_visible()
    yield "meetings, before they change"


def of_an_establishment(page):
    """A new rubrique, empty, then archived; and two people who save the same page."""
    sign_in(page, "principal")
    follow(page.get_by_role("link", name="Collège de l’Estuaire", exact=True))
    yield "establishment"
    follow(page.get_by_role("link", name="Nouvelle rubrique"))
    yield "new rubrique"
    page.get_by_label("Titre de la rubrique").fill("Commission")
    follow(page.get_by_role("button", name="Créer, puis choisir les membres"))
    told(page, "La rubrique est créée.")
    for tab in ["Tableau de bord", "Situations", "Synthèse", "Agenda"]:
        choose_tab(page, tab)
        yield f"new rubrique, {tab}"
    yield from conflicts(page)
    choose_tab(page, "Réglages")
    follow(page.get_by_role("button", name="Archiver"))
    told(page, "La rubrique est archivée")
    yield "archived rubrique, settings"
    choose_tab(page, "Tableau de bord")
    yield "archived rubrique"


def conflicts(page):
    choose_tab(page, "Tableau de bord")
    follow(page.get_by_role("link", name="Modifier la page"))
    save_behind(page)
    yield "conflict on the page of a rubrique"
    create_situation(page, "Rien de plus.")
    follow(page.get_by_role("link", name="Modifier", exact=True))
    save_behind(page, "Constats")
    yield "conflict on a situation"


def save_behind(page, label="Texte de la page"):
    """Save the page's form in another tab, then in this one, each with a text of its own."""
    other = page.context.new_page()
    other.goto(page.url)
    for text, tab in [("Un texte.", other), ("Un autre texte.", page)]:
        tab.bring_to_front()
        tab.get_by_role("textbox", name=label).fill(text)
        follow(tab.get_by_role("button", name="Enregistrer"))
    other.close()
    expect(page.get_by_text("a enregistré pendant que vous écriviez.")).to_be_visible()


def of_avis(page):
    """What a member is told, and their calendar address, from making it to closing it."""
    sign_in(page, "conseillere")
    follow(page.get_by_role("link", name="Mes avis"))
    yield "notices"
    page.get_by_label("Dès qu’il y a du nouveau").check()
    follow(page.get_by_role("button", name="Enregistrer"))
    told(page, "Vos avis sont enregistrés.")
    follow(page.get_by_role("button", name="Créer mon adresse d’agenda"))
    address = page.get_by_label("Adresse à copier").input_value()
    assert page.request.get(address).headers["content-type"].startswith("text/calendar")
    yield "notices, with the address"
    follow(page.get_by_role("link", name="Mes avis"))
    expect(page.get_by_label("Adresse à copier")).to_have_count(0)
    yield "notices, later"
    follow(page.get_by_role("button", name="Supprimer l’adresse"))
    told(page, "Votre adresse d’agenda est supprimée")
    assert page.request.get(address).status == 404
