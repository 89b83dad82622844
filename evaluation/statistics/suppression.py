"""Which counts a published table hides, so that nobody in a small group is exposed.

Hiding the small counts is not enough: a total less what is shown gives them back. So
more is hidden, as little as we can, until of every hidden count nobody can say more
than a range at least k wide. `tests/evaluation` attacks the result independently.

What a reader sees is only that a count is hidden. The reason ("few" or "protects")
is for the makers: printed beside the cells it would itself say which counts are small.

One person stands in exactly one row and one column. Where several choices may be made,
each choice is a table of its own: chosen, not chosen.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.statistics.network import Cell, Network, Pipe, cheapest_cover, room

Reason = Literal["few", "protects"]

K = 5
TOTAL = -1  # the column of a row's total
_SUM, _START, _END = -2, -3, -4  # joints that are not a column


@dataclass(frozen=True)
class Table:
    """Rows of counts, each within another up to one that holds all."""

    rows: Mapping[str, tuple[int, ...]]
    within: Mapping[str, str]

    @property
    def top(self) -> str:
        (top,) = set(self.rows) - set(self.within)
        return top

    def __getitem__(self, cell: Cell) -> int:
        row, column = cell
        return sum(self.rows[row]) if column == TOTAL else self.rows[row][column]

    def cells(self) -> Iterator[Cell]:
        for row, counts in self.rows.items():
            yield from ((row, column) for column in range(len(counts)))
            yield row, TOTAL


def hide_groups(counts: Mapping[str, int], k: int = K) -> dict[str, Reason]:
    """One breakdown into groups whose total is published, unless it is itself small."""
    names = sorted(counts)
    table = Table({"": tuple(counts[name] for name in names)}, {})
    hidden = _hide(table, k)
    return {
        names[column]: reason for (_, column), reason in hidden.items() if column >= 0
    }


def hide_table(
    rows: Mapping[str, Sequence[int]],
    within: Mapping[str, str],
    k: int = K,
    *,
    with_means: bool = False,
    top_is_shown: bool = False,
    also: Collection[Cell] = (),
) -> dict[Cell, Reason]:
    """Groups by choices, with the totals of every row, column and enclosing row.

    `rows` are the innermost groups; `within` says what each row belongs to: groups to
    a side, sides to all. Enclosing rows are added up here and published as well. The
    answer names cells (row, column), column TOTAL being the number of people: where
    that is hidden, nothing of the row is shown, its mean neither.

    `with_means`: where a mean stands beside a row, two hidden counts could be worked
    out from it, so such a row is shown whole or not at all.

    `top_is_shown`: the row of all is shown, so no protection is sought there. Tables
    of the same people that share nothing but that row then tell nothing of each other.
    Its counts must not be small.

    `also`: cells hidden for reasons of their own, such as groups too small elsewhere.
    """
    whole = _added_up(rows, within)
    inside = {row: within[row] for row in whole if row in within}
    table = Table(whole, inside)
    return _hide(table, k, whole_rows=with_means, top_is_shown=top_is_shown, also=also)


def _added_up(
    rows: Mapping[str, Sequence[int]], within: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """The given rows and every row around them, in one order: so is what is hidden."""
    whole = {row: tuple(counts) for row, counts in rows.items()}
    for row, counts in rows.items():
        around = within.get(row)
        while around is not None:
            if around in rows:
                raise ValueError(f"{around} has counts of its own and rows within it.")
            so_far = whole.get(around, (0,) * len(counts))
            both = zip(so_far, counts, strict=True)
            whole[around] = tuple(a + b for a, b in both)
            around = within.get(around)
    if len(set(whole) - set(within)) != 1:
        raise ValueError("The rows of a table are parts of one whole.")
    return dict(sorted(whole.items()))


def _hide(
    table: Table,
    k: int,
    *,
    whole_rows: bool = False,
    top_is_shown: bool = False,
    also: Collection[Cell] = (),
) -> dict[Cell, Reason]:
    if k < 2 or any(count < 0 for counts in table.rows.values() for count in counts):
        raise ValueError(f"Counts from 0 and a k from 2 are needed, not {k}.")
    few = list(dict.fromkeys(_few(table, k)))
    if top_is_shown and any(row == table.top for row, _ in few):
        raise ValueError("A row of all that is shown has no small counts.")
    if (table.top, TOTAL) in few:  # so few altogether that nothing can be shown
        return dict.fromkeys(few, "few")
    network = _network(table)
    if top_is_shown:
        network = {cell: pipe for cell, pipe in network.items() if cell[0] != table.top}
    given = dict.fromkeys([*few, *also])
    hidden = _without_needless(network, given, _protected(network, given, k), k)
    while whole_rows and (more := _rest_of_rows(table, hidden)):
        hidden = _protected(network, [*hidden, *more], k)
    return {cell: "few" if cell in few else "protects" for cell in hidden}


def _few(table: Table, k: int) -> Iterator[Cell]:
    """Counts of 1 to k - 1, counts that leave so few over, and groups so small."""
    for row, counts in table.rows.items():
        people = table[row, TOTAL]
        if 0 < people < k:
            yield from ((row, column) for column in range(len(counts)))
            yield row, TOTAL
        for column, count in enumerate(counts):
            if 0 < count < k or 0 < people - count < k:
                yield row, column


def _protected(network: Network, first: Iterable[Cell], k: int) -> list[Cell]:
    """Hide more until each hidden cell has room. Hiding never takes room away."""
    hidden = dict.fromkeys(first)
    waiting = list(hidden)
    for cell in waiting:  # grows while we go
        if room(network, hidden, cell, k) < k:
            cover = _best_cover(network, hidden, cell, k)
            more = [other for other in sorted(cover) if other not in hidden]
            hidden.update(dict.fromkeys(more))
            waiting += more
    return list(hidden)


def _best_cover(
    network: Network, hidden: Mapping[Cell, None], cell: Cell, k: int
) -> Collection[Cell]:
    """What is cheapest to hide as well. Room may add up, so narrower ways are tried.

    Where no way round exists, all is hidden: then every count may be 0 to everybody.
    """
    covers = (cheapest_cover(network, hidden, cell, need) for need in range(1, k + 1))
    enough = [
        (sum(network[other].cost for other in cover - hidden.keys()), sorted(cover))
        for cover in covers
        if cover and room(network, cover | hidden.keys(), cell, k) >= k
    ]
    return min(enough)[1] if enough else list(network)


def _without_needless(
    network: Network, few: Collection[Cell], hidden: Iterable[Cell], k: int
) -> list[Cell]:
    """Show again, dearest first, what later choices made needless."""
    left = list(hidden)
    extra = [cell for cell in left if cell not in few]
    for cell in sorted(extra, key=lambda cell: (-network[cell].cost, cell)):
        fewer = [other for other in left if other != cell]
        if all(room(network, fewer, other, k) >= k for other in fewer):
            left = fewer
    return left


def _rest_of_rows(table: Table, hidden: Iterable[Cell]) -> list[Cell]:
    rows = {row for row, column in hidden if column != TOTAL}
    return [
        cell
        for cell in table.cells()
        if cell[0] in rows and cell[1] != TOTAL and cell not in hidden
    ]


def _network(table: Table) -> dict[Cell, Pipe]:
    """Each count flows into the same column of the row around it; totals flow back.

    The number of all people is left out: it is always shown, so it never changes.
    """
    around = set(table.within.values())
    pipes = {}
    for row, column in table.cells():
        outer = table.within.get(row)
        inner = (row, column) if row in around else (row, _SUM)
        if outer is None and row not in around:
            inner = (row, _START)
        outside = (row, _END) if outer is None else (outer, column)
        tail, head = (outside, inner) if column == TOTAL else (inner, outside)
        count = table[row, column]
        pipes[row, column] = Pipe(
            tail, head, count, _cost(count, column, is_around=row in around)
        )
    del pipes[table.top, TOTAL]
    return pipes


def _cost(count: int, column: int, *, is_around: bool) -> int:
    """What readers lose: totals most, then sides, then groups; many people over few.

    Hiding a nought protects badly: readers often guess that nobody said it.
    """
    size = 1000 if not is_around else 5000
    if column == TOTAL:
        size = 20_000
    return size + (min(count, 999) or 3000)
