"""The connection to SQLite. Django looks for it under this name: see DATABASES in the settings."""

from typing import Any

from django.db.backends.sqlite3 import base

from sql.alphabet import FRENCH, compare


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.create_collation(FRENCH, compare)
        return connection
