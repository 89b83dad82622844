"""Go-aheads: given, carried out once, failed in public, tried again, run out."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from decisions import events
from decisions.acts import CARRIERS, Weight
from decisions.models import Challenge, Decision, Mandate
from decisions.permissions import may_challenge, may_dismiss_challenge, may_retry
from participants.models import Participant
from projects import clock, log, outbox
from projects.access import ensure

DOUBTS = timedelta(hours=72)  # a weighty go-ahead waits, so it can be doubted
LIFE = timedelta(days=30)


def give_mandate(decision: Decision) -> Mandate:
    """A carried decision gives leave for its act, once."""
    now = clock.now()
    weighty = decision.weight == Weight.WEIGHTY
    mandate = Mandate.objects.create(
        decision=decision,
        act=decision.act,
        not_before=now + DOUBTS if weighty else now,
        lapses_at=now + LIFE,
    )
    outbox.put("decisions.enact", mandate.pk, at=mandate.not_before)
    outbox.put("decisions.lapse", mandate.pk, at=mandate.lapses_at)
    return mandate


@transaction.atomic
def enact(mandate_id: UUID) -> None:
    """Carry out what was decided. A refusal undoes the act and is kept in public."""
    held = _hold(mandate_id)
    if held.state not in (Mandate.State.PENDING, Mandate.State.FAILED):
        return
    if clock.now() < held.not_before or _doubted(held):
        return  # settling the doubt, or the job for the new time, comes back here
    try:
        with transaction.atomic():
            CARRIERS[held.act].carry_out(held)
    except (PermissionDenied, IntegrityError) as refusal:
        _fail(held, refusal)


@transaction.atomic
def retry(*, by: Participant, mandate: Mandate) -> None:
    """Try a failed go-ahead again, by the same path."""
    held = _hold(mandate.pk)
    ensure(may_retry(by, held))
    decision = held.decision
    log.record(
        events.MANDATE_RETRIED, decision.project, by.as_actor, decision=str(decision.pk)
    )
    enact(held.pk)


@transaction.atomic
def lapse(mandate_id: UUID) -> None:
    """What was not used in thirty days is no longer leave for anything."""
    held = _hold(mandate_id)
    unused = (Mandate.State.PENDING, Mandate.State.FAILED)
    if held.state not in unused or clock.now() < held.lapses_at:
        return
    held.state = Mandate.State.LAPSED
    held.save(update_fields=["state"])
    decision = held.decision
    log.record(events.MANDATE_LAPSED, decision.project, None, decision=str(decision.pk))


@transaction.atomic
def challenge(
    *,
    by: Participant,
    mandate: Mandate,
    ground: str,
    reason: str,
    language: str = "en",
) -> Challenge:
    """Doubt the procedure: the go-ahead waits until one of each side has looked."""
    held = _hold(mandate.pk)
    ensure(may_challenge(by, held))
    made = Challenge.objects.create(
        mandate=held, by=by, ground=ground, reason=reason, language=language
    )
    decision = held.decision
    log.record(
        events.CHALLENGED,
        decision.project,
        by.as_actor,
        decision=str(decision.pk),
        ground=ground,
    )
    return made


@transaction.atomic
def dismiss_challenge(*, by: Participant, challenge: Challenge) -> None:
    """One side found the procedure right. When both did, the go-ahead goes on."""
    held = _hold(challenge.mandate_id)
    fresh = Challenge.objects.select_for_update().get(pk=challenge.pk)
    ensure(may_dismiss_challenge(by, fresh))
    column = f"dismissed_by_{by.side}"
    setattr(fresh, column, by)
    fresh.save(update_fields=[column])
    decision = held.decision
    log.record(
        events.CHALLENGE_DISMISSED,
        decision.project,
        by.as_actor,
        decision=str(decision.pk),
        side=by.side,
    )
    if not _doubted(held):
        outbox.put("decisions.enact", held.pk, at=held.not_before)


def _hold(mandate_id: UUID) -> Mandate:
    rows = Mandate.objects.select_for_update(of=("self",))
    return rows.select_related("decision__project__pilot").get(pk=mandate_id)


def _doubted(mandate: Mandate) -> bool:
    return any(not doubt.is_settled for doubt in mandate.challenges.all())


def _fail(mandate: Mandate, refusal: Exception) -> None:
    with translation.override(mandate.decision.project.language):
        reason = str(refusal)
        if isinstance(refusal, IntegrityError):
            reason = _("The database refused it: two things cannot both be true.")
    mandate.state, mandate.reason = Mandate.State.FAILED, reason[:300]
    mandate.save(update_fields=["state", "reason"])
    decision = mandate.decision
    log.record(events.MANDATE_FAILED, decision.project, None, decision=str(decision.pk))
