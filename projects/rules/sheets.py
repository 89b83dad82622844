"""A file of text as cells, and what can be wrong with it."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SEPARATORS = (";", ",", "\t", "|")
ENCODINGS = ["utf-8-sig", "cp1252", "latin-1"]


class ReadingError(ValueError):
    """Why something was not taken: a code of some Wrong, where, what stood there."""

    def __init__(self, code: str, column: str = "", value: object = "") -> None:
        super().__init__(code)
        self.code = code
        self.column = column[:80]
        self.value = str(value)[:40]


@dataclass(frozen=True)
class Bad:
    """A row that was not taken, and why."""

    line: int
    problems: Sequence[ReadingError]


@dataclass(frozen=True)
class Sheet:
    """A file as cells: the names of its columns, and its lines as they come."""

    header: list[str]
    lines: Iterator[tuple[int, list[str]]]


def decode(content: bytes, encoding: str = "") -> str:
    """UTF-8 with or without mark, UTF-16 with one, else what Windows wrote."""
    ways = [encoding] if encoding else ENCODINGS
    if not encoding and content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        ways = ["utf-16"]
    for way in ways:
        try:
            text = content.decode(way)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise ReadingError("encoding")


def open_sheet(text: str, separator: str = "") -> Sheet:
    """The cells of a file. A separator not named is the one that parts the first line.

    Raises ReadingError for what is no table.
    """
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    if lines[0].lower().startswith("sep=") and len(lines[0]) == 5:  # Excel's own way
        separator, lines[0] = lines[0][4], ""
    filled = next((line for line in lines if line.strip()), "")
    cells = _cells(lines, separator or max(SEPARATORS, key=filled.count))
    header = [name.strip() for name in next(cells, (0, []))[1]]
    if not any(header):
        raise ReadingError("no_rows")
    for name in header:
        if name and header.count(name) > 1:
            raise ReadingError("two_columns", name)
    return Sheet(header, cells)


def _cells(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each filled record and the line it begins on; a cell may hold line breaks."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ReadingError("unreadable", value=error) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def records(sheet: Sheet, most: int) -> Iterator[tuple[int, dict[str, str]] | Bad]:
    """Each line by the names of its columns, or as bad if it has other cells.

    Raises ReadingError for a file with no rows, or with more than are taken.
    """
    count = 0
    for line, cells in sheet.lines:
        count += 1
        if count > most:
            raise ReadingError("too_many_rows")
        if len(cells) == len(sheet.header):
            yield line, dict(zip(sheet.header, cells, strict=True))
        else:
            yield Bad(line, [ReadingError("cells", value=len(cells))])
    if not count:
        raise ReadingError("no_rows")
