"""Telling people: that a decision opens, and a day before it closes."""

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import lazy

from decisions.actions.proposing import REMINDER
from decisions.acts import ACTS
from decisions.models import Decision, Elector
from decisions.queries import standing_ballots, standing_objections
from decisions.queries.reading import things_of
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
        said = standing_ballots().filter(elector=OuterRef("pk"))
        worried = standing_objections(decision).filter(elector=OuterRef("pk"))
        silent = decision.electorate.filter(~Exists(said), ~Exists(worried))
        _tell(decision, silent, "decision_closes_soon")


def _tell(decision: Decision, who: QuerySet[Elector], kind: str) -> None:
    thing = things_of([decision]).get(decision.about)
    asked = lazy(ACTS[decision.act].asked, str)  # in the language of each reader
    words = {
        "question": asked(thing),
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
