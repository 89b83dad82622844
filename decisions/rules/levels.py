"""How far co-production can go under a charter: what its rights allow, at the most.

After Needham and Carr: descriptive, intermediate, transformative. This reads rights
on paper; what people then live through is measured elsewhere.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

Right = Literal["proposes", "heard", "decides", "objects"]
Rights = Mapping[str, Mapping[str, Collection[str]]]  # act → side → rights


@dataclass(frozen=True)
class Level:
    """The level, the acts that give it, and the acts that keep it from the next."""

    number: Literal[1, 2, 3]
    because: tuple[str, ...]
    missing: tuple[str, ...]


def level(rights: Rights, weighty: Collection[str], side: str = "community") -> Level:
    """3: the side decides on every weighty act, changing the charter among them.

    2: it decides on, or may object to, at least one act. 1: neither. An act the
    charter does not mention is one the side has no say in.
    """
    if not weighty:
        raise ValueError("Changing the charter is always weighty; none was named.")
    held = {act: frozenset(by_side.get(side, ())) for act, by_side in rights.items()}
    decides = {act for act, given in held.items() if "decides" in given}
    missing = tuple(act for act in weighty if act not in decides)
    if not missing:
        return Level(3, tuple(weighty), ())
    shares = tuple(act for act in held if act in decides or "objects" in held[act])
    if shares:
        return Level(2, shares, missing)
    return Level(1, (), tuple(dict.fromkeys((*held, *missing))))
