"""A server under gunicorn, with the very options of `make run`."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Self

from bench.databases import free_port, wait_until_it_listens

ROOT = Path(__file__).resolve().parent.parent
COMMAND = re.compile(r"gunicorn cellule\.wsgi --bind \S+ (.+)")


def options_of_make_run() -> list[str]:
    found = COMMAND.search((ROOT / "Makefile").read_text())
    if not found:
        raise RuntimeError("The Makefile starts no gunicorn any more.")
    return found[1].split()


class Server:
    """Workers that run an application while a `with` lasts."""

    def __init__(
        self, application: str, env: dict[str, str], log: Path, *, sync: bool = False
    ) -> None:
        self.application, self.env, self.log, self.port = application, env, log, free_port()
        self.options = options_of_make_run()
        if sync:  # a later option wins
            self.options += ["--threads", "1", "--worker-class", "sync"]

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "gunicorn", self.application, *self.options]
        command += ["--bind", f"127.0.0.1:{self.port}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=log, stderr=subprocess.STDOUT
            )
        wait_until_it_listens(self.port, self.process)
        return self

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)

    def memory(self) -> float:
        """The share of memory (PSS) of master and workers, in MB."""
        pids = [self.process.pid, *children_of(self.process.pid)]
        return sum(pss_of(pid) for pid in pids) / 1024


def children_of(pid: int) -> list[int]:
    listing = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listing.read_text().split()]


def pss_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
