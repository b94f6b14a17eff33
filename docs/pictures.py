"""Draw the pictures of the README and of the user guide, from the demonstration: `make pictures`.

A server, a database and a browser of its own; nothing of it is kept but the pictures.
"""

import os
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.browser.acts import choose_tab, follow, open_editor, open_rubrique  # noqa: E402
from tests.browser.conftest import CHROMIUM_ARGS, sign_in  # noqa: E402
from tests.browser.installations import made, running  # noqa: E402

WIDTH, HEIGHT = 1366, 860
LYCEE = "Cellule de veille"


def open_tab(page, name):
    open_rubrique(page, LYCEE)
    choose_tab(page, name)


def draw(page):
    """Go through the pages, as the head of the lycée, and draw each one."""
    open_rubrique(page, LYCEE)
    picture(page, "tableau-de-bord")
    open_tab(page, "Situations")
    picture(page, "situations")
    follow(page.get_by_role("link", name="Modifier dans le tableau"))
    picture(page, "saisie")
    open_tab(page, "Synthèse")
    picture(page, "synthese")
    picture(page, "frise", page.get_by_role("region", name="La frise de l’année"))
    follow(page.get_by_role("link", name="Bilan annuel anonyme"))
    picture(page, "bilan")
    open_tab(page, "Agenda")
    picture(page, "agenda")
    follow(page.get_by_role("region", name="Réunions à venir").get_by_role("link").first)
    follow(page.get_by_role("link", name="Préparer l’ordre du jour"))
    picture(page, "ordre-du-jour")
    page.get_by_text("Ouvrir la séance avant la date").click()
    follow(page.get_by_role("button", name="Ouvrir quand même"))
    open_editor(page)
    picture(page, "seance")


def picture(page, name, element=None):
    """Draw what is on screen, or one element of it, without what floats over the page."""
    page.evaluate("document.querySelectorAll('.trace-line').forEach((line) => line.remove())")
    (element or page).screenshot(path=FOLDER / "images" / f"{name}.png")


def main():
    (FOLDER / "images").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        var = Path(folder)
        with made(var) as env, running(env, var / "server.log") as server:
            chromium = playwright.chromium.launch(
                executable_path=os.environ["CHROMIUM"], args=CHROMIUM_ARGS
            )
            page = chromium.new_page(
                base_url=server.url,
                viewport={"width": WIDTH, "height": HEIGHT},
                locale="fr-FR",
                timezone_id="Europe/Paris",
            )
            page.goto("/")
            sign_in(page, "proviseure")
            draw(page)
            chromium.close()


if __name__ == "__main__":
    main()
