"""Imports go one way, between applications and between modules."""

import ast
import importlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, imported_apps, modules


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


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(source: str, known: set[str]) -> set[str]:
    """The modules of ours that a source imports, at its top or inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & known


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    """The modules of one circle, in order; none when what is imported never leads back."""
    done, path = set(), []

    def walk(name):
        if name in path:
            return path[path.index(name) :] + [name]
        if name in done:
            return []
        path.append(name)
        for other in sorted(graph.get(name, ())):
            if circle := walk(other):
                return circle
        path.pop()
        done.add(name)
        return []

    return next((circle for name in sorted(graph) if (circle := walk(name))), [])


def test_no_circle_stands_between_modules():
    sources = {name_of(path): path.read_text() for app in ARROW for path in modules(app)}
    graph = {name: imports_of(text, set(sources)) - {name} for name, text in sources.items()}
    assert graph["rubriques.redaction.porte"] >= {"rubriques.cadre", "journal.services"}
    assert circle_in(graph) == []
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": set()}) == ["a", "b", "c", "a"]


def is_there(module, name: str) -> bool:
    """Whether a module holds a name, or a module of that name."""
    return hasattr(module, name) or bool(find_spec(f"{module.__name__}.{name}"))


def missing_in(source: str) -> list[str]:
    """What a source imports from our applications, and is not there."""
    missing = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in ARROW:
            module = importlib.import_module(str(node.module))
            missing += [a.name for a in node.names if not is_there(module, a.name)]
    return missing


def test_what_no_test_runs_imports_what_is_there():
    for folder in ["bench", "attack", "docs"]:
        for path in modules(folder):
            assert not missing_in(path.read_text()), path.relative_to(ROOT)
    assert missing_in("from rubriques import permissions, planted") == ["planted"]
