"""A server starts with the keys of its data, or says in one line why not."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.outils.coffre import K1_OTHER
from tests.outils.racine import ROOT


def run(var, *arguments):
    """A process of its own, with nothing but what lies under `var`."""
    ours = ("CELLULE_", "DATABASE_URL", "DJANGO_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env | {"CELLULE_VAR": str(var), "CELLULE_HTTPS": "false"},
        capture_output=True,
        text=True,
    )


def start(var):
    return run(var, "-c", "import cellule.wsgi; print('started')")


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A folder with its keys and a database in which something is sealed."""
    var = tmp_path_factory.mktemp("installation") / "var"
    (var / "static").mkdir(parents=True)
    for arguments in [("init_coffre",), ("migrate", "coffre", "-v", "0")]:
        done = run(var, "manage.py", *arguments)
        assert done.returncode == 0, done.stderr
    first = start(var)
    assert (first.returncode, first.stdout) == (0, "started\n"), first.stderr
    return var


def lose_key(var):
    (var / "coffre.keys").unlink()


def replace_key(var):
    (var / "coffre.keys").write_text(K1_OTHER)


def spoil_key(var):
    (var / "coffre.keys").write_text("k1:court")


def show_key(var):
    (var / "coffre.keys").chmod(0o644)


def write_binary_key(var):
    (var / "coffre.keys").write_bytes(b"k1:\xff\xfe\xff")


def lose_secret_key(var):
    (var / "secret_key").unlink()


def lose_database(var):
    for path in var.glob("cellule.sqlite3*"):
        path.unlink()


@pytest.mark.parametrize(
    ("accident", "message"),
    [
        (lose_key, "No encryption key"),
        (replace_key, "does not open"),
        (spoil_key, "Malformed encryption key"),
        (show_key, "chmod 600"),
        (write_binary_key, "key"),
        (lose_secret_key, "SECRET_KEY|secret key|init_coffre"),
        (lose_database, "not migrated"),
    ],
)
def test_a_server_that_cannot_read_its_data_does_not_start_and_says_why_in_one_line(
    installation, tmp_path, accident, message
):
    var = tmp_path / "var"
    shutil.copytree(installation, var)
    assert start(var).stdout == "started\n"
    accident(var)

    refused = start(var)

    assert refused.returncode != 0
    assert refused.stdout == ""
    assert "Traceback" not in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr
    assert re.search(message, refused.stderr), refused.stderr
