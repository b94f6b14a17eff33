"""Several people on one situation, each in their own browser; and texts that nothing loses."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.acts import (
    comes_live,
    create_situation,
    follow,
    open_editor,
    open_rubrique,
    open_situation,
    stand_still,
    told,
    write_suivi,
)
from tests.browser.member import PASSWORD

LYCEE = "Cellule de veille"
MOST_RELOADS = 50


def test_two_writers_see_each_others_suivis_while_they_type(open_browser):
    head, cpe, nurse = (open_browser(name) for name in ["proviseure", "cpe", "infirmiere"])
    for page in [head, cpe, nurse]:
        page.clock.install()
    open_rubrique(head, LYCEE)
    code = create_situation(head, "Ne déjeune plus au self.")
    for page in [cpe, nurse]:
        open_situation(page, LYCEE, code)

    type_in_editor(head, "Je commence une phrase")
    place = head.locator("#ajouter").bounding_box()
    for page in [head, nurse]:
        stand_still(page)
    write_suivi(cpe, lambda page: page.keyboard.type("La mère a appelé ce matin."))
    for page in [head, nurse]:
        news = page.get_by_role("article").filter(has_text="La mère a appelé ce matin.")
        comes_live(news)
        expect(page.get_by_text("Nouveau suivi : K. Belhadj.")).to_be_visible()
    assert head.locator("#ajouter").bounding_box() == place
    head.clock.resume()
    stand_still(cpe)
    head.keyboard.type(", et je la finis.")
    head.get_by_role("button", name="Enregistrer").click()
    told(head, "Le suivi est enregistré.")
    for page in [cpe, nurse]:
        sentence = page.get_by_text("Je commence une phrase, et je la finis.")
        comes_live(sentence)

    # A correction takes the place of the text, by itself too.
    follow(head.get_by_role("link", name="Corriger").first)
    head.get_by_role("textbox", name="Texte corrigé").fill("Une phrase corrigée.")
    follow(head.get_by_role("button", name="Enregistrer"))
    comes_live(nurse.get_by_text("Une phrase corrigée."))
    expect(nurse.get_by_text("Je commence une phrase")).to_have_count(0)


def test_a_field_that_two_people_change_is_put_to_the_second(open_browser):
    head, cpe = open_browser("proviseure"), open_browser("cpe")
    open_rubrique(head, LYCEE)
    code = create_situation(head, "Premier constat.")
    open_situation(cpe, LYCEE, code)
    for page in [head, cpe]:
        follow(page.get_by_role("link", name="Modifier", exact=True))
    head.get_by_label("Constats").fill("Ce que la proviseure constate.")
    head.get_by_label("Vigilance").select_option(label="Urgent")
    follow(head.get_by_role("button", name="Enregistrer"))

    cpe.get_by_label("Constats").fill("Ce que le CPE constate.")
    follow(cpe.get_by_role("button", name="Enregistrer"))
    both = cpe.get_by_role("row").filter(has_text="Constats")
    expect(both).to_contain_text("Ce que la proviseure constate.")
    expect(both).to_contain_text("Ce que le CPE constate.")
    expect(cpe.get_by_label("Constats")).to_have_value("Ce que le CPE constate.")
    expect(cpe.get_by_label("Vigilance")).to_have_value("urgent")
    cpe.get_by_label("Constats").fill("Ce que tous deux constatent.")
    follow(cpe.get_by_role("button", name="Enregistrer"))
    told(cpe, "C’est enregistré.")
    expect(cpe.get_by_text("Ce que tous deux constatent.")).to_be_visible()
    expect(cpe.get_by_text("Urgent", exact=True)).to_be_visible()


def test_a_text_comes_back_after_the_session_ended(open_browser):
    """The cookie is gone, as when a session expires: the text waits behind signing in."""
    cpe = open_browser("cpe")
    open_rubrique(cpe, LYCEE)
    code = create_situation(cpe, "Rien de plus.")
    type_in_editor(cpe, "Une phrase que rien ne doit perdre.")
    expect(cpe.get_by_text("Brouillon gardé à")).to_be_visible()
    cpe.context.clear_cookies()
    # The open page learns it by itself, and no longer shows the situation.
    expect(cpe.get_by_label("Identifiant")).to_be_visible()
    assert code not in cpe.content()
    sign_in_again(cpe, "cpe")
    expect(cpe.get_by_role("heading", name=code, level=1)).to_be_visible()
    expect(cpe.get_by_text("Vous n’aviez pas enregistré.")).to_be_visible()
    editor = cpe.get_by_role("textbox", name="Texte du suivi")
    expect(editor).to_have_text("Une phrase que rien ne doit perdre.")
    follow(cpe.get_by_role("button", name="Enregistrer"))
    told(cpe, "Le suivi est enregistré.")
    expect(cpe.get_by_text("Vous n’aviez pas enregistré.")).to_have_count(0)
    assert not cpe.evaluate("localStorage.length + sessionStorage.length")


def test_a_text_being_typed_survives_a_closed_tab_and_another_sign_in(open_browser):
    cpe = open_browser("cpe")
    open_rubrique(cpe, LYCEE)
    create_situation(cpe, "Rien de plus.")
    situation = cpe.url
    type_in_editor(cpe, "Tapée puis quittée aussitôt.")
    cpe.goto("/")
    begun = cpe.get_by_role("region", name="Textes commencés")
    begun = begun.locator(f'a[href^="{urlsplit(situation).path}"]')  # others began some too
    for _ in range(MOST_RELOADS):  # what is sent on leaving may come after the next page
        if begun.count():
            break
        cpe.reload()
    follow(begun)
    editor = cpe.get_by_role("textbox", name="Texte du suivi")
    expect(editor).to_have_text("Tapée puis quittée aussitôt.")

    # Signed in again in another tab, the first one goes on and saves.
    other = cpe.context.new_page()
    other.goto("/")
    follow(other.get_by_role("button", name="Se déconnecter"))
    cpe.bring_to_front()
    editor.click()
    cpe.keyboard.press("Control+End")
    cpe.keyboard.type(" Et encore.")
    expect(cpe.get_by_text("Ce texte n’est pas gardé")).to_be_visible()
    sign_in_again(other, "cpe")
    other.close()
    expect(cpe.get_by_text("Brouillon gardé à")).to_be_visible()
    follow(cpe.get_by_role("button", name="Enregistrer"))
    told(cpe, "Le suivi est enregistré.")
    cpe.goto(situation)
    expect(cpe.get_by_text("Tapée puis quittée aussitôt. Et encore.")).to_be_visible()
    # Chromium tells of the drafts that were refused meanwhile: of nothing else.
    told_by = [error for error in cpe.watch.console if "suivis/creer" in error]
    assert told_by == cpe.watch.console
    assert all("401" in error or "403" in error for error in told_by)
    cpe.watch.console.clear()


def test_a_text_left_on_screen_is_not_given_to_who_signs_in_after(open_browser):
    """A shared computer: one member leaves a page open, another signs in in the next tab."""
    worker, secret = open_browser("assistante"), "Confié à moi seule."
    open_cellule_of(worker, "Collège de l’Estuaire")
    code = create_situation(worker, "Rien de plus.")
    worker.get_by_role("radio", name="Santé et social").check()
    type_in_editor(worker, secret)
    expect(worker.get_by_text("Brouillon gardé à")).to_be_visible()
    other = worker.context.new_page()
    other.goto("/")
    follow(other.get_by_role("button", name="Se déconnecter"))
    sign_in_again(other, "principal")
    own = other.get_by_role("region", name="Textes commencés").get_by_role("link")
    begun = own.count()  # theirs, if the walk through the pages left any
    worker.bring_to_front()
    expect(worker.get_by_text(secret)).to_have_count(0)
    other.reload()
    expect(own).to_have_count(begun)
    follow(other.get_by_role("button", name="Se déconnecter"))
    sign_in_again(other, "assistante")
    follow(other.get_by_role("region", name="Textes commencés").get_by_role("link").first)
    expect(other.get_by_role("heading", name=code, level=1)).to_be_visible()
    expect(other.get_by_role("textbox", name="Texte du suivi")).to_have_text(secret)
    worker.watch.console.clear()  # drafts refused while nobody, then somebody else, was signed in


def test_without_javascript_a_text_sent_too_late_comes_back(open_browser):
    cpe = open_browser("cpe", javascript=False)
    open_rubrique(cpe, LYCEE)
    create_situation(cpe, "Rien de plus.")
    cpe.get_by_label("Texte du suivi").fill("Écrit sans script, envoyé trop tard.")
    cookies = [c for c in cpe.context.cookies() if c["name"] != "session"]
    cpe.context.clear_cookies()
    cpe.context.add_cookies(cookies)
    follow(cpe.get_by_role("button", name="Enregistrer"))
    expect(cpe.get_by_role("heading", level=1)).to_have_text("Votre session est terminée.")
    expect(cpe.get_by_label("Votre texte")).to_have_value("Écrit sans script, envoyé trop tard.")


def test_a_reserved_note_is_read_by_those_bound_to_secrecy_and_sealed_for_the_head(open_browser):
    worker, head = open_browser("assistante"), open_browser("principal")
    counsellor, college = open_browser("conseillere"), "Collège de l’Estuaire"
    counsellor.clock.install()
    open_cellule_of(worker, college)
    code = create_situation(worker, "Situation familiale à suivre.")
    situation = worker.url
    for page in [head, counsellor]:
        page.goto(situation)
        expect(page.get_by_role("heading", name=code, level=1)).to_be_visible()
    stand_still(counsellor)
    worker.get_by_role("radio", name="Santé et social").check()
    write_suivi(worker, lambda page: page.keyboard.type("Confié sous le sceau du secret."))
    secret = "Confié sous le sceau du secret."
    comes_live(counsellor.get_by_text(secret))
    head.reload()
    sealed = head.get_by_role("article").filter(has_text="Note réservée")
    expect(sealed).to_contain_text("assistant·e social·e")
    assert secret not in head.content()
    expect(head.get_by_role("radio", name="Santé et social")).to_have_count(0)


def open_cellule_of(page, espace):
    page.get_by_role("link", name="Accueil").click()
    rubriques = page.get_by_role("region", name="Mes rubriques").get_by_role("article")
    follow(rubriques.filter(has_text=espace).get_by_role("link", name=LYCEE))


def type_in_editor(page, text):
    open_editor(page)
    page.get_by_role("textbox", name="Texte du suivi").click()
    page.keyboard.type(text)


def sign_in_again(page, username):
    page.get_by_label("Identifiant").fill(username)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    follow(page.get_by_role("button", name="Se connecter"))
