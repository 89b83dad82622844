"""Putting a question: everything about it is frozen here, in one transaction."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from decisions import events
from decisions.acts import Act
from decisions.models import Decision, Elector
from decisions.permissions import may_ask_for_time, may_propose, may_withdraw
from decisions.queries import CharterTerms, members_today, terms_for
from participants.models import Participant
from projects import clock, log, outbox
from projects.access import ensure

TIME_OUT = timedelta(days=7)
REMINDER = timedelta(hours=24)


@transaction.atomic
def propose(
    *,
    by: Participant,
    act: Act,
    thing: models.Model,
    text: str,
    language: str = "en",
) -> Decision:
    """Put a question to the project under the rule that its agreement names for it."""
    ensure(may_propose(by, act, thing))
    terms = terms_for(by.project, act)
    assert terms is not None  # noqa: S101 - may_propose has just said so
    opens_at = clock.now() + timedelta(hours=terms.discussion_hours)
    talk = terms.discussion_hours > 0
    decision = put_question(
        by,
        act,
        thing,
        terms,
        text=text,
        language=language,
        opens_at=opens_at,
        closes_at=closes(by, terms.discussion_hours + terms.hours),
        state=Decision.State.DISCUSSING if talk else Decision.State.OPEN,
    )
    if talk:
        outbox.put("decisions.open_vote", decision.pk, at=opens_at)
    return decision


def put_question(
    by: Participant,
    act: Act,
    thing: models.Model,
    terms: CharterTerms,
    **words: object,
) -> Decision:
    """Write the decision with its electorate, freeze both, and set the clock."""
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                project=by.project,
                charter=terms.charter,
                act=act.code,
                weight=act.weight,
                about=thing.pk,
                about_edition=thing.edition,  # type: ignore[attr-defined]
                rule=terms.rule.as_json(),
                objectors=list(terms.objectors),
                proposed_by=by,
                **{"way": terms.way, **words},
            )
    except IntegrityError as error:
        raise PermissionDenied(
            _("A decision about this is running already.")
        ) from error
    _freeze(decision)
    log.record(
        events.PROPOSED,
        by.project,
        by.as_actor,
        decision=str(decision.pk),
        act=act.code,
    )
    set_clock(decision)
    return decision


def closes(by: Participant, hours: int) -> datetime:
    return clock.closing(timedelta(hours=hours), by.project.pilot)


def set_clock(decision: Decision) -> None:
    """Promise what happens when: telling people, reminding them, closing."""
    outbox.put("decisions.tell_opening", decision.pk, at=decision.opens_at)
    outbox.put("decisions.remind", decision.pk, at=decision.closes_at - REMINDER)
    outbox.put("decisions.close", decision.pk, at=decision.closes_at)


def _freeze(decision: Decision) -> None:
    Elector.objects.bulk_create(
        Elector(
            decision=decision,
            participant=participant,
            side=participant.constituency.side,
            constituency_id=participant.constituency_id,
        )
        for participant in members_today(decision.project)
    )
    decision.is_frozen = True
    decision.save(update_fields=["is_frozen"])


@transaction.atomic
def ask_for_time(*, by: Participant, decision: Decision) -> None:
    """Seven more days, once, for whoever asks."""
    held = hold(decision)
    ensure(may_ask_for_time(by, held))
    held.paused_by = by
    held.closes_at = clock.closing(
        held.closes_at - clock.now() + TIME_OUT, by.project.pilot
    )
    held.save(update_fields=["paused_by", "closes_at"])
    set_clock(held)
    log.record(events.PAUSED, by.project, by.as_actor, decision=str(held.pk))


@transaction.atomic
def withdraw(*, by: Participant, decision: Decision) -> None:
    """Take back a proposal of one's own while it is running."""
    held = hold(decision)
    ensure(may_withdraw(by, held))
    held.state, held.closed_at = Decision.State.WITHDRAWN, clock.now()
    held.save(update_fields=["state", "closed_at"])
    log.record(events.WITHDRAWN, by.project, by.as_actor, decision=str(held.pk))


def hold(decision: Decision) -> Decision:
    """Lock a decision, so that nobody closes it while someone speaks."""
    rows = Decision.objects.select_for_update(of=("self",))
    return rows.select_related("project__pilot").get(pk=decision.pk)
