"""Spreadsheets for the tests, and a gestionnaire who takes them over through the pages."""

import csv
import datetime
import io
from pathlib import Path

import openpyxl
import xlwt
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rubriques.models import Depositaire
from rubriques.permissions import Role
from tests.browser.member import values_of
from tests.outils.factories import make_member

DATA = Path(__file__).resolve().parents[1] / "data"
TITLES = ["N°", "Date", "Initiales", "Classe", "Signalé par", "Nature", "Situation", "Référent"]
TITLES += ["Action", "Échéance", "État", "Réunion du 14/09/2026", "Réunion du 28/09/2026"]
ROW = [1, "11/09/2026", "Y.Y.", "2nde 4", "CPE", "Scolaire", "Absent le lundi.", "CPE"]
ROW += ["RDV CIO", "30/09/2026", "ouvert", "Famille reçue.", "Mieux."]


def row(**changes):
    """A row of the usual sheet; `changes` are by the heading's first word, in lower case."""
    places = {title.split()[0].lower(): i for i, title in enumerate(TITLES[:11])}
    places |= {"r14": 11, "r28": 12}
    values = list(ROW)
    for name, value in changes.items():
        values[places[name]] = value
    return values


def sheet(*rows, titles=TITLES):
    """A CSV as bytes: what a spreadsheet saves on a French computer, in UTF-8."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([titles, *rows])
    return text.getvalue().encode()


def workbook(rows, merged=()):
    book = openpyxl.Workbook()
    for values in rows:
        book.active.append(values)
    for span in merged:
        book.active.merge_cells(span)
    return saved(book)


def old_workbook(rows, merged=()):
    book = xlwt.Workbook()
    page = book.add_sheet("CV", cell_overwrite_ok=True)
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for i, values in enumerate(rows):
        for j, value in enumerate(values):
            page.write(i, j, value, *([style] if isinstance(value, datetime.date) else []))
    for span in merged:
        page.merge(*span)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


class Gestionnaire:
    """Goes from page to page as a browser without JavaScript does."""

    def __init__(self, client, user, rubrique):
        client.force_login(user)
        self.client, self.user = client, user
        self.rubrique = rubrique
        self.address = reverse("blog:reprise", args=[rubrique.slug])

    def send(self, content, name="suivi.csv"):
        """Send a file; return the page."""
        file = SimpleUploadedFile(name, content)
        return self.see(self.client.post(self.address, {"fichier": file}))

    def press(self, etape, **changes):
        """Press the button of a step, having changed some fields of the form on the page."""
        fields = {k: v for k, v in (self.fields | changes).items() if v is not None}
        return self.see(self.client.post(self.address, fields | {"etape": etape}))

    def see(self, response):
        if response.streaming or response.status_code == 302:
            return response
        self.page = BeautifulSoup(response.content.decode(), "html.parser")
        self.fields = (
            fields_of(self.page.select("main form")[0]) if self.page.select("main form") else {}
        )
        return response

    @property
    def words(self):
        return " ".join(self.page.select_one("main").get_text(" ").split())

    def field(self, label):
        """The name of the field that a label says."""
        found = [e for e in self.page.select("main label") if " ".join(e.text.split()) == label]
        assert len(found) == 1, (label, [e.text for e in self.page.select("main label")])
        return self.page.find(id=found[0]["for"])["name"]

    def choose(self, label, option):
        """Choose an option, by the words on screen."""
        name = self.field(label)
        select = self.page.find(attrs={"name": name})
        self.fields[name] = next(
            o["value"] for o in select.find_all("option") if " ".join(o.text.split()) == option
        )

    def take_over(self, content, name="suivi.csv", columns=None, **choices):
        """The whole way, the columns being mapped by hand where `columns` says so."""
        assert self.send(content, name).status_code == 200, self.words
        for label, option in (columns or {}).items():
            self.choose(label, option)
        assert self.press("essai").status_code == 200, self.words
        return self.press("confirmer", **choices)


def fields_of(form):
    fields = {}
    for item in form.find_all(["input", "select", "textarea"]):
        name, kind = item.get("name"), item.get("type")
        if not name or (kind in ("checkbox", "radio") and not item.has_attr("checked")):
            continue
        values = ["on"] if kind == "checkbox" and not item.get("value") else values_of(item)
        if item.name == "select" and not values:  # a browser sends the first option
            values = [item.find("option")["value"]]
        fields.setdefault(name, []).extend(values)
    return fields


OTHER = {"date": "12/09/2026", "initiales": "A.B."}


def again(chef, *rows, **options):
    """Send another version of the sheet, up to its dry run."""
    chef.send(sheet(*rows, **options))
    chef.press("essai")


def make_depositaire(cellule):
    user = make_member(cellule, Role.GESTIONNAIRE)
    Depositaire.objects.create(rubrique=cellule, utilisateur=user, nomme_par=user)
    return user


def many(number, **changes):
    names = [f"{chr(65 + n % 26)}.{chr(65 + n // 26)}." for n in range(number)]
    return sheet(*[row(initiales=name, **changes) for name in names])
