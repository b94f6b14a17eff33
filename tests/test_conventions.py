"""The rules of the house that a machine can hold."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARROW = [
    "cellule",
    "avis",
    "agenda",
    "blog",
    "rubriques",
    "comptes",
    "journal",
    "texte",
    "temps",
    "coffre",
]
LONGEST_MODULE = 300


def modules(app):
    return [p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]


def imported_apps(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


@pytest.mark.parametrize("app", ARROW)
def test_an_application_imports_only_what_is_to_its_right(app):
    forbidden = set(ARROW[: ARROW.index(app)])
    for path in modules(app):
        assert not forbidden.intersection(imported_apps(path)), path.relative_to(ROOT)


def test_only_the_gate_asks_guardian():
    askers = {
        str(path.relative_to(ROOT))
        for app in ARROW
        for path in modules(app)
        if "guardian" in imported_apps(path)
    }
    assert askers == {"rubriques/permissions.py", "rubriques/models.py"}


DOOR = "rubriques/redaction/porte.py"


def names_in(tree):
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    return names | {n.name for n in ast.walk(tree) if isinstance(n, ast.alias | ast.FunctionDef)}


def identity_forms():
    """The forms that stop at a text which names somebody."""
    trees = [ast.parse(path.read_text()) for app in ARROW for path in modules(app)]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    asking = {node.name for node in classes if "look_for_identities" in names_in(node)}
    bases = {c.name: {b.id for b in c.bases if isinstance(b, ast.Name)} for c in classes}
    return asking | {name for name, above in bases.items() if above & asking}


def passes_by_the_door(source, forms):
    """Whether a module that is sent such forms leaves the rest to the door for writing."""
    tree = ast.parse(source)
    sends = "POST" in {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    names = names_in(tree)
    return not (names & forms and sends) or bool(names & {"write", "note_unsaved"})


def test_whoever_tries_names_in_a_form_is_always_seen():
    """Only the door notes what a text that is not saved was found to hold, and no view that is
    sent such a text answers it without the door."""
    sources = {
        str(path.relative_to(ROOT)): path.read_text() for app in ARROW for path in modules(app)
    }
    notes = {name for name, text in sources.items() if "Acte.IDENTITE" in text}
    assert notes == {DOOR}
    forms = identity_forms()
    assert {"ArticleForm", "VueForm", "PointForm", "CorrectionContributionForm"} <= forms
    assert [name for name, text in sources.items() if not passes_by_the_door(text, forms)] == []
    view = "def view(request):\n    form = VueForm(request.POST)\n"
    assert not passes_by_the_door(view, forms)
    assert passes_by_the_door(view + "    return write(request, form)\n", forms)


def test_only_the_door_opens_and_keeps_drafts():
    """`article_detail` shows the form of the suivi, which is sent elsewhere."""
    opening, answering = set(), set()
    for app in ARROW:
        for path in modules(app):
            names = names_in(ast.parse(path.read_text()))
            opening |= {str(path.relative_to(ROOT))} if "open_form" in names else set()
            answering |= {str(path.relative_to(ROOT))} if "answer_draft" in names else set()
    drafts = "rubriques/redaction/brouillons.py"
    assert answering == {DOOR, drafts}
    assert opening == {DOOR, drafts, "blog/situation/views/page.py"}


def test_text_is_marked_safe_in_one_place_only():
    found = {
        str(path.relative_to(ROOT))
        for app in ARROW
        for path in modules(app)
        if "mark_safe" in path.read_text()
    }
    assert found == {"texte/riche.py"}
    for template in (ROOT / "templates").rglob("*.html"):
        assert not re.search(r"\|\s*safe|autoescape off", template.read_text()), template


def test_no_page_has_an_inline_script_style_or_handler():
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", text), template


LIBRARY = {"account", "admin"}  # folders whose names a library chooses
BY_NAME = {"429.html", "error.html", "error_bare.html", "_field.html", "_form.html"}


def test_every_template_is_used():
    sources = [p.read_text() for app in ARROW for p in modules(app)]
    templates = list((ROOT / "templates").rglob("*.html"))
    sources += [p.read_text() for p in templates]
    for template in templates:
        name = str(template.relative_to(ROOT / "templates"))
        if name.split("/")[0] not in LIBRARY and name not in BY_NAME:
            assert any(f'"{name}"' in text for text in sources), name


def test_modules_stay_short_enough_to_read():
    for app in ARROW:
        for path in modules(app):
            is_data = path.parent.name == "demonstration"
            assert is_data or len(path.read_text().splitlines()) <= LONGEST_MODULE, path


def test_nothing_in_the_repository_names_this_machine_or_a_registry():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    names = listing.stdout.split("\n") if listing.returncode == 0 else []
    words = [str(ROOT.parent) + "/main", "pypi" + ".org", "pythonhosted" + ".org"]
    for name in filter(None, names):
        path = ROOT / name
        if path.suffix in {".png", ".woff2"} or not path.is_file():
            continue
        text = path.read_text(errors="ignore")
        assert not [word for word in words if word in text], name


def takes_from_a_test(source):
    """Whether a module imports a test module, or something of one."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return any(part.startswith("test_") for name in names for part in name.split("."))


def test_no_test_module_is_imported():
    """What several share is a fixture of a conftest.py, or stands in tests/outils/."""
    for folder in ["tests", "bench", "docs"]:
        for path in modules(folder):
            assert not takes_from_a_test(path.read_text()), path.relative_to(ROOT)
    assert takes_from_a_test("from tests.blog.test_correspondance import NAME")
    assert takes_from_a_test("from tests.blog import test_correspondance")
    assert takes_from_a_test("import tests.blog.test_correspondance as table")
    assert takes_from_a_test("from .test_correspondance import NAME")
    assert not takes_from_a_test("from tests.outils.factories import make_user")
