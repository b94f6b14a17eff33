"""What is asked of a server: works, each with its requests and what their answers must be."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

CSRF = "bench0bench1bench2bench3bench4be"  # 32 letters, in the cookie and in the form
NUMBER = "00000000-0000-4000-8000-000000000000"  # of a form: a new one for each request
PARIS = ZoneInfo("Europe/Paris")
MEETINGS = 10


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: str = ""


@dataclass(frozen=True)
class Work:
    """Requests of one kind. `holds`: a mark that each page holds at least so many times; `floor`:
    which work of the floor it compares with; `absolute`: its goal is in milliseconds of processor;
    `alone`: it is one person's act, of which the wait is told."""

    name: str
    requests: list[Request]
    status: int = 200
    holds: tuple[str, int] | None = None
    floor: str = ""
    label: str = ""
    absolute: bool = False
    alone: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def get(path: str, cookie: str, **headers: str) -> Request:
    return Request("GET", path, {"Cookie": cookie} | headers)


def post(path: str, cookie: str, csrf_cookie: str, **fields: str) -> Request:
    """A form as a browser sends it."""
    headers = {
        "Cookie": f"{cookie}; {csrf_cookie}={CSRF}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return Request("POST", path, headers, urlencode({"csrfmiddlewaretoken": CSRF} | fields))


def shown_month() -> tuple[int, int]:
    """A month to come that always has as many days: the next March but this month and the next."""
    ahead = datetime.date.today() + datetime.timedelta(days=31)
    return (ahead.year if ahead.month < 3 else ahead.year + 1), 3


def meeting_days(number: int = MEETINGS) -> list[datetime.datetime]:
    """So many meetings spread over that month, at the same hour."""
    year, month = shown_month()
    return [
        datetime.datetime(year, month, 2 + n * 28 // number, 13, 30, tzinfo=PARIS)
        for n in range(number)
    ]
