"""The real application in processes of its own: its data, its database, its server."""

import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import environ
import psycopg

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
GUNICORN = [
    *[sys.executable, "-m", "gunicorn", "cellule.wsgi", "--graceful-timeout", "2"],
]


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


@contextmanager
def made(var):
    """A new installation with its demonstration: its variables. Its files are in `var`."""
    with database() as name:
        env = environment(var, name)
        manage(env, "init_coffre")
        manage(env, "migrate", "--noinput", "-v", "0")
        manage(env, "collectstatic", "--noinput", "-v", "0")
        manage(env, "demo")
        yield env


@contextmanager
def copied(model, var):
    """A copy of the installation whose variables are `model`, where nothing may run: its own."""
    shutil.copytree(model["CELLULE_VAR"], var, dirs_exist_ok=True)
    with database(model.get("DATABASE_URL")) as name:
        yield environment(var, name)


@contextmanager
def database(model=None):
    """Where PostgreSQL is used, the name of a database of its own, with what is in `model`."""
    postgres = postgres_of(os.environ.get("DATABASE_URL", ""))
    if not postgres:
        yield None
        return
    name = f"cellule_{secrets.token_hex(6)}"
    template = f' TEMPLATE "{urlsplit(model).path[1:]}"' if model else ""
    order(postgres, f'CREATE DATABASE "{name}"{template}')
    try:
        yield name
    finally:
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


def environment(var, name):
    """The variables of an installation: none of those that tests/settings.py sets."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CELLULE_")}
    address = kept.pop("DATABASE_URL", "")
    ours = {
        "CELLULE_VAR": str(var),
        "CELLULE_HTTPS": "false",
        "CELLULE_DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "cellule.settings",
    }
    if name:
        ours["DATABASE_URL"] = urlsplit(address)._replace(path=f"/{name}").geturl()
    return kept | ours


def manage(env, *words):
    python(env, "manage.py", *words)


def python(env, *words):
    """Run something about an installation; what it prints."""
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def listening(env, log):
    """A server on a port that the system chose, held from the first line on; what starts it."""
    with socket.create_server(("127.0.0.1", 0)) as listener, log.open("a") as output:
        server = Server(f"http://127.0.0.1:{listener.getsockname()[1]}", log)

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
            try:
                wait_for(server)
            except AssertionError:
                stop(process)
                raise
            return process

        yield server, start


@contextmanager
def running(env, log):
    """The application as `make run` serves it: its server."""
    with listening(env, log) as (server, start):
        process = start()
        try:
            yield server
        finally:
            stop(process)


def wait_for(server):
    """The port listens already: the question waits in its queue until the application answers."""
    try:
        with urlopen(f"{server.url}/sante/", timeout=READY_SECONDS) as answer:
            assert answer.read() == b"ok"
    except OSError as error:
        raise AssertionError(f"No server.\n{server.last_lines()}") from error


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def database_away(env):
    """The database of an installation refuses: a file that another process locked, a PostgreSQL
    that lets nobody in."""
    postgres = postgres_of(os.environ.get("DATABASE_URL", ""))
    if not postgres:
        file = Path(env["CELLULE_VAR"]) / "cellule.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None)) as locker:
            locker.execute("BEGIN IMMEDIATE")
            yield
        return
    name = urlsplit(env["DATABASE_URL"]).path[1:]
    order(postgres, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    of_ours = f"FROM pg_stat_activity WHERE datname = '{name}'"
    order(postgres, f"SELECT pg_terminate_backend(pid) {of_ours}")
    yield
    order(postgres, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
