"""What may be shown of a question: shares, means and gaps, with small counts hidden."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.statistics import means, proportions
from evaluation.statistics.counted import Asked, Column, Counted
from evaluation.statistics.network import Cell
from evaluation.statistics.proportions import Interval
from evaluation.statistics.slices import ALL, Breakdown
from evaluation.statistics.sums import Sums
from evaluation.statistics.suppression import TOTAL, K

COMMUNITY, INSTITUTION = "side:community", "side:institution"
AGREEMENT = 5  # a scale of five is shown answer by answer where nobody is exposed


@dataclass(frozen=True)
class Figure:
    """A mean, a share or a gap, and where the true one plausibly lies, if known."""

    estimate: float
    low: float | None = None
    high: float | None = None

    @property
    def is_clear(self) -> bool:
        """Of a gap: whether chance alone hardly explains it."""
        if self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Line:
    """One slice. What is None is hidden, or there was nothing to work out."""

    slice: str
    n: int | None
    mean: Figure | None = None
    shares: tuple[Figure | None, ...] = ()


@dataclass(frozen=True)
class Published:
    """What is shown of one question. Gaps: institution less community."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    mean_gap: Figure | None = None
    share_gaps: tuple[Figure | None, ...] = ()


def publish(
    asked: Asked,
    sums: Mapping[tuple[str, str], Sums],
    breakdowns: Sequence[Breakdown],
    small: Collection[str] = (),
    members: Mapping[str, int] | None = None,
) -> Published:
    """One question in every slice. sums: by (slice, choice); choice "" is the whole.

    `members`: how many people were asked, by slice, where that is known.
    """
    item = Counted.of(asked, sums, breakdowns, small, members or {})
    people = item.people(ALL).n
    if people < K:
        return Published(lines=tuple(Line(row, people and None) for row in item.rows))
    shown = _shown(item)
    columns = shown.columns
    return Published(
        columns,
        tuple(shown.line(row) for row in item.rows),
        shown.mean_gap(),
        tuple(shown.share_gap(at) for at in range(len(columns))),
    )


def _shown(item: Counted) -> "_Shown":
    """What can be shown, with averages left out until they tell on nobody."""
    columns, hidden = _several(item) if item.asked.kind == "multiple" else _one_of(item)
    told = item.told(hidden) if item.has_mean else None
    if told is None:
        return _Shown(item, columns, hidden)
    if told == ALL:
        return _shown(replace(item, has_mean=False))
    return _shown(replace(item, small=frozenset(item.small) | {told}))


# ------------------------------------------------------------------ columns


def _one_of(item: Counted) -> tuple[tuple[Column, ...], set[Cell]]:
    """Everybody gave one answer: the finest columns that expose nobody."""
    for columns, wanted in _ways(item):
        if any(map(item.exposes, item.count(columns)(ALL))):
            continue
        hidden = item.hidden(item.count(columns))
        if not any(row in wanted and row not in item.small for row, _ in hidden):
            return columns, hidden
    return (), item.hidden(item.count([("",)]))


def _ways(item: Counted) -> Iterator[tuple[tuple[Column, ...], Collection[str]]]:
    """Columns to try, finest first, each with the slices that must then be shown."""
    choices = item.asked.choices
    if item.asked.kind == "single":
        yield _together(item), ()
    if item.asked.kind == "scale":
        if len(choices) == AGREEMENT:
            yield tuple((choice,) for choice in choices), item.rows
        half, middle = divmod(len(choices), 2)
        lower, upper = choices[:half], choices[half + middle :]
        if middle:
            yield (lower, choices[half : half + 1], upper), (COMMUNITY, INSTITUTION)
        yield (choices[: half + middle], upper), ()


def _together(item: Counted) -> tuple[Column, ...]:
    """Answers that few or tellingly none gave, put together with the next smallest."""
    columns: list[Column] = [(choice,) for choice in item.asked.choices]

    def size(column: Column) -> int:
        return item.chose(ALL, column).n

    while few := [column for column in columns if item.exposes(size(column))]:
        others = [c for c in columns if size(c) and c != few[0]]
        if not others:  # all are of one mind, and nothing hides that
            break
        other = min(others, key=size)
        columns[columns.index(few[0])] = few[0] + other
        columns.remove(other)
    return tuple(columns)


def _several(item: Counted) -> tuple[tuple[Column, ...], set[Cell]]:
    """Several answers each: every answer is a table of its own, chosen or not."""
    columns = tuple((choice,) for choice in item.asked.choices)
    hidden: set[Cell] = set()
    for at, column in enumerate(columns):

        def chosen_or_not(row: str, column: Column = column) -> tuple[int, int]:
            chosen = item.chose(row, column).n
            return chosen, item.people(row).n - chosen

        if any(map(item.exposes, chosen_or_not(ALL))):
            hidden |= {(row, at) for row in item.rows}
            continue
        for row, which in item.hidden(chosen_or_not):
            hidden.add((row, TOTAL if which == TOTAL else at))
    return columns, hidden


# ------------------------------------------------------------------ figures


@dataclass(frozen=True)
class _Shown:
    """An item with its columns, and the cells that stay hidden."""

    item: Counted
    columns: tuple[Column, ...]
    hidden: set[Cell]

    def line(self, row: str) -> Line:
        people = self.item.people(row)
        if (row, TOTAL) in self.hidden:
            return Line(row, None, shares=(None,) * len(self.columns))
        return Line(
            row,
            people.n,
            _mean(people) if self.item.has_mean and people.n else None,
            tuple(self._share(row, at) for at in range(len(self.columns))),
        )

    def mean_gap(self) -> Figure | None:
        if not self.item.has_mean or not self._has_sides():
            return None
        sides = self.item.people(INSTITUTION), self.item.people(COMMUNITY)
        gap = means.mean_gap(*sides)
        return _figure(gap.estimate, gap.interval)

    def share_gap(self, at: int) -> Figure | None:
        cells = (INSTITUTION, at), (COMMUNITY, at)
        if not self._has_sides() or any(cell in self.hidden for cell in cells):
            return None
        sums = [
            each
            for row, _ in cells
            for each in (
                self.item.chose(row, self.columns[at]),
                self.item.people(row),
            )
        ]
        gap = proportions.share_gap(*sums)
        return _figure(gap.estimate, gap.interval)

    def _has_sides(self) -> bool:
        return all(
            self.item.people(row).n >= K and (row, TOTAL) not in self.hidden
            for row in (INSTITUTION, COMMUNITY)
        )

    def _share(self, row: str, at: int) -> Figure | None:
        people = self.item.people(row)
        if (row, at) in self.hidden or not people.n:
            return None
        share = proportions.share(self.item.chose(row, self.columns[at]), people)
        return _figure(share.estimate, share.interval)


def _mean(sums: Sums) -> Figure:
    mean = means.mean(sums)
    return _figure(mean.estimate, mean.interval)


def _figure(estimate: float, interval: Interval | None) -> Figure:
    if interval is None:
        return Figure(estimate)
    return Figure(estimate, interval.low, interval.high)
