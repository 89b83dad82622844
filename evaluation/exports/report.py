"""The figures of a round, put into words for a page. Decides nothing, hides nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.exports.figs import Fig, fig, mean
from evaluation.exports.words import Json, column_names, question, slice_name

PERCENT = 100
SIDES = ("side:community", "side:institution")


@dataclass(frozen=True)
class Row:
    """One slice in a table. n is None where it is hidden."""

    name: str
    side: str
    n: int | None
    mean: Fig | None
    named: list[tuple[str, Fig | None]]  # each answer and its share


@dataclass(frozen=True)
class Table:
    """One breakdown of one question; no title: sides and groups."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class SideLine:
    """What an interval is drawn from."""

    side: str
    name: str
    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Gap:
    """One question asked of both sides, and how far apart they are."""

    question: str
    gap: float
    low: float | None
    high: float | None
    clear: bool
    higher: str  # the side that answers higher, or chose it more often
    is_share: bool
    lowest: float
    highest: float
    sides: list[SideLine]


@dataclass(frozen=True)
class Agreement:
    """One group on a scale of agreement, as a bar is drawn from it."""

    side: str
    name: str
    n: int
    shares: list[float]

    @property
    def disagree(self) -> float:
        return self.shares[0] + self.shares[1]

    @property
    def agree(self) -> float:
        return self.shares[3] + self.shares[4]


@dataclass(frozen=True)
class Agrees:
    """How many of one group agree, where no more can be shown."""

    side: str
    name: str
    n: int
    agree: float


@dataclass(frozen=True)
class ItemReport:
    code: str
    kind: str
    question: str
    columns: list[str]
    tables: list[Table]
    agreement: list[Agreement]
    agrees: list[Agrees]
    by_link: Row | None
    gap: Gap | None

    @property
    def has_mean(self) -> bool:
        return self.kind in ("scale", "number")

    @property
    def width(self) -> int:
        """How many columns of figures its tables have."""
        return 1 + self.has_mean + len(self.columns)


@dataclass(frozen=True)
class Report:
    items: list[ItemReport]
    people: int | None  # whose answers are counted
    turnout: list[Json]  # of those asked on the site; empty if answers came by file
    is_weighted: bool
    hides_rows: bool
    hides_figures: bool  # of people whose number is shown

    @property
    def gaps(self) -> list[Gap]:
        return [item.gap for item in self.items if item.gap]

    @property
    def looked_at(self) -> list[ItemReport]:
        """What there is to see of single groups: all but what people wrote."""
        return [item for item in self.items if item.kind != "text"]


def report(figures: Json) -> Report:
    slices = {each["slice"]: each for each in figures["slices"]}
    items = [_item(item, slices) for item in figures["items"]]
    return Report(
        items,
        slices["all"]["n"],
        figures["turnout"] if any(map(_came, figures["turnout"])) else [],
        figures["is_weighted"],
        any(each["n"] is None for each in [*figures["slices"], *_lines(figures)]),
        any(_hides(item) for item in figures["items"]),
    )


def _lines(figures: Json) -> Iterator[Json]:
    for item in figures["items"]:
        yield from item["lines"]


def _hides(item: Json) -> bool:
    """Whether a figure is left out though it shows how many answered."""
    averages = item["kind"] in ("scale", "number")
    return any(
        None in line["shares"] or (averages and not line["mean"])
        for line in item["lines"]
        if line["n"]
    )


def _came(side: Json) -> bool:
    return bool(side["answered"] != 0)


def _item(item: Json, slices: Mapping[str, Json]) -> ItemReport:
    by_link = item["by_link"]
    return ItemReport(
        code=item["code"],
        kind=item["kind"],
        question=question(item),
        columns=column_names(item, item["columns"]),
        tables=_tables(item, slices),
        agreement=[_bar(*each) for each in _whole(item, slices, (3, 5))],
        agrees=[_agrees(*each) for each in _whole(item, slices, (2,))],
        by_link=_by_link(item, by_link) if by_link else None,
        gap=_gap(item, slices) if item["gap"] else None,
    )


def _tables(item: Json, slices: Mapping[str, Json]) -> list[Table]:
    """Everyone, the sides and their groups in one; each attribute in another."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for line in item["lines"]:
        slice_ = slices[line["slice"]]
        found[slice_["attribute"]].append(_row(item, line, slice_))
    return [Table(title, rows) for title, rows in found.items()]


def _by_link(item: Json, table: Json) -> Row:
    return _row({**item, **table}, table["lines"][0], {"kind": "link"})


def _row(item: Json, line: Json, slice_: Json) -> Row:
    names = column_names(item, item["columns"])
    return Row(
        slice_name(slice_),
        slice_.get("side", ""),
        line["n"],
        mean(item, line["mean"]),
        list(zip(names, map(fig, line["shares"]), strict=True)),
    )


def _whole(
    item: Json, slices: Mapping[str, Json], widths: tuple[int, ...]
) -> Iterator[tuple[Json, Json]]:
    """The groups of a question about agreeing that are shown whole, to draw bars of."""
    if not item["is_agreement"] or len(item["columns"]) not in widths:
        return
    for line in item["lines"]:
        slice_ = slices[line["slice"]]
        if line["n"] and all(line["shares"]) and slice_["side"]:
            yield line, slice_


def _bar(line: Json, slice_: Json) -> Agreement:
    shares = _five([share["estimate"] for share in line["shares"]])
    return Agreement(slice_["side"], slice_name(slice_), line["n"], shares)


def _agrees(line: Json, slice_: Json) -> Agrees:
    agree = line["shares"][-1]["estimate"]
    return Agrees(slice_["side"], slice_name(slice_), line["n"], agree)


def _five(shares: list[float]) -> list[float]:
    if len(shares) == 3:
        return [shares[0], 0.0, shares[1], 0.0, shares[2]]
    return shares


def _gap(item: Json, slices: Mapping[str, Json]) -> Gap:
    at = item["gap_column"]
    is_share = at is not None
    gap = fig(item["gap"], PERCENT if is_share else 1)
    assert gap is not None  # noqa: S101 - asked for items with a gap only
    words = question(item)
    if is_share:
        words = f"{words} – {column_names(item, item['columns'])[at]}"
    low, high = _outwards(gap)
    return Gap(
        question=words,
        gap=abs(gap.estimate),
        low=low,
        high=high,
        clear=item["gap_is_clear"],
        higher="institution" if gap.estimate > 0 else "community",
        is_share=is_share,
        lowest=0 if is_share else item["least"],
        highest=PERCENT if is_share else item["most"],
        sides=_side_lines(item, slices, at),
    )


def _outwards(gap: Fig) -> tuple[float | None, float | None]:
    """The interval as seen from the side that is higher."""
    if gap.low is None or gap.high is None:
        return None, None
    if gap.estimate < 0:
        return -gap.high, -gap.low
    return gap.low, gap.high


def _side_lines(
    item: Json, slices: Mapping[str, Json], at: int | None
) -> list[SideLine]:
    found = []
    for line in item["lines"]:
        if line["slice"] not in SIDES:
            continue
        share = None if at is None else fig(line["shares"][at], PERCENT)
        drawn = mean(item, line["mean"]) if at is None else share
        if drawn is not None:
            found.append(_side_line(slices[line["slice"]], line["n"], drawn))
    return found


def _side_line(slice_: Json, n: int, fig: Fig) -> SideLine:
    low = fig.estimate if fig.low is None else fig.low
    high = fig.estimate if fig.high is None else fig.high
    return SideLine(slice_["side"], slice_name(slice_), n, fig.estimate, low, high)
