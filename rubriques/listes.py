"""Several rows in one column: what two databases call differently."""

from typing import Any

from django.db.models import Aggregate, JSONField


class JSONListe(Aggregate):
    """The values of the rows, as a list, in no order."""

    function = "JSON_GROUP_ARRAY"  # SQLite
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)
