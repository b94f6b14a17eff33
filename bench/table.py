"""The table of what was measured, as bench/RESULTS.md keeps it."""

import argparse
import datetime
import os
import platform
import statistics
import subprocess
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from bench.server import ROOT, said_of_workers

# (which server, which work, what): one value for each round.
Measures = dict[tuple[str, str, str], list[float]]
RESULTS = ROOT / "bench" / "RESULTS.md"
TITLES = [
    "work",
    "requests/s",
    "p50 ms",
    "of the floor",
    "large ÷ small",
    "queries",
    "bytes",
    "gzip",
    "calls",
    "calls ÷ floor",
    "processor ms",
]
LEGEND = """\
*of the floor*: requests/s of the page by those of the floor in the same round (adding a suivi: its
wait by the floor's); *large ÷ small*: time of the same page once 100,000 situations stand beside
it; *calls*: functions of Python that one page calls; *processor ms*: what the process computes for
one page, without the database. Medians of the rounds, with the lowest and the highest."""


def draw(works: list[dict[str, Any]], got: Measures, chosen: argparse.Namespace, base: str) -> str:
    rows = [row_of_floor(name, got) for name in sorted({w["floor"] for w in works} - {""})]
    rows += [row_of(work, got) for work in works]
    lines = [line(TITLES), line(["---", *["---:"] * (len(TITLES) - 1)]), *map(line, rows)]
    told = "\n".join([*lines, "", LEGEND, "", memory(got), "", how(chosen, base)])
    return f"# What the pages cost\n\nWritten by `make bench`; see CONTRIBUTING.md.\n\n{told}\n"


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def row_of_floor(name: str, got: Measures) -> list[str]:
    label = f"*floor, {name}*"
    return [label, *speed("floor", name, got), "", "", *counts("floor", name, got)]


def row_of(work: dict[str, Any], got: Measures) -> list[str]:
    name, floor = work["name"], work["floor"]
    is_wait = work["alone"] or work["absolute"]
    what = "p50" if is_wait else "rate"
    label = f"{name}, {work['label']}" if name.startswith("W") else work["label"]
    mine, grown = got["small", name, what], got["large", name, what]
    of_floor = ratios(mine, got["floor", floor, what])
    growth = ratios(grown, mine) if is_wait else ratios(mine, grown)
    cells = [label, *speed("small", name, got), spread(of_floor), spread(growth)]
    cells += counts("small", name, got)
    if calls := got["floor", floor, "calls"]:
        cells[9] = f"{got['small', name, 'calls'][0] / calls[0]:.1f}"
    cells[10] += " ←" if work["absolute"] else ""
    return cells


def speed(server: str, name: str, got: Measures) -> list[str]:
    return [f"{statistics.median(got[server, name, what]):.1f}" for what in ("rate", "p50")]


def counts(server: str, name: str, got: Measures) -> list[str]:
    shown: dict[str, Callable[[float], str]] = {
        "queries": "{:.0f}".format,
        "bytes": "{:,.0f}".format,
        "gzip": "{:,.0f}".format,
        "calls": "{:,.0f}".format,
        "cpu": "{:.1f}".format,
    }
    cells = [form(got[server, name, what][0]) for what, form in shown.items()]
    return [*cells[:4], "", cells[4]]


def ratios(ones: list[float], others: list[float]) -> list[float]:
    """Of what was measured in the same round."""
    return [one / other for one, other in zip(ones, others, strict=False)]


def spread(values: list[float]) -> str:
    if not values:
        return ""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def memory(got: Measures) -> str:
    parts = [
        f"{said} {got[server, 'memory', 'pss'][0]:.0f} MB"
        for server, said in (("floor", "the floor"), ("small", "the application"))
    ]
    return f"Memory of master and workers together (PSS), after the load: {', '.join(parts)}."


def how(chosen: argparse.Namespace, base: str) -> str:
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%h"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    workers = said_of_workers() + (" (sync, no threads)" if chosen.sync else "")
    large = f"{chosen.large} rubriques" if chosen.large else "no rubriques"
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[2]:.1f} over 15 minutes"
    return (
        f"{datetime.date.today()}, commit {commit or 'unknown'}. {base}, "
        f"Python {platform.python_version()}, Django {version('Django')}; gunicorn {workers}. "
        f"{chosen.rounds} rounds of {chosen.seconds:g} s for each work, {chosen.connections} "
        f"connections; {large} added for growth. {machine}."
    )
