"""The repository: sizes, and what it may not name."""

import ast
import subprocess

from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, modules

LONGEST_MODULE, LONGEST_TEMPLATE, LONGEST_SHEET = 300, 120, 200


def test_modules_stay_short_enough_to_read():
    for app in ARROW:
        for path in modules(app):
            assert len(path.read_text().splitlines()) <= LONGEST_MODULE, path


def test_templates_and_style_sheets_stay_short_enough_to_read():
    for template in (ROOT / "templates").rglob("*.html"):
        assert len(template.read_text().splitlines()) <= LONGEST_TEMPLATE, template
    for sheet in (ROOT / "static/css").glob("*.css"):
        assert len(sheet.read_text().splitlines()) <= LONGEST_SHEET, sheet


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
    for folder in ["tests", "bench", "attack", "docs"]:
        for path in modules(folder):
            assert not takes_from_a_test(path.read_text()), path.relative_to(ROOT)
    assert takes_from_a_test("from tests.blog.test_correspondance import NAME")
    assert takes_from_a_test("from tests.blog import test_correspondance")
    assert takes_from_a_test("import tests.blog.test_correspondance as table")
    assert takes_from_a_test("from .test_correspondance import NAME")
    assert not takes_from_a_test("from tests.outils.factories import make_user")
