"""Where it is measured: databases of a temporary PostgreSQL, or files of SQLite."""

import os
import secrets
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Protocol, Self

AS_ROOT = os.geteuid() == 0


class Databases(Protocol):
    name: str

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def url(self, name: str) -> str: ...

    def create(self, name: str, like: str | None = None) -> str:
        """Make an empty database, or a copy of one that nobody is connected to; return its URL."""


class Sqlite:
    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def url(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.sqlite3"

    def create(self, name: str, like: str | None = None) -> str:
        if like:
            shutil.copy(self.folder / f"{like}.sqlite3", self.folder / f"{name}.sqlite3")
        return self.url(name)


class Postgres:
    """A cluster on a free port of 127.0.0.1, as the one of .ci/run; it goes with its folder."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder / "cluster", programs
        self.password, self.port = secrets.token_hex(16), free_port()
        self.name = subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout.strip()

    def __enter__(self) -> Self:
        self.folder.mkdir()
        (self.folder / "password").write_text(self.password)
        if AS_ROOT:
            shutil.chown(self.folder, "postgres")
            shutil.chown(self.folder / "password", "postgres")
            self.folder.parent.chmod(0o711)
        self.run("initdb", "--username=cellule", f"--pwfile={self.folder}/password", *HOW_MADE)
        options = f"-h 127.0.0.1 -p {self.port} -c unix_socket_directories='' -c fsync=off"
        self.run("pg_ctl", f"--log={self.folder}/log", "--wait", f"--options={options}", "start")
        return self

    def __exit__(self, *error: object) -> None:
        self.run("pg_ctl", "--mode=fast", "--wait", "stop")

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), f"--pgdata={self.folder}/data", *arguments]
        before = ["runuser", "-u", "postgres", "--"] if AS_ROOT else []
        subprocess.run([*before, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    def url(self, name: str) -> str:
        return f"postgres://cellule:{self.password}@127.0.0.1:{self.port}/{name}"

    def create(self, name: str, like: str | None = None) -> str:
        where = ["--host=127.0.0.1", f"--port={self.port}", "--username=cellule"]
        template = [f"--template={like}"] if like else []
        known = os.environ | {"PGPASSWORD": self.password}
        command = [str(self.programs / "createdb"), *where, *template, name]
        subprocess.run(command, check=True, env=known)
        return self.url(name)


HOW_MADE = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_databases(folder: Path, *, sqlite: bool) -> Databases:
    """PostgreSQL wherever it can be had, unless SQLite is asked for."""
    programs = None if sqlite else find_postgresql() or install_postgresql()
    return Postgres(folder, programs) if programs else Sqlite(folder)


def find_postgresql() -> Path | None:
    """The folder of its programs: Debian keeps them off the PATH."""
    known = shutil.which("initdb")
    found = [Path(known).resolve()] if known else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[0].parent if found else None


def install_postgresql() -> Path | None:
    """Only root of a Debian can; no cluster is made but the temporary one."""
    if not AS_ROOT or not shutil.which("apt-get"):
        return None
    apt_get("update")
    apt_get("install", "--yes", "--no-install-recommends", "postgresql-common")
    conf = Path("/etc/postgresql-common/createcluster.conf")
    conf.write_text(f"{conf.read_text()}\ncreate_main_cluster = false\n")
    apt_get("install", "--yes", "--no-install-recommends", "postgresql")
    return find_postgresql()


def apt_get(*arguments: str) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *arguments], env=quiet, check=False, stdout=subprocess.DEVNULL)


def wait_until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server does not start.")
