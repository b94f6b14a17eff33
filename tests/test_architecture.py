"""No two modules need each other: what one imports never leads back to it."""

import ast
from pathlib import Path

from tests.test_conventions import ARROW, ROOT, modules


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
