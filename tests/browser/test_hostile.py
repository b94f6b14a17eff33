"""A member writes what an attacker would; whoever reads it is as safe as with any other text."""

import uuid

from playwright.sync_api import expect

from tests.browser.acts import choose_tab, create_situation, open_editor
from tests.browser.hostile.corpus import FAMILIES, PLAIN, REFUSED, TEXTS
from tests.browser.hostile.parts import IMAGE, RUN, SCRIPT
from tests.browser.hostile.scripts import EVENTS

RUBRIQUE = "Cellule de veille"
HARMLESS = "Rendez-vous pris avec la famille."
A_PAGE = 200
# What a rich text may hold: tags, attributes, the schemes of its links and what they say of rel.
ALLOWED = [
    *["p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a"],
    *["@href", "@rel", "https:", "mailto:", "noopener noreferrer nofollow"],
]
FOREIGN = """(allowed) => {
    const parts = (element) => [
        element.localName,
        ...element.getAttributeNames().map((name) => `@${name}`),
        ...(element.hasAttribute('href') ? [element.protocol, element.rel] : []),
    ];
    return [...document.querySelectorAll('.prose')].flatMap((text) =>
        [...new Set([...text.querySelectorAll('*')].flatMap(parts))]
            .filter((part) => !allowed.includes(part))
            .map((part) => `${text.textContent.trim().slice(0, 9)}: ${part}`));
}"""
# Every event on the first elements of every text (some hold thousands, one in the other), and a
# click on each link that lost its address.
SET_OFF = """(events) => {
    for (const text of document.querySelectorAll('.timeline .prose')) {
        for (const element of [...text.querySelectorAll('*')].slice(0, 20)) {
            for (const name of events) element.dispatchEvent(new Event(name));
        }
    }
    document.querySelectorAll('.prose a:not([href])').forEach((link) => link.click());
}"""
NEVER_SHOWN = {*"\x01\x07\x1b\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"}


def test_the_corpus_holds_500_texts_and_few_long_ones():
    assert len(TEXTS) == len(set(TEXTS)) >= 500
    assert len([text for text in TEXTS if len(text) > 3000]) == len(FAMILIES["size"]) <= 13


def test_hostile_texts_are_read_without_harm(open_browser):
    writer, reader = open_browser("cpe", javascript=False), open_browser("infirmiere")
    pages = [create_situation_in(writer, RUBRIQUE) for _ in range(0, len(TEXTS), A_PAGE)]
    reader.goto(pages[0])
    for number, address in enumerate(pages):
        fill(writer, address, number)
    writer.goto(pages[0])
    for text in REFUSED:
        sender(writer)(text, status=400)
    search(writer, f"'\"><script>{RUN}</script>")
    expect(writer.get_by_text("Aucune situation ne correspond.")).to_be_visible()

    # The first page was open before its texts were written: they came by themselves.
    is_read(reader, 0)
    for number, address in enumerate(pages):
        reader.goto(address)
        is_read(reader, number)
        set_traps_off(reader)

    # Without JavaScript the browser reads <noscript>; on a phone there is little room; whoever
    # may write has the form, for which some texts take themselves.
    unscripted = open_browser("infirmiere", javascript=False)
    opens(unscripted, pages, "mutations")
    reader.set_viewport_size({"width": 360, "height": 800})
    opens(reader, pages, "unicode")
    author = open_browser("cpe")
    opens(author, pages, "clobbering")
    open_editor(author)
    expect(author.get_by_role("textbox", name="Texte du suivi")).to_have_text("")
    set_traps_off(author)


def texts_of(number):
    """The texts of a page, each with the words that it is known by."""
    start = number * A_PAGE
    return {f"Piège {n:03}": t for n, t in enumerate(TEXTS[start : start + A_PAGE], start)}


def create_situation_in(page, rubrique):
    page.get_by_role("link", name="Accueil").click()
    page.get_by_role("link", name=rubrique).first.click()
    create_situation(page, f"{SCRIPT}\n\n{IMAGE}")
    return page.url


def fill(page, address, number):
    page.goto(address)
    send = sender(page)
    for name, text in texts_of(number).items():
        send(f"<p>{name}</p>{text}")
    for text in [*PLAIN, HARMLESS]:
        send(text)


def opens(page, pages, family):
    """Open and read the page where a family begins."""
    number = TEXTS.index(FAMILIES[family][0]) // A_PAGE
    page.goto(pages[number])
    is_read(page, number)


def is_read(page, number):
    """Every text is there, in its own place, whatever the others tried to close or to open."""
    shown, names = page.locator(".timeline > li > article > .prose"), list(texts_of(number))
    expect(shown).to_have_count(len(names) + len(PLAIN) + 1)
    found = shown.evaluate_all("all => all.map((one) => one.firstElementChild.textContent)")
    assert found[::-1][: len(names)] == names
    assert page.evaluate(FOREIGN, ALLOWED) == []
    assert not NEVER_SHOWN & {*page.locator(".timeline").text_content()}
    for text in PLAIN:
        assert text in found
    is_whole(page)


def set_traps_off(page):
    """The gestures that would set a trap off, and those that a trap would take for itself."""
    for text in page.get_by_text("gestes").all()[:3]:
        text.click()
    page.evaluate(SET_OFF, [name[2:] for name in EVENTS])
    page.evaluate("location.hash = 'piege'")
    is_whole(page)
    page.get_by_role("link", name="Masquer l’écran").click()
    expect(page.get_by_role("banner")).not_to_be_visible()
    page.get_by_role("link", name="Reprendre").click()
    is_whole(page)


def sender(page):
    """What posts a suivi as the page's own form does, whatever the editor would make of it."""
    form = page.get_by_role("form", name="Ajouter un suivi")
    fields = form.locator(":is(input, textarea, select):not([type=radio]:not(:checked))").all()
    values = {field.get_attribute("name"): field.input_value() for field in fields}
    # Several texts look like an address or a telephone number: the form would ask.
    values["identites"] = "garder"
    address, headers = form.get_attribute("action"), {"Referer": page.url}

    def send(text, *, status=302):
        sent = values | {"texte": text, "envoi": str(uuid.uuid4())}
        answer = page.request.post(address, form=sent, headers=headers, max_redirects=0)
        assert answer.status == status, (text[:80], answer.status)

    return send


def search(page, words):
    choose_tab(page, "Situations")
    page.get_by_role("searchbox", name="Rechercher un code ou des mots").fill(words)
    page.get_by_role("button", name="Rechercher").click()


def is_whole(page):
    """Nothing ran, nothing opened, and the page is still the application's own."""
    assert page.evaluate("window.pwned") is None
    assert len(page.context.pages) == 1 and len(page.frames) == 1
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_in_viewport()
    expect(page.get_by_role("contentinfo").get_by_text("trace")).to_be_visible()
    expect(page.get_by_text(HARMLESS)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
