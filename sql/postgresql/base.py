"""The server bounds its own work (`statement_timeout`, `lock_timeout`), as long as it lives. One
that is frozen bounds nothing: here its answer is given up, and the connection closed.
"""

import time
from collections.abc import Generator
from contextlib import nullcontext
from typing import Any, TypeVar

import psycopg
from django.db.backends.postgresql import base

from sql import patience

R = TypeVar("R")
Steps = Generator[Any, Any, R]


class PatientConnection(psycopg.Connection[Any]):
    """A connection that waits for `patience.left()` seconds, then closes."""

    def wait(self, gen: Steps[R], *args: Any, **kwargs: Any) -> R:
        seconds = patience.left()
        if seconds is None:
            return super().wait(gen, *args, **kwargs)
        try:
            return super().wait(bounded(gen, seconds), *args, **kwargs)
        except psycopg.errors.ConnectionTimeout:
            self.pgconn.finish()
            raise

    @classmethod
    def _connect_gen(cls, conninfo: str = "") -> Steps["PatientConnection"]:
        gen: Steps[PatientConnection] = super()._connect_gen(conninfo)
        seconds = patience.left(patience.CONNECTION, patience.CONNECTION_AGAIN)
        return gen if seconds is None else bounded(gen, seconds)


def bounded(gen: Steps[R], seconds: float) -> Steps[R]:
    """The steps of psycopg, which asks for the next one several times a second while it waits;
    raises ConnectionTimeout when they last longer."""
    until = time.monotonic() + seconds
    try:
        state = next(gen)
        while True:
            ready = yield state
            if not ready and time.monotonic() >= until:
                patience.refused()
                raise psycopg.errors.ConnectionTimeout("the database does not answer")
            state = gen.send(ready)
    except StopIteration as end:
        result: R = end.value
        return result


class Driver:
    """psycopg, but for its connections."""

    connect = PatientConnection.connect

    def __getattr__(self, name: str) -> Any:
        return getattr(psycopg, name)


class DatabaseWrapper(base.DatabaseWrapper):
    Database = Driver()  # type: ignore[assignment]

    def get_connection_params(self) -> dict[str, Any]:
        """Those of a page say how long the server may work for it."""
        params: dict[str, Any] = super().get_connection_params()
        if patience.serving.pages:
            bounds = {"statement_timeout": patience.STATEMENT, "lock_timeout": patience.LOCK}
            said = [f"-c {name}={seconds * 1000:.0f}" for name, seconds in bounds.items()]
            params["options"] = " ".join([params.get("options", ""), *said]).strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> PatientConnection:
        """After a refusal one tries at a time, and the others are told at once."""
        if not patience.was_refused():
            return self.connected(conn_params)
        asking = patience.serving.asking
        if not asking.acquire(blocking=False):
            raise psycopg.errors.ConnectionTimeout("the database did not answer")
        try:
            return self.connected(conn_params)
        finally:
            asking.release()

    def connected(self, conn_params: dict[str, Any]) -> PatientConnection:
        connection: PatientConnection = super().get_new_connection(conn_params)
        patience.answered()
        return connection

    def is_usable(self) -> bool:
        seconds = patience.left(patience.USABLE, patience.USABLE_AGAIN)
        with nullcontext() if seconds is None else patience.at_most(seconds):
            usable: bool = super().is_usable()
            return usable
