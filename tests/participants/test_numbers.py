"""Numbers of people tell on nobody. Pure."""

from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.rules.numbers import Shown, shown, total

counts_of_a_side = st.lists(
    st.integers(0, 7) | st.integers(0, 40), min_size=1, max_size=6
)


def side(counts):
    return {UUID(int=number): count for number, count in enumerate(counts)}


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ([12, 9, 30], [12, 9, 30]),
        ([12, 9, 0], [12, 9, 0]),
        ([12, 9, 4], [12, "protects", "few"]),
        ([12, 2, 4], [12, "few", "few"]),
        ([12, 1, 1], ["protects", "few", "few"]),
        ([12, 4, 4], ["protects", "few", "few"]),
        ([4, 4], ["few", "few"]),
        ([12, 1, 5], ["protects", "few", "protects"]),
        ([12, 1, 7], [12, "few", "protects"]),
        ([3], ["few"]),
        ([0, 0], [0, 0]),
    ],
)
def test_small_groups_hide_and_are_protected(counts, seen):
    cells = shown(side(counts)).values()
    assert [c.hidden if c.count is None else c.count for c in cells] == seen


def test_the_number_of_a_side_hides_when_it_is_small():
    assert total(side([2, 2])) == Shown(None, "few")
    assert total(side([4, 3])) == Shown(7)
    assert total(side([4, 4])) == Shown(None, "protects")
    assert total(side([0])) == Shown(0)


@given(counts_of_a_side)
def test_nobody_can_work_out_a_small_group(counts):
    """Whatever fits what is shown leaves each small group at least two sizes."""
    if total(side(counts)).count is None:
        return  # not even the sum is known
    cells = list(shown(side(counts)).values())
    hidden = [cell.hidden for cell in cells if cell.count is None]
    rest = sum(counts) - sum(cell.count or 0 for cell in cells)
    for number, kind in enumerate(hidden):
        others = hidden[:number] + hidden[number + 1 :]
        sizes = range(1, 5) if kind == "few" else range(5, 60)
        assert sum(_can_fill(rest - size, others) for size in sizes) > 1


def _can_fill(rest, kinds):
    smallest = sum(1 if kind == "few" else 5 for kind in kinds)
    largest = 4 * kinds.count("few") if "protects" not in kinds else 10**6
    return smallest <= rest <= largest


def test_canary_without_protection_a_small_group_is_worked_out():
    counts = [12, 9, 4]
    naive = [count if count >= 5 else None for count in counts]
    assert sum(counts) - sum(count for count in naive if count) == 4
    cells = [cell.count for cell in shown(side(counts)).values()]
    possible = [
        pair for pair in product(range(1, 41), repeat=2) if 12 + sum(pair) == 25
    ]
    assert cells == [12, None, None]
    assert len(possible) > 5
