"""Closing by the clock, and what happens when a side did not come."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from decisions import events
from decisions.actions.mandates import give_mandate
from decisions.actions.proposing import REMINDER, hold
from decisions.acts import Weight
from decisions.models import Decision
from decisions.permissions import may_close_early
from decisions.queries import meeting_outcome, standing_objections, tally
from decisions.rules import Outcome, Rule, absent_sides
from participants.models import Participant
from projects import clock, log, outbox
from projects.access import ensure

EXTENSION = timedelta(days=7)
ABSENT_SIDE = timedelta(days=7)


@transaction.atomic
def open_vote(decision_id: UUID) -> None:
    """The time to talk is over: the vote begins."""
    held = hold(Decision(pk=decision_id))
    if held.state == Decision.State.DISCUSSING and clock.now() >= held.opens_at:
        held.state = Decision.State.OPEN
        held.save(update_fields=["state"])


@transaction.atomic
def close(decision_id: UUID) -> None:
    """Close what is due. Called by the clock, any number of times."""
    held = hold(Decision(pk=decision_id))
    if not held.is_running or clock.now() < held.closes_at:
        return  # closed already, or moved: the job for the new time is on its way
    if held.state == Decision.State.CONFIRMING:
        settle(held, _unconfirmed(held))
    elif held.way == Decision.Way.MEETING:
        settle(held, meeting_outcome(held))
    elif held.state == Decision.State.OBJECTING:
        settle(held, _without_the_absent(held))
    else:
        _count(held)


@transaction.atomic
def close_early(*, by: Participant, decision: Decision) -> None:
    """Everyone has voted and nobody was rushed: count now."""
    held = hold(decision)
    ensure(may_close_early(by, held))
    settle(held, tally(held))


def settle(decision: Decision, outcome: Outcome) -> None:
    """Write down the outcome for good; a carried one gives its go-ahead."""
    decision.outcome, decision.result = outcome.as_json(), outcome.result
    decision.state, decision.closed_at = Decision.State.CLOSED, clock.now()
    decision.save(
        update_fields=["outcome", "result", "state", "closed_at", "waits_for"]
    )
    log.record(
        events.CLOSED,
        decision.project,
        None,
        decision=str(decision.pk),
        result=outcome.result,
    )
    if outcome.result == "carried":
        give_mandate(decision)


def _count(decision: Decision) -> None:
    outcome = tally(decision)
    if outcome.result != "invalid":
        settle(decision, outcome)
    elif decision.extended_at is None:
        _extend(decision)
    else:
        _deadlock(decision, outcome)


def _extend(decision: Decision) -> None:
    """Too few came: once, seven more days and a reminder."""
    decision.extended_at = clock.now()
    decision.closes_at = clock.closing(EXTENSION, decision.project.pilot)
    decision.save(update_fields=["extended_at", "closes_at"])
    outbox.put("decisions.remind", decision.pk, at=decision.closes_at - REMINDER)
    outbox.put("decisions.close", decision.pk, at=decision.closes_at)
    log.record(events.EXTENDED, decision.project, None, decision=str(decision.pk))


def _deadlock(decision: Decision, outcome: Outcome) -> None:
    """One side still did not come. Ordinary: the other's yes, unless it objects."""
    absent = absent_sides(outcome)
    present = Rule.from_json(decision.rule).without(absent)
    decision.waits_for = absent[0] if len(absent) == 1 else ""
    ordinary = decision.weight == Weight.ORDINARY
    if not (ordinary and present and _says_yes(decision, present)):
        settle(decision, outcome)
        return
    decision.state = Decision.State.OBJECTING
    decision.closes_at = clock.closing(ABSENT_SIDE, decision.project.pilot)
    decision.save(update_fields=["state", "closes_at", "waits_for"])
    outbox.put("decisions.close", decision.pk, at=decision.closes_at)
    log.record(
        events.WAITS,
        decision.project,
        None,
        decision=str(decision.pk),
        side=decision.waits_for,
    )


def _says_yes(decision: Decision, rule: Rule) -> bool:
    return tally(decision, rule).result == "carried"


def _without_the_absent(decision: Decision) -> Outcome:
    """The present side's answer, unless someone of the absent side objected."""
    rule = Rule.from_json(decision.rule).without([decision.waits_for])
    assert rule is not None  # noqa: S101 - _deadlock saw a side that came
    outcome = tally(decision, rule)
    if standing_objections(decision).exists():
        return Outcome("blocked", outcome.checks, outcome.by_side)
    return outcome


def _unconfirmed(decision: Decision) -> Outcome:
    """A record that one side never confirmed decides nothing."""
    outcome = meeting_outcome(decision)
    return Outcome("invalid", outcome.checks, outcome.by_side)
