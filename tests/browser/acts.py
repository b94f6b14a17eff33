"""What people do in their browser, control by control, as the screen names them."""

from playwright.sync_api import expect

CONSEILLERE = "Claire Vasseur"
CONSEILLERE_CHOICE = "Claire Vasseur (PsyEN, CIO de Saint-Brévault)"
NOT_FOUND = "Cette page n’existe pas, ou n’est pas ouverte pour vous."


def told(page, text):
    """The application confirms."""
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()


def follow(control):
    """Press what opens a page, and wait until that page is there."""
    with control.page.expect_navigation():
        control.click()


def stand_still(page):
    """The clock of the page, `page.clock.install()` done, stops until `page.clock.resume()`."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def comes_live(element):
    """What others wrote shows by itself within five seconds of its page's clock, which stands
    still: they take none of ours, and no sixth one helps."""
    element.page.clock.run_for(5_000)  # ms
    expect(element).to_be_visible()


def choose_tab(page, name):
    follow(page.get_by_role("navigation", name="Rubrique").get_by_role("link", name=name))


def create_rubrique(page, titre):
    page.get_by_role("link", name="Accueil").click()
    page.get_by_role("link", name="Lycée des Marais", exact=True).click()
    page.get_by_role("link", name="Nouvelle rubrique").click()
    page.get_by_label("Titre de la rubrique").fill(titre)
    page.get_by_role("button", name="Créer, puis choisir les membres").click()
    told(page, "La rubrique est créée.")


def add_conseillere(page, role="Lecteur"):
    form = page.get_by_role("form", name="Ajouter un membre")
    form.get_by_label("Personne").select_option(label=CONSEILLERE_CHOICE)
    form.get_by_label("Rôle").select_option(label=role)
    form.get_by_role("button", name="Ajouter").click()
    told(page, f"{CONSEILLERE} est membre de la rubrique.")


def create_situation(page, constats):
    """Open a situation in the rubrique on screen; return its code."""
    choose_tab(page, "Situations")
    page.get_by_role("link", name="Nouvelle situation").click()
    page.get_by_label("Niveau").select_option(label="2de")
    page.get_by_label("Signalée par").select_option(label="CPE")
    page.get_by_role("checkbox", name="Assiduité").check()
    page.get_by_label("Constats").fill(constats)
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "est ouverte")
    return page.get_by_role("heading", level=1).inner_text()


def open_rubrique(page, titre):
    page.get_by_role("link", name="Accueil").click()
    rubriques = page.get_by_role("region", name="Mes rubriques")
    rubriques.get_by_role("link", name=titre, exact=True).click()


def open_situation(page, titre, code):
    open_rubrique(page, titre)
    choose_tab(page, "Situations")
    page.get_by_role("link", name=code, exact=True).click()
    expect(page.get_by_role("heading", name=code, level=1)).to_be_visible()


def open_editor(page):
    """The editor opens when its text box is reached, or at once where there is a text."""
    page.evaluate(
        "document.querySelector('textarea[data-django-prose-editor-configurable]').focus()"
    )
    expect(page.get_by_role("group", name="Mise en forme")).to_be_visible()


def write_suivi(page, write):
    """Add a suivi: `write(page)` types its text, the cursor being in the editor."""
    open_editor(page)
    page.get_by_role("textbox", name="Texte du suivi").click()
    write(page)
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "Le suivi est enregistré.")


def type_rich_text(page):
    """A heading, bold words and a list, through the toolbar."""
    toolbar = page.get_by_role("group", name="Mise en forme")
    toolbar.get_by_role("button", name="Titre", exact=True).click()
    page.keyboard.type("Entretien du lundi")
    page.keyboard.press("Enter")
    page.keyboard.type("La famille est ")
    toolbar.get_by_role("button", name="Gras").click()
    page.keyboard.type("d’accord")
    toolbar.get_by_role("button", name="Gras").click()
    page.keyboard.type(" avec la suite.")
    page.keyboard.press("Enter")
    toolbar.get_by_role("button", name="Liste à puces").click()
    page.keyboard.type("Aménager l’emploi du temps")
    page.keyboard.press("Enter")
    page.keyboard.type("Rappeler jeudi")


def sees_rich_text(page):
    """What `type_rich_text` wrote looks like it: a heading, bold, bullets."""
    suivi = page.get_by_role("article").filter(has_text="Entretien du lundi")
    expect(suivi.get_by_role("heading", name="Entretien du lundi")).to_be_visible()
    expect(suivi.locator("strong")).to_have_text("d’accord")
    expect(suivi.locator("strong")).to_have_css("font-weight", "650")
    points = suivi.get_by_role("list").get_by_role("listitem")
    expect(points).to_have_text(["Aménager l’emploi du temps", "Rappeler jeudi"])
    expect(points.first).to_have_css("list-style-type", "disc")


def is_refused(page, address=None):
    """The page on screen (or at `address`) answers 404, and says no more than that."""
    answer = page.goto(address) if address else page.reload()
    assert answer.status == 404, (answer.status, address)
    expect(page.get_by_role("heading", level=1)).to_have_text(NOT_FOUND)


def open_lycee(page):
    follow(
        page.get_by_role("article")
        .filter(has_text="Lycée des Marais")
        .get_by_role("link", name="Cellule de veille")
    )


def open_first_situation(page):
    follow(page.get_by_role("rowheader").get_by_role("link").first)
    expect(page.get_by_role("heading", name="Chronologie")).to_be_visible()


def open_first_meeting(page):
    follow(page.get_by_role("cell").get_by_role("link").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Réunion du")


def unfold(page):
    """On a phone the filters are folded."""
    fold = page.get_by_text("Filtrer, rechercher")
    if fold.is_visible():
        fold.click()


def send_unchecked(page, name="Enregistrer"):
    """Send the form without the browser's own checks, to see what the server answers."""
    button = page.get_by_role("button", name=name)
    button.evaluate("(button) => { button.form.noValidate = true; }")
    follow(button)
    expect(page.locator(".error").first).to_be_visible()
