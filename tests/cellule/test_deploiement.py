"""What stands in deploy/, and what gunicorn writes."""

import html
import logging
import re
import runpy

import pytest

from cellule.errors import TEXTS
from cellule.middleware import ALWAYS, PRIVATE
from tests.outils.racine import ROOT

DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
KEY = "clefducalendrier"


def text_of(page):
    return html.unescape((DEPLOY / f"erreurs/{page}.html").read_text())


@pytest.mark.parametrize("status", [400, 503])
def test_nginx_says_what_the_application_would(status):
    for words in TEXTS[status]:
        assert words in text_of(status)
    assert f"Erreur {status}" in text_of(status)


def test_each_page_of_nginx_is_in_french_and_asks_nothing_of_the_application():
    named = set(re.findall(r"/erreurs/(\d+)\.html;", NGINX))
    assert (
        named
        == {path.stem for path in (DEPLOY / "erreurs").glob("*.html")}
        == {"400", "413", "503"}
    )
    for page in named:
        assert '<html lang="fr">' in text_of(page)
        assert re.findall(r'(?:src|href)="([^"]+)"', text_of(page)) == ["/erreurs/erreur.css", "/"]


def test_what_nginx_answers_by_itself_has_the_headers_of_the_application():
    added = dict(re.findall(r'add_header (\S+) "?(.+?)"? always;', NGINX))
    for name, value in (PRIVATE | ALWAYS).items():
        assert added[name] == value
    assert added["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_the_page_installs_each_file_of_deploy():
    page = (ROOT / "docs/installation.md").read_text()
    for path in DEPLOY.iterdir():
        kind = f"deploy/*{path.suffix}"
        assert f"deploy/{path.name}" in page or kind in page, path.name


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.stem)
def test_each_service_runs_as_its_own_user_who_writes_in_one_folder(path):
    unit = path.read_text()
    for line in [
        "User=cellule",
        "UMask=0077",
        "ProtectSystem=strict",
        "NoNewPrivileges=true",
        "LimitCORE=0",
    ]:
        assert f"\n{line}\n" in unit
    assert re.findall(r"ReadWritePaths=(.*)", unit) == ["/var/lib/cellule"]
    if path.with_suffix(".timer").exists():
        assert "Type=oneshot" in unit
    else:
        assert "WantedBy=multi-user.target" in unit


@pytest.fixture
def no_address():
    return runpy.run_path(str(ROOT / "gunicorn.conf.py"))["no_address"]


def told(no_address, message, *args, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, message, args, info)
    assert no_address(record)
    return logging.Formatter().format(record)


def test_gunicorn_tells_a_request_that_failed_without_its_address(no_address):
    try:
        raise OSError(f"/calendrier/{KEY}/")
    except OSError as error:
        line = told(no_address, "Error handling request %s", f"/calendrier/{KEY}/", error=error)
    assert KEY not in line and "OSError at test_gunicorn" in line
    line = told(no_address, f"Invalid request from ip=127.0.0.1: GET /calendrier/{KEY}/")
    assert line == "A request failed: it could not be read"
    assert told(no_address, "Listening at: %s", "http://127.0.0.1:8000").endswith(":8000")
