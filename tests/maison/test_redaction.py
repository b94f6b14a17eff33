"""Writing passes by one door."""

import ast

from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, modules

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
