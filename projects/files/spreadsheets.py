"""Rows as a spreadsheet: one row in memory at a time, and no cell is ever a formula."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir
from time import time
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language_bidi
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | date | None
LONGEST = 32_767  # what a cell can hold, counted in UTF-16
NAME = 31  # what the name of a sheet can hold
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
WIDE, NARROW = 60, 16
FOLDERS, LEFT = "coprod-list-", 3600  # seconds; no list takes a tenth of it


@dataclass(frozen=True)
class Column:
    """What stands above it, and how its cell is taken from a row."""

    heading: str
    value: Callable[[Any], Cell]
    width: int = NARROW


def write(
    file: IO[bytes],
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
    zone: ZoneInfo,
) -> None:
    """One sheet, in the direction of the language spoken now, its head always seen."""
    _clear_up()
    with (  # the rows lie in files of its own until the end
        TemporaryDirectory(prefix=FOLDERS) as folder,
        Workbook(file, {"constant_memory": True, "tmpdir": folder}) as book,
    ):
        sheet = book.add_worksheet(_name(title))
        if get_language_bidi():
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.heading, bold)
        _fill(_Cells(book, sheet, zone), columns, rows)


def _clear_up() -> None:
    """What those left that were killed, who could not do it themselves."""
    for left in Path(gettempdir()).glob(f"{FOLDERS}*"):
        with suppress(FileNotFoundError):  # somebody else was quicker
            if time() - left.stat().st_mtime > LEFT:
                rmtree(left, ignore_errors=True)


def _fill(cells: "_Cells", columns: Sequence[Column], rows: Iterable[Any]) -> None:
    taken = [(at, column.value) for at, column in enumerate(columns)]
    for number, row in enumerate(rows, start=1):
        for at, value in taken:
            cells.put(number, at, value(row))


class _Cells:
    """Each value as what it is: words as words, whatever they begin with."""

    def __init__(self, book: Workbook, sheet: Worksheet, zone: ZoneInfo) -> None:
        self._sheet, self._zone = sheet, zone
        self._moment: Format = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd"})

    def put(self, row: int, at: int, value: Cell) -> None:
        if isinstance(value, str):
            self._sheet.write_string(row, at, _words(value))
        elif isinstance(value, datetime):
            here = value.astimezone(self._zone).replace(tzinfo=None)
            self._sheet.write_datetime(row, at, here, self._moment)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, at, value, self._day)
        elif value is not None:
            self._sheet.write_number(row, at, value)


def _words(text: str) -> str:
    """As they stand, but for what a cell cannot hold and what the library misreads."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST:
        kept = text.encode("utf-16-le")[: 2 * (LONGEST - 1)]
        return kept.decode("utf-16-le", errors="ignore") + "…"
    if text.startswith("<r>"):  # it would be written as markup, without being escaped
        return f" {text}"
    return text


def _name(title: str) -> str:
    return NOT_IN_NAMES.sub(" ", title)[:NAME].strip("' ")
