"""How many people speak from each group, without telling on anyone. Pure.

A number under five is not shown. The number of a whole side is known, so a group that
hides alone could be worked out from the others: the smallest of them hides with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

SMALLEST = 5


@dataclass(frozen=True)
class Shown:
    """One number as everyone may see it; None with the reason why not."""

    count: int | None
    hidden: str = ""  # "few" or "protects"


def shown(counts: Mapping[UUID, int]) -> dict[UUID, Shown]:
    """The groups of one side. An empty group tells on nobody, so zero is shown."""
    hidden = _hidden(counts)
    return {key: _cell(count, is_hidden=key in hidden) for key, count in counts.items()}


def total(counts: Mapping[UUID, int]) -> Shown:
    """The number of a whole side; hidden where it would give its groups away."""
    hidden = _hidden(counts)
    people = sum(counts.values())
    if 0 < people < SMALLEST or not (hidden and _can_be_worked_out(counts, hidden)):
        return _cell(people, is_hidden=0 < people < SMALLEST)
    return Shown(None, "protects")


def _cell(count: int, *, is_hidden: bool) -> Shown:
    if not is_hidden:
        return Shown(count)
    return Shown(None, "few" if count < SMALLEST else "protects")


def _hidden(counts: Mapping[UUID, int]) -> set[UUID]:
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST}
    others = [key for key, count in counts.items() if count >= SMALLEST]
    for key in sorted(others, key=lambda other: counts[other]):
        if hidden and _can_be_worked_out(counts, hidden):
            hidden.add(key)
    return hidden


def _can_be_worked_out(counts: Mapping[UUID, int], hidden: set[UUID]) -> bool:
    """Alone, or together as small or as large as what is hidden can be."""
    sizes = [counts[key] for key in hidden]
    few = [size for size in sizes if size < SMALLEST]
    least = len(few) + SMALLEST * (len(sizes) - len(few))
    most = (SMALLEST - 1) * len(few) if len(few) == len(sizes) else None
    return len(sizes) == 1 or sum(sizes) < SMALLEST or sum(sizes) in (least, most)
