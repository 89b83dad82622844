"""Before there is an agreement, the founding rule holds; then the agreement does."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from decisions import actions
from decisions.acts import CHANGE_CHARTER
from decisions.models import Ballot, Charter, Decision, Mandate
from decisions.queries import needs_confirming
from evaluation.acts import START_NEXT_CYCLE
from participants.actions import give_place
from phases import acts
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter


@pytest.fixture
def draft(cast):
    return actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )


def adoption_of(charter: Charter) -> Decision:
    assert charter.adopted_by
    return charter.adopted_by.decision


def test_both_sides_adopt_an_agreement_and_it_takes_effect_by_itself(cast):
    charter = adopt_charter(cast)
    assert charter.state == Charter.State.ADOPTED
    assert adoption_of(charter).result == Decision.Result.CARRIED


def test_one_side_alone_adopts_nothing(cast, draft):
    decision = actions.propose(
        by=cast.fiona, act=CHANGE_CHARTER, thing=draft, text="Let us begin."
    )
    for who in (cast.fiona, cast.carer, cast.user, cast.resident, cast.evaluator):
        actions.vote(by=who, decision=decision, choice="yes")
    for _again in range(3):
        days_pass(10)
        work_off()
    decision.refresh_from_db()
    draft.refresh_from_db()
    assert (decision.result, decision.waits_for) == ("invalid", "institution")
    assert draft.state == Charter.State.DRAFT


def test_the_database_keeps_a_closed_decision_as_it_is(cast):
    decision = adoption_of(adopt_charter(cast))
    ballot = Ballot.objects.filter(elector__decision=decision)[0]
    for change in (
        lambda: Decision.objects.filter(pk=decision.pk).update(result="rejected"),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(choice="no"),
        lambda: ballot.delete(),
        lambda: decision.electorate.update(side="institution"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_nothing_else_is_decided_before_there_is_an_agreement(cast):
    with pytest.raises(PermissionDenied, match="no working agreement yet"):
        actions.propose(
            by=cast.fiona,
            act=acts.OPEN_PHASE,
            thing=cast.project.phases.first(),
            text="Let us begin.",
        )


def test_a_first_agreement_is_confirmed_again_when_there_are_twice_as_many(cast):
    charter = adopt_charter(cast)
    assert not needs_confirming(charter)
    for number in range(charter.people_then):
        give_place(
            project=cast.project,
            constituency=cast.groups["Managers"],
            name=f"Newcomer {number}",
        )
    assert needs_confirming(charter)


def test_a_first_agreement_is_confirmed_again_after_the_first_round(cast):
    charter = adopt_charter(cast)
    decision = adoption_of(charter)
    Mandate.objects.filter(decision=decision).update(act=START_NEXT_CYCLE.code)
    assert needs_confirming(charter)
