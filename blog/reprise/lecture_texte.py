"""A CSV as people save one: its encoding, its separator, its quotes. Standard library alone, see
`lecteur`."""

import csv
import io
from itertools import islice

from blog.reprise.gardes import TALL, UNREADABLE, Refus

LONGEST_FIELD = 100_000
WIDEST = 200
MOST_LINES = 100_000  # beyond what blank rows and cells of several lines explain
MOST_BROKEN = 50  # rows whose quote is never closed; more is no table
SEPARATORS = ";,\t"
# What spreadsheets write on a French computer: Windows, « CSV (Macintosh) », « CSV (MS-DOS) ».
ENCODINGS = ["cp1252", "mac_roman", "cp850"]
LETTERS = "éèêëàâçùûüôöîïœæ"
SIGNS = "’‘“”«»…–—°€²³\u00a0\u202f"
UNCLOSED = "un guillemet ouvert n’est jamais refermé\u00a0: la ligne est lue sans lui"


def read_csv(data):
    """Return the rows of a CSV, and what is to be told of some: [row, column, text]."""
    text = decode_text(data)
    csv.field_size_limit(LONGEST_FIELD)
    return Lecture(text, separator_of(text)).read()


def decode_text(data):
    """UTF-8, else the old encoding in which the text looks most like French."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = decoded(data, "utf-16")
        if found is None:
            raise Refus(UNREADABLE)
        return found
    if (found := decoded(data, "utf-8-sig")) is not None:
        return found
    texts = [text for e in ENCODINGS if (text := decoded(data, e)) is not None]
    return max(texts, key=frenchness)


def decoded(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def frenchness(text):
    """How much the letters beyond ASCII look like French: « Santé », not « SantŽ »."""
    points, before = 0, " "
    for letter in text:
        if not letter.isascii():
            points += points_of(letter, before)
        before = letter
    return points


def points_of(letter, before):
    if letter in LETTERS or letter in SIGNS:
        return 2
    if letter.lower() in LETTERS:  # a capital does not follow a small letter
        return -2 if before.islower() else 1
    return -3


def separator_of(text):
    """The separator that cuts most of the first lines in as many cells."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]

    def regularity(separator):
        rows = csv.reader(lines, delimiter=separator)
        sizes = [len(row) for row in rows if len(row) > 1]
        return max((sizes.count(size) * size for size in set(sizes)), default=0)

    return max(SEPARATORS, key=regularity)


class Lecture:
    """Reads rows one after the other, and one again when its quote swallowed those below it."""

    def __init__(self, text, separator):
        self.lines = list(islice(io.StringIO(text, newline=""), MOST_LINES))
        if len(self.lines) == MOST_LINES:
            raise Refus(TALL)
        self.separator = separator
        self.at = 0

    def feed(self):
        while self.at < len(self.lines):
            self.at += 1
            yield self.lines[self.at - 1]

    def read(self):
        rows: list[list[str]] = []
        told: list[list] = []
        reader = self.reader(self.feed())
        while self.at < len(self.lines):
            start = self.at
            row = self.next_row(reader, start)
            if row is None or self.is_broken(row, start, max(map(len, rows[:30]), default=0)):
                row, column = self.without_quotes(start)
                told.append([len(rows) + 1, column, UNCLOSED])
                reader = self.reader(self.feed())
                if len(told) > MOST_BROKEN:
                    raise Refus(UNREADABLE)
            rows.append(row[:WIDEST])
        return rows, told

    def reader(self, lines, **options):
        return csv.reader(lines, delimiter=self.separator, **options)

    def next_row(self, reader, start):
        """The next row; None when what its quote opens is too long to be one cell."""
        try:
            return next(reader)
        except csv.Error:
            if self.at - start < 2:
                raise
            return None

    def is_broken(self, row, start, width):
        """Whether a cell of several lines holds other rows, or its quote was not closed."""
        raw = self.lines[start : self.at]
        if len(raw) < 2:
            return False
        inside = [line for cell in row for line in cell.splitlines()[1:]]
        if any(line.count(self.separator) >= max(2, width // 2) for line in inside):
            return True
        try:
            return not list(self.reader(raw, strict=True))
        except csv.Error:
            return True

    def without_quotes(self, start):
        """The line alone, read as it stands, and the column whose quote was opened."""
        self.at = start + 1
        row = next(self.reader([self.lines[start]], quoting=csv.QUOTE_NONE))
        opened = [i for i, cell in enumerate(row) if cell.startswith('"')]
        return [cell.strip('"') for cell in row], opened[-1] if opened else 0
