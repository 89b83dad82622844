"""The dates of a project: meetings, phases, and until when people answer and decide."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from decisions import events as deciding
from decisions.models import Decision
from decisions.queries.reading import questions_of
from evaluation import events as judging
from evaluation.models import Round
from phases import events as working
from projects.models import Project

NEWEST = 100  # of each kind; all of them are on their pages
DATED = {  # what is told of a date, and which fact says of what
    "meeting": (working.MEETING_CALLED, working.MEETING_CALLED_OFF),
    "phase": (working.PHASE_OPENED, working.PHASE_CLOSED),
    "round": (judging.ROUND_OPENED, judging.ROUND_CLOSED, judging.ROUND_RAN_OUT),
    "decision": (
        *(deciding.PROPOSED, deciding.REVISED, deciding.WITHDRAWN, deciding.CLOSED),
        *(deciding.OBJECTED, deciding.PAUSED, deciding.EXTENDED, deciding.WAITS),
        *(deciding.MEETING_RECORDED, deciding.MEETING_CONFIRMED),
    ),
}


@dataclass(frozen=True)
class Date:
    """One date as a calendar shows it; without a time, it is of the whole day."""

    of: UUID
    kind: str
    at: date | datetime
    title: str
    url: str
    text: str
    place: str = ""
    is_off: bool = False
    told: tuple[datetime, ...] = ()  # when it was told first, and each change since


def dates_of(project: Project) -> list[Date]:
    """Whoever may see the project may see these. One query for each kind of thing."""
    told = _told(project)
    found = chain(
        _meetings(project), _phases(project), _rounds(project), _decisions(project)
    )
    first = (project.created_at,)
    return [replace(one, told=tuple(told.get(str(one.of), first))) for one in found]


def _told(project: Project) -> dict[str, list[datetime]]:
    """When each thing with a date came to be and changed: the log knows."""
    facts_of = {event.name: fact for fact, one in DATED.items() for event in one}
    lines = project.log.filter(event__in=facts_of).order_by("at", "pk")
    told: dict[str, list[datetime]] = defaultdict(list)
    for event, facts, at in lines.values_list("event", "facts", "at"):
        told[facts[facts_of[event]]].append(at)
    return told


def _meetings(project: Project) -> Iterator[Date]:
    for meeting in project.meetings.order_by("-starts_at")[:NEWEST]:
        yield Date(
            of=meeting.pk,
            kind="meeting",
            at=meeting.starts_at,
            title=_("Meeting: %(project)s") % {"project": project},
            url=meeting.get_absolute_url(),
            text="\n\n".join(filter(None, [meeting.access, meeting.agenda])),
            place=meeting.place,
            is_off=meeting.called_off_at is not None,
        )


def _phases(project: Project) -> Iterator[Date]:
    """The days on which both sides opened and closed them."""
    zone = ZoneInfo(project.pilot.time_zone)
    opened = _("A phase begins: %(phase)s")
    closed = _("A phase ends: %(phase)s")
    for phase in project.phases.order_by("-cycle__number", "position")[:NEWEST]:
        for kind, moment, words in (
            ("opened", phase.opened_at, opened),
            ("closed", phase.closed_at, closed),
        ):
            if moment:
                yield Date(
                    of=phase.pk,
                    kind=kind,
                    at=moment.astimezone(zone).date(),
                    title=words % {"phase": phase},
                    url=phase.get_absolute_url(),
                    text=str(project),
                )


def _rounds(project: Project) -> Iterator[Date]:
    """The last moment to answer, where there is one."""
    rounds = project.rounds.exclude(state=Round.State.DRAFT).order_by("-made_at")
    for round in rounds[:NEWEST]:
        if moment := round.closed_at or round.closes_at:
            yield Date(
                of=round.pk,
                kind="closes",
                at=moment,
                title=_("A survey round closes: %(round)s") % {"round": round},
                url=round.get_absolute_url(),
                text=str(project),
            )


def _decisions(project: Project) -> Iterator[Date]:
    """The last moment to decide; what was taken back needs no more thought."""
    decisions = list(project.decisions.order_by("-proposed_at")[:NEWEST])
    questions = questions_of(decisions)
    for decision in decisions:
        question = questions[decision.pk]
        yield Date(
            of=decision.pk,
            kind="closes",
            at=decision.closed_at or decision.closes_at,
            title=_("A decision closes: %(question)s") % {"question": question},
            url=decision.get_absolute_url(),
            text=str(project),
            is_off=decision.state == Decision.State.WITHDRAWN,
        )
