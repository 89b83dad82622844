"""A stored rule or outcome comes back exactly, or is refused with the reason."""

import pytest
from hypothesis import given

from decisions.rules import FOUNDING, Outcome, Rule
from tests.decisions.polls import polled, polls, rules


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "dictatorship"}, "kind must be one of"),
        ({"kind": []}, "kind must be one of"),
        ({"sides": ["community", "martians"]}, "sides must be one of"),
        ({"sides": ["community", "community"]}, "each deciding side once"),
        ({"sides": []}, "each deciding side once"),
        ({"sides": "community"}, "sides must be a list"),
        ({"quorum": 0.5}, "quorum must be a fraction"),
        ({"quorum": "0.5"}, "quorum must be a fraction"),
        ({"quorum": "1/0"}, "quorum must be a fraction"),
        ({"quorum": "1/2\n"}, "quorum must be a fraction"),
        ({"quorum": "4/3"}, "quorum must lie from 0 to 1"),
        ({"least": True}, "least must be a whole number"),
        ({"least": 2.0}, "least must be a whole number"),
        ({"least": 0}, "least must be 1 or more"),
        ({"threshold": "1"}, "threshold must be 0 or more, below 1"),
        ({"veto": "staff"}, "does not know 'veto'"),
    ],
)
def test_a_rule_that_is_not_one_is_refused_with_the_reason(change, problem):
    with pytest.raises(ValueError, match=problem):
        Rule.from_json(FOUNDING.as_json() | change)


@pytest.mark.parametrize("data", [None, [], "double_majority"])
def test_a_rule_is_an_object(data):
    with pytest.raises(ValueError, match="A rule must be an object"):
        Rule.from_json(data)


def test_a_rule_with_a_part_missing_says_which():
    with pytest.raises(ValueError, match="A rule lacks kind, sides, quorum, least"):
        Rule.from_json({"threshold": "1/2"})


def test_an_outcome_that_was_tampered_with_is_refused():
    data = polled(FOUNDING, {"community": 1, "institution": 1}).as_json()
    with pytest.raises(ValueError, match="result must be one of"):
        Outcome.from_json(data | {"result": "won"})
    with pytest.raises(ValueError, match="met must be true or false"):
        Outcome.from_json(data | {"checks": [data["checks"][0] | {"met": 1}]})
    with pytest.raises(ValueError, match="A side does not know 'turnout'"):
        Outcome.from_json(data | {"by_side": [data["by_side"][0] | {"turnout": 1}]})


@given(rules)
def test_a_rule_comes_back_from_storage_exactly(chosen):
    assert Rule.from_json(chosen.as_json()) == chosen


@given(polls())
def test_an_outcome_comes_back_from_storage_exactly(poll):
    chosen, everybody, said = poll
    outcome = polled(chosen, everybody, **said)
    assert Outcome.from_json(outcome.as_json()) == outcome
