"""Claims that hold for every poll, and the same polls counted another way."""

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from decisions.rules import (
    FOUNDING,
    SIDES,
    Confirmation,
    Electorate,
    Rule,
    count,
    satisfiable,
)
from tests.decisions.polls import GRADE, VOTED, polled, polls, rules, votes


@given(polls())
def test_renaming_the_sides_renames_the_outcome(poll):
    chosen, everybody, said = poll
    other = dict(zip(SIDES, reversed(SIDES), strict=True))
    there = polled(chosen, everybody, **said)
    back = polled(
        replace(chosen, sides=tuple(other[side] for side in chosen.sides)),
        {other[side]: number for side, number in everybody.items()},
        **{other[side]: numbers for side, numbers in said.items()},
    )
    named = {replace(check, side=other.get(check.side, "")) for check in back.checks}
    assert (there.result, set(there.checks)) == (back.result, named)
    assert set(there.by_side) == {
        replace(side, side=other[side.side]) for side in back.by_side
    }


@given(polls(), st.sampled_from(SIDES), st.sampled_from(["silent", "no", "abstain"]))
def test_one_more_yes_never_makes_things_worse(poll, side, before):
    chosen, everybody, said = poll
    yes, no, abstain = said[side]
    if before == "silent":
        everybody = everybody | {side: everybody[side] + 1}  # one was still at home
        more = (yes + 1, no, abstain)
    elif before == "no":
        more = (yes + 1, max(no - 1, 0), abstain)
        everybody = everybody | {side: everybody[side] + (no == 0)}
    else:
        more = (yes + 1, no, max(abstain - 1, 0))
        everybody = everybody | {side: everybody[side] + (abstain == 0)}
    was = polled(chosen, everybody, **said)
    now = polled(chosen, everybody, **(said | {side: more}))
    assert GRADE[now.result] >= GRADE[was.result]


@given(polls())
def test_what_each_side_carries_the_heads_carry_too(poll):
    chosen, everybody, said = poll
    apart = polled(replace(chosen, kind="double_majority"), everybody, **said)
    heads = polled(replace(chosen, kind="simple_majority"), everybody, **said)
    assert apart.result != "carried" or heads.result == "carried"
    assert (apart.result == "invalid") == (heads.result == "invalid")


@given(polls(), st.randoms(use_true_random=False))
def test_the_order_in_which_people_vote_does_not_matter(poll, dice):
    chosen, everybody, said = poll
    cast = votes(**said)
    straight = count(chosen, Electorate(everybody), votes=cast)
    dice.shuffle(cast)
    assert count(chosen, Electorate(everybody), votes=cast) == straight


@given(rules, st.tuples(st.integers(0, 6), st.integers(0, 6)))
def test_what_can_be_met_is_met_when_everybody_comes_and_agrees(chosen, sizes):
    everybody = dict(zip(SIDES, sizes, strict=True))
    possible = all(c.met for c in satisfiable(chosen, Electorate(everybody)))
    if chosen.kind == "no_objection":
        results = [confirmed_by_all_but(one, chosen, everybody) for one in SIDES]
    else:
        said = {side: (number, 0) for side, number in everybody.items()}
        results = [polled(chosen, everybody, **said).result]
    assert possible == ("carried" in results)


def confirmed_by_all_but(side, chosen, everybody):
    """Everybody confirms but one person of this side, who proposed."""
    if not everybody[side]:
        return "nobody proposed"
    able = everybody | {side: everybody[side] - 1}
    said = [Confirmation(name) for name, number in able.items() for _ in range(number)]
    return count(chosen, Electorate(everybody), confirmations=said).result


# ------------------------------------------- the same polls, counted another way


def recount(kind, sides, quorum, least, threshold, everybody, said):
    """By hand and in whole numbers, without looking at the code it checks."""
    (q_top, q_bottom), (t_top, t_bottom) = quorum, threshold
    for side in sides:
        yes, no, abstain = said[side]
        came = yes + no + abstain
        if everybody[side] == 0 or came < least:
            return "invalid"
        if came * q_bottom < q_top * everybody[side]:
            return "invalid"
    if kind == "simple_majority":
        ballots = [[sum(said[s][0] for s in sides), sum(said[s][1] for s in sides)]]
    else:
        ballots = [said[side][:2] for side in sides]
    for yes, no in ballots:
        if yes * t_bottom <= t_top * (yes + no):
            return "rejected"
    return "carried"


def test_a_thousand_polls_counted_twice_agree():
    dice, seen = random.Random(20), []
    for _ in range(1000):
        kind, sides = dice.choice(VOTED), dice.choice([SIDES, SIDES[:1], SIDES[1:]])
        quorum, threshold = (
            dice.choice([(1, 3), (1, 2), (0, 1)]),
            dice.choice([(1, 2), (2, 3), (3, 5)]),
        )
        least = dice.choice([1, 2, 3])
        said = {s: [dice.randint(0, 9), dice.randint(0, 5), 1] for s in SIDES}
        everybody = {s: sum(said[s]) + dice.randint(0, 15) for s in SIDES}
        chosen = Rule(kind, sides, Fraction(*quorum), least, Fraction(*threshold))
        expected = recount(kind, sides, quorum, least, threshold, everybody, said)
        assert polled(chosen, everybody, **said).result == expected
        seen.append(expected)
    assert min(seen.count(r) for r in ("carried", "rejected", "invalid")) > 100


def test_canary_a_recount_notices_a_tie_that_was_let_through():
    tie = {"community": (5, 5, 0), "institution": (5, 5, 0)}
    full = {"community": 10, "institution": 10}
    args = (SIDES, (1, 2), 2, (1, 2), full, tie)
    assert recount("double_majority", *args) == "rejected"
    lenient = replace(FOUNDING, threshold=Fraction(49, 100))
    assert polled(lenient, full, **tie).result == "carried"
