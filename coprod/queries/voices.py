"""Whether something open has heard one person already, or began without them."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from decisions.models import Decision, Elector, Objection
from decisions.queries import standing_ballots
from evaluation.models import Answered, Round
from participants.models import Participant
from participants.roles import grants_of_place
from projects.prepared import prepared


class Voice(StrEnum):
    """What one person has to do with something that is open."""

    GIVEN = "given"  # they have answered
    LATER = "later"  # they became a member after it was put


def voices(
    places: Collection[Participant], decisions: Collection[Decision]
) -> dict[UUID, Voice]:
    """By decision, where there is something to say; in one query."""
    asked = {row.decision_id: row for row in _electors(places, decisions)}
    deciding = {
        place.project_id: place
        for place in places
        if "decide_in_project" in grants_of_place(place)
    }
    found: dict[UUID, Voice] = {}
    for one in decisions:
        place, elector = deciding.get(one.project_id), asked.get(one.pk)
        if elector is None and place is not None:
            found[one.pk] = Voice.LATER
        elif elector and (_has_spoken(elector) or _is_theirs(elector, one)):
            found[one.pk] = Voice.GIVEN
    return found


@prepared
def _electors(
    places: Collection[Participant], decisions: Collection[Decision]
) -> QuerySet[Elector]:
    said = standing_ballots().filter(elector=OuterRef("pk"))
    worried = Objection.objects.filter(elector=OuterRef("pk"), withdrawn_at=None)
    rows = Elector.objects.filter(participant__in=places, decision__in=decisions)
    return rows.annotate(has_spoken=Exists(said) | Exists(worried))


def _has_spoken(elector: Elector) -> bool:
    return bool(getattr(elector, "has_spoken", False))


def _is_theirs(elector: Elector, decision: Decision) -> bool:
    """Of a proposal where silence agrees, its author has said all there is to say."""
    silent = decision.way == Decision.Way.NO_OBJECTION
    return silent and decision.proposed_by_id == elector.participant_id


def answered(
    places: Collection[Participant], surveys: Collection[Round]
) -> dict[UUID, Voice]:
    """By survey round that these people have answered; in one query."""
    return dict.fromkeys(_answered(places, surveys), Voice.GIVEN)


@prepared
def _answered(
    places: Collection[Participant], surveys: Collection[Round]
) -> QuerySet[Answered, UUID]:
    rows = Answered.objects.filter(participant__in=places, round__in=surveys)
    return rows.values_list("round", flat=True)
