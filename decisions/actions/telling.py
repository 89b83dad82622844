"""Telling people: that a decision opens, and a day before it closes."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from decisions.actions.proposing import REMINDER
from decisions.acts import ACTS
from decisions.models import Decision, Elector
from participants.actions import notify
from projects import clock


@transaction.atomic
def tell_opening(decision_id: UUID) -> None:
    """One message to each who may decide; a constraint keeps it to one."""
    decision = Decision.objects.get(pk=decision_id)
    if decision.is_running:
        _tell(decision, decision.electorate.all(), "decision_opens")


@transaction.atomic
def remind(decision_id: UUID) -> None:
    """One reminder to each who has not said anything yet."""
    decision = Decision.objects.get(pk=decision_id)
    if decision.closes_at - clock.now() > REMINDER:
        return  # more time was given since; that set a reminder of its own
    if decision.state in (Decision.State.OPEN, Decision.State.TALKING):
        silent = decision.electorate.filter(ballot=None)
        _tell(decision, silent, "decision_closes_soon")


def _tell(decision: Decision, who: QuerySet[Elector], kind: str) -> None:
    words = {
        "question": ACTS[decision.act].question,
        "closes_at": decision.closes_at,
    }
    for elector in who.select_related("participant__project", "participant__user"):
        notify(
            participant=elector.participant,
            kind=kind,
            about=decision.pk,
            link=decision.get_absolute_url(),
            words=words,
        )
