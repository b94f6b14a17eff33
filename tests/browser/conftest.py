"""The real application behind gunicorn, and one browser for each person.

Nothing here touches Django's database from the test's own process: Playwright runs an event loop
there, which Django refuses. For the same reason `chromium` ends with this folder, not with the
session: the tests that follow in the same process use the database.
"""

import os
import shutil
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.installations import Installation, Server, copied, listening, made, running
from tests.browser.member import PASSWORD

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
KINDS = ["console", "policy", "elsewhere", "downloads", "dialogs", "failures"]
MILLISECONDS = 15_000  # how long a control may take to appear on a busy machine
# Begun before the others
SLOWEST = {"test_accessibility", "test_hostile", "test_writers", "test_kill", "test_seance"}

expect.set_options(timeout=MILLISECONDS)


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    """An installation that nobody serves: each of the others is a copy of it."""
    with made(tmp_path_factory.mktemp("model")) as env:
        yield env


@pytest.fixture(scope="session")
def server(model, tmp_path_factory):
    """The application that the tests of this process share."""
    var = tmp_path_factory.mktemp("cellule")
    with copied(model, var) as env, running(env, var / "server.log") as started:
        yield started


@pytest.fixture
def env(model, tmp_path):
    """The variables of an installation of its own."""
    with copied(model, tmp_path) as ours:
        yield ours


@pytest.fixture
def installation(env, tmp_path):
    """One that the test starts and kills: `start()` gives the process of its server."""
    with listening(env, tmp_path / "server.log") as (server, start):
        yield Installation(server.url, env, start)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """What is slow comes first, an equal part of it in the part of each process: they take one
    each and then what the others have left, and end together."""
    number = getattr(config, "workerinput", {}).get("workercount", 1)
    slow = [item for item in items if "browser" in item.path.parts]
    slow.sort(key=lambda item: item.path.stem not in SLOWEST)
    quick = [item for item in items if "browser" not in item.path.parts]
    items[:], left = [], len(slow) + len(quick)
    for rank in range(number):
        part = left // (number - rank)  # as xdist deals them out
        items += slow[rank::number]
        taken = max(0, part - len(slow[rank::number]))
        items += quick[:taken]
        quick, left = quick[taken:], left - part


@pytest.fixture(scope="package")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "No Chromium: set CHROMIUM to its path (tests/browser/ensure_chromium.sh)."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What must never happen in somebody's browser, noted as it happens."""

    server: Server
    console: list = field(default_factory=list)
    policy: list = field(default_factory=list)
    elsewhere: list = field(default_factory=list)
    downloads: list = field(default_factory=list)
    dialogs: list = field(default_factory=list)
    failures: list = field(default_factory=list)
    pages_refused: set = field(default_factory=set)

    def follow(self, page):
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.console.append(f"{page.url}: {error}"))
        page.on("request", self.see_request)
        page.on("response", self.see_response)
        page.on("download", lambda download: self.downloads.append(download.url))
        page.on("dialog", self.see_dialog)

    def hear(self, message):
        url = message.location.get("url", "")
        told = f"{url}: {message.text[:300]}"
        if "Content Security Policy" in message.text:
            self.policy.append(told)
        elif message.type == "error" and not self.is_page_refused(message.text, url):
            self.console.append(told)

    def is_page_refused(self, text, url):
        """Whether Chromium only says that the page itself came with a status such as 404."""
        page = url.split("#")[0]
        return text.startswith("Failed to load resource") and page in self.pages_refused

    def see_request(self, request):
        if not request.url.startswith(f"{self.server.url}/"):
            self.elsewhere.append(request.url[:300])

    def see_response(self, response):
        if response.status >= 500:
            told = f"{response.status} {response.url}\n{self.server.last_lines()}"
            self.failures.append(told)
        elif response.status >= 400 and response.request.is_navigation_request():
            self.pages_refused.add(response.url.split("#")[0])

    def see_dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def troubles(self):
        return [f"{kind}: {told}" for kind in KINDS for told in getattr(self, kind)]

    def forget(self):
        for kind in KINDS:
            getattr(self, kind).clear()


@pytest.fixture
def open_browser(chromium, server):
    """`open_browser("cpe")`: a browser of its own in which that person signed in; its page.

    When the test ends, nothing may have gone wrong in any of them.
    """
    opened = []

    def open_page(username=None, *, javascript=True, width=1280, dark=False, bypass_csp=False):
        context = chromium.new_context(
            base_url=server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="fr-FR",
            timezone_id="Europe/Paris",
            bypass_csp=bypass_csp,
        )
        context.set_default_timeout(MILLISECONDS)
        watch = Watch(server)
        context.on("page", watch.follow)
        page = context.new_page()
        page.watch = watch
        opened.append((context, watch))
        page.goto("/")
        if username:
            sign_in(page, username)
        return page

    yield open_page
    for context, _ in opened:
        context.close()
    troubles = [trouble for _, watch in opened for trouble in watch.troubles()]
    assert not troubles, "\n".join(troubles)


def sign_in(page, username):
    page.get_by_label("Identifiant").fill(username)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
