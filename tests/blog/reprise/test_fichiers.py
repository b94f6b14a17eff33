"""What is no spreadsheet, or would hurt to open, is refused with what to do about it."""

import io
import subprocess
import time

import pytest
from django.conf import settings

from blog.reprise import depot
from journal.models import Trace
from rubriques.permissions import Role
from tests.outils.classeurs import far_cell, many_rows, ods_rows, zipped
from tests.outils.factories import make_member, make_rubrique
from tests.outils.tableaux import DATA, Gestionnaire, old_workbook, row, sheet, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MANIFEST = b"<manifest><encryption-data/></manifest>"
REFUSED = {  # (name of the file, a function that makes it): words of the answer
    ("t.xlsx", lambda: b""): "vide",
    ("t.csv", lambda: b" \n \n"): "Ce fichier est vide",
    ("t.xlsx", lambda: workbook([])): "aucune ligne écrite",
    ("t.xlsx", lambda: b"%PDF-1.7 nonsense"): "n’en est pas un",
    ("t.csv", lambda: b"%PDF-1.7 nonsense"): "n’en est pas un",
    ("t.csv", lambda: b"a;b\0c;d"): "n’en est pas un",
    ("t.csv", lambda: b"<!DOCTYPE html><table></table>"): "n’en est pas un",
    ("t.xls", lambda: b"<html><table></table>"): "n’en est pas un",
    ("t.xls", lambda: (DATA / "suivi-lycee.xlsx").read_bytes()): "n’en est pas un",
    ("t.ods", lambda: (DATA / "suivi-lycee.xlsx").read_bytes()): "n’en est pas un",
    ("t.csv", lambda: (DATA / "suivi-lycee.xlsx").read_bytes()): "n’en est pas un",
    ("t.xls", lambda: OLE + b"\1" * 3000): "abîmé",
    ("t.pdf", lambda: b"%PDF"): "Enregistrer sous",
    ("t.xlsb", lambda: b"PK"): "Enregistrer sous",
    ("t", lambda: b"a;b"): "Enregistrer sous",
    ("t.xlsm", lambda: b"PK"): "macros",
    ("t.xlsx", lambda: zipped("suivi-lycee.xlsx", **{"xl/vbaProject.bin": b"x"})): "macros",
    ("t.xls", lambda: OLE + "_VBA_PROJECT_CUR".encode("utf-16-le")): "macros",
    ("t.ods", lambda: zipped("suivi-lycee.ods", **{"Basic/Standard/Module1.xml": b"x"})): "macros",
    ("t.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le")): "mot de passe",
    ("t.ods", lambda: zipped("suivi-lycee.ods", **{"META-INF/manifest.xml": MANIFEST})): (
        "mot de passe"
    ),
    ("t.xlsx", lambda: (DATA / "suivi-lycee.xlsx").read_bytes()[:6000]): "incomplet ou abîmé",
    ("t.ods", lambda: (DATA / "suivi-lycee.ods").read_bytes()[:-300]): "incomplet ou abîmé",
    ("t.xls", lambda: old_workbook([["a", "b"]])[:900]): "abîmé",
    ("t.xlsx", lambda: zipped("suivi-lycee.xlsx", bomb=b"0" * 70_000_000)): "plus grand",
    ("t.xlsx", lambda: far_cell()): "trop",
    ("t.xlsx", lambda: many_rows(30_000)): "plus de 2000 lignes",
    ("t.csv", lambda: b"a;b\n" * 1_000_000): "plus de 2000 lignes",
    ("t.ods", lambda: ods_rows(1_000_000)): "plus de 2000 lignes",
    ("t.csv", lambda: b";".join([b"a"] * 150)): "plus de 100 colonnes",
    ("t.csv", lambda: sheet(row(situation="x" * 10_001))): "dépasse 10 000 caractères",
    ("t.csv", lambda: b'"' + b"x" * 200_000): "abîmé",
}


@pytest.fixture
def chef(client):
    rubrique = make_rubrique()
    return Gestionnaire(client, make_member(rubrique, Role.GESTIONNAIRE), rubrique)


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [(*key, told) for key, told in REFUSED.items()],
    ids=[f"{i}-{name}" for i, (name, _) in enumerate(REFUSED)],
)
def test_a_file_that_is_not_taken_says_why(chef, name, make, told):
    answer = chef.send(make(), name)
    assert answer.status_code == 400
    error = chef.page.select_one("#id_fichier_error")
    assert told in error.text, error.text
    assert chef.page.select_one("#id_fichier")["aria-invalid"] == "true"


