"""Prepared queries, held to what Django composes."""

from sql.prepared import Prepared, sql_of

answer = Prepared.__call__


def call_checked(query, *args, **kwargs):
    """Answer a prepared query, whose SQL and parameters are those of the function itself."""
    queryset = query.function(*args, **kwargs)
    asked = sql_of(queryset.query.get_compiler(queryset.db))
    bound = query.bind(*args, **kwargs).query
    got = bound.get_compiler(queryset.db).as_sql()
    assert repr(got) == repr(asked), f"{query} asks something else"
    return answer(query, *args, **kwargs)
