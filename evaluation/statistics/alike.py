"""Where a whole group answers alike, its figure is the answer of everyone in it.

A share of none or all, or an average without spread, tells on people if a reader knows
who answered. That is so where fewer than K of those asked kept away, and anyone may
guess it where fewer than SURE answered. There such a figure is hidden like a small
count, and what would give it back as well. Elsewhere somebody may always have kept
away, and of a larger group being of one mind is a result, not a disclosure.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from evaluation.statistics.sums import Sums
from evaluation.statistics.suppression import K

SURE = 2 * K  # answers from which on nobody is sure who is among them

Within = Mapping[str, str]
Count = Callable[[str], int]  # people in a slice


@dataclass(frozen=True)
class Readers:
    """What readers know of who answered one question."""

    known: frozenset[str] = frozenset()  # slices, and slices around them
    know_all: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, int], within: Within, n: Count) -> "Readers":
        """asked: how many were, by slice, where that is known."""
        whole = {row for row in asked if n(row) and asked[row] - n(row) < K}
        outer = [row for row in asked if within.get(row) not in asked]
        around = set(whole)
        for row in whole:  # "none of us all" says "none of you" as well
            while row := within.get(row, ""):
                around.add(row)
        return cls(frozenset(around), bool(outer) and whole.issuperset(outer))

    def know(self, rows: Collection[str], n: int) -> bool:
        """Whether what n people of these slices all say tells on any of them."""
        return 0 < n < SURE or self.know_all or not self.known.isdisjoint(rows)


def is_alike(sums: Sums) -> bool:
    """Whether nothing varies: everybody gave the same number."""
    return sums.n > 0 and sums.wx2 * sums.w == sums.wx * sums.wx


def first_told(
    within: Within,
    people: Callable[[str], Sums],
    hidden: Collection[str],
    readers: Readers,
) -> str | None:
    """A slice to hide, as averages would tell what everyone in some slice said.

    A reader takes from each average shown those shown within it; what is left over must
    not be of one mind. If it is, the smallest shown within is hidden too, else itself.
    """
    for row in dict.fromkeys([*within, *within.values()]):
        if row in hidden:
            continue
        inside = _largest_shown(row, within, hidden)
        rest = people(row)
        for part in inside:
            rest = rest.without(people(part))
        whose = [row] if not inside else [*_hidden_in(row, within, hidden)]
        if is_alike(rest) and readers.know(whose, rest.n):
            return min(inside, key=lambda part: (people(part).n, part), default=row)
    return None


def _largest_shown(row: str, within: Within, hidden: Collection[str]) -> list[str]:
    """What is shown directly within a slice, or within hidden ones in it."""
    found = []
    for part in (part for part, outer in within.items() if outer == row):
        deeper = part in hidden
        found += _largest_shown(part, within, hidden) if deeper else [part]
    return found


def _hidden_in(row: str, within: Within, hidden: Collection[str]) -> list[str]:
    parts = [part for part, outer in within.items() if outer == row and part in hidden]
    return parts + [each for part in parts for each in _hidden_in(part, within, hidden)]
