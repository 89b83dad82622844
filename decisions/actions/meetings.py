"""Agreed in a meeting: written up, confirmed by both sides, open to absent people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models, transaction

from decisions import events
from decisions.actions.proposing import hold, put_question
from decisions.acts import Act
from decisions.models import Decision, Elector, MeetingConfirmation, MeetingRecord
from decisions.permissions import may_confirm_meeting, may_record_meeting
from decisions.queries import terms_for
from decisions.rules import SIDES
from participants.models import Participant
from projects import clock, log, outbox
from projects.access import ensure

CONFIRMING = timedelta(days=7)
ABSENT_PEOPLE = timedelta(hours=72)


@dataclass(frozen=True)
class Minutes:
    """When a meeting was, who was there, and who disagreed and why."""

    held_on: date
    present: Sequence[Participant]
    dissent: str = ""


@transaction.atomic
def record_meeting(
    *,
    by: Participant,
    act: Act,
    thing: models.Model,
    text: str,
    minutes: Minutes,
) -> Decision:
    """Write up what a meeting agreed: who was there, the words, who disagreed."""
    ensure(may_record_meeting(by, act, thing))
    terms = terms_for(by.project, act)
    assert terms is not None  # noqa: S101 - may_record_meeting has just said so
    decision = put_question(
        by,
        act,
        thing,
        terms,
        way=Decision.Way.MEETING,
        text=text,
        language=by.language,
        opens_at=clock.now(),
        closes_at=clock.closing(CONFIRMING, by.project.pilot),
        state=Decision.State.CONFIRMING,
    )
    record = MeetingRecord.objects.create(
        decision=decision, held_on=minutes.held_on, dissent=minutes.dissent
    )
    record.present.set(
        Elector.objects.filter(decision=decision, participant__in=minutes.present)
    )
    log.record(
        events.MEETING_RECORDED, by.project, by.as_actor, decision=str(decision.pk)
    )
    return decision


@transaction.atomic
def confirm_meeting(*, by: Participant, decision: Decision) -> None:
    """One facilitator of each side says that the record is true."""
    held = hold(decision)
    ensure(may_confirm_meeting(by, held))
    MeetingConfirmation.objects.create(
        record=held.meeting, participant=by, side=by.side
    )
    log.record(
        events.MEETING_CONFIRMED,
        by.project,
        by.as_actor,
        decision=str(held.pk),
        side=by.side,
    )
    if held.meeting.confirmations.count() == len(SIDES):
        held.state = Decision.State.OBJECTING
        held.objectors = list(SIDES)
        held.closes_at = clock.closing(ABSENT_PEOPLE, by.project.pilot)
        held.save(update_fields=["state", "objectors", "closes_at"])
        outbox.put("decisions.close", held.pk, at=held.closes_at)
