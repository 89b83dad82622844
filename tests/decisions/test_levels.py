"""The highest level of co-production that rights on paper allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.rules import level

CHARTER, PHASE, FINDINGS = "change_charter", "open_phase", "publish_findings"
WEIGHTY = (CHARTER, FINDINGS)


def rights(**community):
    """What the community holds; the institution decides everything throughout."""
    acts = {CHARTER: set(), PHASE: set(), FINDINGS: set()} | community
    return {
        act: {"community": held, "institution": {"proposes", "decides"}}
        for act, held in acts.items()
    }


def test_to_be_heard_is_level_one():
    found = level(rights(open_phase={"heard", "proposes"}), WEIGHTY)
    assert (found.number, found.because) == (1, ())
    assert found.missing == (CHARTER, PHASE, FINDINGS)


@pytest.mark.parametrize("right", ["decides", "objects"])
def test_one_act_decided_or_stopped_together_is_level_two(right):
    found = level(rights(open_phase={right}), WEIGHTY)
    assert (found.number, found.because) == (2, (PHASE,))
    assert found.missing == WEIGHTY


def test_every_weighty_act_decided_together_is_level_three():
    found = level(
        rights(change_charter={"decides"}, publish_findings={"decides"}), WEIGHTY
    )
    assert (found.number, found.because, found.missing) == (3, WEIGHTY, ())


@pytest.mark.parametrize("act", WEIGHTY)
@pytest.mark.parametrize("left", [set(), {"heard"}, {"objects"}])
def test_losing_one_weighty_act_loses_level_three(act, left):
    held = {key: {"decides"} for key in WEIGHTY} | {act: left}
    found = level(rights(**held), WEIGHTY)
    assert (found.number, found.missing) == (2, (act,))


def test_an_act_the_charter_forgot_is_nobodys_say():
    found = level({PHASE: {"community": {"decides"}}}, WEIGHTY)
    assert (found.number, found.missing) == (2, WEIGHTY)
    assert level({}, WEIGHTY).number == 1


def test_the_other_side_can_be_asked_as_well():
    assert level(rights(), WEIGHTY, side="institution").number == 3


def test_a_charter_always_has_something_weighty():
    with pytest.raises(ValueError, match="Changing the charter is always weighty"):
        level(rights(), ())


held = st.dictionaries(
    st.sampled_from([CHARTER, PHASE, FINDINGS]),
    st.frozensets(st.sampled_from(["proposes", "heard", "decides", "objects"])),
)


@given(
    held,
    st.sampled_from([CHARTER, PHASE, FINDINGS]),
    st.sampled_from(["heard", "objects", "decides"]),
)
def test_one_more_right_never_lowers_the_level(given_rights, act, right):
    more = given_rights | {act: given_rights.get(act, frozenset()) | {right}}
    before, after = (
        level({a: {"community": r} for a, r in all_rights.items()}, WEIGHTY)
        for all_rights in (given_rights, more)
    )
    assert after.number >= before.number
