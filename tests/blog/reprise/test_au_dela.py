"""What a workbook says beyond plain cells is taken, left out or told; never dropped in silence."""

import datetime

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from blog.reprise import depot
from tests.outils.classeurs import zipped
from tests.outils.tableaux import old_workbook, saved

DAY = datetime.date(2026, 9, 14)
TITLES = ["N°", "Date", "Classe", "Situation", "Référent", "Remarques confidentielles"]


@pytest.fixture
def book():
    book = openpyxl.Workbook()
    book.active.title = "Suivi"
    book.active.append(TITLES)
    for n in (1, 2, 3):
        book.active.append([n, DAY, f"6e {n}", f"Fait numéro {n}", "CPE", f"secret {n}"])
    return book


def try_out(chef, book):
    chef.send(saved(book), "t.xlsx")
    chef.press("essai")
    return chef.words


def test_a_hidden_column_is_left_out_unless_one_asks_for_it(chef, cellule, book):
    book.active.column_dimensions["F"].hidden = True
    said = try_out(chef, book)
    assert "Laissé de côté : Remarques confidentielles (masquée dans le fichier)" in said
    chef.press("confirmer")
    assert not [a for a in cellule.articles.all() if "secret" in a.constats]
    chef.send(saved(book), "t.xlsx")
    chef.choose("Remarques confidentielles (masquée dans le fichier)", "Suite des constats")
    chef.press("essai")
    assert "secret 1" in chef.words


def test_a_hidden_sheet_is_the_last_one_offered(chef, book):
    old = book.create_sheet("Vieux suivi", 0)
    old.append(["N°", "Date", "Initiales", "Classe", "Nature", "Situation", "Action", "État"])
    old.append([1, DAY, "P.P.", "6e 2", "Santé", "Vieille situation", "Appeler", "clos"])
    old.sheet_state = "hidden"
    chef.send(saved(book), "t.xlsx")
    options = [option.text for option in chef.page.select("#id_feuille option")]
    assert options == ["Suivi", "Vieux suivi (feuille masquée)"]
    chef.press("essai")
    assert "Vieille situation" not in chef.words and "Fait numéro 1" in chef.words
    assert "feuille « Vieux suivi (feuille masquée) »" in chef.words


def test_cells_merged_downwards_are_said_of_each_of_their_rows(chef, cellule, book):
    for span in ("C2:C4", "E2:E3"):
        book.active.merge_cells(span)
    try_out(chef, book)
    chef.press("confirmer", classe="on")
    found = {a.constats.split("\n")[0]: (a.classe, a.referent) for a in cellule.articles.all()}
    cpe = cellule.habilitations.get(utilisateur__fonction="cpe").utilisateur
    assert found == {f"Fait numéro {n}": ("6e 1", cpe) for n in (1, 2, 3)}


def test_a_merged_cell_makes_no_situation_of_a_blank_row(chef, cellule, book):
    for cell in book.active[4]:
        cell.value = None
    book.active.merge_cells("C2:C4")
    try_out(chef, book)
    chef.press("confirmer")
    assert cellule.articles.count() == 2


def comment(page):
    page["D3"].comment = Comment("La mère demande un rendez-vous", "CPE")


def strike(page):
    page["D3"].font = Font(strike=True)


def strike_a_part(page):
    page["D3"] = CellRichText("Vu", TextBlock(InlineFont(strike=True), " hier"))


def hide(page):
    page.row_dimensions[3].hidden = True


def compute(page):
    page["D3"] = '=CONCATENATE("Absent", "é")'


def fail(page):
    page["D3"] = "#N/A"


TOLD = {
    comment: "ligne 3, colonne Situation : un commentaire du fichier n’est pas repris",
    strike: "ligne 3, colonne Situation : du texte barré est repris comme le reste",
    strike_a_part: "ligne 3, colonne Situation : du texte barré est repris comme le reste",
    hide: "ligne 3 : cette ligne, masquée ou filtrée dans le fichier, est reprise",
    compute: "ligne 3, colonne Situation : la formule n’a pas de valeur",
    fail: "ligne 3, colonne Situation : « #N/A », une erreur du tableur",
}


@pytest.mark.parametrize("change", TOLD, ids=lambda change: change.__name__)
def test_what_is_beyond_the_cells_is_told_before_anything_is_written(chef, cellule, book, change):
    change(book.active)
    said = try_out(chef, book)
    assert TOLD[change] in said
    assert said.count(TOLD[change].partition(" : ")[2]) == 1
    chef.press("confirmer")
    assert cellule.articles.count() == 3
    assert not [a for a in cellule.articles.all() if "#N/A" in a.constats]


def test_an_error_in_a_csv_is_no_value_either(chef, cellule):
    chef.send(b"Date;Classe;Situation\n14/09/2026;#N/A;Absent\n15/09/2026;#REF!;Vu")
    chef.press("essai")
    assert "ligne 2, colonne Classe : « #N/A », une erreur du tableur" in chef.words
    chef.press("confirmer", classe="on")
    assert {a.classe for a in cellule.articles.all()} == {""}


def test_an_old_workbook_says_what_it_does_not_let_see(chef):
    chef.send(old_workbook([TITLES, [1, DAY, "6e 1", "Fait", "CPE", ""]]), "t.xls")
    chef.press("essai")
    assert "tout le fichier : ce format ancien (.xls)" in chef.words


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"
 xmlns:calcext="c"><office:automatic-styles><style:style style:name="barre"><style:text-properties
 style:text-line-through-style="solid"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Suivi">
<table:table-column table:number-columns-repeated="2"/>
<table:table-column table:visibility="collapse"/>
<table:table-row>{titles}</table:table-row>
<table:table-row table:visibility="filter">{first}</table:table-row>
<table:table-row>{second}</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods_cell(text, attributes="", inside=""):
    start = f'<table:table-cell office:value-type="string" {attributes}>{inside}'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def test_an_opendocument_says_the_same(chef):
    note = "<office:annotation><text:p>secret</text:p></office:annotation>"
    content = ODS.format(
        titles="".join(map(ods_cell, ["Date", "Situation", "Caché"])),
        first=ods_cell("14/09/2026", 'table:number-rows-spanned="2"')
        + ods_cell("Absent", inside=note)
        + ods_cell("x"),
        second="<table:covered-table-cell/>" + ods_cell("Vu", 'table:style-name="barre"'),
    )
    (only,) = depot.read_file(zipped("suivi-lycee.ods", **{"content.xml": content}), "ods")
    assert only.lignes[1:] == [["14/09/2026", "Absent", "x"], ["", "Vu", ""]]
    assert (only.colonnes_masquees, only.lignes_masquees) == ([2], [2])
    assert only.fusions == [[1, 0, 2, 0]]
    told = [[row, column, text.split()[1]] for row, column, text in only.remarques]
    assert told == [[2, 1, "commentaire"], [3, 1, "texte"]]


def test_a_workbook_of_blank_styled_rows_is_read_as_quickly_as_another(book):
    for row in range(5, 1900):
        for column in range(1, 30):
            book.active.cell(row, column).font = Font(strike=True)
    (only,) = depot.read_file(saved(book), "xlsx")
    assert len(only.lignes) == 4 and not only.remarques


def test_a_part_that_declares_an_entity_is_refused():
    content = b'<!DOCTYPE a [<!ENTITY b "c">]><styleSheet>&b;</styleSheet>'
    with pytest.raises(depot.Refus, match="abîmé"):
        depot.read_file(zipped("suivi-lycee.xlsx", **{"xl/styles.xml": content}), "xlsx")
