"""Measures the pages of the application against the floor: make bench.

The floor and the application run on the same database server, with as many workers; each work is
asked of one, then of the other, in turns, so that what disturbs one disturbs both.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.databases import Databases, open_databases
from bench.server import ROOT, Server
from bench.table import RESULTS, Measures, draw

Works = list[dict[str, Any]]
SECRETS = ("CELLULE_", "DATABASE_URL", "DJANGO_")  # what the shell says of another installation
BEGAN = time.perf_counter()
LARGE, QUICK_LARGE = 1000, 0  # rubriques of 100 situations


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute or two, without growth")
    parser.add_argument("--sqlite", action="store_true", help="SQLite, not PostgreSQL")
    parser.add_argument("--sync", action="store_true", help="sync workers, no threads")
    parser.add_argument("--write", action="store_true", help="keep the table in RESULTS.md")
    parser.add_argument("--rounds", type=int, help="how many times each work is asked in turn")
    parser.add_argument("--seconds", type=float, help="how long each time")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--large", type=int, help="rubriques of 100 added for growth")
    parser.add_argument("--only", default="", help="works, as: W1,W2,live")
    chosen = parser.parse_args()
    usual = (3, 0.5, QUICK_LARGE) if chosen.quick else (5, 1.0, LARGE)
    for name, value in zip(("rounds", "seconds", "large"), usual, strict=True):
        if getattr(chosen, name) is None:
            setattr(chosen, name, value)
    chosen.sqlite |= os.environ.get("DATABASE_URL", "").startswith("sqlite")
    return chosen


class Bench:
    """One run: its databases, its servers, and what was measured so far."""

    def __init__(self, chosen: argparse.Namespace, folder: Path, databases: Databases) -> None:
        self.chosen, self.folder, self.databases = chosen, folder, databases
        clean = {k: v for k, v in os.environ.items() if not k.startswith(SECRETS)}
        self.floor_env = clean | {"DJANGO_SETTINGS_MODULE": "bench.floor.settings"}
        self.app_env = clean | {
            "DJANGO_SETTINGS_MODULE": "cellule.settings",
            "CELLULE_VAR": str(folder / "var"),
            "CELLULE_HTTPS": "false",
        }
        self.measures: Measures = defaultdict(list)

    def env(self, name: str) -> dict[str, str]:
        env = self.floor_env if name == "floor" else self.app_env
        return env | {"DATABASE_URL": self.databases.url(name)}

    def run(self, name: str, *arguments: str, data: object = None) -> str:
        """Run a command about one of the databases; return what it prints."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env(name),
            input=json.dumps(data),
            stdout=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            sys.exit(f"{' '.join(arguments)} failed.")
        return done.stdout

    def seed(self) -> dict[str, Works]:
        """Fill the databases; return what to ask of each."""
        self.databases.create("floor")
        floor = json.loads(self.run("floor", "-m", "bench.floor.seed"))
        self.databases.create("small")
        for command in ("init_coffre", "migrate -v0 --noinput", "collectstatic -v0 --noinput"):
            self.run("small", "manage.py", *command.split())
        cast = json.loads(self.run("small", "-m", "bench.seed", "small"))
        works = json.loads(self.run("small", "-m", "bench.works", data=cast))
        wanted = self.chosen.only.split(",") if self.chosen.only else None
        works = [work for work in works if not wanted or work["name"] in wanted]
        if not self.chosen.large:
            return {"floor": floor, "small": works}
        tell("seeding: large")
        self.databases.create("large", like="small")
        self.run("large", "-m", "bench.seed", "large", str(self.chosen.large))
        return {"floor": floor, "small": works, "large": works}

    def load(self, plans: dict[str, Works]) -> None:
        """Ask everything of every server, in turns, so many rounds."""
        asked = {work["floor"] for work in plans["small"]}
        plans["floor"] = [work for work in plans["floor"] if work["name"] in asked]
        with ExitStack() as stack:
            servers = {name: stack.enter_context(self.server(name)) for name in plans}
            for number in range(self.chosen.rounds + 1):
                tell(f"round {number} of {self.chosen.rounds}" if number else "warming up")
                for name, work in in_turns(plans):
                    self.ask(servers[name], name, work, warm=not number)
            for name, server in servers.items():
                self.measures[name, "memory", "pss"].append(server.memory())

    def server(self, name: str) -> Server:
        application = "bench.floor.wsgi" if name == "floor" else "cellule.wsgi"
        log = self.folder / f"{name}.log"
        return Server(application, self.env(name), log, sync=self.chosen.sync)

    def ask(self, server: Server, name: str, work: dict[str, Any], *, warm: bool) -> None:
        """The pages that take long have one connection: their wait is told, not their number."""
        connections = 1 if work["alone"] or work["absolute"] else self.chosen.connections
        job = {
            "port": server.port,
            "seconds": min(0.3, self.chosen.seconds) if warm else self.chosen.seconds,
            "connections": connections,
            "requests": work["requests"],
            "status": work["status"],
        }
        measured = json.loads(self.run(name, "-m", "bench.load", data=job))
        if not warm:
            self.keep(name, work["name"], measured)

    def count(self, plans: dict[str, Works]) -> None:
        for name in ("floor", "small"):
            tell(f"counting: {name}")
            counted = json.loads(self.run(name, "-m", "bench.count", data=plans[name]))
            for work, values in counted.items():
                self.keep(name, work, values)

    def keep(self, name: str, work: str, values: dict[str, float]) -> None:
        for what, value in values.items():
            self.measures[name, work, what].append(value)


def in_turns(plans: dict[str, Works]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each work with the one of the floor that it compares with just before."""
    floor = {work["name"]: work for work in plans["floor"]}
    told = set()
    for at, work in enumerate(plans["small"]):
        if work["floor"] and work["floor"] not in told:
            told.add(work["floor"])
            yield "floor", floor[work["floor"]]
        yield "small", work
        if "large" in plans:
            yield "large", plans["large"][at]


def tell(what: str) -> None:
    print(f"{time.perf_counter() - BEGAN:4.0f} s  {what}", file=sys.stderr, flush=True)


def main() -> None:
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # nothing is left running
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        with open_databases(Path(name), sqlite=chosen.sqlite) as databases:
            bench = Bench(chosen, Path(name), databases)
            tell(f"seeding: {databases.name}")
            plans = bench.seed()
            bench.load(plans)
            bench.count(plans)
            table = draw(plans["small"], bench.measures, chosen, databases.name)
    print(table)
    if chosen.write:
        RESULTS.write_text(table)


if __name__ == "__main__":
    main()
