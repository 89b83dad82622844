"""Votes: by both sides, on a screen or on paper, counted once and only at the end."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from decisions import actions
from decisions.acts import CHANGE_CHARTER, carries_out
from decisions.models import Ballot, Charter, Decision, Elector, Mandate
from decisions.permissions import may_vote
from decisions.queries import terms_for
from decisions.rules import FOUNDING
from participants.models import Participant
from phases import acts
from phases.actions import open_phase
from phases.models import Phase
from projects.access import YES
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter, carry


@pytest.fixture
def charter(cast):
    return adopt_charter(cast)


@pytest.fixture
def second(cast, charter):
    return actions.draft_charter(
        by=cast.frank,
        project=cast.project,
        preset="consultative",
        ground_rules="Be brief.",
    )


@pytest.fixture
def ballot_open(cast, second):
    """A weighty question whose five days of talk are over."""
    decision = actions.propose(
        by=cast.frank, act=CHANGE_CHARTER, thing=second, text="We propose it."
    )
    days_pass(5.1)
    work_off()
    decision.refresh_from_db()
    return decision


def time_is_up(decision, days=14):
    days_pass(days)
    work_off()
    decision.refresh_from_db()


def test_a_weighty_question_is_talked_about_before_anyone_votes(cast, second):
    decision = actions.propose(
        by=cast.frank, act=CHANGE_CHARTER, thing=second, text="We propose it."
    )
    with pytest.raises(PermissionDenied, match="time to talk"):
        actions.vote(by=cast.carer, decision=decision, choice="yes")
    actions.remark(by=cast.carer, decision=decision, stance="against", text="Why now?")
    days_pass(5.1)
    work_off()
    decision.refresh_from_db()
    assert may_vote(cast.carer, decision)


def test_staff_alone_cannot_change_the_agreement(cast, second, ballot_open):
    for who in (cast.nurse, cast.manager, cast.frank, cast.coordinator):
        actions.vote(by=who, decision=ballot_open, choice="yes")
    for who in (cast.carer, cast.user, cast.resident):
        actions.vote(
            by=who, decision=ballot_open, choice="no", reason="We lose our say."
        )
    time_is_up(ballot_open)
    second.refresh_from_db()
    assert (ballot_open.result, second.state) == ("rejected", Charter.State.DRAFT)


def test_a_vote_may_be_changed_and_counts_once(cast, ballot_open):
    for choice in ("yes", "no", "abstain", "no"):
        actions.vote(by=cast.carer, decision=ballot_open, choice=choice)
    ballots = Ballot.objects.filter(elector__decision=ballot_open)
    assert [ballot.choice for ballot in ballots] == ["no"]


def test_a_weighty_go_ahead_waits_three_days(cast, second, ballot_open):
    for who in (cast.carer, cast.user, cast.nurse, cast.manager, cast.frank):
        actions.vote(by=who, decision=ballot_open, choice="yes")
    days_pass(9)
    work_off()
    ballot_open.refresh_from_db()
    second.refresh_from_db()
    assert (ballot_open.result, second.state) == ("carried", Charter.State.DRAFT)
    days_pass(3.1)
    work_off()
    second.refresh_from_db()
    assert second.state == Charter.State.ADOPTED


def test_a_doubt_holds_the_go_ahead_until_both_sides_have_looked(
    cast, second, ballot_open
):
    for who in (cast.carer, cast.user, cast.nurse, cast.manager, cast.frank):
        actions.vote(by=who, decision=ballot_open, choice="yes")
    days_pass(9)
    work_off()
    mandate = Mandate.objects.get(decision=ballot_open)
    doubt = actions.challenge(
        by=cast.resident, mandate=mandate, ground="count", reason="My vote is missing."
    )
    days_pass(4)
    work_off()
    second.refresh_from_db()
    assert second.state == Charter.State.DRAFT
    actions.dismiss_challenge(by=cast.fiona, challenge=doubt)
    with pytest.raises(PermissionDenied, match="looked at it already"):
        actions.dismiss_challenge(by=cast.fiona, challenge=doubt)
    actions.dismiss_challenge(by=cast.frank, challenge=doubt)
    work_off()
    second.refresh_from_db()
    assert second.state == Charter.State.ADOPTED


def test_a_man_with_a_paper_letter_votes_and_the_other_side_checks_it(
    cast, ballot_open
):
    ballot = actions.enter_ballot(
        by=cast.fiona,
        decision=ballot_open,
        participant=cast.offline,
        choice="yes",
        channel=Participant.Channel.PAPER,
    )
    assert not ballot.counts
    with pytest.raises(PermissionDenied, match="Someone of the other side"):
        actions.confirm_ballot(by=cast.carer, ballot=ballot)
    actions.confirm_ballot(by=cast.nurse, ballot=ballot)
    ballot.refresh_from_db()
    assert ballot.counts


def test_a_paper_vote_nobody_checked_is_not_counted(cast, ballot_open):
    for who in (cast.carer, cast.user, cast.nurse, cast.manager):
        actions.vote(by=who, decision=ballot_open, choice="yes")
    actions.enter_ballot(
        by=cast.fiona,
        decision=ballot_open,
        participant=cast.offline,
        choice="no",
        channel=Participant.Channel.PAPER,
    )
    time_is_up(ballot_open)
    community = ballot_open.outcome["by_side"][0]
    assert (community["yes"], community["no"]) == (2, 0)


def test_a_facilitator_cannot_vote_over_someone_who_has_voted(cast, ballot_open):
    actions.vote(by=cast.carer, decision=ballot_open, choice="yes")
    with pytest.raises(PermissionDenied, match="voted already"):
        actions.enter_ballot(
            by=cast.frank,
            decision=ballot_open,
            participant=cast.carer,
            choice="no",
            channel=Participant.Channel.PHONE,
        )


def test_no_ballot_after_closing_whoever_asks(cast, ballot_open):
    for who in (cast.carer, cast.user, cast.nurse, cast.manager):
        actions.vote(by=who, decision=ballot_open, choice="yes")
    time_is_up(ballot_open)
    with pytest.raises(PermissionDenied, match="has closed"):
        actions.vote(by=cast.fiona, decision=ballot_open, choice="no")
    elector = ballot_open.electorate.get(participant=cast.fiona)
    with (
        pytest.raises(IntegrityError, match="ballots_only_while_open"),
        transaction.atomic(),
    ):
        Ballot.objects.create(elector=elector, choice="no")


def test_no_elector_comes_late_whoever_asks(cast, ballot_open):
    with (
        pytest.raises(IntegrityError, match="no_elector_comes_late"),
        transaction.atomic(),
    ):
        Elector.objects.create(
            decision=ballot_open,
            participant=cast.observer,
            side="community",
            constituency=cast.observer.constituency,
        )


@pytest.mark.parametrize("column", ["rule = '{}'", "text = 'x'", "about_edition = 9"])
def test_what_was_frozen_on_opening_stays_frozen(cast, ballot_open, column):
    change = f"UPDATE decisions_decision SET {column} WHERE id = %s"  # noqa: S608
    with (
        pytest.raises(IntegrityError, match="frozen_is_frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change, [ballot_open.pk])


def test_who_has_left_stays_in_the_denominator(cast, ballot_open):
    Participant.objects.filter(pk=cast.resident.pk).update(state="left")
    for who in (cast.carer, cast.user, cast.nurse, cast.manager):
        actions.vote(by=who, decision=ballot_open, choice="yes")
    time_is_up(ballot_open)
    assert ballot_open.outcome["by_side"][0]["eligible"] == 6


def test_closing_early_waits_for_everyone_and_for_three_days(cast, ballot_open):
    with pytest.raises(PermissionDenied, match="three days"):
        actions.close_early(by=cast.fiona, decision=ballot_open)
    days_pass(3.1)
    ballot_open.refresh_from_db()
    with pytest.raises(PermissionDenied, match="once everyone has voted"):
        actions.close_early(by=cast.fiona, decision=ballot_open)


# ----------------------------------------------------------- agreed in a meeting


@pytest.fixture
def agreed(cast, charter):
    """Two of each side sat together and agreed to begin."""
    phase = cast.project.phases.get(kind="co_design")
    return actions.record_meeting(
        by=cast.fiona,
        act=acts.OPEN_PHASE,
        thing=phase,
        text="We begin to design.",
        minutes=actions.Minutes(
            date(2026, 3, 2), [cast.fiona, cast.offline, cast.nurse, cast.frank]
        ),
    )


def test_what_a_meeting_agreed_needs_a_facilitator_of_each_side(cast, agreed):
    with pytest.raises(PermissionDenied, match="One facilitator of each side"):
        actions.confirm_meeting(by=cast.carer, decision=agreed)
    actions.confirm_meeting(by=cast.fiona, decision=agreed)
    with pytest.raises(PermissionDenied, match="Your side has confirmed"):
        actions.confirm_meeting(by=cast.fiona, decision=agreed)
    time_is_up(agreed, 11)
    assert agreed.result == "invalid"


def test_absent_people_have_three_days_and_then_it_takes_effect(cast, agreed):
    actions.confirm_meeting(by=cast.fiona, decision=agreed)
    actions.confirm_meeting(by=cast.frank, decision=agreed)
    time_is_up(agreed, 7)
    phase = Phase.objects.get(pk=agreed.about)
    assert (agreed.result, phase.state) == ("carried", Phase.State.OPEN)


def test_an_absent_person_can_stop_what_a_meeting_agreed(cast, agreed):
    actions.confirm_meeting(by=cast.fiona, decision=agreed)
    actions.confirm_meeting(by=cast.frank, decision=agreed)
    actions.object_to(by=cast.resident, decision=agreed, reason="I was not invited.")
    time_is_up(agreed, 7)
    phase = Phase.objects.get(pk=agreed.about)
    assert (agreed.result, phase.state) == ("blocked", Phase.State.PLANNED)


def test_a_weighty_question_is_agreed_only_with_enough_people_there(cast, second):
    decision = actions.record_meeting(
        by=cast.frank,
        act=CHANGE_CHARTER,
        thing=second,
        text="We change it.",
        minutes=actions.Minutes(date(2026, 3, 2), [cast.fiona, cast.frank]),
    )
    actions.confirm_meeting(by=cast.fiona, decision=decision)
    actions.confirm_meeting(by=cast.frank, decision=decision)
    time_is_up(decision, 7)
    assert decision.result == "invalid"


# -------------------------------------------------------------------- go-aheads


def test_a_go_ahead_works_once(cast, charter):
    phase = cast.project.phases.get(kind="co_design")
    mandate = carry(cast, acts.OPEN_PHASE, phase).mandate
    with pytest.raises(PermissionDenied, match="used already"):
        open_phase(mandate)


def test_what_was_changed_after_opening_is_stale_and_says_so(cast, charter):
    phase = cast.project.phases.get(kind="co_design")
    decision = actions.propose(
        by=cast.fiona, act=acts.OPEN_PHASE, thing=phase, text="We begin."
    )
    Phase.objects.filter(pk=phase.pk).update(edition=2)
    for who in (cast.carer, cast.nurse):
        actions.vote(by=who, decision=decision, choice="yes")
    time_is_up(decision)
    mandate = decision.mandate
    phase.refresh_from_db()
    assert (mandate.state, phase.state) == ("failed", Phase.State.PLANNED)
    assert "changed since" in mandate.reason
    Phase.objects.filter(pk=phase.pk).update(edition=1)
    actions.retry(by=cast.frank, mandate=mandate)
    phase.refresh_from_db()
    assert phase.state == Phase.State.OPEN


def test_an_unused_go_ahead_runs_out(cast, charter):
    phase = cast.project.phases.get(kind="co_design")
    decision = actions.propose(
        by=cast.fiona, act=acts.OPEN_PHASE, thing=phase, text="We begin."
    )
    Phase.objects.filter(pk=phase.pk).update(edition=2)
    for who in (cast.carer, cast.nurse):
        actions.vote(by=who, decision=decision, choice="yes")
    time_is_up(decision)
    time_is_up(decision, 31)
    assert Mandate.objects.get(decision=decision).state == Mandate.State.LAPSED


def test_each_act_has_one_action_and_each_action_one_act():
    with pytest.raises(ValueError, match="two actions"):
        carries_out(acts.OPEN_PHASE, ready=lambda _thing: YES)(lambda _m, _t: None)


def rule_for_changing_the_charter(cast):
    terms = terms_for(cast.project, CHANGE_CHARTER)
    assert terms
    return terms.rule


def test_when_a_side_shrinks_the_agreement_alone_can_still_be_changed(cast, charter):
    assert rule_for_changing_the_charter(cast) != FOUNDING
    staff = Participant.objects.filter(
        project=cast.project, constituency__side="institution"
    )
    staff.exclude(pk=cast.nurse.pk).update(state="left")
    assert rule_for_changing_the_charter(cast) == FOUNDING


def test_the_decision_record_stays_when_someone_is_deleted(cast, charter):
    decision = Decision.objects.get(act=CHANGE_CHARTER.code)
    cast.carer.user.delete()
    decision.refresh_from_db()
    assert decision.electorate.filter(participant=cast.carer).exists()
