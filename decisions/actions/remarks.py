"""Reasons and comments beneath a decision."""

from django.db import transaction

from decisions import events
from decisions.models import Decision, Remark
from decisions.permissions import may_hide_remark, may_remark
from participants.models import Participant
from projects import log
from projects.access import ensure


@transaction.atomic
def remark(
    *,
    by: Participant,
    decision: Decision,
    stance: str,
    text: str,
    language: str = "en",
) -> Remark:
    """Give a reason for or against, or ask something."""
    ensure(may_remark(by, decision))
    made = Remark.objects.create(
        decision=decision, author=by, stance=stance, text=text, language=language
    )
    log.record(
        events.REMARKED, decision.project, by.as_actor, decision=str(decision.pk)
    )
    return made


@transaction.atomic
def hide_remark(
    *, by: Participant, remark: Remark, reason: str, language: str = "en"
) -> None:
    """Hide what should not stand here; its place and the reason stay."""
    ensure(may_hide_remark(by, remark))
    Remark.objects.filter(pk=remark.pk).update(
        hidden_because=reason, hidden_language=language
    )
    decision = remark.decision
    log.record_reserved(
        events.REMARK_HIDDEN, decision.project, by.role, decision=str(decision.pk)
    )
