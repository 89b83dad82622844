"""What is counted, by which rule, and what came out. Exact: fractions, never floats."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, get_args

from decisions.rules import strict

Side = Literal["community", "institution"]
Kind = Literal["no_objection", "simple_majority", "double_majority"]
Choice = Literal["yes", "no", "abstain"]
Result = Literal["carried", "rejected", "invalid", "blocked"]
Code = Literal[
    "eligible", "least", "quorum", "majority", "objections", "confirmations", "proposer"
]

SIDES: tuple[Side, ...] = get_args(Side)
KINDS: tuple[Kind, ...] = get_args(Kind)
RESULTS: tuple[Result, ...] = get_args(Result)
CODES: tuple[Code, ...] = get_args(Code)
TOGETHER = ""  # the side of a check that counts all deciding sides as one


@dataclass(frozen=True)
class Rule:
    """How a question is decided.

    `sides` decide. Of each, at least the share `quorum` and `least` people must take
    part (without a vote, `least` people must confirm). Yes must be more than
    `threshold` of yes and no.
    """

    kind: Kind
    sides: tuple[str, ...]
    quorum: Fraction
    least: int
    threshold: Fraction

    def __post_init__(self) -> None:
        if not self.sides or len(set(self.sides)) < len(self.sides):
            raise ValueError("A rule names each deciding side once, at least one.")
        if not 0 <= self.quorum <= 1:
            raise ValueError(f"quorum must lie from 0 to 1, not {self.quorum}.")
        if self.least < 1:
            raise ValueError(f"least must be 1 or more people, not {self.least}.")
        if not 0 <= self.threshold < 1:
            raise ValueError(f"threshold must be 0 or more, below 1: {self.threshold}.")

    def without(self, sides: Collection[str]) -> "Rule | None":
        """The same rule for the sides that came; None if nobody did."""
        left = tuple(side for side in self.sides if side not in sides)
        return replace(self, sides=left) if left else None

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "sides": list(self.sides),
            "quorum": str(self.quorum),
            "least": self.least,
            "threshold": str(self.threshold),
        }

    @classmethod
    def from_json(cls, data: object) -> "Rule":
        """A stored rule, exactly; ValueError says what is wrong with it."""
        given = strict.record(data, cls.__match_args__, "A rule")
        sides = strict.rows(given["sides"], "sides")
        return cls(
            kind=strict.one_of(given["kind"], KINDS, "kind"),
            sides=tuple(strict.one_of(side, SIDES, "sides") for side in sides),
            quorum=strict.fraction(given["quorum"], "quorum"),
            least=strict.whole(given["least"], "least"),
            threshold=strict.fraction(given["threshold"], "threshold"),
        )


@dataclass(frozen=True)
class Electorate:
    """How many people of each side may take part, as frozen when it opened."""

    by_side: Mapping[str, int]

    def of(self, side: str) -> int:
        return self.by_side.get(side, 0)


@dataclass(frozen=True)
class Vote:
    side: str
    choice: Choice


@dataclass(frozen=True)
class Confirmation:
    """Somebody other than the proposer said: I have seen this and it may go ahead."""

    side: str


@dataclass(frozen=True)
class Check:
    """One line of the arithmetic: `have` of `of`, where `need` were needed.

    For objections `need` is the most that may be open, which is none.
    """

    code: Code
    met: bool
    side: str
    have: int
    need: int
    of: int

    @classmethod
    def from_json(cls, data: object) -> "Check":
        given = strict.record(data, cls.__match_args__, "A check")
        return cls(
            code=strict.one_of(given["code"], CODES, "code"),
            met=strict.yes_or_no(given["met"], "met"),
            side=strict.text(given["side"], "side"),
            have=strict.whole(given["have"], "have"),
            need=strict.whole(given["need"], "need"),
            of=strict.whole(given["of"], "of"),
        )


@dataclass(frozen=True)
class SideCount:
    """What one side said. Without a vote: yes confirmed, no objected."""

    side: str
    eligible: int
    yes: int
    no: int
    abstain: int

    @property
    def took_part(self) -> int:
        return self.yes + self.no + self.abstain

    @classmethod
    def from_json(cls, data: object) -> "SideCount":
        given = strict.record(data, cls.__match_args__, "A side")
        return cls(
            side=strict.text(given["side"], "side"),
            eligible=strict.whole(given["eligible"], "eligible"),
            yes=strict.whole(given["yes"], "yes"),
            no=strict.whole(given["no"], "no"),
            abstain=strict.whole(given["abstain"], "abstain"),
        )


@dataclass(frozen=True)
class Outcome:
    """What came out and why: the same for page, API, export and verifier."""

    result: Result
    checks: tuple[Check, ...]
    by_side: tuple[SideCount, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "result": self.result,
            "checks": [dict(vars(check)) for check in self.checks],
            "by_side": [dict(vars(side)) for side in self.by_side],
        }

    @classmethod
    def from_json(cls, data: object) -> "Outcome":
        given = strict.record(data, cls.__match_args__, "An outcome")
        checks = strict.rows(given["checks"], "checks")
        by_side = strict.rows(given["by_side"], "by_side")
        return cls(
            result=strict.one_of(given["result"], RESULTS, "result"),
            checks=tuple(Check.from_json(check) for check in checks),
            by_side=tuple(SideCount.from_json(side) for side in by_side),
        )


FOUNDING = Rule(  # before a charter exists; in code, since nothing else can decide yet
    "double_majority", SIDES, quorum=Fraction(1, 2), least=2, threshold=Fraction(1, 2)
)
