"""How long a page waits for the database. A command waits as long as its work takes.

A database that is stopped says so at once. One that is frozen, or locked by another process, says
nothing: whoever serves pages gives up after a while, and answers 503. What was refused a moment
ago is not waited for as long again, so that a few pages do not hold every thread of the server.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds
STATEMENT = 4.0  # that PostgreSQL may work for one statement,
LOCK = 3.0  # or wait for a row that somebody else holds
ANSWER = 5.0  # that one waits for its answer, which is a little more
CONNECTION, CONNECTION_AGAIN = 3.0, 1.5  # for a new connection; when it was silent a moment ago
USABLE, USABLE_AGAIN = 1.0, 0.5  # for a connection that was kept to prove that it lives
FILE, FILE_AGAIN = 4.0, 0.5  # for the lock of SQLite
REMEMBERED = 10.0  # that a refusal counts


class Patience(threading.local):
    """Of this thread: the moment at which it gives up, whatever is left to do."""

    until: float | None = None


class Serving:
    """Of this process: whether it serves pages, and when the database last let it wait in vain."""

    pages = False
    refused_at = float("-inf")
    asking = threading.Lock()  # of whoever tries again after a refusal


patience, serving = Patience(), Serving()


def serve_pages() -> None:
    """From now on this process waits for the database as a page does."""
    serving.pages = True


def refused() -> None:
    """The database let somebody wait in vain."""
    serving.refused_at = time.monotonic()


def answered() -> None:
    """It is there again."""
    serving.refused_at = float("-inf")


def was_refused() -> bool:
    """Whether it let somebody wait in vain a moment ago, and did not answer since."""
    return serving.pages and time.monotonic() - serving.refused_at < REMEMBERED


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Whatever is asked inside is given up `seconds` from now."""
    before, until = patience.until, time.monotonic() + seconds
    patience.until = until if before is None else min(before, until)
    try:
        yield
    finally:
        patience.until = before


def left(usual: float = ANSWER, again: float = ANSWER) -> float | None:
    """Return the seconds to wait for what is asked now; None: as long as it takes.

    `usual` is what a page waits, `again` what it waits when it was refused a moment ago.
    """
    limits = []
    if serving.pages:
        limits.append(again if was_refused() else usual)
    if patience.until is not None:
        limits.append(max(0.0, patience.until - time.monotonic()))
    return min(limits, default=None)
