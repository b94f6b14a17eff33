"""The applications in the one direction of imports, and their modules."""

import ast

from tests.outils.racine import ROOT

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
    "sql",
]


def modules(app):
    return [p for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts]


def imported_apps(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
