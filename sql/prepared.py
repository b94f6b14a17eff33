"""Queries that are composed once a process. Django composes the SQL of a page at each request,
which costs more than the database takes to answer; `@prepared` keeps what was composed, and binds
the values of each call to it.

    @prepared
    def suivis_of(article: uuid.UUID, user: Utilisateur) -> QuerySet[Suivi]:
        return Suivi.objects.filter(article=article).with_lisible(user)

`suivis_of(article.pk, user)` then answers a list. No row is kept, nor any value that is looked for
but the codes, days and keys of a filter of the table (`whole`): the function is called once with
marks in the place of the keys, moments and words that it is given, and the marks are found again
among the parameters of its SQL. Whatever else it is given (a flag, a choice, a model, which rights
a person holds) makes another query, and so does another day, or another clock. A function that
computes with what it is given, or whose query holds a key or a moment that it was not given, is
refused at once (NotPrepared).

The figure: composing was 36 % of the processor time of a situation's page.
"""

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from sql.given import (
    Arguments,
    Value,
    adapted,
    given,
    is_foreign,
    new_mark,
    shape_of,
    standing_in,
    values_of,
)

P = ParamSpec("P")
Row = TypeVar("Row")

MOST_KEPT = 256  # queries in a process; the least used goes first


class NotPrepared(TypeError):
    """The query of a function holds what the function was not given."""


class Prepared(Generic[P, Row]):
    """A function that returns a queryset; called, it answers the rows."""

    def __init__(self, function: Callable[P, "QuerySet[Any, Row]"]) -> None:
        self.function = function
        self.__name__, self.__doc__ = function.__name__, function.__doc__

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        rows: list[Row] = list(self.bind(*args, **kwargs))
        return rows

    def bind(self, *args: P.args, **kwargs: P.kwargs) -> "QuerySet[Any, Row]":
        """The queryset for one call, with nothing asked yet; it is not to be filtered further."""
        arguments: Arguments = {place: given(value) for place, value in enumerate(args)}
        arguments |= {name: given(value) for name, value in kwargs.items()}
        key = (self.function, *today(), shape_of(arguments))
        composed = kept.find(key)
        if composed is None:
            composed = kept.keep(key, Composed(self.function, arguments))
        return composed.bind(values_of(arguments))

    def __repr__(self) -> str:
        return f"<prepared {self.__name__}>"


def today() -> tuple[Hashable, ...]:
    """What a query may know of today without being told: by the clock that is set, and by the
    default one (`TIME_ZONE`)."""
    usual = timezone.localdate(timezone=timezone.get_default_timezone())
    return timezone.get_current_timezone_name(), timezone.localdate(), usual


def prepared(function: Callable[P, "QuerySet[Any, Row]"]) -> Prepared[P, Row]:
    """Keep what Django composes for the queryset that `function` returns."""
    return Prepared(function)


class Kept(OrderedDict[Hashable, "Composed"]):
    """The queries of this process, the least used first."""

    lock = Lock()

    def find(self, key: Hashable) -> "Composed | None":
        with self.lock:
            if key in self:
                self.move_to_end(key)
            return self.get(key)

    def keep(self, key: Hashable, composed: "Composed") -> "Composed":
        with self.lock:
            self[key] = composed
            if len(self) > MOST_KEPT:
                self.popitem(last=False)
        return composed


kept = Kept()


class Composed:
    """The SQL of a queryset, and where each value goes among its parameters."""

    def __init__(self, function: Callable[..., "QuerySet[Any]"], arguments: Arguments) -> None:
        marks = [new_mark(value) for value in values_of(arguments)]
        with standing_in(arguments, marks) as standing:
            self.queryset = call(function, standing)
            self.compiler = self.queryset.query.get_compiler(self.queryset.db)
            self.sql, parameters = sql_of(self.compiler)
        connection = self.compiler.connection
        place_of = {adapted(mark, connection): place for place, mark in enumerate(marks)}
        self.parameters = list(parameters)
        self.slots = [
            (at, place_of[parameter])
            for at, parameter in enumerate(parameters)
            if isinstance(parameter, Hashable) and parameter in place_of
        ]
        bound = {at for at, _ in self.slots}
        left = [p for at, p in enumerate(parameters) if at not in bound]
        if not any(a.is_whole for a in arguments.values()) and any(map(is_foreign, left)):
            raise NotPrepared(f"{function} holds what it is not given, or computes with it.")

    def bind(self, values: tuple[Value, ...]) -> "QuerySet[Any]":
        connection = connections[self.queryset.db]
        parameters = self.parameters.copy()
        for at, place in self.slots:
            parameters[at] = adapted(values[place], connection)
        source, query = self.queryset, cast(Query, Bound(self, tuple(parameters)))
        rows: QuerySet[Any] = type(source)(model=source.model, query=query, using=source.db)
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(rows, name, getattr(source, name))
        return rows


class Bound:
    """A query whose SQL is there already, with the values of one call."""

    def __init__(self, composed: Composed, parameters: tuple[Any, ...]) -> None:
        self.composed, self.parameters = composed, parameters

    def get_compiler(self, using: str) -> SQLCompiler:
        compiler: Any = copy.copy(self.composed.compiler)
        compiler.connection = connections[using]  # each thread has its own
        compiler.as_sql = lambda: (self.composed.sql, self.parameters)
        return cast(SQLCompiler, compiler)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.composed.queryset.query, name)


def call(function: Callable[..., "QuerySet[Any]"], arguments: dict[Any, Any]) -> "QuerySet[Any]":
    places = [value for name, value in arguments.items() if isinstance(name, int)]
    return function(*places, **{k: v for k, v in arguments.items() if isinstance(k, str)})


def sql_of(compiler: SQLCompiler) -> tuple[str, tuple[Any, ...]]:
    """Nothing when no row can match."""
    try:
        return compiler.as_sql()
    except EmptyResultSet:
        return "", ()
