"""Templates, style sheets and messages: what a machine can hold of them."""

import re
from pathlib import Path

import django_prose_editor

from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, modules


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


def counts_in_english(source):
    """Whether a template pluralizes as Django does, for whom zero is plural."""
    return "|pluralize" in source and not re.search(r"{% load [^%]*\becran\b", source)


def test_zero_is_singular_on_every_page():
    for template in (ROOT / "templates").rglob("*.html"):
        assert not counts_in_english(template.read_text()), template
    assert counts_in_english("{% load static %}{{ n }} situation{{ n|pluralize }}")
    assert not counts_in_english("{% load static ecran %}{{ n|pluralize }}")


def unclosed_comments(source):
    """The comments that go on to another line: Django shows them."""
    return re.findall(r"{#(?:(?!#}).)*$", source, flags=re.MULTILINE)


def test_no_comment_of_a_template_is_shown():
    for template in (ROOT / "templates").rglob("*.html"):
        assert not unclosed_comments(template.read_text()), template
    assert unclosed_comments("{# one\n two #}<p>") == ["{# one"]
    assert not unclosed_comments("{# one #}\n{# two #}<p>")


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


DRAWN = {"outside", "bar-second", "life"}  # classes that Python gives to a template


EDITOR = {
    *["ProseMirror", "active", "disabled", "prose-editor", "prose-menubar"],
    *["prose-editor-dialog", "prose-editor-dialog-field", "prose-menubar__button"],
}


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
