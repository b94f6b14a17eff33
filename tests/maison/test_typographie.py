"""French typography of what the screen says."""

import ast
import re

from tests.outils.racine import ROOT
from tests.outils.sources import ARROW, modules

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
