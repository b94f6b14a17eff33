"""A server under gunicorn, with the settings of `make run`: those of gunicorn.conf.py."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Self

from bench.databases import free_port, wait_until_it_listens

ROOT = Path(__file__).resolve().parent.parent


def said_of_workers() -> str:
    """Their number, and what else tells how they work."""
    conf = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    told = ("workers", "threads", "keepalive", "preload_app")
    return ", ".join(f"{name} {conf[name]}" for name in told)


class Server:
    """Workers that run an application while a `with` lasts."""

    def __init__(
        self, application: str, env: dict[str, str], log: Path, *, sync: bool = False
    ) -> None:
        self.application, self.env, self.log, self.port = application, env, log, free_port()
        self.options = ["--threads", "1", "--worker-class", "sync"] if sync else []

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
