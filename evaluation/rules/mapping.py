"""What the columns of a file mean. Written as JSON by whoever brings the file.

    {"id": "REGISTRE", "weight": "POND", "decimal": ",", "separator": ";",
     "items": {"P1": {"item": "internet", "values": {"1": "yes", "2": "no"}}},
     "attributes": {"ID3": {"name": "sex", "values": {"1": "man", "2": "woman"}},
                    "AGE": {"name": "age", "bands": {"16-24": [16, 24]}}},
     "group": {"column": "WHO", "values": {"c": "Family carers"}},
     "empty": ["99"]}

Without one, columns named like our questions are those, and "id", "weight" and "group"
are what they say.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from projects.rules.mapping import Lookup, labels, lookup, record, table, text
from projects.rules.sheets import SEPARATORS, ReadingError

OWN_SLICES = {"all", "link", "side", "group"}
NAME, LABEL = 40, 50  # of an attribute and of its values


@dataclass(frozen=True)
class ItemColumn:
    """A column that answers a question. Values not named are taken as they stand."""

    item: str
    values: Mapping[str, str] = field(default_factory=dict)
    split: str = ""  # between several answers in one cell


@dataclass(frozen=True)
class Attribute:
    """A column that says something of the person, to compare groups by."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnMap:
    items: Mapping[str, ItemColumn]
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    group: Lookup | None = None
    side: Lookup | None = None
    id: str = ""
    weight: str = ""
    decimal: str = ""
    separator: str = ""
    encoding: str = ""
    empty: frozenset[str] = frozenset()

    def columns(self) -> set[str]:
        """Every column the file must have."""
        named = {self.id, self.weight, *self.items, *self.attributes}
        named |= {each.column for each in (self.group, self.side) if each}
        return named - {""}


def from_json(said: object) -> ColumnMap:
    """Strict: a word we do not know is a mistake, not a remark.

    Raises ReadingError("mapping", where).
    """
    given = record(said, "", ColumnMap.__dataclass_fields__)
    for name in ("id", "weight", "decimal", "separator", "encoding"):
        text(given.get(name, ""), name)
    if given.get("decimal", "") not in ("", ".", ","):
        raise ReadingError("mapping", "decimal", given["decimal"])
    if given.get("separator", "") not in ("", *SEPARATORS):
        raise ReadingError("mapping", "separator", given["separator"])
    return ColumnMap(**{**given, **_columns(given)})


def matching(header: Collection[str], codes: Collection[str]) -> ColumnMap:
    """For a file made for our questions: columns are called what they are."""
    group = Lookup("group") if "group" in header else None
    return ColumnMap(
        items={name: ItemColumn(name) for name in header if name in codes},
        group=group,
        id="id" if "id" in header else "",
        weight="weight" if "weight" in header else "",
    )


def _columns(given: Mapping[str, Any]) -> dict[str, Any]:
    items = table(given.get("items", {}), "items")
    attributes = table(given.get("attributes", {}), "attributes")
    empty = given.get("empty", [])
    if not isinstance(empty, list):
        raise ReadingError("mapping", "empty")
    return {
        "items": {column: _item(column, each) for column, each in items.items()},
        "attributes": {
            column: _attribute(column, each) for column, each in attributes.items()
        },
        "group": lookup(given.get("group"), "group"),
        "side": lookup(given.get("side"), "side"),
        "empty": frozenset(str(each) for each in empty),
    }


def _item(column: str, said: object) -> ItemColumn:
    if isinstance(said, str):
        return ItemColumn(said)
    given = record(said, column, ItemColumn.__dataclass_fields__)
    split = text(given.get("split", ""), column)
    item = text(given.get("item"), column)
    return ItemColumn(item, labels(given.get("values", {}), column), split)


def _attribute(column: str, said: object) -> Attribute:
    if isinstance(said, str):
        said = {"name": said}
    given = record(said, column, Attribute.__dataclass_fields__)
    name = text(given.get("name"), column)
    if not name or len(name) > NAME or ":" in name or name in OWN_SLICES:
        raise ReadingError("mapping", column, name)
    values = labels(given.get("values", {}), column)
    bands = {
        label: _band(column, ends)
        for label, ends in table(given.get("bands", {}), column).items()
    }
    if any(not 0 < len(label) <= LABEL for label in [*values.values(), *bands]):
        raise ReadingError("mapping", column)
    return Attribute(name, values, bands)


def _band(column: str, ends: object) -> tuple[float, float]:
    if not isinstance(ends, list) or len(ends) != 2:
        raise ReadingError("mapping", column, ends)
    if any(isinstance(end, bool) or not isinstance(end, int | float) for end in ends):
        raise ReadingError("mapping", column, ends)
    return (ends[0], ends[1])
