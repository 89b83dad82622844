"""Rows as a file for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # by it, spreadsheets read a file as UTF-8
Cells = Sequence[object]


class _Lines(list[str]):
    """What csv.writer writes to: each line is kept."""

    def write(self, line: str) -> int:
        self.append(line)
        return len(line)


def table(rows: Iterable[Cells]) -> str:
    """CSV with a mark that spreadsheets read as UTF-8. No cell is ever a formula."""
    lines = _Lines([MARK])
    csv.writer(lines).writerows([_harmless(cell) for cell in row] for row in rows)
    return "".join(lines)


def _harmless(cell: object) -> object:
    """A spreadsheet runs what begins like a formula; an apostrophe makes it words."""
    if isinstance(cell, str) and cell.lstrip().startswith(FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
