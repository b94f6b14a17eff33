"""Days as people type them in a spreadsheet, and the school year that they leave out."""

import datetime
import re

from django.utils import timezone

from texte.simple import fold

MONTHS = {
    "janvier": 1,
    "fevrier": 2,
    "mars": 3,
    "avril": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "aout": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "decembre": 12,
}
SHORT = {"janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "sep": 9, "oct": 10}
SHORT |= {"nov": 11, "dec": 12}
NAMES = "|".join([*MONTHS, *sorted(SHORT, key=len, reverse=True)])
WEEKDAY = r"(?:(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|anche|edi)?\.?,?\s+)?(?:le\s+)?"
HOUR = r"(?:\s+(?:a\s+)?\d{1,2}\s?(?:h|:)\s?(?:\d{2})?(?::\d{2})?)?"
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{2}:\d{2}(?::\d{2})?)?")
FIGURES = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?")
SPACED = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})")
WORDS = re.compile(
    rf"(\d{{1,2}})(?:\s?er)?[\s\-./]*({NAMES})(?![a-z])\.?(?:[\s\-./]*(\d{{4}}|\d{{2}}))?"
)
MONTH = re.compile(rf"({NAMES}|(?:0?[1-9]|1[0-2])(?=[/.\-]\d{{4}}))\.?[\s\-./]*(\d{{4}}|\d{{2}})")
SERIAL = re.compile(r"[345]\d{4}")  # days since 1900, as a spreadsheet counts: 1982 to 2064
SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s*[-/–]\s*(20)?(\d\d)\b")
AUGUST = 8


def parse_day(text: str, year: int) -> datetime.date | None:
    """Return the day that a cell says; without a year, that of the school year of `year`."""
    words = re.sub(rf"^{WEEKDAY}|{HOUR}$", "", " ".join(fold(text).split()))
    if found := ISO.fullmatch(words):
        return valid_day(int(found[1]), int(found[2]), int(found[3]))
    if SERIAL.fullmatch(words):
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(words))
    for pattern in (FIGURES, SPACED, WORDS):
        if found := pattern.fullmatch(words):
            return day_from(found, year)
    return None


def parse_month(text: str) -> datetime.date | None:
    """Return the first day of the month that a cell says without a day: « sept.-26 »."""
    found = MONTH.fullmatch(" ".join(fold(text).split()))
    return month_from(found) if found else None


def day_in_heading(text: str, year: int) -> datetime.date | None:
    """Return the day that a heading speaks of: « Réunion du 14/09/2026 », « CV 28-sept-26 »."""
    words = " ".join(fold(text).split())
    if found := ISO.search(words):
        return valid_day(int(found[1]), int(found[2]), int(found[3]))
    for pattern in (FIGURES, SPACED, WORDS):
        if found := re.search(rf"(?<![\d/]){pattern.pattern}(?![\d/a-z])", words):
            return day_from(found, year)
    return parse_day(words, year) if SERIAL.fullmatch(words) else None


def month_in_heading(text: str) -> datetime.date | None:
    """Return the first day of the month that a heading speaks of: « Suivi nov. 2026 »."""
    words = " ".join(fold(text).split())
    found = re.search(rf"(?<![\da-z/.\-]){MONTH.pattern}(?![\d/a-z])", words)
    return month_from(found) if found else None


def meeting_day(text: str, year: int) -> datetime.date | None:
    """Return the day of the meeting whose heading this is; the first of the month at worst."""
    return day_in_heading(text, year) or month_in_heading(text)


def month_from(found):
    name, written = found[1], int(found[2])
    month = int(name) if name.isdigit() else MONTHS.get(name) or SHORT[name]
    return valid_day(written + 2000 if written < 100 else written, month, 1)


def day_from(found, year):
    month = found[2]
    month = int(month) if month.isdigit() else MONTHS.get(month) or SHORT[month]
    if not found[3]:
        return valid_day(year if month >= AUGUST else year + 1, month, int(found[1]))
    written = int(found[3])
    return valid_day(written + 2000 if written < 100 else written, month, int(found[1]))


def valid_day(year, month, day):
    try:
        return datetime.date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def guess_school_year(texts: list[str]) -> int:
    """Return the year in which the school year begins: as a title says (« 2026-2027 »), else
    that of the days written whole in `texts`, else today's."""
    for text in texts:
        found = SCHOOL_YEAR.search(text)
        if found and int(found[3]) == (int(found[1]) + 1) % 100:
            return int(found[1])
    days = [day_in_heading(text, 0) for text in texts]
    whole = [day for day in days if day]
    day = max(whole) if whole else timezone.localdate()
    return day.year if day.month >= AUGUST else day.year - 1
