"""Silence agrees once someone of each side has confirmed; one reason stops it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from decisions import actions
from decisions.models import Decision, Mandate, Objection
from decisions.permissions import may_object, may_propose, may_revise
from decisions.queries import sides_that_came
from participants.actions import give_place
from phases import acts
from phases.models import Phase
from tests.cast import make_user
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter


@pytest.fixture
def phase(cast):
    adopt_charter(cast)
    return cast.project.phases.get(kind="co_commission")


@pytest.fixture
def proposal(cast, phase):
    return actions.propose(
        by=cast.fiona, act=acts.OPEN_PHASE, thing=phase, text="Let us begin."
    )


def time_is_up(decision, days=11):
    days_pass(days)
    work_off()
    decision.refresh_from_db()


def test_silence_carries_it_once_both_sides_have_confirmed(cast, phase, proposal):
    actions.vote(by=cast.carer, decision=proposal, choice="yes")
    actions.vote(by=cast.nurse, decision=proposal, choice="yes")
    time_is_up(proposal)
    phase.refresh_from_db()
    assert proposal.result == Decision.Result.CARRIED
    assert phase.state == Phase.State.OPEN
    assert phase.opened_by == proposal.mandate


def test_the_proposer_cannot_confirm_for_her_own_side(cast, proposal):
    actions.vote(by=cast.fiona, decision=proposal, choice="yes")
    actions.vote(by=cast.nurse, decision=proposal, choice="yes")
    time_is_up(proposal)
    assert proposal.extended_at
    assert proposal.is_running


def test_one_concern_stops_it_and_starts_talk(cast, phase, proposal):
    actions.object_to(
        by=cast.nurse, decision=proposal, reason="Nobody has time in May."
    )
    proposal.refresh_from_db()
    assert proposal.state == Decision.State.TALKING
    for who in (cast.carer, cast.manager):
        actions.vote(by=who, decision=proposal, choice="yes")
    time_is_up(proposal)
    phase.refresh_from_db()
    assert (proposal.result, phase.state) == ("blocked", Phase.State.PLANNED)


def test_a_concern_needs_a_reason(cast, proposal):
    elector = proposal.electorate.get(participant=cast.nurse)
    with pytest.raises(IntegrityError, match="an_objection_has_a_reason"):
        Objection.objects.create(elector=elector, reason="")


def test_a_concern_taken_back_lets_silence_agree_again(cast, phase, proposal):
    concern = actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    for who in (cast.carer, cast.manager):
        actions.vote(by=who, decision=proposal, choice="yes")
    with pytest.raises(PermissionDenied, match="Only the person who raised"):
        actions.withdraw_objection(by=cast.carer, objection=concern)
    actions.withdraw_objection(by=cast.nurse, objection=concern)
    time_is_up(proposal)
    assert proposal.result == Decision.Result.CARRIED


def test_a_changed_proposal_goes_to_a_vote_of_both_sides(cast, phase, proposal):
    assert not may_revise(cast.fiona, proposal)
    actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    revised = actions.revise(by=cast.fiona, decision=proposal, text="In June, then.")
    proposal.refresh_from_db()
    assert (proposal.result, revised.follows) == ("blocked", proposal)
    assert revised.rule["kind"] == "double_majority"
    for who in (cast.carer, cast.user, cast.nurse, cast.manager):
        actions.vote(by=who, decision=revised, choice="yes")
    time_is_up(revised)
    phase.refresh_from_db()
    assert (revised.result, phase.state) == ("carried", Phase.State.OPEN)


def test_a_side_that_does_not_come_is_waited_for_and_may_still_object(
    cast, phase, proposal
):
    actions.vote(by=cast.carer, decision=proposal, choice="yes")
    time_is_up(proposal)
    assert proposal.extended_at
    time_is_up(proposal)
    assert (proposal.state, proposal.waits_for) == ("objecting", "institution")
    assert may_object(cast.nurse, proposal)
    assert not may_object(cast.carer, proposal)
    time_is_up(proposal)
    phase.refresh_from_db()
    assert (proposal.result, phase.state) == ("carried", Phase.State.OPEN)


def test_the_absent_side_can_stop_what_was_decided_without_it(cast, phase, proposal):
    actions.vote(by=cast.carer, decision=proposal, choice="yes")
    time_is_up(proposal)
    time_is_up(proposal)
    actions.object_to(by=cast.nurse, decision=proposal, reason="We were on strike.")
    time_is_up(proposal)
    phase.refresh_from_db()
    assert (proposal.result, phase.state) == ("blocked", Phase.State.PLANNED)


def test_anyone_may_ask_for_more_time_and_only_once(cast, proposal):
    before = proposal.closes_at
    actions.ask_for_time(by=cast.offline, decision=proposal)
    proposal.refresh_from_db()
    assert (proposal.closes_at - before).days >= 6
    with pytest.raises(PermissionDenied, match="once already"):
        actions.ask_for_time(by=cast.nurse, decision=proposal)


def test_two_decisions_on_one_thing_do_not_run_at_once(cast, phase, proposal):
    assert "running already" in may_propose(cast.nurse, acts.OPEN_PHASE, phase).reason


def test_only_whoever_proposed_takes_it_back(cast, proposal):
    with pytest.raises(PermissionDenied, match="Only the person who proposed"):
        actions.withdraw(by=cast.nurse, decision=proposal)
    actions.withdraw(by=cast.fiona, decision=proposal)
    proposal.refresh_from_db()
    assert proposal.state == Decision.State.WITHDRAWN
    assert not Mandate.objects.filter(decision=proposal).exists()


def test_who_joins_later_has_no_voice_in_what_is_open(cast, proposal):
    late = give_place(
        project=cast.project,
        constituency=cast.groups["Managers"],
        name="Late",
        user=make_user("late"),
    )
    with pytest.raises(PermissionDenied, match="before you were a member"):
        actions.vote(by=late, decision=proposal, choice="yes")
    with pytest.raises(PermissionDenied, match="when it was put"):
        actions.object_to(by=late, decision=proposal, reason="I was not asked.")


def test_a_concern_takes_back_that_it_may_go_ahead(cast, proposal):
    for who in (cast.carer, cast.nurse):
        actions.vote(by=who, decision=proposal, choice="yes")
    actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    proposal.refresh_from_db()
    assert sides_that_came(proposal) == {"community": True, "institution": False}
    time_is_up(proposal)
    said = {side["side"]: (side["yes"], side["no"]) for side in _sides(proposal)}
    assert said == {"community": (1, 0), "institution": (0, 1)}


def test_who_has_a_concern_cannot_say_that_it_may_go_ahead(cast, proposal):
    concern = actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    with pytest.raises(PermissionDenied, match="Take it back first"):
        actions.vote(by=cast.nurse, decision=proposal, choice="yes")
    actions.withdraw_objection(by=cast.nurse, objection=concern)
    actions.vote(by=cast.nurse, decision=proposal, choice="yes")
    proposal.refresh_from_db()
    assert sides_that_came(proposal)["institution"]


def test_taking_a_concern_back_is_not_yet_saying_yes(cast, proposal):
    actions.vote(by=cast.nurse, decision=proposal, choice="yes")
    concern = actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    actions.withdraw_objection(by=cast.nurse, objection=concern)
    proposal.refresh_from_db()
    assert not sides_that_came(proposal)["institution"]


def test_entering_paper_does_not_tell_who_has_a_concern(cast, proposal):
    actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    paper = actions.enter_ballot(
        by=cast.frank,
        decision=proposal,
        participant=cast.nurse,
        choice="yes",
        channel="paper",
    )
    actions.confirm_ballot(by=cast.fiona, ballot=paper)
    proposal.refresh_from_db()
    assert not sides_that_came(proposal)["institution"]


@pytest.mark.parametrize("text", ["Let us begin.", "  Let us\n begin. "])
def test_the_same_words_are_not_put_again_over_a_concern(cast, proposal, text):
    actions.object_to(by=cast.nurse, decision=proposal, reason="Not in May.")
    assert proposal.text == "Let us begin."
    with pytest.raises(PermissionDenied, match="still the words"):
        actions.revise(by=cast.fiona, decision=proposal, text=text)
    proposal.refresh_from_db()
    assert proposal.state == Decision.State.TALKING


def _sides(decision):
    return decision.outcome["by_side"]
