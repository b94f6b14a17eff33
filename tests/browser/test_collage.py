"""What comes from Word, LibreOffice, Excel and Google Docs, pasted with Ctrl + V: real clipboards,
under the policy. The watch of `open_browser` sees what it refuses."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import create_situation, open_editor, open_rubrique, told
from tests.outils.racine import ROOT

LEFT = "Le collage laisse de côté\xa0: "
# What the page copies is what the other program would have put in the clipboard.
COPY = """(kinds) => window.copied = document.addEventListener("copy", (event) => {
    event.preventDefault();
    window.copied = true;
    for (const [kind, words] of Object.entries(kinds)) event.clipboardData.setData(kind, words);
}, { once: true, capture: true })"""
LISTS = "<ul><li><p>Retards</p><ul><li><p>du lundi</p></li></ul></li><li><p>Absences</p></li></ul>"

PASTED = {
    "word": (
        "<h3>Bilan du trimestre</h3>"
        "<p>La famille est <strong>d’accord</strong>, <em>sous réserve</em>, et"
        " <strong>le dit</strong> le mardi → jeudi.</p>"
        "<p><strong>À relire avant la réunion</strong></p>"
        "<p>Signalé à l’assistante sociale. Vu par l’infirmière.</p>"
        "<ul><li><p>Retards du lundi</p>"
        "<ul><li><p>en <strong>première</strong> heure</p></li></ul></li>"
        "<li><p>Absences</p></li></ul>"
        "<p>Décisions :</p>"
        "<ol><li><p>Appeler la famille</p><p>avant vendredi</p>"
        "<ol><li><p>le soir</p></li></ol></li><li><p>Prévenir le CIO</p></li></ol>"
        "<p><strong>Classe</strong> | <strong>Retards</strong></p>"
        "<p>6e 2 | 3 / dont 1 excusé</p>"
        '<p>Voir <a href="https://exemple.fr/aide">la fiche</a></p>',
        ["du texte barré ou supprimé", "du texte masqué", "un commentaire"],
    ),
    "word_en_ligne": (f"<p>Il est <strong>inquiet</strong></p>{LISTS}", []),
    "libreoffice": (
        "<h3>Entretien</h3>"
        "<p>La mère <strong>accepte</strong> le rendez-vous, <em>le père </em>non."
        " Le <strong>CIO</strong> suit.</p>"
        "<ul><li><p>Premier</p><ul><li><p>dedans</p></li></ul></li><li><p>Second</p></li></ul>"
        "<ol><li><p>Appeler</p></li></ol>"
        "<p>Classe | Retards</p><p>6e 2 | 3</p>",
        ["du texte masqué", "du texte barré ou supprimé"],
    ),
    "libreoffice_calc": (
        "<p><strong>Retards du trimestre</strong></p><p>6e 2 | 3</p><p>| 4 | rappel / envoyé</p>",
        ["un commentaire", "du texte barré ou supprimé"],
    ),
    "excel": (
        "<p><strong>Classe</strong> | <strong>Retards</strong> | <strong>Depuis</strong>"
        " | <strong>Suite</strong></p>"
        "<p>6e 2 | 3 | 14/09/2026 | appel / <strong>à la famille</strong></p>"
        "<p>6e 2 | 1</p>",
        ["du texte masqué", "du texte barré ou supprimé"],
    ),
    "google_docs": (
        "<h3>Point de situation</h3>"
        "<p>Elle vient <strong>chaque jour</strong><em> sauf le lundi</em>.</p>"
        f"{LISTS}<ol><li><p>Appeler</p></li></ol><p>6e 2 | 3</p>",
        ["du texte barré ou supprimé", "une image"],
    ),
    "google_sheets": (
        "<p><strong>Classe</strong> | <strong>Retards</strong></p><p>6e 2 | 3 | rappel</p>",
        [],
    ),
}


@pytest.fixture
def page(open_browser):
    page = open_browser("cpe")
    open_rubrique(page, "Cellule de veille")
    create_situation(page, "Absences")  # where nobody left a draft
    return page


def paste(page, **kinds):
    """Ctrl + C in another program, Ctrl + V where the cursor is."""
    page.evaluate(COPY, {f"text/{kind}": words for kind, words in kinds.items()})
    page.keyboard.press("Control+c")
    assert page.evaluate("window.copied"), "the cursor is nowhere"
    page.keyboard.press("Control+v")


def clipboard_of(program):
    return (ROOT / f"tests/data/collages/{program}.html").read_text()


def text_of(page):
    """What the form would send, without what the server drops of a numbered list."""
    return page.locator("textarea[name=texte]").input_value().replace(' data-type="decimal"', "")


def test_each_program_gives_its_text_its_bold_its_lists_and_its_cells(page):
    open_editor(page)
    box = page.get_by_role("textbox", name="Texte du suivi")
    for program, (expected, left) in PASTED.items():
        box.press("Control+a")
        box.press("Delete")
        paste(page, html=clipboard_of(program), plain="le texte seul")
        assert text_of(page) == expected, program
        telling = page.get_by_text(LEFT)
        if left:
            expect(telling).to_have_text(f"{LEFT}{', '.join(left)}.")
        else:
            expect(telling).to_have_count(0)


def test_what_was_pasted_is_read_as_it_was_in_word(page):
    open_editor(page)
    paste(page, html=clipboard_of("word"), plain="le texte seul")
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "Le suivi est enregistré.")
    prose = page.get_by_role("article").locator(".prose").first
    expect(prose.locator("strong").first).to_have_text("d’accord")
    expect(prose.locator("ul ul li")).to_have_text("en première heure")
    expect(prose.locator("ol").first.locator(":scope > li")).to_have_count(2)
    expect(prose).to_contain_text("6e 2 | 3")
    for never in ["gendarmerie", "diffuser", "CPE", "[AL1]", "la mère", "mso-"]:
        expect(prose).not_to_contain_text(never)


def test_a_paste_that_comes_before_the_editor_waits_for_it(page):
    held = []
    page.route("**/django_prose_editor/editor.*.js", lambda route: held.append(route))
    with page.expect_request("**/django_prose_editor/editor.*.js"):
        page.get_by_role("textbox", name="Texte du suivi").click()
    paste(page, html=clipboard_of("google_sheets"), plain="Classe\tRetards")
    held.pop().continue_()
    expect(page.get_by_role("textbox", name="Texte du suivi")).to_contain_text("6e 2 | 3 | rappel")
    assert text_of(page) == PASTED["google_sheets"][0]


def test_without_the_editor_a_paste_is_its_plain_text(page):
    page.route("**/django_prose_editor/**", lambda route: route.abort())
    page.get_by_role("textbox", name="Texte du suivi").click()
    paste(page, html=clipboard_of("google_sheets"), plain="Classe\tRetards\n6e 2\t3")
    expect(page.get_by_role("textbox", name="Texte du suivi")).to_have_value(
        "Classe\tRetards\n6e 2\t3"
    )
    page.get_by_role("button", name="Enregistrer").click()
    told(page, "Le suivi est enregistré.")
    prose = page.get_by_role("article").locator(".prose").first
    expect(prose).to_have_text("Classe | Retards6e 2 | 3")
    page.watch.forget()  # Chromium tells that a script did not come


def test_plain_text_keeps_its_cells_apart_in_the_editor(page):
    open_editor(page)
    paste(page, plain="Classe\tRetards\n6e 2\t3\n·\tun point")
    assert text_of(page) == "<p>Classe | Retards</p><p>6e 2 | 3</p><p>· un point</p>"


def test_what_the_editor_itself_copies_is_pasted_as_it_was(page):
    open_editor(page)
    box = page.get_by_role("textbox", name="Texte du suivi")
    paste(page, html=clipboard_of("libreoffice"), plain="le texte seul")
    before = text_of(page)
    for key in ["Control+a", "Control+c", "Delete", "Control+v"]:
        box.press(key)
    assert text_of(page) == before


HOSTILE = """<p style="color:red" onclick=x() STYLE='font-weight:bold'>a<img src=x onerror=x()></p>
<style>@import 'https://exemple.invalid/x.css'; p { background: url(https://exemple.invalid/) }
</style><script>x()</script><svg onload=x()></svg><a href="javascript:x()">lien</a>
<iframe srcdoc="<p>cadre</p>"></iframe><p style="<b style='x'>">b</p>"""


def test_a_hostile_clipboard_does_nothing(page):
    open_editor(page)
    paste(page, html=HOSTILE, plain="le texte seul")
    assert text_of(page) == "<p>a</p><p> lien </p><p>b</p>"


def test_a_long_table_is_pasted_at_once(page):
    """Merged cells and hostile spans cost no more than what they hold."""
    open_editor(page)
    rows = "".join(f"<tr><td rowspan=3000 colspan=1000>{n}</td></tr>" for n in range(40))
    paste(page, html=f"<table>{rows}<tr><td>fin</td></tr></table>", plain="le texte seul")
    expect(page.get_by_role("textbox", name="Texte du suivi")).to_contain_text("fin")
