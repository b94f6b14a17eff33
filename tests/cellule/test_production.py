"""The settings of production."""

import os
import runpy
import subprocess
import sys

import pytest

from tests.outils.comptes import SIGN_IN, sign_in
from tests.outils.factories import make_user
from tests.outils.racine import ROOT


@pytest.fixture
def production(monkeypatch, settings):
    """The settings of cookies as they are behind HTTPS."""
    monkeypatch.setenv("CELLULE_HTTPS", "true")
    values = runpy.run_path(str(ROOT / "cellule" / "settings.py"))
    for name in values:
        if name.startswith(("SESSION_", "CSRF_COOKIE", "SECURE_")):
            setattr(settings, name, values[name])
    return values


def test_in_production_each_cookie_is_locked_to_this_host_over_https(client, production):
    make_user("camille")
    client.get(SIGN_IN, secure=True)
    assert sign_in(client, "camille", secure=True).status_code == 302
    assert set(client.cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in client.cookies.values():
        assert cookie["secure"] and cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")
    assert client.cookies["__Host-session"]["max-age"] == ""  # ends with the browser
    assert client.get("/", secure=True).status_code == 200


def test_in_production_a_page_asked_without_https_is_asked_again_with_it(client, production):
    response = client.get(SIGN_IN)
    assert (response.status_code, response.url) == (301, f"https://testserver{SIGN_IN}")
    answer = client.get(SIGN_IN, secure=True)
    assert answer.status_code == 200
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")


def check_deploy(**environment):
    """`manage.py check --deploy` in a process of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("CELLULE_", "DJANGO_"))}
    env |= {k: os.environ[k] for k in ("CELLULE_SECRET_KEY", "CELLULE_KEYS")}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=env | environment,
        capture_output=True,
        text=True,
    )


def test_the_settings_of_production_pass_the_checks_of_django():
    passed = check_deploy(CELLULE_HTTPS="true")
    assert passed.returncode == 0, passed.stderr
    assert "security.W" not in passed.stderr + passed.stdout
    refused = check_deploy(CELLULE_HTTPS="false")
    assert refused.returncode != 0
    assert "security.W012" in refused.stderr
