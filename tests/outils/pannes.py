"""What fails at the bottom: a database that refuses, sealed texts that nothing opens."""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from coffre.fields import EncryptedTextField

CLOSED = "c1:t1:AAAA"  # no key opens it


@contextmanager
def refusing(words, error, *, after=0):
    """A database that raises `error` where it is asked for `words`, `after` the first times."""
    seen = 0

    def refuse(execute, sql, params, many, context):
        nonlocal seen
        seen += words in sql
        if words in sql and seen > after:
            raise error
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def writing(model):
    """What the database is asked when a row of `model` is written."""
    return f'INSERT INTO "{model._meta.db_table}"'


def reading(model):
    return f'FROM "{model._meta.db_table}"'


def sealed_columns():
    """Every sealed column, as CoffreError names it: its table and its name in the database."""
    return {
        f"{model._meta.label_lower}.{field.name}": (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, EncryptedTextField)
    }


def spoil(columns=None):
    """From now on, whoever opens a text of these columns (of all of them) gets a CoffreError."""
    known = sealed_columns()
    with connection.cursor() as cursor:
        for name in known if columns is None else columns:
            table, column = known[name]
            sql = f'UPDATE "{table}" SET "{column}" = %s WHERE "{column}" <> %s'
            cursor.execute(sql, [CLOSED, ""])
