"""Workbooks of tests/data changed into what would hurt to open."""

import io
import zipfile

import openpyxl

from tests.outils.tableaux import DATA


def zipped(source, **parts):
    """A workbook of tests/data with some parts changed or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(DATA / source) as old, zipfile.ZipFile(target, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, None) or old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


WRITTEN = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def ods_rows(times, cell=WRITTEN):
    with zipfile.ZipFile(DATA / "suivi-lycee.ods") as archive:
        content = archive.read("content.xml").decode()
    start = f'<table:table-row table:number-rows-repeated="{times}">'
    more = f"{start}{cell}</table:table-row></table:table>"
    return zipped("suivi-lycee.ods", **{"content.xml": content.replace("</table:table>", more)})


def far_cell():
    """One cell at the other end of a sheet: what lies between would fill the memory."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "a", "b"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def many_rows(number, text="x"):
    cell = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
    rows = "".join(cell.format(text() if callable(text) else text) for _ in range(number))
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'
    return zipped("suivi-lycee.xlsx", **{"xl/worksheets/sheet1.xml": text})
