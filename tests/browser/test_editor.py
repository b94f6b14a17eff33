"""The editor given texts that it did not make, and the watch that all these tests rely on."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import (
    create_situation,
    is_refused,
    open_editor,
    open_rubrique,
    open_situation,
)

RUN = "window.pwned=1"
# What a parser could run by itself, or ask elsewhere.
HOSTILE = f"""<p>Avant <strong>le piège</strong></p>
<script>{RUN}</script><img src=x onerror={RUN}><img src=https://exemple.invalid/pixel>
<svg onload={RUN}><script>{RUN}</script></svg><iframe srcdoc="<script>parent.{RUN}</script>">
</iframe><details open ontoggle={RUN}>volet</details><input autofocus onfocus={RUN}>
<video src=https://exemple.invalid/film autoplay onloadstart={RUN}></video>
<style>@import 'https://exemple.invalid/x.css';</style><link rel=stylesheet href=//exemple.invalid>
<p style="background:url(https://exemple.invalid/fond)" onanimationstart={RUN}>fond</p>
<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">
<a href="javascript:{RUN}">lien</a></table></mtext></math></textarea><script>{RUN}</script>
<p>Après</p>"""
RUBRIQUE = "Cellule de veille"


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["policy", "sanitiser_alone"])
def test_the_editor_and_the_reader_open_a_hostile_text_without_harm(open_browser, bypass_csp):
    """With the content security policy, then without: each line of defence holds by itself."""
    writer = open_browser("cpe", bypass_csp=bypass_csp)
    open_rubrique(writer, RUBRIQUE)
    code = create_situation(writer, HOSTILE)
    today = writer.get_by_label("Date").input_value()
    # Refused for its date, the text comes back as it was sent, into the editor.
    send(writer, HOSTILE, date="2099-01-01")
    expect(writer.get_by_text("Cette date est dans l’avenir.")).to_be_visible()
    editor = writer.get_by_role("textbox", name="Texte du suivi")
    expect(editor).to_contain_text("Avant le piège")
    expect(editor.locator("strong")).to_have_text("le piège")
    is_unharmed(writer)
    writer.watch.policy.clear()  # Chromium tells what the editor's inert parser did not run
    send(writer, HOSTILE, date=today)
    is_unharmed(writer)

    for javascript in [True, False]:
        reader = open_browser("infirmiere", javascript=javascript, bypass_csp=bypass_csp)
        open_situation(reader, RUBRIQUE, code)
        prose = reader.get_by_role("article").locator(".prose")
        expect(prose.locator("strong")).to_have_text("le piège")
        expect(prose).to_contain_text("Après")
        expect(reader.get_by_text(f"<script>{RUN}</script>").first).to_be_visible()  # constats
        assert prose.locator(":not(p, strong, a)").count() == 0
        is_unharmed(reader)


def send(page, text, *, date):
    """Send the form of a suivi with a text that the editor would not let anybody type."""
    form = page.get_by_role("form", name="Ajouter un suivi")
    open_editor(page)
    form.get_by_label("Date").fill(date)
    with page.expect_navigation():
        form.evaluate("(form, text) => { form.elements.texte.value = text; form.submit(); }", text)


def is_unharmed(page):
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.pwned") is None
    assert len(page.context.pages) == 1 and len(page.frames) == 1
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_in_viewport()


def test_the_watch_notices_whatever_must_not_happen(open_browser, server):
    page = open_browser("professeur")
    is_refused(page, "/articles/")
    assert page.watch.troubles() == []  # a page that is refused is no trouble

    page.goto("/")
    page.evaluate("console.error('plainte'); setTimeout(() => { throw Error('panne') })")
    page.evaluate("alert('dialogue')")
    page.evaluate("fetch('/rien/')")
    page.evaluate("fetch('https://exemple.invalid/').catch(() => {})")
    with page.expect_download():
        page.evaluate("""() => {
            const link = document.createElement('a');
            link.href = URL.createObjectURL(new Blob(['texte']));
            link.download = 'texte.txt';
            link.click();
            document.body.append(Object.assign(document.createElement('script'), {text: 'x()'}));
        }""")
    with page.expect_request("https://exemple.invalid/ailleurs"):
        page.evaluate("location = 'https://exemple.invalid/ailleurs'")
    told = "\n".join(page.watch.troubles())
    page.watch.forget()
    for noted in ["plainte", "panne", "dialogue", "404", "connect-src", "script-src", "downloads"]:
        assert noted in told, told
    assert "elsewhere: https://exemple.invalid/ailleurs" in told
