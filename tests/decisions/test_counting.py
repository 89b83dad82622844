"""Worked cases of how decisions are counted."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest

from decisions.rules import (
    FOUNDING,
    KINDS,
    SIDES,
    Check,
    Confirmation,
    Electorate,
    SideCount,
    absent_sides,
    count,
    satisfiable,
)
from tests.decisions.polls import HALF, THIRD, VOTED, lines, polled, rule, votes

# ------------------------------------------------------------------ worked cases


def test_nine_of_twenty_are_too_few_for_half_and_that_is_invalid_not_rejected():
    alone = rule("double_majority", "community", quorum=HALF)
    outcome = polled(alone, {"community": 20}, community=(9, 0))
    assert outcome.result == "invalid"
    assert lines(outcome, "quorum") == {"community": (False, 9, 10, 20)}
    assert absent_sides(outcome) == ("community",)
    assert polled(alone, {"community": 20}, community=(9, 0, 1)).result == "carried"


def test_one_side_alone_can_stop_what_most_heads_want():
    everybody = {"users": 15, "staff": 10, "community": 7}
    said = {"users": (12, 3), "staff": (4, 6), "community": (5, 2)}
    by_side = polled(rule("double_majority", *everybody), everybody, **said)
    assert by_side.result == "rejected"
    assert lines(by_side, "majority") == {
        "users": (True, 12, 8, 15),
        "staff": (False, 4, 6, 10),
        "community": (True, 5, 4, 7),
    }
    by_heads = polled(rule("simple_majority", *everybody), everybody, **said)
    assert by_heads.result == "carried"
    assert lines(by_heads, "majority") == {"": (True, 21, 17, 32)}


def test_two_thirds_of_heads_do_not_outvote_the_smaller_side():
    everybody = {"community": 36, "institution": 12}
    said = {"community": (30, 6), "institution": (2, 10)}
    assert polled(rule("simple_majority"), everybody, **said).result == "carried"
    assert polled(rule("double_majority"), everybody, **said).result == "rejected"


@pytest.mark.parametrize("kind", VOTED)
def test_a_tie_is_not_passed(kind):
    everybody = {"community": 10, "institution": 10}
    tied = polled(rule(kind), everybody, community=(5, 5), institution=(5, 5))
    assert tied.result == "rejected"
    won = polled(rule(kind), everybody, community=(6, 4), institution=(6, 4))
    assert won.result == "carried"


def test_exactly_two_thirds_are_not_more_than_two_thirds():
    two_thirds = rule("simple_majority", threshold=Fraction(2, 3))
    everybody = {"community": 30, "institution": 30}
    exactly = polled(two_thirds, everybody, community=(10, 5), institution=(10, 5))
    assert exactly.result == "rejected"
    assert lines(exactly, "majority") == {"": (False, 20, 21, 30)}
    more = polled(two_thirds, everybody, community=(11, 4), institution=(10, 5))
    assert more.result == "carried"


def test_a_third_of_seven_people_is_three_people():
    third = rule("double_majority", "community", quorum=THIRD, least=2)
    assert polled(third, {"community": 7}, community=(2, 0)).result == "invalid"
    assert polled(third, {"community": 7}, community=(3, 0)).result == "carried"


def test_two_people_take_part_even_where_a_third_would_be_one():
    third = rule("double_majority", "community", quorum=THIRD, least=2)
    alone = polled(third, {"community": 3}, community=(1, 0))
    assert alone.result == "invalid"
    assert lines(alone, "least") == {"community": (False, 1, 2, 3)}
    assert lines(alone, "quorum") == {"community": (True, 1, 1, 3)}


@pytest.mark.parametrize("kind", VOTED)
def test_abstaining_takes_part_but_says_neither_yes_nor_no(kind):
    everybody = {"community": 4, "institution": 4}
    only = polled(rule(kind), everybody, community=(0, 0, 4), institution=(0, 0, 4))
    assert only.result == "rejected"
    few = polled(rule(kind), everybody, community=(1, 0, 3), institution=(1, 0, 3))
    assert few.result == "carried"


@pytest.mark.parametrize("kind", VOTED)
def test_the_side_that_stayed_away_is_named(kind):
    everybody = {"community": 10, "institution": 10}
    outcome = polled(rule(kind, quorum=THIRD), everybody, community=(9, 0))
    assert outcome.result == "invalid"
    assert absent_sides(outcome) == ("institution",)


def test_the_side_that_came_can_be_counted_by_itself():
    assert FOUNDING.without(["institution"]) == replace(FOUNDING, sides=("community",))
    assert FOUNDING.without(SIDES) is None
    came = FOUNDING.without(["institution"])
    assert polled(came, {"community": 4}, community=(2, 0)).result == "carried"


@pytest.mark.parametrize("kind", KINDS)
def test_a_side_with_nobody_left_decides_nothing(kind):
    left = Electorate({"community": 6, "institution": 0})
    outcome = count(
        rule(kind),
        left,
        votes=() if kind == "no_objection" else votes(community=(6, 0)),
        confirmations=[Confirmation("community")] * (kind == "no_objection"),
    )
    assert outcome.result == "invalid"
    assert lines(outcome, "eligible")["institution"] == (False, 0, 1, 0)


def test_founding_needs_two_people_and_half_of_each_side():
    everybody = {"community": 8, "institution": 3}
    assert (
        polled(FOUNDING, everybody, community=(3, 1), institution=(2, 0)).result
        == "carried"
    )
    few = polled(FOUNDING, everybody, community=(3, 0), institution=(2, 0))
    assert (few.result, absent_sides(few)) == ("invalid", ("community",))
    one = polled(FOUNDING, everybody, community=(4, 0), institution=(1, 0))
    assert (one.result, absent_sides(one)) == ("invalid", ("institution",))


def test_a_side_that_is_only_heard_is_shown_but_not_counted():
    consultative = rule("simple_majority", "institution")
    everybody = {"community": 9, "institution": 3}
    outcome = polled(consultative, everybody, community=(0, 9), institution=(2, 1))
    assert outcome.result == "carried"
    assert outcome.by_side == (
        SideCount("institution", 3, 2, 1, 0),
        SideCount("community", 9, 0, 9, 0),
    )


# --------------------------------------------------------------- without objection

PAIR = Electorate({"community": 5, "institution": 3})


def quiet(confirmed, **objections):
    said = [Confirmation(side) for side in confirmed]
    return count(rule("no_objection"), PAIR, confirmations=said, objections=objections)


def test_silence_carries_once_each_side_has_confirmed():
    assert quiet(["community", "institution"]).result == "carried"


def test_silence_alone_carries_nothing():
    outcome = quiet(["institution"])
    assert (outcome.result, absent_sides(outcome)) == ("invalid", ("community",))
    assert lines(outcome, "confirmations") == {
        "community": (False, 0, 1, 5),
        "institution": (True, 1, 1, 3),
    }


@pytest.mark.parametrize("side", SIDES)
def test_one_open_objection_blocks_whoever_raised_it(side):
    outcome = quiet(["community", "institution"], **{side: 1})
    assert outcome.result == "blocked"
    assert [c.side for c in outcome.checks if not c.met] == [side]
    assert quiet([], **{side: 1}).result == "blocked"


def test_a_side_that_does_not_decide_may_still_object():
    theirs = rule("no_objection", "institution")
    said = [Confirmation("institution")]
    calm = count(theirs, PAIR, confirmations=said)
    worried = count(theirs, PAIR, confirmations=said, objections={"community": 1})
    assert (calm.result, worried.result) == ("carried", "blocked")


def test_an_answered_objection_no_longer_blocks():
    assert quiet(["community", "institution"], community=0).result == "carried"


# ------------------------------------------------------- can this be met at all?


def unmet(rule, **by_side):
    return [
        (c.code, c.side) for c in satisfiable(rule, Electorate(by_side)) if not c.met
    ]


def test_a_charter_is_held_against_the_people_there_are_today():
    assert unmet(FOUNDING, community=2, institution=2) == []
    assert unmet(FOUNDING, community=9, institution=1) == [("least", "institution")]
    assert unmet(FOUNDING, community=9) == [
        ("eligible", "institution"),
        ("least", "institution"),
    ]


def test_nobody_confirms_their_own_proposal():
    silent = rule("no_objection")
    assert unmet(silent, community=1, institution=1) == [("proposer", "")]
    assert unmet(silent, community=2, institution=1) == []


# -------------------------------------------------------------- what cannot be true


def test_a_vote_from_outside_the_electorate_stops_the_count():
    with pytest.raises(ValueError, match="Not in the electorate: passers_by"):
        polled(FOUNDING, {"community": 4, "institution": 4}, passers_by=(1, 0))


@pytest.mark.parametrize("kind", KINDS)
def test_more_voices_than_people_stop_the_count(kind):
    said = (
        {"confirmations": [Confirmation("community")] * 3}
        if kind == "no_objection"
        else {"votes": votes(community=(2, 1))}
    )
    with pytest.raises(ValueError, match="more took part than there are"):
        count(rule(kind), Electorate({"community": 2, "institution": 2}), **said)


def test_the_arithmetic_explains_the_result_in_every_order_of_three_sides():
    said = {"users": (12, 3), "staff": (4, 6), "community": (5, 2)}
    everybody = {side: sum(numbers) for side, numbers in said.items()}
    for order in permutations(said):
        outcome = polled(rule("double_majority", *order), everybody, **said)
        (blame,) = [check for check in outcome.checks if not check.met]
        assert blame == Check(
            "majority", met=False, side="staff", have=4, need=6, of=10
        )
