"""What waits for one person, over all their projects, in as many queries as for one.

Sets of rows, not rules asked one by one; a test holds both together.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from coprod.queries.needs.agreements import agreements
from coprod.queries.needs.decisions import ballots, paper, records
from coprod.queries.needs.need import Need, among
from coprod.queries.needs.people import empty_sides
from coprod.queries.needs.rounds import drafts, rounds
from coprod.queries.needs.work import work
from participants.models import Participant

__all__ = ["HERE", "Need", "Open", "needs_of"]

HERE = (Participant.State.ACTIVE, Participant.State.SUSPENDED)
KINDS = (  # of what has no end, or the same one
    *("invite", "ballot", "paper", "record"),
    *("round", "delivery", "promise", "draft"),
)


@dataclass(frozen=True)
class Open:
    """What a page has found already: the projects that decide or ask something now."""

    deciding: Collection[UUID]
    asking: Collection[UUID]
    drafting: Collection[UUID]  # an agreement, the first or another


def needs_of(places: Iterable[Participant], known: Open | None = None) -> list[Need]:
    """What waits for the person behind these places, soonest first."""
    mine = {place.project_id: place for place in places if place.state in HERE}
    if not mine:
        return []
    deciding = among(mine, known.deciding) if known else mine
    found = [
        *empty_sides(mine),
        *ballots(deciding),
        *paper(deciding),
        *records(deciding),
        *rounds(among(mine, known.asking) if known else mine),
        *work(mine),
        *agreements(among(mine, known.drafting) if known else mine),
        *drafts(mine),
    ]
    return sorted(found, key=_urgency)


def _urgency(need: Need) -> tuple[object, ...]:
    """The same order every time, also of those that are equally urgent."""
    return need.until is None, need.until or 0, KINDS.index(need.kind), need.url
