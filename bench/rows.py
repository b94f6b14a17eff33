"""Many rows at once, as the product would have written them: COPY on PostgreSQL.

Texts are sealed one by one, each bound to its row, as EncryptedTextField does; a rich text is
sanitised once, since the same few hundred come again.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from itertools import islice
from typing import Any

from django.db import connections, models

from coffre.fields import EncryptedTextField, Sealed
from coffre.keys import seal

TOGETHER = 5000
connection = connections["default"]  # itself: what stands for it costs as much as a row


def insert(model: type[models.Model], instances: Iterable[models.Model]) -> None:
    """Write instances without asking their keys back: a key that the database gives stays its.

    What makes the instances asks the database nothing: it waits for the end of the COPY.
    """
    pk = model._meta.pk
    is_given = isinstance(pk, models.AutoField)
    fields = [f for f in model._meta.concrete_fields if not (is_given and f is pk)]
    rows = ([written(field, one) for field in fields] for one in instances)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    table = f"{quote(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            for part in in_parts(rows):
                cursor.executemany(f"INSERT INTO {table} VALUES ({places})", part)


def in_parts(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while part := list(islice(rows, TOGETHER)):
        yield part


def written(field: models.Field, instance: models.Model) -> Any:
    """What a column of a new row holds."""
    if isinstance(field, EncryptedTextField):
        clear = prepared(field, instance.__dict__[field.attname])
        return Sealed(seal(clear, field.context_of(instance), field.ring)) if clear else ""
    value = field.pre_save(instance, True)
    if isinstance(value, Enum):
        value = value.value
    return field.get_db_prep_save(value, connection)


@cache
def prepared(field: EncryptedTextField, clear: str) -> str:
    return field.prepare(clear)


def trust() -> None:
    """PostgreSQL takes what this process writes without looking at each foreign key."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
