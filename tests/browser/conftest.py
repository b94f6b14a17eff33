"""The real application behind gunicorn, and one browser for each person.

Nothing here touches Django's database from the test's own process: Playwright runs an event loop
there, which Django refuses. For the same reason `chromium` ends with this folder, not with the
session: the tests that follow in the same process use the database.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import environ
import psycopg
import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.member import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
GUNICORN = [
    *[sys.executable, "-m", "gunicorn", "cellule.wsgi", "--no-control-socket"],
    *["--workers", "2", "--threads", "4", "--keep-alive", "75", "--graceful-timeout", "2"],
]
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

expect.set_options(timeout=MILLISECONDS)


@dataclass(frozen=True)
class Server:
    url: str
    log: Path

    def last_lines(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


@dataclass(frozen=True)
class Installation:
    url: str
    env: dict
    start: Callable


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The application as `make run` serves it, with data of its own."""
    var = tmp_path_factory.mktemp("cellule")
    name = f"cellule_browser_{secrets.token_hex(6)}"
    postgres = postgres_of(os.environ.get("DATABASE_URL", ""))
    if postgres:
        order(postgres, f'CREATE DATABASE "{name}"')
    try:
        with running(environment(var, name if postgres else None), var / "server.log") as started:
            yield started
    finally:
        if postgres:
            order(postgres, f'DROP DATABASE "{name}" WITH (FORCE)')


def postgres_of(address):
    """How to reach the maintenance database of the server that `address` names, if any."""
    if not address.startswith(("postgres", "psql", "pgsql")):
        return None
    config = environ.Env.db_url_config(address)
    keys = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    values = {ours: config[theirs] for theirs, ours in keys.items() if config.get(theirs)}
    return values | config.get("OPTIONS", {}) | {"dbname": "postgres"}


def order(postgres, statement):
    with psycopg.connect(**postgres, autocommit=True) as connection:
        connection.execute(statement)


def environment(var, database):
    """The variables of a fresh installation: none of those that tests/settings.py sets."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CELLULE_")}
    address = kept.pop("DATABASE_URL", "")
    ours = {
        "CELLULE_VAR": str(var),
        "CELLULE_HTTPS": "false",
        "CELLULE_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "cellule.settings",
    }
    if database:
        ours["DATABASE_URL"] = urlsplit(address)._replace(path=f"/{database}").geturl()
    return kept | ours


def manage(env, *words):
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"manage.py {words[0]}: {done.stdout}{done.stderr}"


def prepare(env):
    """A new installation, with its demonstration."""
    manage(env, "init_coffre")
    manage(env, "migrate", "--noinput", "-v", "0")
    manage(env, "collectstatic", "--noinput", "-v", "0")
    manage(env, "demo")


@pytest.fixture
def installation(tmp_path):
    """Data of its own, and how to start a server on them: `start()` gives its process."""
    postgres = postgres_of(os.environ.get("DATABASE_URL", ""))
    name = f"cellule_kill_{secrets.token_hex(6)}" if postgres else None
    if postgres:
        order(postgres, f'CREATE DATABASE "{name}"')
    env, log = environment(tmp_path, name), tmp_path / "server.log"
    prepare(env)
    with socket.create_server(("127.0.0.1", 0)) as listener, log.open("a") as output:
        address = Server(f"http://127.0.0.1:{listener.getsockname()[1]}", log)

        def start():
            process = subprocess.Popen(
                [*GUNICORN, "--bind", f"fd://{listener.fileno()}"],
                cwd=ROOT,
                env=env,
                pass_fds=[listener.fileno()],
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            wait_for(address)
            return process

        yield Installation(address.url, env, start)
    if postgres:
        order(postgres, f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running(env, log):
    """Gunicorn, on a port that the system chose and that is held from the first line on."""
    prepare(env)
    with socket.create_server(("127.0.0.1", 0)) as listener, log.open("w") as output:
        started = Server(f"http://127.0.0.1:{listener.getsockname()[1]}", log)
        process = subprocess.Popen(
            [*GUNICORN, "--bind", f"fd://{listener.fileno()}"],
            cwd=ROOT,
            env=env,
            pass_fds=[listener.fileno()],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(started)
        yield started
    finally:
        stop(process)


def wait_for(started):
    """The port listens already: the question waits in its queue until the application answers."""
    try:
        with urlopen(f"{started.url}/sante/", timeout=READY_SECONDS) as answer:
            assert answer.read() == b"ok"
    except OSError as error:
        raise AssertionError(f"No server.\n{started.last_lines()}") from error


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


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
