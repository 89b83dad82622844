"""From a rule, an electorate and what people said to an outcome with its reasons.

An outcome is invalid when too few took part to decide anything, and rejected when
enough did and said no: the first waits for people, the second is an answer.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil

from decisions.rules.types import (
    TOGETHER,
    Check,
    Code,
    Confirmation,
    Electorate,
    Kind,
    Outcome,
    Result,
    Rule,
    SideCount,
    Vote,
)

NOBODY: Mapping[str, int] = {}
TURNOUT: frozenset[Code] = frozenset({"eligible", "least", "quorum", "confirmations"})


def count(
    rule: Rule,
    electorate: Electorate,
    *,
    votes: Iterable[Vote] = (),
    confirmations: Iterable[Confirmation] = (),
    objections: Mapping[str, int] = NOBODY,
) -> Outcome:
    """Count by the rule's kind. `objections`: how many are open, by side."""
    if rule.kind == "no_objection":
        said = Counter((confirmed.side, "yes") for confirmed in confirmations)
        said.update({(side, "no"): number for side, number in objections.items()})
    else:
        said = Counter((vote.side, vote.choice) for vote in votes)
    by_side = _by_side(rule, electorate, said)
    checks, result = COUNTED[rule.kind](rule, {side.side: side for side in by_side})
    return Outcome(result, checks, by_side)


def absent_sides(outcome: Outcome) -> tuple[str, ...]:
    """The deciding sides of which too few came."""
    failed = (c.side for c in outcome.checks if c.code in TURNOUT and not c.met)
    return tuple(dict.fromkeys(failed))


def satisfiable(rule: Rule, electorate: Electorate) -> tuple[Check, ...]:
    """Could today's electorate meet this rule, if everybody came and agreed?"""
    checks = []
    for side in rule.sides:
        eligible = electorate.of(side)
        checks += [
            _at_least("eligible", side, have=eligible, need=1, of=eligible),
            _at_least("least", side, have=eligible, need=rule.least, of=eligible),
        ]
    if rule.kind == "no_objection":  # whoever proposes cannot confirm as well
        everybody = sum(electorate.by_side.values())
        need = rule.least * len(rule.sides) + 1
        checks.append(
            _at_least("proposer", TOGETHER, have=everybody, need=need, of=everybody)
        )
    return tuple(checks)


Counted = tuple[tuple[Check, ...], Result]


def _simple_majority(rule: Rule, said: Mapping[str, SideCount]) -> Counted:
    """Heads count, whichever deciding side they are on."""
    deciding = [said[side] for side in rule.sides]
    yes, no = sum(side.yes for side in deciding), sum(side.no for side in deciding)
    return _voted(rule, said, (_majority(rule.threshold, TOGETHER, yes, no),))


def _double_majority(rule: Rule, said: Mapping[str, SideCount]) -> Counted:
    """Every deciding side says yes by itself, however large the other is."""
    deciding = [said[side] for side in rule.sides]
    return _voted(
        rule,
        said,
        tuple(_majority(rule.threshold, s.side, s.yes, s.no) for s in deciding),
    )


def _no_objection(rule: Rule, said: Mapping[str, SideCount]) -> Counted:
    """Silence agrees, but only once somebody of each deciding side has confirmed.

    An objection of any side counts: who may raise one is the charter's business.
    """
    calm = tuple(
        Check("objections", side.no == 0, side.side, side.no, 0, side.eligible)
        for side in said.values()
    )
    seen: list[Check] = []
    for side in (said[name] for name in rule.sides):
        of = side.eligible
        seen += [
            _at_least("eligible", side.side, have=of, need=1, of=of),
            _at_least("confirmations", side.side, side.yes, rule.least, of),
        ]
    result: Result = "carried" if _met(seen) else "invalid"
    return (*calm, *seen), result if _met(calm) else "blocked"


COUNTED: dict[Kind, Callable[[Rule, Mapping[str, SideCount]], Counted]] = {
    "no_objection": _no_objection,
    "simple_majority": _simple_majority,
    "double_majority": _double_majority,
}


def _voted(
    rule: Rule, said: Mapping[str, SideCount], majorities: tuple[Check, ...]
) -> Counted:
    came = tuple(check for side in rule.sides for check in _turnout(rule, said[side]))
    result: Result = "carried" if _met(majorities) else "rejected"
    return came + majorities, result if _met(came) else "invalid"


def _turnout(rule: Rule, side: SideCount) -> tuple[Check, ...]:
    of, came = side.eligible, side.took_part
    share = ceil(rule.quorum * of)
    return (
        _at_least("eligible", side.side, have=of, need=1, of=of),
        _at_least("least", side.side, have=came, need=rule.least, of=of),
        _at_least("quorum", side.side, have=came, need=share, of=of),
    )


def _majority(threshold: Fraction, side: str, yes: int, no: int) -> Check:
    """More than the threshold, so a tie is not passed."""
    need = threshold * (yes + no) // 1 + 1
    return _at_least("majority", side, have=yes, need=need, of=yes + no)


def _at_least(code: Code, side: str, have: int, need: int, of: int) -> Check:
    return Check(code, have >= need, side, have, need, of)


def _met(checks: Iterable[Check]) -> bool:
    return all(check.met for check in checks)


def _by_side(
    rule: Rule, electorate: Electorate, said: Counter[tuple[str, str]]
) -> tuple[SideCount, ...]:
    """Deciding sides first. A count that cannot be true stops here: it fails closed."""
    sides = list(dict.fromkeys((*rule.sides, *sorted(electorate.by_side))))
    if strangers := {side for side, _ in said} - set(sides):
        raise ValueError(f"Not in the electorate: {', '.join(sorted(strangers))}.")
    counts = tuple(
        SideCount(
            side,
            electorate.of(side),
            said[side, "yes"],
            said[side, "no"],
            said[side, "abstain"],
        )
        for side in sides
    )
    for side in counts:
        people = side.yes if rule.kind == "no_objection" else side.took_part
        if people > side.eligible or side.no < 0:
            raise ValueError(f"{side} cannot be: more took part than there are.")
    return counts
