"""The figures of a round: one dictionary for page, file, API and what is published.

Worked out by a worker once a round is closed and all is counted, and kept. Small groups
are hidden in it already, so whoever reads it can show all of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.models import Aggregate, Item, Round
from evaluation.queries.rounds import Turnout, asked_by_slice, turnout
from evaluation.rules.instruments import AGREE, DISAGREE
from evaluation.statistics.counted import Asked, Column
from evaluation.statistics.slices import ALL, Breakdown, small_slices
from evaluation.statistics.sums import EMPTY, MILLION, Sums
from evaluation.statistics.suppression import K
from evaluation.statistics.tables import Figure, Line, Published, publish
from participants.models import Constituency
from projects.models import Side

LINK = "link"  # answers by link: we cannot know whose, so they are told apart
PLACES = 4  # decimals kept; more would be noise

Texts = Mapping[str, str]
Cells = dict[tuple[str, str], Sums]


@dataclass(frozen=True)
class Slice:
    """Some of the people who answered, and what they are called in every language."""

    key: str
    kind: str  # "all", "side", "group", "attribute", "link"
    names: Texts
    side: str = ""
    within: str = ALL
    attribute: str = ""


def sums_of(round: Round) -> dict[str, Cells]:
    """By code of the item, "" being the people: (slice, choice) → exact sums."""
    found: defaultdict[str, Cells] = defaultdict(dict)
    for row in round.aggregates.select_related("item"):
        code = row.item.code if row.item else ""
        found[code][row.slice, row.choice] = sums(row)
    return found


def sums(row: Aggregate) -> Sums:
    return Sums(row.n, int(row.w), int(row.w2), int(row.wx), int(row.wx2))


@dataclass(frozen=True)
class Figuring:
    """Working out the figures of a round, question by question."""

    round: Round
    counted: Mapping[str, Cells]
    people: Mapping[str, Sums]
    slices: Sequence[Slice]
    breakdowns: Sequence[Breakdown]
    small: frozenset[str]
    members: Mapping[str, int]

    @classmethod
    def of(cls, round: Round) -> "Figuring":
        counted = sums_of(round)
        people = {slice_: each for (slice_, _), each in counted.get("", {}).items()}
        slices = _slices(round, people)
        breakdowns = _breakdowns(slices)
        numbers = {key: each.n for key, each in people.items()}
        small = small_slices(numbers, breakdowns)
        members = asked_by_slice(round)
        return cls(round, counted, people, slices, breakdowns, small, members)

    def item(self, item: Item) -> dict[str, object]:
        cells = self.counted.get(item.code, {})
        asked, small, members = _asked(item), self.small, self.members
        shown = publish(asked, cells, self.breakdowns, small, members)
        return _item(item, cells, shown)

    def whole(self, items: Sequence[Mapping[str, object]]) -> dict[str, object]:
        """Everything that may be shown of a closed round, the largest gap first."""
        everybody = self.people.get(ALL, EMPTY)
        return {
            "k": K,
            "is_weighted": everybody.w != everybody.n * MILLION,
            "turnout": shown_turnout(self.round),
            "slices": [_slice(each, self.people, self.small) for each in self.slices],
            "items": sorted(items, key=_gap_first),
        }


def shown_turnout(round: Round) -> list[dict[str, object]]:
    """By side, as it may be read by anyone, also while people still answer."""
    return [_turnout(each) for each in turnout(round)]


def _turnout(side: Turnout) -> dict[str, object]:
    """Fewer than five are told as that, here as everywhere."""

    def shown(people: int) -> int | None:
        return None if 0 < people < K else people

    return {
        "side": side.side,
        "answered": shown(side.answered),
        "asked": shown(side.asked),
    }


# ------------------------------------------------------------------ slices


def _slices(round: Round, people: Mapping[str, Sums]) -> list[Slice]:
    """All, the two sides with their groups, and what else is known of people."""
    groups = list(round.groups.all())
    seen = {f"group:{group.pk}" for group in groups}
    more = round.project.constituencies.filter(
        pk__in=[key.partition(":")[2] for key in people if key.startswith("group:")]
    )
    groups += [group for group in more if f"group:{group.pk}" not in seen]
    found = [Slice(ALL, "all", {})]
    for side in Side.values:
        mine = [group for group in groups if group.side == side]
        if mine or f"side:{side}" in people:
            found.append(Slice(f"side:{side}", "side", {}, side))
            found += [_group(round, group) for group in mine]
    own = {ALL, LINK}
    found += [
        _attribute(key)
        for key in sorted(people)
        if key not in own and key.partition(":")[0] not in ("side", "group")
    ]
    if LINK in people:
        found.append(Slice(LINK, "link", {}))
    return found


def _group(round: Round, group: Constituency) -> Slice:
    names = {round.project.language: group.name, **group.names}
    return Slice(f"group:{group.pk}", "group", names, group.side, f"side:{group.side}")


def _attribute(key: str) -> Slice:
    name, _, label = key.partition(":")
    return Slice(key, "attribute", {"": label}, attribute=name)


def _breakdowns(slices: Iterable[Slice]) -> list[Breakdown]:
    """Sides with groups are one way to divide people; each attribute is another."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for each in slices:
        if each.kind not in ("all", "link"):
            found[each.attribute][each.key] = each.within
    return list(found.values())


