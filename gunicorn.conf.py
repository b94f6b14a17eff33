"""How gunicorn serves Cellule: for `make run`, for a real installation, and for the tests."""

import ctypes
import gc
import logging
from typing import Any

from cellule.logs import DiscreetFormatter

workers, threads = 2, 4
keepalive = 75  # seconds; a browser's connections wait in one place, without holding a thread
control_socket_disable = True
# The workers are made from one process that has loaded the application, and share its memory.
preload_app = True

# One arena of memory for all threads of a worker (glibc): what a long page needed is used again by
# the next one, whichever thread draws it. Measured: 174 MB after the load of the bench, not 224.
M_ARENA_MAX = -8
if hasattr(libc := ctypes.CDLL(None), "mallopt"):
    libc.mallopt(M_ARENA_MAX, 1)


def pre_fork(server: object, worker: object) -> None:
    """What is shared is left alone by the collector of each worker, which would copy it."""
    gc.freeze()


# What a long page needed is given back to the system (glibc) now and then: 0.1 ms each time.
# Measured: 170 MB after the load of the bench, not 183.
TRIM_EVERY = 4  # requests


def post_request(worker: Any, req: object, environ: object, resp: object) -> None:
    if worker.nr % TRIM_EVERY == 0 and hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)


def no_address(record: logging.LogRecord) -> bool:
    """A request that failed is told without its address, which may hold a key or a word."""
    if str(record.msg).startswith(("Error handling request", "Invalid request")):
        where = DiscreetFormatter.where(record) or " it could not be read"
        record.msg, record.args, record.exc_info = f"A request failed:{where}", (), None
    return True


def on_starting(server: Any) -> None:
    server.log.error_log.addFilter(no_address)
