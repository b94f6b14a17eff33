"""Identities in a text: once masked, nothing is found and nothing else changed."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blog.identites.balises import flatten
from blog.identites.forme import Sorte
from blog.identites.masquage import mask_html, mask_text
from blog.identites.recherche import find_in_html, find_in_text
from tests.outils.identites import is_name
from texte.riche import sanitise

HTML = [
    ("<p>Lucas <strong>MARTIN</strong> dort</p>", "<p>[nom masqué] dort</p>", "Lucas MARTIN"),
    (
        "<p><strong>Lucas</strong> Martin dort</p>",
        "<p><strong>[nom masqué]</strong> dort</p>",
        "Lucas Martin",
    ),
    (
        "<ul><li><p>Inès&nbsp;<em><strong>D</strong>urand</em></p></li></ul>",
        "<ul><li><p>[nom masqué]</p></li></ul>",
        "Inès\u00a0Durand",
    ),
    ("<p>L&#x75;cas MARTIN</p>", "<p>[nom masqué]</p>", "Lucas MARTIN"),
    ("<p>A &amp; Lucas MARTIN &lt;3</p>", "<p>A &amp; [nom masqué] &lt;3</p>", "Lucas MARTIN"),
    ("<p>vu\nLucas\nMARTIN</p>", "<p>vu\n[nom masqué]</p>", "Lucas MARTIN"),
    (
        "<p>06 12<em> 34 </em>56 78 le soir</p>",
        "<p>[téléphone masqué] le soir</p>",
        "06 12 34 56 78",
    ),
    (
        '<p><a href="https://exemple.fr/">Inès Durand</a></p>',
        '<p><a href="https://exemple.fr/">[nom masqué]</a></p>',
        "Inès Durand",
    ),
    (
        '<p>Écrire <a href="mailto:ines@exemple.fr">ici</a> ou <em>là</em></p>',
        "<p>Écrire ici ou <em>là</em></p>",
        "ines@exemple.fr",
    ),
    (
        '<p><a href="mailto:ines%40exemple.fr?subject=x"><strong>ici</strong></a></p>',
        "<p><strong>ici</strong></p>",
        "ines@exemple.fr?subject=x",
    ),
    ('<p><a href="tel:0612345678">ici</a></p>', "<p>ici</p>", "0612345678"),
    (
        '<p><a href="https://exemple.fr/?a=ines@exemple.fr">ici</a></p>',
        "<p>ici</p>",
        "//exemple.fr/?a=ines@exemple.fr",
    ),
]


@pytest.mark.parametrize(("html", "masked", "words"), HTML)
def test_an_identity_is_found_and_masked_through_tags(html, masked, words):
    (found,) = find_in_html(html)
    assert found.texte == words
    assert mask_html(html) == masked
    assert "<p" not in html[found.start : found.end]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Vu Lucas</p><p>MARTIN-PÊCHEUR</p>",
        "<p>Lucas<br>Martin</p>",
        "<ul><li>Lucas</li><li>Martin</li></ul>",
        "<h3>Lucas</h3><p>Martin</p>",
        "<p>06 12 34</p><p>56 78</p>",
        '<p><a href="https://exemple.fr/@ines">Érable-27</a></p>',
        '<p><a href="mailto:?subject=x">Érable-27</a></p>',
        "<p></p>",
        "",
    ],
)
def test_no_identity_spans_two_blocks_and_what_holds_none_stays_as_it_was(html):
    assert find_in_html(html) == []
    assert mask_html(html) == html


def test_a_link_to_a_mailbox_shows_its_words_and_its_address():
    html = '<p>Voir <a href="mailto:ines@exemple.fr">ines@exemple.fr</a> vite</p>'
    link, words = find_in_html(html)
    assert (link.sorte, words.sorte) == (Sorte.ADRESSE_ELECTRONIQUE,) * 2
    assert html[link.start : link.end] == "mailto:ines@exemple.fr"
    assert (link.avant, words.apres) == ("Voir ", " vite")
    assert mask_html(html) == "<p>Voir [adresse électronique masquée] vite</p>"


def test_each_nature_has_its_mask():
    text = (
        "Lucas MARTIN né le 12/03/2011, 06 12 34 56 78, a@exemple.fr, 12 rue des Lilas, "
        "INE 123456789AB, NIR 1 11 03 75 116 001 42"
    )
    assert mask_text(text, find_in_text(text)) == (
        "[nom masqué] né le [date de naissance masquée], [téléphone masqué], "
        "[adresse électronique masquée], [adresse masquée], "
        "INE [numéro INE masqué], NIR [numéro de sécurité sociale masqué]"
    )


def test_the_writer_may_keep_one_and_mask_another():
    text = "Lucas MARTIN : 06 12 34 56 78"
    nom, telephone = find_in_text(text)
    assert mask_text(text, [telephone]) == "Lucas MARTIN : [téléphone masqué]"
    assert mask_text(text, [nom]) == "[nom masqué] : 06 12 34 56 78"
    assert mask_text(text, []) == text


def test_a_mask_is_no_identity_even_for_who_knows_every_word():
    text = "[nom masqué] [téléphone masqué] [date de naissance masquée]"
    assert find_in_text(text, is_name=lambda word: True) == []


BLOCKS = re.compile(r"</?(?:p|br|ul|ol|li|blockquote|h3|h4)\b")
PIECES = """
Lucas|MARTIN|Martin|Inès|le Goff|Le|DE LA|de|M.|Mme|L.|Kylyan|CPE|Érable-27|lycée|Jean Moulin|06 12
34 56 78|0612345678|+33|12|rue|rue des Lilas|75011|Paris|né le|DDN|12/03/2011|12 mars|2011|a@b.fr
lucas|@|(at)|arobase|point|123456789AB|1 11 03 75 116 001 42|[nom masqué]|[nom|masqué]|,|.|-|'|é
e\u0301|\u00a0|\u200b|ﬁ|№|<p>|</p>|<br>|<strong>|</strong>|<em>|</em>|<li>|</li>|<ul>|</ul>
<a href="mailto:a@b.fr">|</a>|<a href="https://b.fr/">|&amp;|&nbsp;|&|<|>|"|;|\n|DURAND|O’Brien
""".strip().replace("\n", "|")
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES.split("|")), st.sampled_from(["", " ", " ", " ", "\n"])),
    max_size=14,
).map(lambda pairs: "".join(piece + space for piece, space in pairs)) | st.text(max_size=40)
NAMES = st.sampled_from([lambda word: False, is_name, lambda word: True])


@settings(max_examples=300, deadline=None)
@given(TEXTS, NAMES)
@example("Bonjour Lucas MARTIN Kylyan DURAND", is_name)
@example("ﬁ ﬁ", lambda word: True)
@example("M.M.\nLucas", is_name)
def test_once_a_text_is_masked_nothing_is_found_and_the_rest_is_untouched(text, knows):
    found = find_in_text(text, is_name=knows)
    masked = mask_text(text, found)
    assert find_in_text(masked, is_name=knows) == []
    at = place = 0
    for trouvaille in found:
        kept = text[at : trouvaille.start] + trouvaille.sorte.masque
        assert masked[place:].startswith(kept)
        at, place = trouvaille.end, place + len(kept)
    assert masked[place:] == text[at:]


@settings(max_examples=400, deadline=None)
@given(TEXTS, NAMES, st.booleans())
def test_once_a_rich_text_is_masked_nothing_is_found_and_it_is_sound(text, knows, is_raw):
    html = text if is_raw else sanitise(text)
    masked = mask_html(html, is_name=knows)
    assert find_in_html(masked, is_name=knows) == []
    assert mask_html(masked, is_name=knows) == masked
    if not is_raw:
        assert sanitise(masked) == masked
        words = flatten(html).texte
        assert flatten(masked).texte == mask_text(words, find_in_text(words, is_name=knows))
        assert BLOCKS.findall(masked) == BLOCKS.findall(html)
    if not find_in_html(html, is_name=knows):
        assert masked == html
