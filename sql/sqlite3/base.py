"""SQLite waits for whoever writes as long as its connection says, which is told at each
transaction: a lock that somebody holds for long stops no other page."""

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from sql import patience


class DatabaseWrapper(base.DatabaseWrapper):
    waits: float | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self.waits = patience.left(patience.FILE, patience.FILE_AGAIN)
        return params if self.waits is None else params | {"timeout": self.waits}

    def _start_transaction_under_autocommit(self) -> None:
        seconds = patience.left(patience.FILE, patience.FILE_AGAIN)
        if seconds is not None and seconds != self.waits:
            self.connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
            self.waits = seconds
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if "locked" in str(error):
                patience.refused()
            raise
        patience.answered()
