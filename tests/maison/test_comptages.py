"""Whatever is counted, or said to be there, starts from what whoever asks may see."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, modules

COUNTING = {"Count", "Sum", "Max", "Min", "Avg", "Exists", "count", "exists", "aggregate"}
GATE = {"visible_to", "known_to", "readable_suivis"}
KNOWING = ARROW[: ARROW.index("rubriques")]  # the rooms that know situations
PROTECTED = {  # how the others could reach them, from a rubrique or a person
    *["articles", "suivis", "actions", "points", "decisions", "contributions", "invitations"],
    *["article", "suivi", "action", "point", "seances", "versions", "correspondance"],
}
# Where something is counted that did not visibly go through `visible_to`, and why that is honest.
HONEST = {
    # What is counted went through the gate before: the function is given it, or the row around it.
    "agenda/models/point.py: PointQuerySet.with_contribution_told": "of points seen (order_of)",
    "agenda/seance/ecran.py: moves": "of contributions that the caller asked visible_to for",
    "agenda/seance/ecran.py: number_by_seance": "of points that the caller asked visible_to for",
    "agenda/seance/cloture.py: orphans": "of points seen, given by order_of",
    "agenda/seance/propositions.py: conditions": "a reason of situations that are seen",
    "agenda/seance/ordre.py: holds_something": "of a point that is seen, whose notes are known",
    "agenda/seance/forms/seance.py: InvitationForm.why_not": "members, of a situation seen",
    "agenda/seance/views/points.py: show_point": "guests of a point that came through the gate",
    "blog/situation/etat.py: may_be_in_charge": "members, and who is aside from a situation seen",
    "blog/models/nature.py: NatureQuerySet.with_uses": "of the situations given, which are seen",
    "blog/models/situations.py: number_of": "rows of a situation that is seen",
    "blog/models/situations.py: moves": "rows of a situation that is seen",
    "blog/tableau/lignes.py: Lignes.count": "of a filter over situations_of(user)",
    "blog/tableau/lignes.py: numbers": "of situations_of(user)",
    # A number that nobody is told.
    "agenda/seance/ordre.py: set_order": "the rank after the last one; screens tell places",
    # Nothing about a situation.
    "agenda/reunions/services.py: create_seances": "whether a form was received already",
    "avis/envois.py: reserve": "whether somebody was told today",
    "blog/models/nature.py: NatureQuerySet.of": "whether a rubrique has its list",
    "blog/reprise/lecture_texte.py: separator_of.regularity": "signs of a text",
    "blog/reprise/lecture_texte.py: Lecture.is_broken": "signs of a text",
    "blog/reprise/rapprochement.py: weigh": "points of one row against one situation, not told",
    "blog/reprise/rapprochement.py: Comparaison.suivis": "what agrees in one row, not told",
    "blog/tableau/forms/preferences.py: VueForm.clean": "the views that one keeps",
    "cellule/demonstration/lecture.py: read_demonstration": "marks of a text",
    "cellule/feuilles.py: SheetFinder.make": "a file",
    "cellule/settings.py: ": "a file",
    "cellule/sante.py: style_is_there": "a file",
    "cellule/management/commands/demo.py: Command.handle": "whether the database is empty",
    "cellule/management/commands/demo.py: has_all": "the accounts of the demonstration",
}


def names_in(node: ast.AST) -> set[str]:
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    names |= {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
    texts = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
    return names | {part for t in texts if isinstance(t, str) for part in t.split("__")}


def is_counting(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in COUNTING


NAMED = ast.FunctionDef | ast.ClassDef


def counters(node: ast.AST, path: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    """The functions of a source in which something is counted, each with the names in it."""
    if any(is_counting(part) for part in own_parts(node)):
        yield ".".join(path), names_in(node)
    for part in own_parts(node):
        for child in ast.iter_child_nodes(part):
            if isinstance(child, NAMED):
                yield from counters(child, (*path, child.name))


def own_parts(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what stands in it, but for what the functions and classes inside hold."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, NAMED):
            yield from own_parts(child)


def found_in(path: Path, app: str) -> set[str]:
    where = path.relative_to(ROOT)
    return {
        f"{where}: {name}"
        for name, names in counters(ast.parse(path.read_text()))
        if not names & GATE and (app in KNOWING or names & PROTECTED)
    }


def test_whatever_is_counted_of_situations_starts_from_visible_to():
    found = set().union(*(found_in(path, app) for app in ARROW for path in modules(app)))
    assert found == set(HONEST)


def test_the_test_above_sees_what_is_planted():
    planted = """
class Page:
    def natures(self, rubrique):
        return rubrique.articles.filter(natures=None).exists()

def numbers(user):
    return Article.objects.visible_to(user).aggregate(n=Count("pk"))

def hidden(article):
    def inner():
        return Exists(article.suivis.all())
    return inner()
"""
    assert {n: bool(names & GATE) for n, names in counters(ast.parse(planted))} == {
        "Page.natures": False,
        "numbers": True,
        "hidden.inner": False,
    }
