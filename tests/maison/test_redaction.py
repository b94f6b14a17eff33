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


WRITES = {"CREATION", "MODIFICATION", "DROIT", "MOT_DE_PASSE", "LIEN"}


def calls_in(function):
    return [n for n in ast.walk(function) if isinstance(n, ast.Call)]


def called(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def records_a_write(function):
    """Whether a function writes a line of the journal about a write, by itself."""
    acts = {
        a.attr
        for c in calls_in(function)
        if called(c) in ("record", "record_all")
        for a in ast.walk(c)
        if isinstance(a, ast.Attribute)
    }
    return bool(acts & WRITES)


def opens_a_transaction(function):
    """By its decorator, or around what it does."""
    withs = [
        i.context_expr for n in ast.walk(function) if isinstance(n, ast.With) for i in n.items
    ]
    return "atomic" in {
        a.attr
        for node in [*function.decorator_list, *withs]
        for a in ast.walk(node)
        if isinstance(a, ast.Attribute)
    }


def acts_without_transaction(trees):
    """The functions that write a line, or call one that does, without opening a transaction, and
    without their docstring saying that their caller does."""
    functions = [f for tree in trees for f in ast.walk(tree) if isinstance(f, ast.FunctionDef)]
    nested = {g for f in functions for g in ast.walk(f) if g is not f}
    outer = [f for f in functions if f not in nested and not opens_a_transaction(f)]
    bare = {f.name for f in outer if records_a_write(f) and not inner_opens(f)}
    while more := {f.name for f in outer if bare & set(map(called, calls_in(f)))} - bare:
        bare |= more
    return {f.name for f in outer if f.name in bare and not says_so(f)}


def inner_opens(function):
    inner = [f for f in ast.walk(function) if isinstance(f, ast.FunctionDef) and f is not function]
    return any(opens_a_transaction(f) for f in inner)


def says_so(function):
    return "transaction" in (ast.get_docstring(function) or "")


def test_an_act_and_its_line_are_one_transaction_whoever_calls_it():
    trees = [ast.parse(path.read_text()) for app in ARROW for path in modules(app)]
    assert acts_without_transaction(trees) == set()
    act = "def act():\n    thing.save()\n    record(par, Acte.MODIFICATION, thing)\n"
    assert acts_without_transaction([ast.parse(act)]) == {"act"}
    assert acts_without_transaction([ast.parse("@transaction.atomic\n" + act)]) == set()
    told = act.replace("def act():\n", 'def act():\n    """In the transaction of its caller."""\n')
    assert acts_without_transaction([ast.parse(told)]) == set()
    view = "def view():\n    act()\n"
    assert acts_without_transaction([ast.parse(told + view)]) == {"view"}
