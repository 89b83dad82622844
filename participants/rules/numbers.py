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
    few = {key for key, count in counts.items() if 0 < count < SMALLEST}
    hidden = set(few)
    others = [key for key, count in counts.items() if count >= SMALLEST]
    for key in sorted(others, key=lambda other: counts[other]):
        if hidden and _can_be_worked_out(counts, hidden):
            hidden.add(key)
    return {
        key: Shown(None, "few" if key in few else "protects")
        if key in hidden
        else Shown(count)
        for key, count in counts.items()
    }


def total(counts: Mapping[UUID, int]) -> Shown:
    """The number of a whole side."""
    people = sum(counts.values())
    return Shown(None, "few") if 0 < people < SMALLEST else Shown(people)


def _can_be_worked_out(counts: Mapping[UUID, int], hidden: set[UUID]) -> bool:
    return len(hidden) == 1 or sum(counts[key] for key in hidden) < SMALLEST
