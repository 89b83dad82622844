"""Decision rules: pure, exact, the same for page, API, export and verifier."""

from decisions.rules.counting import absent_sides, count, satisfiable
from decisions.rules.levels import Level, Right, Rights, level
from decisions.rules.types import (
    FOUNDING,
    KINDS,
    SIDES,
    TOGETHER,
    Check,
    Choice,
    Code,
    Confirmation,
    Electorate,
    Kind,
    Outcome,
    Result,
    Rule,
    Side,
    SideCount,
    Vote,
)

__all__ = [
    "FOUNDING",
    "KINDS",
    "SIDES",
    "TOGETHER",
    "Check",
    "Choice",
    "Code",
    "Confirmation",
    "Electorate",
    "Kind",
    "Level",
    "Outcome",
    "Result",
    "Right",
    "Rights",
    "Rule",
    "Side",
    "SideCount",
    "Vote",
    "absent_sides",
    "count",
    "level",
    "satisfiable",
]
