"""What one page costs, in this process: works as JSON on standard input, counts as JSON back.

Queries, bytes and calls of Python functions are the same at each run, to a thousandth (keys are
drawn at random); milliseconds of processor are the median of several. DJANGO_SETTINGS_MODULE says
of which application.
"""

import gc
import gzip
import json
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from types import FrameType
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.plan import NUMBER  # noqa: E402

WARM, FEWEST, MOST, SECONDS = 2, 5, 30, 0.6


def asker(client: Client, request: dict[str, Any]) -> Callable[[], Any]:
    headers = dict(request["headers"])
    kind = headers.pop("Content-Type", "")

    def ask() -> Any:
        if request["method"] == "GET":
            return client.get(request["path"], headers=headers)
        body = request["body"].replace(NUMBER, str(uuid.uuid4()))
        return client.post(request["path"], body, content_type=kind, headers=headers)

    return ask


def follower(client: Client, work: dict[str, Any]) -> Callable[[], object]:
    """What a browser does once a form is saved: it goes on to the page, where it is told so."""
    request = work["requests"][0]
    page = request | {"method": "GET", "path": request["path"].removesuffix("add/")}
    page["path"] = page["path"].removesuffix("suivis/creer/")
    return asker(client, page) if work["status"] == 302 else lambda: None


def calls_in(act: Callable[[], object], settle: Callable[[], object]) -> int:
    """How many functions of Python are called, whatever the machine and its load."""
    number = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal number
        number += event == "call"

    gc.disable()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
        gc.enable()
        settle()
    return number


def processor_time(act: Callable[[], object], settle: Callable[[], object]) -> float:
    """The median, in milliseconds, of what this process computes; the database is another."""
    times: list[float] = []
    while len(times) < FEWEST or (sum(times) < SECONDS and len(times) < MOST):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
        settle()
    return statistics.median(times) * 1000


def measure(work: dict[str, Any]) -> dict[str, float]:
    client = Client(SERVER_NAME="127.0.0.1")
    ask = asker(client, work["requests"][0])
    settle = follower(client, work)
    for _ in range(WARM):
        answer = ask()
        settle()
    check(work, answer)
    with CaptureQueriesContext(connection) as captured:
        ask()
    queries = len(captured)  # the next request empties the list
    settle()
    return {
        "queries": queries,
        "bytes": len(answer.content),
        "gzip": len(gzip.compress(answer.content, 6)) if answer.content else 0,
        "calls": calls_in(ask, settle),
        "cpu": processor_time(ask, settle),
    }


def check(work: dict[str, Any], answer: HttpResponse) -> None:
    """The page is the one that was meant, and whole."""
    mark, times = work["holds"] or ("", 0)
    found = answer.content.decode().count(mark) if mark else 0
    if answer.status_code != work["status"] or found < times:
        told = f"status {answer.status_code}, {found} times {mark!r}, less than {times}"
        sys.exit(f"{work['name']}: {told}.")


def main() -> None:
    print(json.dumps({work["name"]: measure(work) for work in json.load(sys.stdin)}))


if __name__ == "__main__":
    main()
