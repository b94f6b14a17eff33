"""A server starts with the keys of its data, or says in one line why not."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.outils.coffre import K1_OTHER
from tests.outils.racine import ROOT


def run(var, *arguments):
    """A process of its own, with nothing but what lies under `var`."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
    )


def environment(var):
    ours = ("CELLULE_", "DATABASE_URL", "DJANGO_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return env | {"CELLULE_VAR": str(var), "CELLULE_HTTPS": "false"}


def start(var):
    return run(var, "-c", "import cellule.wsgi; print('started')")


def take_away(var):
    """The database is not reached any more."""
    (var / "cellule.sqlite3").rename(var / "away")
    (var / "cellule.sqlite3").mkdir()


def bring_back(var):
    (var / "cellule.sqlite3").rmdir()
    (var / "away").rename(var / "cellule.sqlite3")


@pytest.fixture
def serve():
    """`serve(var)`: gunicorn over an installation; its process, and how to ask it a page."""
    started = []

    def serve_one(var):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "cellule.wsgi"]
                + ["--bind", f"fd://{listener.fileno()}", "--graceful-timeout", "1"],
                cwd=ROOT,
                env=environment(var),
                pass_fds=[listener.fileno()],
                stderr=subprocess.PIPE,
                text=True,
            )
            started.append(process)
            host = f"127.0.0.1:{listener.getsockname()[1]}"

        def ask():
            asked = http.client.HTTPConnection(host, timeout=60)
            asked.request("GET", "/robots.txt")
            answer = asked.getresponse()
            asked.close()
            return answer.status, answer.headers["Retry-After"]

        return process, ask

    yield serve_one
    for process in started:
        process.terminate()
        process.communicate(timeout=30)


def workers_of(process):
    """The processes that gunicorn made, once they are there."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in children.read_text().split()]


def test_a_server_waits_for_a_database_that_is_away_and_a_worker_that_dies_ends_nothing(
    installation, tmp_path, serve
):
    var = tmp_path / "var"
    shutil.copytree(installation, var)
    take_away(var)
    process, ask = serve(var)

    assert ask() == (503, "30")
    for worker in workers_of(process):
        os.kill(worker, signal.SIGKILL)
    assert ask() == (503, "30")
    bring_back(var)
    assert ask() == (200, None)
    take_away(var)
    for worker in workers_of(process):
        os.kill(worker, signal.SIGKILL)
    assert ask()[0] == 503  # a new worker proves anew, and waits
    bring_back(var)
    assert ask() == (200, None)
    assert process.poll() is None


def test_a_database_that_comes_back_with_other_keys_ends_the_server_in_one_line(
    installation, tmp_path, serve
):
    var = tmp_path / "var"
    shutil.copytree(installation, var)
    take_away(var)
    replace_key(var)
    process, ask = serve(var)
    assert ask() == (503, "30")
    bring_back(var)
    with pytest.raises(OSError):
        ask()
    assert process.wait(30) == 3
    told = [line for line in process.stderr.read().splitlines() if "does not start" in line]
    assert len(told) == 1 and "coffre.keys does not open the data" in told[0]


def test_a_database_without_tables_is_waited_for_and_says_what_to_do(installation, tmp_path):
    var = tmp_path / "var"
    shutil.copytree(installation, var)
    for path in var.glob("cellule.sqlite3*"):
        path.unlink()
    waiting = start(var)
    assert waiting.stdout == "started\n"
    assert "Traceback" not in waiting.stderr
    assert "manage.py migrate" in waiting.stderr


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


def lose_key_of_the_table(var):
    (var / "correspondance.keys").unlink()


def lose_key_while_the_database_is_away(var):
    (var / "coffre.keys").unlink()
    take_away(var)


@pytest.mark.parametrize(
    ("accident", "message"),
    [
        (lose_key, "coffre.keys, and data are sealed .* restore that file"),
        (lose_key_of_the_table, "correspondance.keys, and data are sealed .* restore that file"),
        (lose_key_while_the_database_is_away, "coffre.keys, .* does not answer.* restore"),
        (replace_key, "'k1' of coffre.keys does not open the data"),
        (spoil_key, "Malformed encryption key in coffre.keys"),
        (show_key, "chmod 600"),
        (write_binary_key, "key"),
        (lose_secret_key, "SECRET_KEY|secret key|init_coffre"),
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
