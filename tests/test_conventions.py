"""The rules of the house that a machine can hold."""

import ast
import re
import subprocess
from pathlib import Path

import django_prose_editor
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
LONGEST_MODULE, LONGEST_TEMPLATE, LONGEST_SHEET = 300, 120, 200


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
            assert len(path.read_text().splitlines()) <= LONGEST_MODULE, path


def test_templates_and_style_sheets_stay_short_enough_to_read():
    for template in (ROOT / "templates").rglob("*.html"):
        assert len(template.read_text().splitlines()) <= LONGEST_TEMPLATE, template
    for sheet in (ROOT / "static/css").glob("*.css"):
        assert len(sheet.read_text().splitlines()) <= LONGEST_SHEET, sheet


DRAWN = {"bar-second", "life"}  # classes that Python gives to a template
EDITOR = {"ProseMirror", "active", "disabled", "prose-editor", "prose-menubar"}
EDITOR |= {"prose-menubar__button", "prose-editor-dialog", "prose-editor-dialog-field"}


def styled_in(sheet):
    """The classes that a style sheet names."""
    selectors = re.findall(r"([^{};]+){", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    rules = " ".join(text for text in selectors if not text.strip().startswith("@"))
    return set(re.findall(r"\.([A-Za-z][\w-]*)", rules))


def worn_in(source):
    """The classes that a template, a module or a script gives to an element."""
    worn = re.findall(r"{% block (?:body|main)_class %}(.*?){% endblock %}", source)
    plain = re.sub(r"{%.*?%}|{{.*?}}", " ", source, flags=re.DOTALL)
    for given in [r'class="([^"]*)"', r'"class": "([^"]*)"', r'classList\.add\("([^"]*)"']:
        worn += re.findall(given, plain)
    return set(" ".join(worn).split())


def test_every_class_of_the_style_sheets_is_worn():
    python = [path.read_text() for app in ARROW for path in modules(app)]
    pages = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    scripts = [path.read_text() for path in (ROOT / "static/js").glob("*.js")]
    worn = set().union(*map(worn_in, python + pages + scripts))
    styled = set().union(*(styled_in(p.read_text()) for p in (ROOT / "static/css").glob("*.css")))
    assert styled - worn == DRAWN | EDITOR
    assert all(any(f'"{name}"' in text for text in python) for name in DRAWN)
    library = Path(django_prose_editor.__file__).parent / "static"
    made = "".join(p.read_text() for p in library.rglob("*") if p.suffix in {".css", ".js"})
    assert all(name in made for name in EDITOR)


def test_a_class_that_nothing_wears_would_be_found():
    sheet = "/* .told */ @media (min-width: 1.5rem) { .planted > .card:not(.late) { top: .5rem } }"
    assert styled_in(sheet) == {"planted", "card", "late"}
    page = '<p class="row {% if x == "y" %}card{% endif %} {{ planted }}">planted</p>'
    assert worn_in(page) == {"row", "card"}
    assert worn_in("{% block body_class %}door wide{% endblock %}") == {"door", "wide"}
    assert worn_in('attrs={"class": "wide"}') == {"wide"}


# A plain space where French has one that does not break. Left out: the demonstration, whose texts
# are what people type, and commands, which write to a console.
BREAKABLE = re.compile(r"(?<=\S)[ \n]+[:;!?»](?![=\w])|«[ \n]")


def breaks_in_page(source):
    """Where a line of a template may break before a sign, with a few letters around."""
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", source, flags=re.DOTALL)
    return [text[max(0, m.start() - 20) : m.end() + 9] for m in BREAKABLE.finditer(text)]


def written(node):
    """A string of a module, with } for what is put in it; nothing for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(p.value if isinstance(p, ast.Constant) else "}" for p in node.values)
    is_string = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_string else ""


def breaks_in_module(source):
    """The same in the messages of a module: strings with words, no docstring, no pattern."""
    tree = ast.parse(source)
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    told |= {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values}
    texts = [written(node) for node in ast.walk(tree) if id(node) not in told]
    french = [t for t in texts if re.search(r"[a-zà-ÿ]{2}", t) and "\\" not in t and "(?" not in t]
    return [text for text in french if BREAKABLE.search(text)]


def test_a_sign_never_begins_a_line_of_the_screen():
    for template in (ROOT / "templates").rglob("*.html"):
        assert not breaks_in_page(template.read_text()), template
    for app in ARROW:
        for path in modules(app):
            if not {"demonstration", "management"}.intersection(path.parts):
                assert not breaks_in_module(path.read_text()), path


def test_a_plain_space_before_a_sign_would_be_found():
    assert breaks_in_page("<p>Vu : {# a ; b #} oui</p>") == ["<p>Vu :  oui</p>"]
    assert breaks_in_page("<p>« Vu »</p>") and breaks_in_page("{{ x }} ; {{ y }}")
    assert not breaks_in_page('{% if a != b %}<p title="à 10:30">«&nbsp;Vu&nbsp;»&nbsp;!</p>')
    found = breaks_in_module('"""Rule : one."""\nerror(f"Pris {n} : non", "Vu\\u00a0: oui")')
    assert found == ["Pris } : non"]
    assert breaks_in_module('label = "« Vue\\u00a0»"') == ["« Vue\u00a0»"]


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
