"""Attacks the demonstration, served as `make run` serves it, on each database that can be had.

DATABASE_URL chooses one: `sqlite:`, or a PostgreSQL. Without it, SQLite, then a temporary cluster
where the programs of PostgreSQL are. Exits with 1 when something broke.
"""

import argparse
import importlib
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from attack.report import Report
from attack.scene import Scene, scene_of
from bench.databases import Postgres, find_postgresql, install_postgresql
from tests.browser.installations import made, python

ATTACKS = [
    *["access", "key_table", "forged", "large", "headers", "counters"],
    *["kill", "outage", "writers"],
]
KILLS = 15


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make attack", description=__doc__)
    parser.add_argument("--only", default=",".join(ATTACKS), help="attacks, as: access,kill")
    parser.add_argument("--kills", type=int, default=KILLS, help="how often the server dies")
    chosen = parser.parse_args()
    chosen.only = chosen.only.split(",")
    if unknown := set(chosen.only) - set(ATTACKS):
        parser.error(f"no attack is called {', '.join(unknown)}: {', '.join(ATTACKS)}")
    return chosen


def run(chosen: argparse.Namespace, folder: Path) -> bool:
    """Attack on the database that is asked for, or on both; return whether all of it held."""
    if known := os.environ.get("DATABASE_URL"):
        database = "SQLite" if known.startswith("sqlite") else "PostgreSQL"
        return attack_all(chosen, folder, database)
    held = attack_all(chosen, folder, "SQLite")
    programs = find_postgresql() or install_postgresql()
    if not programs:
        print("PostgreSQL  not tried: its programs are not on this machine")
        return held
    with Postgres(folder, programs) as cluster:
        os.environ["DATABASE_URL"] = cluster.url("postgres")
        return attack_all(chosen, folder, "PostgreSQL", cluster) and held


def attack_all(
    chosen: argparse.Namespace, folder: Path, database: str, cluster: Postgres | None = None
) -> bool:
    """Attack everything on one database; return whether all of it held."""
    model, held = folder / database, True
    model.mkdir()
    with made(model) as env:
        planted = json.loads(python(env, "-m", "attack.planting"))
        for name in chosen.only:
            report, start, copy = Report(name), time.perf_counter(), folder / f"{database}-{name}"
            with scene_of(
                env, copy, planted=planted, kills=chosen.kills, cluster=cluster
            ) as scene:
                attempt(scene, report)
            for line in report.lines(database, time.perf_counter() - start):
                print(line, flush=True)
            held &= not report.broke
    return held


def attempt(scene: Scene, report: Report) -> None:
    """Attack; what an attack did not expect at all ends it, and is told as broken too."""
    try:
        importlib.import_module(f"attack.attempts.{report.name}").attack(scene, report)
    except Exception as error:
        traceback.print_exc()
        report.broke.append(f"stopped: {error!r:.300}")
    report.broke += scene.troubles()


def main() -> None:
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # nothing is left running
    with tempfile.TemporaryDirectory(prefix="attack-") as name:
        held = run(chosen, Path(name))
    print("Everything held." if held else "Something BROKE.")
    sys.exit(not held)


if __name__ == "__main__":
    main()
