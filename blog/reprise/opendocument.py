"""What an .ods says beyond its cells, see `au_dela`. Standard library alone, see `lecteur`."""

from blog.reprise.marcheur import (
    COMMENT,
    ERROR,
    ERRORS,
    MOST_TOLD,
    NO_VALUE,
    STRUCK,
    WIDEST,
    AuDela,
    Marcheur,
)

HIDDEN = ("collapse", "filter")


class OpenDocument(Marcheur):
    def __init__(self, sheets):
        self.sheets, self.struck = sheets, set()
        self.style, self.found, self.cell = "", AuDela(0), {}
        self.row = self.rows = self.column = self.columns = 0
        self.is_struck = False
        self.kept: str | None = None

    def start_style(self, a):
        self.style = a.get("style:name", "")

    def start_text_properties(self, a):
        line = a.get("style:text-line-through-style") or a.get("style:text-line-through-type")
        if line not in (None, "none"):
            self.struck.add(self.style)

    def start_table(self, a):
        self.found = self.sheets.get(a.get("table:name"), AuDela(0))
        self.row, self.rows, self.columns = 1, 0, 0

    def start_table_column(self, a):
        times = int(a.get("table:number-columns-repeated", 1))
        if a.get("table:visibility") in HIDDEN:
            last = min(self.columns + times, WIDEST)
            self.found.colonnes |= set(range(self.columns, last))
        self.columns += times

    def start_table_row(self, a):
        self.row, self.column = self.row + self.rows, 0
        self.rows = int(a.get("table:number-rows-repeated", 1))
        if a.get("table:visibility") in HIDDEN:
            last = min(self.row + self.rows - 1, self.found.hauteur)
            self.found.lignes |= set(range(self.row, last + 1))

    def start_table_cell(self, a):
        self.cell, self.words = a, ""
        self.is_struck = a.get("table:style-name") in self.struck
        down, across = (int(a.get(f"table:number-{n}-spanned", 1)) for n in ("rows", "columns"))
        if max(down, across) > 1 and len(self.found.fusions) < MOST_TOLD:
            top, left = self.row - 1, self.column
            self.found.fusions.append([top, left, top + down - 1, left + across - 1])

    start_covered_table_cell = start_table_cell

    def start_annotation(self, a):
        self.found.tell(self.row, self.column, COMMENT)
        self.kept, self.words = self.words, None

    def end_annotation(self):
        self.words = self.kept

    def start_span(self, a):
        self.is_struck |= self.words is not None and a.get("text:style-name") in self.struck

    def end_table_cell(self):
        words, self.words = (self.words or "").strip(), None
        if self.cell.get("calcext:value-type") == "error" or words in ERRORS:
            self.found.tell(self.row, self.column, ERROR.format(words))
        elif "table:formula" in self.cell and not self.cell.get("office:value-type"):
            self.found.tell(self.row, self.column, NO_VALUE)
        elif words and self.is_struck:
            self.found.tell(self.row, self.column, STRUCK)
        self.column += int(self.cell.get("table:number-columns-repeated", 1))

    end_covered_table_cell = end_table_cell
