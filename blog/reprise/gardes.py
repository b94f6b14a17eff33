"""What a file must look like before anything opens it. Standard library alone, see `lecteur`."""

import io
import re
import zipfile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
INFLATED = 60 * 1024 * 1024
RATIO = 200  # XML of real sheets shrinks 5 to 40 times
SMALL = 1024 * 1024  # below, the ratio says nothing
PART_OF = {"xlsx": "xl/workbook.xml", "ods": "content.xml"}
EXTENSIONS = ["xlsx", "xls", "ods", "csv"]
SAVE_AS = (
    "Ouvrez-le dans votre tableur, choisissez «\u00a0Enregistrer sous\u00a0», "
    "format .xlsx ou .ods."
)
DISGUISED = (
    "Ce fichier porte le nom d’un tableau .{} mais n’en est pas un. Choisissez le fichier du "
    "tableau de suivi. " + SAVE_AS
)
MACROS = (
    "Ce fichier contient des macros (de petits programmes)\u00a0: Cellule ne les ouvre pas. "
    "Enregistrez-le au format .xlsx, sans macros, puis envoyez-le de nouveau."
)
LOCKED = (
    "Ce fichier est protégé par un mot de passe. Ouvrez-le dans votre tableur, retirez le mot de "
    "passe, enregistrez, puis envoyez-le de nouveau."
)
BROKEN = (
    "Ce fichier est incomplet ou abîmé\u00a0: il a peut-être été coupé pendant une copie. Rouvrez "
    "l’original dans votre tableur, enregistrez-le, puis envoyez-le de nouveau."
)
UNREADABLE = (
    "Ce fichier est abîmé, ou n’est pas un tableau. Ouvrez-le dans votre tableur, choisissez "
    "«\u00a0Enregistrer sous\u00a0», format .xlsx ou .ods, puis envoyez le nouveau fichier."
)
HUGE = (
    "Ce fichier est bien plus grand une fois ouvert qu’il n’y paraît\u00a0: Cellule ne l’ouvre "
    "pas. Copiez les lignes du suivi dans un nouveau tableau, puis envoyez celui-ci."
)
TALL = (
    "Ce tableau a plus de 2000 lignes. Gardez les lignes de la cellule de veille, supprimez les "
    "autres, puis envoyez de nouveau le fichier."
)
# Rows of an OpenDocument that stand for many; blank ones at the end of a sheet are usual.
REPEATED = re.compile(rb'<table:table-row\b[^>]*number-rows-repeated="(\d+)"[^>]*?(/?)>')
TALLEST = 2000


class Refus(Exception):
    """Why a file is not taken, in French, for whoever sent it."""


def check_file(data, extension):
    """Raise Refus for a file that is not what its name says, or that must not be opened."""
    if not data.strip():
        raise Refus("Ce fichier est vide. Choisissez le fichier du tableau de suivi.")
    {"csv": check_text, "xls": check_ole}.get(extension, check_zip)(data, extension)


def check_text(data, extension):
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    looks_binary = data.startswith((ZIP, OLE, b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8"))
    looks_marked = data.lstrip()[:9].lower().startswith((b"<!doctype", b"<html", b"<?xml"))
    if looks_binary or looks_marked or (b"\0" in data and not is_utf16):
        raise Refus(DISGUISED.format(extension))


def check_ole(data, extension):
    if not data.startswith(OLE):
        raise Refus(DISGUISED.format(extension))
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise Refus(MACROS)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refus(LOCKED)


def check_zip(data, extension):
    if data.startswith(OLE):  # a password turns an .xlsx into this
        check_ole(data, extension)
    if not data.startswith(ZIP):
        raise Refus(DISGUISED.format(extension))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, extension)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, KeyError):
        raise Refus(BROKEN) from None
    except RuntimeError:  # what zipfile raises for an entry under a password
        raise Refus(LOCKED) from None


def check_archive(archive, extension):
    entries = archive.infolist()
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if inflated > INFLATED or (inflated > SMALL and inflated > RATIO * max(packed, 1)):
        raise Refus(HUGE)
    names = {entry.filename for entry in entries}
    if any(n.endswith("vbaProject.bin") or n.startswith("Basic/") for n in names):
        raise Refus(MACROS)
    if PART_OF[extension] not in names:
        raise Refus(DISGUISED.format(extension))
    if extension == "ods":
        check_opendocument(archive, names)


def check_opendocument(archive, names):
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise Refus(LOCKED)
    content = archive.read("content.xml")
    for row in REPEATED.finditer(content):
        is_written = not row[2] and holds_text(content, row.end())
        if is_written and int(row[1]) > TALLEST:
            raise Refus(TALL)


def holds_text(content, start):
    end = content.find(b"</table:table-row>", start)
    row = content[start : end if end > 0 else len(content)]
    return b"<text:p>" in row or b"office:value" in row
