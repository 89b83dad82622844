"""The strict reading of a mapping: what the columns of a file mean, as JSON."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from projects.rules.sheets import ReadingError


@dataclass(frozen=True)
class Lookup:
    """A column whose values name something of ours: a group, a side."""

    column: str
    values: Mapping[str, str] = field(default_factory=dict)


def looked_up(by: Lookup | None, cells: Mapping[str, str]) -> str:
    """What a cell names: as the mapping says, or as it stands where that says nothing.

    Raises ReadingError for a value that the mapping leaves out.
    """
    if by is None or not cells[by.column]:
        return ""
    cell = cells[by.column]
    if by.values and cell not in by.values:
        raise ReadingError("unknown_value", by.column, cell)
    return by.values.get(cell, cell)


def group_named(name: str, groups: Collection[str]) -> str:
    """A group as we write it, whatever its capitals in a file; empty: there is none."""
    if name in groups:
        return name
    same = [group for group in groups if group.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else ""


def lookup(said: object, where: str) -> Lookup | None:
    if said is None:
        return None
    if isinstance(said, str):
        return Lookup(said)
    given = record(said, where, Lookup.__dataclass_fields__)
    values = labels(given.get("values", {}), where)
    return Lookup(text(given.get("column"), where), values)


def record(said: object, where: str, known: Collection[str]) -> dict[str, Any]:
    given = table(said, where)
    for name in given:
        if name not in known:
            raise ReadingError("mapping", where or name, name)
    return dict(given)


def table(said: object, where: str) -> Mapping[str, Any]:
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said):
        raise ReadingError("mapping", where)
    return said


def labels(said: object, where: str) -> dict[str, str]:
    found = table(said, where)
    return {name: text(label, where) for name, label in found.items()}


def text(said: object, where: str) -> str:
    if not isinstance(said, str):
        raise ReadingError("mapping", where, said)
    return said
