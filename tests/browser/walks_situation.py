"""Through the situations: their table, one of them, its acts, the key table."""

from playwright.sync_api import expect

from tests.browser.acts import (
    choose_tab,
    follow,
    open_editor,
    open_first_situation,
    send_unchecked,
    unfold,
)
from tests.browser.member import PASSWORD


def situations(page):
    choose_tab(page, "Situations")
    unfold(page)
    follow(page.get_by_role("link", name="Plus de critères"))
    unfold(page)
    page.get_by_text("Choisir les colonnes").click()
    yield "situations"
    yield from the_table(page)
    follow(page.get_by_role("link", name="Nouvelle situation"))
    yield "new situation"
    send_unchecked(page)
    yield "new situation with errors"
    choose_tab(page, "Situations")
    open_first_situation(page)
    open_editor(page)
    yield "situation"
    page.get_by_label("Date").fill("2099-01-01")
    send_unchecked(page)
    open_editor(page)
    yield "situation, suivi with errors"
    follow(page.get_by_role("link", name="Modifier", exact=True))
    yield "situation, editing"
    yield from acts_on_a_situation(page)


def the_table(page):
    """A filter that makes no sense, one that is kept; cells changed in the table."""
    page.goto(f"{page.url.partition('?')[0]}?semaines=0&niveau=2de")
    expect(page.locator(".error").first).to_be_visible()
    yield "situations, filter with errors"
    follow(page.get_by_role("link", name="Enregistrer cette vue"))
    yield "new view"
    page.get_by_label("Nom de la vue").fill("Vue de Lucas MOREAU")
    follow(page.get_by_role("button", name="Enregistrer", exact=True))
    yield "new view with errors"
    page.get_by_label("Nom de la vue").fill("Les secondes")
    follow(page.get_by_role("button", name="Enregistrer", exact=True))
    yield "situations, with a kept view"
    choose_tab(page, "Situations")
    follow(page.get_by_role("link", name="Modifier dans le tableau"))
    yield "grid"
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Statut", exact=True).select_option(label="Rouverte")
    send_unchecked(page)
    yield "grid with errors"
    page.get_by_label("Statut", exact=True).select_option(label="Ne pas changer")
    page.get_by_label("Vigilance", exact=True).select_option(label="À surveiller")
    follow(page.get_by_role("button", name="Enregistrer"))
    yield "situations, changed"
    follow(page.get_by_role("button", name="Annuler ces changements"))


def acts_on_a_situation(page):
    """The pages of its acts: its statut and steps, an action, who is set aside, its suivis."""
    choose_tab(page, "Situations")
    open_first_situation(page)
    situation = page.url
    for link in [
        "Changer le statut",
        "Étapes du statut",
        "Retirer l’accès à un membre",
        "Nouvelle action",
    ]:
        page.goto(situation)
        follow(page.get_by_role("link", name=link))
        yield f"situation, {link}"
    send_unchecked(page)
    yield "new action with errors"
    page.goto(situation)
    correct = page.get_by_role("link", name="Corriger").first
    follow(correct)
    open_editor(page)
    yield "suivi, correcting"
    page.get_by_role("textbox", name="Texte corrigé").fill("Une autre tournure.")
    follow(page.get_by_role("button", name="Enregistrer"))
    follow(page.get_by_role("link", name="Voir le texte d’avant").first)
    yield "suivi, earlier texts"
    page.goto(situation)
    follow(page.get_by_role("link", name="Retirer").first)
    yield "suivi, withdrawing"
    yield from a_text_left_and_a_text_that_names(page, situation)
    yield from the_key_table(page, situation)


def a_text_left_and_a_text_that_names(page, situation):
    """A draft that comes back, on the situation and on home; the question about identities."""
    page.goto(situation)
    page.get_by_label("Date").fill("2026-10-05")  # another step left one that is refused
    page.get_by_role("textbox", name="Texte du suivi").fill("Lucas MOREAU, 06 12 34 56 78.")
    expect(page.get_by_text("Brouillon gardé à")).to_be_visible()
    page.goto(situation)
    expect(page.get_by_text("Vous n’aviez pas enregistré.")).to_be_visible()
    open_editor(page)
    yield "situation, with a draft"
    page.goto("/")
    yield "home, with a draft"
    page.goto(situation)
    send_unchecked(page)
    expect(page.get_by_role("button", name="Masquer et enregistrer")).to_be_visible()
    open_editor(page)
    yield "situation, with a text that names somebody"
    follow(page.get_by_role("button", name="Masquer et enregistrer"))
    expect(page.get_by_text("[nom masqué], [téléphone masqué]").first).to_be_visible()


def the_key_table(page, situation):
    choose_tab(page, "Réglages")
    follow(page.get_by_role("link", name="Table de correspondance"))
    page.get_by_role("checkbox", name="Hélène Marchand").check()
    follow(page.get_by_role("button", name="Enregistrer"))
    yield "key table"
    page.goto(situation)
    follow(page.get_by_role("link", name="Identité"))
    follow(
        page.get_by_role("link", name="Enregistrer le nom").or_(
            page.get_by_role("link", name="Changer le nom")
        )
    )
    yield "key table, writing a line"
    page.get_by_label("Prénom et nom de l’élève").fill("Zélie Vauquelin")
    follow(page.get_by_role("button", name="Enregistrer"))
    yield "key table, a line closed"
    page.get_by_label("Pourquoi ouvrir cette ligne").fill("Joindre la famille")
    page.get_by_label("Votre mot de passe").fill("ce n’est pas le bon")
    follow(page.get_by_role("button", name="Ouvrir cinq minutes"))
    expect(page.get_by_text("Mot de passe incorrect.")).to_be_visible()
    yield "key table, password refused"
    page.get_by_label("Votre mot de passe").fill(PASSWORD)
    follow(page.get_by_role("button", name="Ouvrir cinq minutes"))
    expect(page.get_by_role("heading", name="Zélie Vauquelin")).to_be_visible()
    yield "key table, a line open"
    follow(page.get_by_role("button", name="Refermer maintenant"))
