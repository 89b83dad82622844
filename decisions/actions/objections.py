"""A concern with a reason: talk first, then a changed proposal and a vote."""

from datetime import timedelta

from django.db import transaction

from decisions import events
from decisions.actions.closing import settle
from decisions.actions.proposing import closes, hold, put_question
from decisions.acts import ACTS
from decisions.models import Decision, Objection
from decisions.permissions import (
    may_object,
    may_put_again,
    may_revise,
    may_withdraw_objection,
)
from decisions.queries import CharterTerms, standing_objections, tally
from decisions.rules.presets import REVISED
from participants.models import Participant
from projects import clock, log, outbox
from projects.access import ensure

TALK = timedelta(days=7)


@transaction.atomic
def object_to(
    *, by: Participant, decision: Decision, reason: str, language: str = "en"
) -> Objection:
    """Say what would go wrong. Silence no longer agrees until it is talked over."""
    held = hold(decision)
    ensure(may_object(by, held))
    objection, created = Objection.objects.get_or_create(
        elector=held.electorate.get(participant=by),
        withdrawn_at=None,
        defaults={"reason": reason, "language": language},
    )
    if created:
        log.record(events.OBJECTED, held.project, by.as_actor, decision=str(held.pk))
    if held.state == Decision.State.OPEN:
        held.state = Decision.State.TALKING
        held.closes_at = clock.closing(TALK, held.project.pilot)
        held.save(update_fields=["state", "closes_at"])
        outbox.put("decisions.close", held.pk, at=held.closes_at)
    return objection


@transaction.atomic
def withdraw_objection(*, by: Participant, objection: Objection) -> None:
    """Take a concern back. With none left, silence agrees again."""
    held = hold(objection.elector.decision)
    ensure(may_withdraw_objection(by, objection))
    Objection.objects.filter(pk=objection.pk).update(withdrawn_at=clock.now())
    log.record(
        events.OBJECTION_WITHDRAWN, held.project, by.as_actor, decision=str(held.pk)
    )
    if held.state == Decision.State.TALKING and not standing_objections(held).exists():
        held.state = Decision.State.OPEN
        held.save(update_fields=["state"])


@transaction.atomic
def revise(
    *, by: Participant, decision: Decision, text: str, language: str = "en"
) -> Decision:
    """Change a proposal after a concern; both sides then vote on the new words."""
    held = hold(decision)
    ensure(may_revise(by, held))
    ensure(may_put_again(held, text))
    act = ACTS[held.act]
    thing = act.about._default_manager.get(pk=held.about)
    settle(held, tally(held))
    terms = CharterTerms(
        held.charter, REVISED.way, REVISED.rule, REVISED.proposes, (), 0, REVISED.hours
    )
    revised = put_question(
        by,
        act,
        thing,
        terms,
        text=text,
        language=language,
        opens_at=clock.now(),
        closes_at=closes(by, REVISED.hours),
        state=Decision.State.OPEN,
        follows=held,
    )
    log.record(
        events.REVISED,
        held.project,
        by.as_actor,
        decision=str(revised.pk),
        before=str(held.pk),
    )
    return revised
