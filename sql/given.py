"""What a prepared query is given: the shape of each argument, which makes the query, and its
values, which are bound to it. A mark stands for each value while the query is composed."""

import datetime
import enum
import itertools
import re
import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial, singledispatch
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, DateField, DateTimeField, Field, Q, UUIDField

Value = uuid.UUID | datetime.date | datetime.datetime | str
FIELDS: "dict[type, Field[Any, Any]]" = {  # how a database wants each
    uuid.UUID: UUIDField(),
    datetime.datetime: DateTimeField(),
    datetime.date: DateField(),
    str: CharField(),
}
MARKED_YEAR, MARK = 1000, "a mark of sql.prepared, "
_numbers = itertools.count()


@dataclass(frozen=True)
class Given:
    """One argument. `stand_in` takes a mark for each value, and gives what stands for the
    argument as long as the query is composed. `is_whole`: the keys and moments that its shape
    tells stand in the query themselves."""

    shape: Hashable
    values: tuple[Value, ...]
    stand_in: Callable[[list[Any]], AbstractContextManager[Any]]
    is_whole: bool = False


def whole(argument: Any, shape: Hashable) -> Given:
    """An argument that makes a query of its own, with all that it says."""
    return Given(shape, (), lambda marks: nullcontext(argument), is_whole=True)


@singledispatch
def given(argument: Any) -> Given:
    """An argument of a type that is not told below is the shape of the query: it has no value."""
    return Given(argument, (), lambda marks: nullcontext(argument))


@given.register(uuid.UUID)
@given.register(datetime.date)  # datetimes too
@given.register(str)
def _(argument: Value) -> Given:
    if isinstance(argument, enum.Enum):  # a choice
        return Given(argument, (), lambda marks: nullcontext(argument))
    shape: Any = type(argument)
    return Given(shape, (argument,), lambda marks: nullcontext(marks[0]))


@given.register
def _(argument: Q) -> Given:
    return whole(argument, argument)


@given.register
def _(argument: list) -> Given:  # type: ignore[type-arg]
    return Given((list, *map(type, argument)), tuple(argument), nullcontext)


@given.register(partial)
def _(argument: "partial[Any]") -> Given:
    """A function and what it is given by name."""
    inner = {name: given(value) for name, value in argument.keywords.items()}

    @contextmanager
    def stand_in(marks: list[Any]) -> Iterator[Any]:
        with standing_in(inner, marks) as keywords:
            yield partial(argument.func, **keywords)

    return Given((argument.func, shape_of(inner)), values_of(inner), stand_in)


Arguments = dict[Any, Given]  # by place, then by name


def shape_of(arguments: Arguments) -> Hashable:
    return tuple((name, argument.shape) for name, argument in arguments.items())


def values_of(arguments: Arguments) -> tuple[Value, ...]:
    return tuple(itertools.chain.from_iterable(a.values for a in arguments.values()))


@contextmanager
def standing_in(arguments: Arguments, marks: Iterable[Any]) -> Iterator[dict[Any, Any]]:
    """What stands for each argument, whose marks follow each other in `marks`."""
    with ExitStack() as stack:
        left = iter(marks)
        yield {
            name: stack.enter_context(
                argument.stand_in(list(itertools.islice(left, len(argument.values))))
            )
            for name, argument in arguments.items()
        }


# Marks


def new_mark(value: Value) -> Value:
    """Return a value of the same type that stands nowhere else."""
    number = next(_numbers)
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()
    if isinstance(value, datetime.datetime):
        first = datetime.datetime(MARKED_YEAR, 1, 1, tzinfo=datetime.UTC)
        return first + datetime.timedelta(minutes=number)
    if isinstance(value, datetime.date):
        return datetime.date(MARKED_YEAR, 1, 1) + datetime.timedelta(days=number % 300_000)
    return f"{MARK}{number}"


def adapted(value: Value, connection: BaseDatabaseWrapper) -> Any:
    """The value as the parameter of a query."""
    field = next(field for kind, field in FIELDS.items() if isinstance(value, kind))
    return field.get_db_prep_value(value, connection)


# A key, a moment, or what was made of a mark, as SQLite writes them too
FOREIGN = re.compile(rf"[0-9a-f]{{32}}|\d{{4}}-\d\d-\d\d .*|{MARKED_YEAR}-.*|.*{MARK}.*", re.I)


def is_foreign(parameter: object) -> bool:
    """Whether a parameter that is no mark may not stand in a query that is kept: a key or a
    moment that was not given, or what was computed with a mark. A day may: each has its own."""
    if isinstance(parameter, uuid.UUID | datetime.datetime):
        return True
    if isinstance(parameter, datetime.date):
        return parameter.year < MARKED_YEAR + 900
    return isinstance(parameter, str) and bool(FOREIGN.fullmatch(parameter))
