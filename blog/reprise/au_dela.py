"""What a workbook says beyond its plain cells: hidden rows and columns, comments, struck text,
formulas without a kept value, errors. Standard library alone, see `lecteur`.

calamine tells none of it, and openpyxl takes ten times the memory and the time that the reader is
given: the parts are walked through by expat, as far as the last written row.
"""

import posixpath
import re
import zipfile

from blog.reprise.marcheur import COMMENT, ERROR, NO_VALUE, STRUCK, WIDEST, AuDela, Fini, Marcheur
from blog.reprise.opendocument import OpenDocument


def look_beyond(data, extension, heights):
    """Return what each sheet says beyond its cells, by its name; `heights` are their rows."""
    if extension == "xls":
        return {}
    with zipfile.ZipFile(data) as archive:
        if extension == "ods":
            found = OpenDocument({name: AuDela(n) for name, n in heights.items()})
            return found.walk(archive, "styles.xml").walk(archive, "content.xml").sheets
        paths = sheet_paths(archive)
        styles, strings = Styles().walk(archive, "xl/styles.xml"), SharedStrings()
        strings.walk(archive, "xl/sharedStrings.xml")
        return {
            name: look_at_sheet(archive, paths[name], AuDela(n), styles, strings)
            for name, n in heights.items()
            if name in paths
        }


def sheet_paths(archive):
    """The part of each sheet of an .xlsx, by its name."""
    parts = dict(Liens().walk(archive, "xl/_rels/workbook.xml.rels").targets("xl"))
    return {
        name: parts[key]
        for name, key in Classeur().walk(archive, "xl/workbook.xml").sheets
        if key in parts
    }


def look_at_sheet(archive, path, found, styles, strings):
    FeuilleXlsx(found, styles.struck, strings.struck).walk(archive, path)
    folder, name = posixpath.split(path)
    links = Liens().walk(archive, f"{folder}/_rels/{name}.rels")
    for target in dict(links.targets(folder, "/comments")).values():
        for row, column in Commentaires().walk(archive, target).places:
            found.tell(row, column, COMMENT)
    return found


def place_of(reference):
    """The row and the column of « B12 »."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        raise ValueError("A cell stands nowhere.")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]), column - 1


def is_true(attributes, name):
    return attributes.get(name) in ("1", "true")


class Liens(Marcheur):
    """The relations of a part: where the others are."""

    def __init__(self):
        self.found = []

    def start_Relationship(self, a):
        self.found.append((a.get("Id"), a.get("Type", ""), a.get("Target", "")))

    def targets(self, folder, kind=""):
        for key, type_, target in self.found:
            if type_.endswith(kind):
                yield key, posixpath.normpath(posixpath.join("/", folder, target))[1:]


class Classeur(Marcheur):
    def __init__(self):
        self.sheets = []

    def start_sheet(self, a):
        key = next((v for k, v in a.items() if k.endswith(":id")), "")
        self.sheets.append((a.get("name", ""), key))


class Commentaires(Marcheur):
    def __init__(self):
        self.places = []

    def start_comment(self, a):
        self.places.append(place_of(a.get("ref", "")))


class Styles(Marcheur):
    """Which formats of cells, by their rank, are struck."""

    def __init__(self):
        self.fonts, self.struck = [], set()
        self.in_formats, self.rank = False, 0

    def start_font(self, a):
        self.fonts.append(False)

    def start_strike(self, a):
        if self.fonts:
            self.fonts[-1] = a.get("val", "1") in ("1", "true")

    def start_cellXfs(self, a):
        self.in_formats = True

    def end_cellXfs(self):
        raise Fini

    def start_xf(self, a):
        if self.in_formats:
            font = int(a.get("fontId", 0))
            if font < len(self.fonts) and self.fonts[font]:
                self.struck.add(str(self.rank))
            self.rank += 1


class SharedStrings(Marcheur):
    """Which texts, by their rank, have a struck part."""

    def __init__(self):
        self.rank, self.struck = -1, set()

    def start_si(self, a):
        self.rank += 1

    def start_strike(self, a):
        if a.get("val", "1") in ("1", "true"):
            self.struck.add(str(self.rank))


class FeuilleXlsx(Marcheur):
    def __init__(self, found, struck_formats, struck_texts):
        self.found, self.formats, self.texts = found, struck_formats, struck_texts
        self.row, self.column, self.cell, self.is_formula = 0, -1, {}, False

    def start_col(self, a):
        if is_true(a, "hidden"):
            self.found.colonnes |= set(range(int(a["min"]) - 1, min(int(a["max"]), WIDEST)))

    def start_row(self, a):
        self.row, self.column = int(a.get("r", self.row + 1)), -1
        if self.row > self.found.hauteur:
            raise Fini
        if is_true(a, "hidden"):
            self.found.lignes.add(self.row)

    def start_c(self, a):
        self.column = place_of(a["r"])[1] if "r" in a else self.column + 1
        self.cell, self.is_formula, self.words = a, False, None

    def start_f(self, a):
        self.is_formula = True

    def start_v(self, a):
        self.words = ""

    def start_t(self, a):
        self.words = ""

    def start_strike(self, a):
        self.found.tell(self.row, self.column, STRUCK)

    def end_c(self):
        words, kind = self.words, self.cell.get("t")
        self.words = None
        if kind == "e":
            self.found.tell(self.row, self.column, ERROR.format(words))
        elif not words and self.is_formula and kind != "str":
            self.found.tell(self.row, self.column, NO_VALUE)
        elif words and (self.cell.get("s") in self.formats or self.has_struck_part(words)):
            self.found.tell(self.row, self.column, STRUCK)

    def has_struck_part(self, words):
        return self.cell.get("t") == "s" and words in self.texts
