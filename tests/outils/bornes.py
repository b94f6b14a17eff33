"""The largest input that a form allows, and the processor that a work on it may take."""

import time
from contextlib import contextmanager

from texte.riche import MAX_LENGTH

AT_MOST = 1.0  # second of processor, where nothing else runs
SLACK = 2  # beside other processes a cache that they share is not what it was
QUIET_NUMBERS, QUIET_SECONDS = 100_000, 0.015


def fill(words: str, length: int = MAX_LENGTH) -> str:
    """`words`, again and again, up to `length` signs."""
    return (words * (length // len(words) + 1))[:length]


def slowness() -> float:
    """How many times slower than a machine that does nothing else this one is, at least 1."""
    start = time.process_time()
    sum(len(str(number)) for number in range(QUIET_NUMBERS))
    return max(1.0, (time.process_time() - start) / QUIET_SECONDS)


@contextmanager
def bounded(seconds: float = AT_MOST):
    """What is done inside takes no longer than that, whatever else the machine does."""
    before = slowness()
    start = time.process_time()
    yield
    taken = time.process_time() - start
    taken /= max(before, slowness())
    assert taken < SLACK * seconds, f"{taken:.2f} s of processor"
