"""From the rows of a file to contributions, or a reason for each that cannot be one.

What its columns mean is written as JSON by whoever brings the file:

    {"id": "number", "text": "proposal", "separator": ";", "in_language": "ca",
     "kind": {"column": "sort", "values": {"1": "idea"}},
     "group": {"column": "source", "values": {"citizen": "People who live here"}},
     "status": {"column": "fate", "values": {"1": "accepted", "0": "rejected"}},
     "because": "answer", "language": "lang", "empty": ["-"]}

Without one, the columns are called what they are. Pure.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from projects.rules.mapping import Lookup, group_named, looked_up, lookup, record, text
from projects.rules.sheets import SEPARATORS, Bad, ReadingError, Sheet, records

MOST_ROWS, LONGEST, REASON, ID = 50_000, 5000, 300, 200
LANGUAGE = re.compile("[a-z]{2,3}(-[a-z0-9]+)?")
NAMES = ("id", "text", "because", "language")  # plain columns
LOOKUPS = ("kind", "group", "status")  # columns whose values name something of ours
WORDS = ("separator", "encoding", "in_language")


@dataclass(frozen=True)
class Row:
    """One contribution as a file gives it."""

    line: int
    id: str
    text: str
    kind: str
    group: str
    status: str
    because: str
    language: str


@dataclass(frozen=True)
class Columns:
    """What the columns of a file mean."""

    text: str = ""
    id: str = ""
    because: str = ""
    language: str = ""
    kind: Lookup | None = None
    group: Lookup | None = None
    status: Lookup | None = None
    separator: str = ""
    encoding: str = ""
    in_language: str = ""
    empty: frozenset[str] = frozenset()

    def named(self) -> set[str]:
        """Every column the file must have."""
        found = {getattr(self, name) for name in NAMES}
        found |= {getattr(self, name).column for name in LOOKUPS if getattr(self, name)}
        return found - {""}


@dataclass(frozen=True)
class Taken:
    """What an activity takes: which kinds and statuses, from whom, in what language."""

    kinds: Collection[str]
    groups: Collection[str]
    statuses: Collection[str]
    language: str


def from_json(said: object) -> Columns:
    """Strict: a word we do not know is a mistake, not a remark.

    Raises ReadingError("mapping", where).
    """
    given = record(said, "", [each.name for each in fields(Columns)])
    for name in (*NAMES, *WORDS):
        text(given.get(name, ""), name)
    if given.get("separator", "") not in ("", *SEPARATORS):
        raise ReadingError("mapping", "separator", given["separator"])
    empty = given.get("empty", [])
    if not isinstance(empty, list):
        raise ReadingError("mapping", "empty")
    given |= {name: lookup(given.get(name), name) for name in LOOKUPS}
    return Columns(**given | {"empty": frozenset(str(each) for each in empty)})


def matching(header: Collection[str]) -> Columns:
    """For a file made for us: columns are called what they are."""
    named = {name: name for name in NAMES if name in header} | {"text": "text"}
    found = {name: Lookup(name) for name in LOOKUPS if name in header}
    return Columns(**named, **{"group": Lookup("group"), **found})  # type: ignore[arg-type]


def missing(sheet: Sheet, columns: Columns) -> list[ReadingError]:
    """What the file as a whole lacks."""
    gone = sorted(columns.named() - set(sheet.header))
    wrong = [ReadingError("no_column", name) for name in gone]
    wrong += [
        ReadingError("mapping", name)
        for name in ("text", "group")
        if not getattr(columns, name)
    ]
    return wrong


@dataclass
class Reader:
    """Reads row after row; remembers the ids that came before."""

    columns: Columns
    taken: Taken
    ids: set[str] = field(default_factory=set)

    def rows(self, sheet: Sheet) -> Iterator[Row | Bad]:
        """Every row, good or bad.

        Raises ReadingError for what is wrong with the file as a whole.
        """
        for each in records(sheet, MOST_ROWS):
            yield each if isinstance(each, Bad) else self._row(*each)

    def _row(self, line: int, cells: dict[str, str]) -> Row | Bad:
        blank = self.columns.empty | {""}
        found = {
            name: "" if cell.strip() in blank else cell.strip()
            for name, cell in cells.items()
        }
        wrong: list[ReadingError] = []
        parts: dict[str, Any] = {}
        for name, part in self._parts().items():
            try:
                parts[name] = part(found)
            except ReadingError as problem:
                wrong.append(problem)
        return Bad(line, wrong) if wrong else Row(line, **parts)

    def _parts(self) -> dict[str, Callable[[Mapping[str, str]], str]]:
        return {
            "id": self._id,
            "text": self._text,
            "kind": self._kind,
            "group": self._group,
            "status": self._status,
            "because": self._because,
            "language": self._language,
        }

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

    def _text(self, cells: Mapping[str, str]) -> str:
        column = self.columns.text
        if not cells[column]:
            raise ReadingError("no_words", column)
        return _short(cells[column], LONGEST, column)

    def _kind(self, cells: Mapping[str, str]) -> str:
        by = self.columns.kind
        kind = looked_up(by, cells)
        if not kind and len(self.taken.kinds) == 1:
            return next(iter(self.taken.kinds))
        return _one_of(kind, self.taken.kinds, "unknown_kind", by)

    def _group(self, cells: Mapping[str, str]) -> str:
        by = self.columns.group
        name = looked_up(by, cells)
        if not name:
            raise ReadingError("no_group", by.column if by else "")
        group = group_named(name, self.taken.groups)
        return group or _one_of(name, self.taken.groups, "unknown_group", by)

    def _status(self, cells: Mapping[str, str]) -> str:
        by = self.columns.status
        status = looked_up(by, cells) or "new"
        if status == "not_now" and not self._because(cells):
            raise ReadingError("no_reason", self.columns.because or "because")
        return _one_of(status, self.taken.statuses, "unknown_status", by)

    def _because(self, cells: Mapping[str, str]) -> str:
        column = self.columns.because
        return _short(cells[column], REASON, column) if column else ""

    def _language(self, cells: Mapping[str, str]) -> str:
        column = self.columns.language
        own = cells[column] if column else ""
        language = own or self.columns.in_language or self.taken.language
        if len(language) > 5 or not LANGUAGE.fullmatch(language):
            raise ReadingError("language", column or "in_language", language)
        return language


def _short(words: str, most: int, column: str) -> str:
    if len(words) > most:
        raise ReadingError("too_long", column, words)
    return words


def _one_of(value: str, known: Collection[str], code: str, by: Lookup | None) -> str:
    if value not in known:
        raise ReadingError(code, by.column if by else "", value)
    return value
