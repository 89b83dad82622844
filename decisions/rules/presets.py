"""Charters to start from. Pure data: for each act the sides' rights, way and rule."""

from dataclasses import dataclass
from fractions import Fraction

from decisions.rules.types import SIDES, Rule

COMMUNITY, INSTITUTION = SIDES
WEEK, FIVE_DAYS = 7 * 24, 5 * 24
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@dataclass(frozen=True)
class Terms:
    """Who may do what about one act, and how it is decided. Times in hours."""

    proposes: tuple[str, ...]
    heard: tuple[str, ...]
    objects_to: tuple[str, ...]
    way: str
    rule: Rule
    discussion_hours: int
    hours: int


def _silence(*sides: str) -> Rule:
    return Rule("no_objection", sides, quorum=Fraction(0), least=1, threshold=HALF)


def _both() -> Rule:
    return Rule("double_majority", SIDES, quorum=THIRD, least=2, threshold=HALF)


SHARED_ORDINARY = Terms(SIDES, (), SIDES, "no_objection", _silence(*SIDES), 0, WEEK)
SHARED_WEIGHTY = Terms(SIDES, (), (), "vote", _both(), FIVE_DAYS, WEEK)

CONSULTATIVE_ORDINARY = Terms(
    SIDES,
    (COMMUNITY,),
    (INSTITUTION,),
    "no_objection",
    _silence(INSTITUTION),
    0,
    WEEK,
)
CONSULTATIVE_WEIGHTY = Terms(
    SIDES,
    (COMMUNITY,),
    (),
    "vote",
    Rule("simple_majority", (INSTITUTION,), quorum=THIRD, least=2, threshold=HALF),
    FIVE_DAYS,
    WEEK,
)

PRESETS: dict[str, dict[str, Terms]] = {
    "shared": {"ordinary": SHARED_ORDINARY, "weighty": SHARED_WEIGHTY},
    "consultative": {
        "ordinary": CONSULTATIVE_ORDINARY,
        "weighty": CONSULTATIVE_WEIGHTY,
    },
}

REVISED = Terms(SIDES, (), (), "vote", _both(), 0, WEEK)  # after a concern


def preset_terms(preset: str, act: str, weight: str, charter_act: str) -> Terms:
    """What a preset says about an act; changing the charter always takes both sides."""
    if act == charter_act:
        return SHARED_WEIGHTY
    return PRESETS[preset][weight]
