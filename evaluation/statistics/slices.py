"""Several breakdowns of the same people (sides and groups; sex; age), shown together.

They share the row of all. That row is shown whole; whoever asks for this has first put
answers of few people together with others. What the tables share is then public anyway,
and they tell nothing of each other. A group too small anywhere is hidden everywhere.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from evaluation.statistics.alike import Readers
from evaluation.statistics.network import Cell
from evaluation.statistics.suppression import TOTAL, K, hide_table

ALL = "all"

Breakdown = Mapping[str, str]  # each slice, and the slice it lies within, up to ALL
Counts = Callable[[str], tuple[int, ...]]  # of a slice, column by column


def small_slices(
    people: Mapping[str, int], breakdowns: Iterable[Breakdown]
) -> frozenset[str]:
    """Slices shown nowhere: too few people, or they would give such a one away."""
    if people.get(ALL, 0) < K:
        return frozenset(people)
    return frozenset(
        row
        for within in breakdowns
        for row, _ in hidden_cells(lambda row: (people.get(row, 0),), within)
        if row in people
    )


def hidden_cells(
    counts: Counts,
    within: Breakdown,
    small: Collection[str] = (),
    *,
    with_means: bool = False,
    readers: Readers | None = None,
) -> Iterator[Cell]:
    """The hidden cells of one breakdown. An answer nobody at all gave is no secret.

    `readers`: where columns are answers, those of whom a none or all would tell.
    """
    given = [at for at, count in enumerate(counts(ALL)) if count]

    def told(row: str) -> tuple[int, ...]:
        return tuple(counts(row)[at] for at in given)

    also = [(row, at) for row in within if row in small for at in range(len(given))]
    also += [(row, TOTAL) for row in within if row in small]
    leaves, around = _with_rests(told, within)
    if readers and len(given) > 1:
        rows = {row: told(row) for row in within} | leaves
        also += _of_one_mind(rows, around, readers)
    hidden = hide_table(
        leaves, around, with_means=with_means, top_is_shown=True, also=also
    )
    for row, at in hidden:
        yield row, (at if at == TOTAL else given[at])


def _of_one_mind(
    rows: Mapping[str, tuple[int, ...]], around: Breakdown, readers: Readers
) -> Iterator[Cell]:
    """Noughts and wholes of slices of which everybody knows who answered."""
    for row, counts in rows.items():
        people = sum(counts)
        whose = [row] if row in around else []
        if row != ALL and people and readers.know(whose, people):
            yield from ((row, at) for at, n in enumerate(counts) if n in (0, people))


def _with_rests(
    counts: Counts, within: Breakdown
) -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    """The innermost slices, and for each outer one the people in none of its parts."""
    outer = dict.fromkeys([ALL, *within.values()])
    leaves = {row: counts(row) for row in within if row not in outer}
    around = dict(within)
    for whole in outer:
        parts = [counts(row) for row, wider in within.items() if wider == whole]
        inside = [sum(column) for column in zip(*parts, strict=True)] or None
        rest = _less(counts(whole), inside)
        if any(rest) or not parts:
            leaves[f"{whole}/rest"] = rest
            around[f"{whole}/rest"] = whole
    return leaves, around


def _less(whole: Sequence[int], parts: Sequence[int] | None) -> tuple[int, ...]:
    return tuple(a - b for a, b in zip(whole, parts or [0] * len(whole), strict=True))
