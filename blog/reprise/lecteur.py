"""Reads a spreadsheet in a process of its own, and knows nothing of Django nor of its keys.

`python -m blog.reprise.lecteur xlsx` takes the file on standard input and answers one JSON on
standard output: {"feuilles": [...]}, or {"refus": "…"}, said to whoever sent the file. A file
that lies about itself costs this process its life, and the application nothing.
"""

import csv
import datetime
import io
import json
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from blog.reprise.au_dela import look_beyond
from blog.reprise.gardes import LOCKED, UNREADABLE, Refus, check_file
from blog.reprise.lecture_texte import read_csv
from blog.reprise.marcheur import ERROR, ERRORS

MEMORY = 290 * 1024 * 1024  # of address space: what is resident is less
CPU_SECONDS = 4
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20, 2000, 100, 10_000
MOST_TEXT = 5_000_000  # characters in all
TOO_MUCH_TEXT = (
    "Ce fichier contient trop de texte pour un tableau de suivi. Copiez les lignes de la cellule "
    "dans un nouveau tableau, puis envoyez celui-ci."
)


OLD_FORMAT = (
    "ce format ancien (.xls) ne laisse pas voir ce que le fichier masque, commente ou barre\u00a0"
    ": enregistrez-le au format .xlsx pour que ce soit dit"
)


def limit_resources():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # nor leaves what it read behind


def main(extension):
    limit_resources()
    try:
        answer = {"feuilles": read_sheets(sys.stdin.buffer.read(), extension)}
    except Refus as refus:
        answer = {"refus": str(refus)}
    except PasswordError:
        answer = {"refus": LOCKED}
    except (CalamineError, MemoryError, OSError, ValueError, KeyError, csv.Error):
        answer = {"refus": UNREADABLE}
    sys.stdout.write(json.dumps(answer))


def read_sheets(data, extension):
    """Return the sheets that hold something: their name, rows of texts, and merged cells."""
    check_file(data, extension)
    sheets = read_text(data) if extension == "csv" else read_workbook(data, extension)
    sheets = [without_errors(sheet) for sheet in sheets if sheet["lignes"]]
    if not sheets:
        raise Refus("Ce fichier est vide\u00a0: il n’a aucune ligne écrite.")
    if sum(len(cell) for s in sheets for row in s["lignes"] for cell in row) > MOST_TEXT:
        raise Refus(TOO_MUCH_TEXT)
    return sheets


def read_workbook(data, extension):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    metadata = book.sheets_metadata
    if len(metadata) > MOST_SHEETS:
        raise Refus(f"Ce fichier a plus de {MOST_SHEETS} feuilles\u00a0: gardez celle du suivi.")
    sheets = [read_sheet(book.get_sheet_by_name(meta.name), meta) for meta in metadata]
    heights = {sheet["nom"]: len(sheet["lignes"]) for sheet in sheets}
    beyond = look_beyond(io.BytesIO(data), extension, heights)
    return [sheet | said_beyond(sheet, beyond.get(sheet["nom"])) for sheet in sheets]


def read_sheet(sheet, metadata):
    check_height(sheet.total_height, metadata.name)
    rows = trim_rows(sheet.to_python(skip_empty_area=False), metadata.name)
    merged = [[*start, *end] for start, end in sheet.merged_cell_ranges or []]
    is_hidden = metadata.visible != SheetVisibleEnum.Visible
    return {
        "nom": metadata.name,
        "lignes": rows,
        "fusions": merged[:2000],
        "masquee": is_hidden,
    }


def said_beyond(sheet, found):
    """What is told of a sheet beyond its cells, and what in it is hidden."""
    if found is None:
        return {"remarques": [[-1, -1, OLD_FORMAT]]}
    hidden = [n for n in sorted(found.lignes) if any(sheet["lignes"][n - 1])]
    return {
        "colonnes_masquees": sorted(found.colonnes),
        "lignes_masquees": hidden,
        "remarques": found.remarques,
        "fusions": sheet["fusions"] + found.fusions,
    }


def read_text(data):
    rows, told = read_csv(data)
    check_height(len(rows), "")
    yield {"nom": "Tableau", "lignes": trim_rows(rows, ""), "remarques": told}


def without_errors(sheet):
    """Empty the cells that hold an error (« #N/A »), each told once."""
    remarks = list(sheet["remarques"])
    known = {(row, column) for row, column, _ in remarks}
    for row, cells in enumerate(sheet["lignes"], start=1):
        for column, cell in enumerate(cells):
            if cell in ERRORS:
                cells[column] = ""
                if (row, column) not in known:
                    remarks.append([row, column, ERROR.format(cell)])
    return sheet | {"remarques": remarks}


def check_height(height, name):
    if height > 50 * MOST_ROWS:  # beyond what blank rows explain
        raise Refus(too_tall(name))


def too_tall(name):
    where = f"La feuille «\u00a0{name}\u00a0»" if name else "Ce fichier"
    return (
        f"{where} a plus de {MOST_ROWS} lignes. Gardez les lignes de la cellule de veille, "
        "supprimez les autres, puis envoyez de nouveau le fichier."
    )


def trim_rows(rows, name):
    """The rows as texts, without the blank ones at the end nor blank columns at the right."""
    rows = [[cell_as_text(cell) for cell in row] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise Refus(too_tall(name))
    width = max((i + 1 for row in rows for i, cell in enumerate(row) if cell), default=0)
    if width > MOST_COLUMNS:
        raise Refus(f"Ce tableau a plus de {MOST_COLUMNS} colonnes\u00a0: gardez celles du suivi.")
    check_cells(rows)
    return [row[:width] + [""] * (width - len(row)) for row in rows]


def check_cells(rows):
    for line, row in enumerate(rows, start=1):
        for cell in row:
            if len(cell) > LONGEST_CELL:
                raise Refus(
                    f"Ligne {line}, une cellule dépasse 10 000 caractères\u00a0: raccourcissez-la."
                )


def cell_as_text(cell):
    """A cell as text: real dates as 2026-09-14, whole numbers without a point."""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, datetime.datetime):
        return str(cell.date() if cell.time() == datetime.time() else cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}".replace(".", ",")
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


if __name__ == "__main__":
    main(sys.argv[1])
