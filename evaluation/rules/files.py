"""From the bytes of a file to rows to store, or a reason for each that cannot be.

Pure: knows questions and groups by name, and nothing of any database.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluation.rules.answers import Question, Said, read, read_number
from evaluation.rules.mapping import LABEL, Attribute, ColumnMap, ItemColumn
from projects.rules.mapping import group_named, looked_up
from projects.rules.sheets import Bad, ReadingError, Sheet, records

WHOLE = 1_000_000  # a weight of 1, in millionths
NUMBERS = ("scale", "number")
MOST_ROWS, MOST_LABELS, MOST_PROBLEMS = 50_000, 60, 10
SIDES = ("community", "institution")


@dataclass(frozen=True)
class Row:
    """One person's answers as a file gives them."""

    line: int
    said: Mapping[str, Said]
    attributes: Mapping[str, str] = field(default_factory=dict)
    weight: int = WHOLE
    id: str = ""
    group: str = ""
    side: str = ""


def check_columns(
    sheet: Sheet, columns: ColumnMap, questions: Collection[str]
) -> list[ReadingError]:
    """What is wrong with the file as a whole."""
    missing = sorted(columns.columns() - set(sheet.header))
    wrong = [ReadingError("no_column", name) for name in missing]
    wrong += [
        ReadingError("unknown_question", column, each.item)
        for column, each in columns.items.items()
        if each.item not in questions
    ]
    if not columns.items:
        wrong.append(ReadingError("no_question"))
    return wrong


@dataclass
class Reader:
    """Reads row after row; remembers the ids and labels that came before."""

    columns: ColumnMap
    questions: Mapping[str, Question]
    groups: Collection[str]
    ids: set[str] = field(default_factory=set)
    labels: dict[str, set[str]] = field(default_factory=dict)

    def rows(self, sheet: Sheet) -> Iterator[Row | Bad]:
        """Every row, good or bad.

        Raises ReadingError for what is wrong with the file as a whole.
        """
        for each in records(sheet, MOST_ROWS):
            yield each if isinstance(each, Bad) else self._row(*each)

    def _row(self, line: int, cells: dict[str, str]) -> Row | Bad:
        wrong: list[ReadingError] = []
        blank = self.columns.empty | {""}
        found = {
            name: "" if cell.strip() in blank else cell.strip()
            for name, cell in cells.items()
        }
        parts: dict[str, Any] = {}
        for name, part in self._parts().items():
            try:
                parts[name] = part(found)
            except _FileError:
                raise
            except _RowError as several:
                wrong += several.problems
            except ReadingError as problem:
                wrong.append(problem)
        if wrong:
            return Bad(line, wrong[:MOST_PROBLEMS])
        return Row(line, **parts)

    def _parts(self) -> dict[str, Callable[[Mapping[str, str]], object]]:
        return {
            "said": self._said,
            "attributes": self._attributes,
            "weight": self._weight,
            "id": self._id,
            "group": self._group,
            "side": self._side,
        }

    def _said(self, cells: Mapping[str, str]) -> dict[str, Said]:
        said: dict[str, Said] = {}
        wrong: list[ReadingError] = []
        for column, each in self.columns.items.items():
            try:
                answer = self._answer(each, cells[column])
            except ReadingError as problem:
                wrong.append(ReadingError(problem.code, column, problem.value))
            else:
                said |= {each.item: answer} if answer else {}
        if wrong:
            raise _RowError(wrong)
        if not said:
            raise ReadingError("no_answer")
        return said

    def _answer(self, column: ItemColumn, cell: str) -> Said | None:
        question = self.questions[column.item]
        parts = cell.split(column.split) if column.split else [cell]
        values = [column.values.get(part.strip(), part) for part in parts]
        if self.columns.decimal and question.kind in NUMBERS and cell:
            read_number(values[0], self.columns.decimal)
        return read(question, values)

    def _attributes(self, cells: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for column, attribute in self.columns.attributes.items():
            if cells[column]:
                found[attribute.name] = self._label(column, attribute, cells[column])
        return found

    def _label(self, column: str, attribute: Attribute, cell: str) -> str:
        if attribute.bands:
            number = float(read_number(cell, self.columns.decimal))
            for label, (low, high) in attribute.bands.items():
                if low <= number <= high:
                    return label
            raise ReadingError("outside_bands", column, cell)
        label = attribute.values.get(cell, "" if attribute.values else cell)
        if not label or len(label) > LABEL:
            raise ReadingError("unknown_value", column, cell)
        seen = self.labels.setdefault(attribute.name, set())
        seen.add(label)
        if len(seen) > MOST_LABELS:
            raise _FileError("too_many_labels", column)
        return label

    def _weight(self, cells: Mapping[str, str]) -> int:
        column = self.columns.weight
        if not column:
            return WHOLE
        try:
            weight = read_number(cells[column], self.columns.decimal)
        except ReadingError as wrong:
            raise ReadingError("bad_weight", column, cells[column]) from wrong
        if weight <= 0:
            raise ReadingError("bad_weight", column, cells[column])
        return int(weight * WHOLE)

    def _id(self, cells: Mapping[str, str]) -> str:
        column = self.columns.id
        if not column:
            return ""
        if not cells[column]:
            raise ReadingError("no_id", column)
        if cells[column] in self.ids:
            raise ReadingError("same_id", column, cells[column])
        self.ids.add(cells[column])
        return cells[column]

    def _group(self, cells: Mapping[str, str]) -> str:
        name = looked_up(self.columns.group, cells)
        group = group_named(name, self.groups)
        if name and not group:
            raise ReadingError("unknown_group", self.columns.group.column, name)  # type: ignore[union-attr]
        return group

    def _side(self, cells: Mapping[str, str]) -> str:
        side = looked_up(self.columns.side, cells)
        if side and side not in SIDES:
            raise ReadingError("unknown_value", self.columns.side.column, side)  # type: ignore[union-attr]
        return side


class _FileError(ReadingError):
    """Wrong with the file, not with a row."""


class _RowError(Exception):
    """What is wrong with several cells of one row."""

    def __init__(self, problems: list[ReadingError]) -> None:
        super().__init__(len(problems))
        self.problems = problems