@pytest.mark.parametrize(
    "content",
    [
        "Date;Situation\n11/09/2026;Été à l’hôpital".encode(),
        "\ufeffDate;Situation\n11/09/2026;Été à l’hôpital".encode(),
        "Date;Situation\n11/09/2026;Été à l’hôpital".encode("cp1252"),
        "Date,Situation\n11/09/2026,Été à l’hôpital".encode(),
        "Date\tSituation\n11/09/2026\tÉté à l’hôpital".encode("utf-16"),
    ],
    ids=["utf-8", "bom", "windows-1252", "comma", "utf-16 and tab"],
)
def test_a_csv_is_read_whatever_its_letters_and_separator(content):
    (only,) = depot.read_file(content, "csv")
    assert only.lignes == [["Date", "Situation"], ["11/09/2026", "Été à l’hôpital"]]


def test_blank_rows_that_stand_for_a_million_are_nothing():
    only, *_ = depot.read_file(ods_rows(1_000_000, cell="<table:table-cell/>"), "ods")
    assert len(only.lignes) == 52


def test_the_reader_has_no_key_and_leaves_nothing(chef, monkeypatch):
    seen = {}
    run = subprocess.run

    def spy(command, **options):
        seen.update(options)
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", spy)
    assert chef.send(sheet(row())).status_code == 200
    assert not [name for name in seen["env"] if "CELLULE" in name or "DATABASE" in name]


def test_a_reader_that_takes_too_long_is_stopped(chef, monkeypatch):
    run = subprocess.run

    def run_in_a_hurry(command, *, timeout, **options):
        return run(command, timeout=timeout / 1000, **options)

    monkeypatch.setattr(subprocess, "run", run_in_a_hurry)
    assert chef.send(sheet(row())).status_code == 400
    assert "trop grand" in chef.words


def forge(chef, kind, monkeypatch):
    token = chef.fields["lu"][0]
    if kind == "forged":
        return token[:-8] + "AAAAAAAA"
    if kind == "old":
        later = time.time() + 3601
        monkeypatch.setattr(time, "time", lambda: later)
        chef.client.logout()
        chef.client.force_login(chef.user)  # the form outlived the session that it was opened in
        return token
    if kind == "nothing":
        return ""
    rubrique, user = make_rubrique(), make_member(make_rubrique(), Role.GESTIONNAIRE)
    feuilles = [depot.Feuille("F", [["Date", "Situation"]])]
    mine = chef.client.get("/").wsgi_request.user
    return depot.seal_sheets(feuilles, *[(user, chef.rubrique), (mine, rubrique)][kind == "moved"])


@pytest.mark.parametrize("etape", ["colonnes", "essai", "confirmer"])
@pytest.mark.parametrize("kind", ["forged", "foreign", "moved", "old", "nothing"])
def test_what_was_not_read_here_by_this_person_lately_starts_again(chef, kind, etape, monkeypatch):
    chef.send(sheet(row()))
    answer = chef.press(etape, lu=forge(chef, kind, monkeypatch))
    assert answer.status_code == 400
    assert "Choisissez de nouveau votre fichier" in chef.words
    assert Trace.objects.first().acte == "refus"
    assert not chef.rubrique.articles.exists()


def test_five_megabytes_pass_here_and_one_elsewhere(chef):
    big = b"a;b\n" * 500_000
    assert chef.send(big).status_code == 400  # read, and refused for its rows
    assert chef.client.post(chef.address, {"fichier": io.BytesIO(big * 3)}).status_code == 413
    elsewhere = chef.address.replace("importer", "creer")
    assert chef.client.post(elsewhere, {"constats": "x" * 1_100_000}).status_code == 413
    assert settings.FILE_UPLOAD_HANDLERS == []


def test_a_file_sent_elsewhere_goes_nowhere(chef):
    elsewhere = chef.address.replace("importer", "creer")
    answer = chef.client.post(elsewhere, {"fichier": io.BytesIO(b"a;b")})
    assert answer.wsgi_request.FILES == {}
