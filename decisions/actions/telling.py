"""Telling people: that a decision opens, and a day before it closes."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from decisions.models import Decision, Elector
from participants.actions import notify


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
    if decision.state in (Decision.State.OPEN, Decision.State.TALKING):
        silent = decision.electorate.filter(ballot=None)
        _tell(decision, silent, "decision_closes_soon")


def _tell(decision: Decision, who: QuerySet[Elector], kind: str) -> None:
    for elector in who.filter(participant__user__isnull=False).select_related(
        "participant__project"
    ):
        notify(participant=elector.participant, kind=kind, about=decision.pk)
