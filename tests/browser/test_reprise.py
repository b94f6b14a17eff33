"""A head of school moves in: the spreadsheet of the cellule becomes situations."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.acts import choose_tab, create_rubrique, follow, told
from tests.browser.walks import SHEET


def shoot(page, name):
    """A picture of the step, when somebody wants to look (SHOTS: a folder)."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)


@pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (False, 390)], ids=["script", "no script, a phone"]
)
def test_the_spreadsheet_of_a_cellule_becomes_situations(open_browser, javascript, width):
    page = open_browser("proviseure", javascript=javascript, width=width)
    create_rubrique(page, f"Reprise {width}")
    choose_tab(page, "Réglages")
    follow(page.get_by_role("link", name="Reprendre un tableau"))
    shoot(page, "1-fichier")

    page.get_by_label("Fichier du tableau").set_input_files(SHEET)
    follow(page.get_by_role("button", name="Lire le fichier"))
    expect(page.get_by_label("Nature(s)")).to_have_value("natures")
    expect(page.get_by_label("Réunion du 14/09/2026")).to_have_value("reunion")
    shoot(page, "2-colonnes")

    page.get_by_label("N°").select_option(label="Ne pas reprendre")
    follow(page.get_by_role("button", name="Continuer"))
    expect(page.get_by_label("« Médicale »")).to_contain_text("Santé")
    shoot(page, "2-mots")
    page.get_by_label("« Médicale »").select_option(label="Laisser de côté")
    follow(page.get_by_role("button", name="Essayer, sans rien écrire"))
    lost = page.get_by_role("region", name="Ce qui ne sera pas repris")
    expect(lost).to_contain_text("« Médicale »")
    expect(page.get_by_role("region", name="En tout")).to_contain_text("45 situations")
    expect(lost).to_contain_text("« Total : 45 situations » est seul sur sa ligne")
    shoot(page, "3-essai")

    page.get_by_label("« Médicale »").select_option(label="Santé")
    follow(page.get_by_role("button", name="Refaire l’essai"))
    expect(lost).not_to_contain_text("« Médicale »")
    follow(page.get_by_role("button", name="Confirmer et écrire"))
    told(page, "La reprise est faite : 45 situations, 120 suivis, 39 actions.")
    shoot(page, "4-situations")

    follow(page.locator("th[scope=row] a").first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".timeline article").first).to_be_visible()
    shoot(page, "5-situation")


def test_a_wrong_file_and_a_second_time_are_said_in_french(open_browser, tmp_path):
    page = open_browser("proviseure")
    create_rubrique(page, "Reprise deux fois")
    choose_tab(page, "Réglages")
    follow(page.get_by_role("link", name="Reprendre un tableau"))
    wrong = tmp_path / "suivi.xlsx"
    wrong.write_bytes(b"%PDF-1.7")
    page.get_by_label("Fichier du tableau").set_input_files(wrong)
    follow(page.get_by_role("button", name="Lire le fichier"))
    expect(page.get_by_text("n’en est pas un")).to_be_visible()
    shoot(page, "6-refus")

    titles = "Date;Initiales;Classe;Situation;Référent;État;Réunion du 14/09/2026\n"
    line = "11/09/2026;Y.Y.;2nde 4;Absences;PsyEN;{};Vu le 06 12 34 56 78 {}\n"
    many = "".join(line.replace("Y.Y.", f"A.{n}.").format("ouvert", "") for n in range(130))
    for content in [titles + line.format("ouvert", ""), titles + line.format("clos", "deux fois")]:
        file = tmp_path / "suivi.csv"
        file.write_text(content)
        take_over(page, file)
        told(page, "La reprise est faite")
    file.write_text(titles + many)
    take_over(page, file)
    expect(page.get_by_text("La reprise est faite : 130 situations")).to_be_visible()
    shoot(page, "8-longue")


def take_over(page, file):
    choose_tab(page, "Réglages")
    follow(page.get_by_role("link", name="Reprendre un tableau"))
    page.get_by_label("Fichier du tableau").set_input_files(file)
    follow(page.get_by_role("button", name="Lire le fichier"))
    follow(page.get_by_role("button", name="Essayer, sans rien écrire"))
    shoot(page, "7-essai")
    follow(page.get_by_role("button", name="Confirmer et écrire"))
