"""The connection to SQLite; Django looks for it under this name (DATABASES in the settings).

It knows the order of French. It waits for whoever writes as long as it says, which is told at each
transaction: a lock that somebody holds for long stops no other page.
"""

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.features import DatabaseFeatures

from sql import patience
from sql.alphabet import FRENCH, compare


class KnownFeatures(DatabaseFeatures):
    """What SQLite can do is known, never asked: Django would ask the file, and remember for ever
    that it cannot store JSON if somebody held the file at that moment."""

    supports_json_field = True  # `migrate` makes no table without it


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = KnownFeatures
    waits: float | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        self.waits = patience.left(patience.FILE, patience.FILE_AGAIN)
        return params if self.waits is None else params | {"timeout": self.waits}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.create_collation(FRENCH, compare)
        return connection

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