def _slice(
    each: Slice, people: Mapping[str, Sums], small: Iterable[str]
) -> dict[str, object]:
    n = people.get(each.key, EMPTY).n
    hidden = each.key in small or 0 < n < K
    return {
        "slice": each.key,
        "kind": each.kind,
        "side": each.side,
        "attribute": each.attribute,
        "names": dict(each.names),
        "n": None if hidden else n,
    }


# ------------------------------------------------------------------ items


def _item(item: Item, cells: Cells, published: Published) -> dict[str, object]:
    by_link = publish(
        _asked(item),
        {(ALL, choice): each for (key, choice), each in cells.items() if key == LINK},
        [],
    )
    return {
        "code": item.code,
        "kind": item.kind,
        "texts": item.texts,
        "low": item.low,
        "high": item.high,
        "least": item.least,
        "most": item.most,
        "is_agreement": _is_agreement(item),
        **_table(item, published),
        **_gap(item, published),
        "by_link": _table(item, by_link) if (LINK, "") in cells else None,
    }


def _asked(item: Item) -> Asked:
    if item.kind == Item.Kind.SCALE:
        return Asked(item.kind, tuple(map(str, range(item.least, item.most + 1))))
    return Asked(item.kind, tuple(choice["value"] for choice in item.choices))


def _is_agreement(item: Item) -> bool:
    """Whether its ends are our "disagree strongly" and "agree strongly"."""
    return (item.low.get("en"), item.high.get("en")) == (DISAGREE["en"], AGREE["en"])


def _table(item: Item, published: Published) -> dict[str, object]:
    return {
        "columns": [_column(item, column) for column in published.columns],
        "lines": [_line(line) for line in published.lines],
    }


def _column(item: Item, column: Column) -> dict[str, object]:
    """Answers shown as one, with their words joined in every language."""
    words = {choice["value"]: choice["texts"] for choice in item.choices}
    languages = {code for each in words.values() for code in each}
    texts = {
        code: " / ".join(words[choice].get(code, choice) for choice in column)
        for code in sorted(languages)
    }
    return {"choices": list(column), "texts": texts}


def _line(line: Line) -> dict[str, object]:
    return {
        "slice": line.slice,
        "n": line.n,
        "mean": _figure(line.mean),
        "shares": [_figure(share) for share in line.shares],
    }


def _figure(figure: Figure | None) -> dict[str, object] | None:
    if figure is None:
        return None
    numbers = {"estimate": figure.estimate, "low": figure.low, "high": figure.high}
    return {
        name: None if number is None else float(f"{number:.{PLACES}f}")
        for name, number in numbers.items()
    }


def _gap(item: Item, published: Published) -> dict[str, object]:
    """The gap between the sides: of means, or of the answer they differ most on."""
    gaps: list[tuple[Figure, int | None]]
    gaps = [(gap, at) for at, gap in enumerate(published.share_gaps) if gap]
    if item.kind in (Item.Kind.SCALE, Item.Kind.NUMBER):
        gaps = [(published.mean_gap, None)] if published.mean_gap else []
    if not gaps:
        return {"gap": None, "gap_column": None, "gap_size": 0.0, "gap_is_clear": False}
    gap, at = max(gaps, key=lambda each: abs(each[0].estimate))
    span = item.most - item.least if at is None else 1
    return {
        "gap": _figure(gap),
        "gap_column": at,
        "gap_size": float(f"{abs(gap.estimate) / span:.{PLACES}f}"),
        "gap_is_clear": gap.is_clear,
    }


def _gap_first(item: Mapping[str, object]) -> tuple[bool, bool, float]:
    """Clear gaps first, the largest at the top; what has no gap comes last."""
    size = item["gap_size"]
    return (
        item["gap"] is None,
        not item["gap_is_clear"],
        -size if isinstance(size, float) else 0.0,
    )
