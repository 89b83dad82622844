"""The log as people read it: a sentence, who, and what it is about.

The log holds ids, numbers and short codes only. Words come from the things as they are
now, so what was hidden, taken back or erased since is not named here either.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse

from decisions.acts import ACTS
from decisions.models import Charter, Decision
from decisions.queries.reading import things_of
from evaluation.models import Finding, Round
from participants.models import Constituency, Participant
from participants.models.places import heard_through
from phases.models import (
    Activity,
    Comment,
    Commission,
    Contribution,
    Cycle,
    Meeting,
    Phase,
    Task,
)
from projects.log import words_of
from projects.models import LogEntry
from projects.prepared import prepared

SOFTWARE = Participant.Role.SOFTWARE


@dataclass(frozen=True)
class Subject:
    """A kind of thing that a fact of the log points at, and how it is called now."""

    rows: QuerySet[Any]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    language: Callable[[Any], str] = lambda _thing: ""  # of what people wrote


@dataclass(frozen=True)
class Link:
    """One thing that a line is about."""

    title: str
    url: str
    language: str


@dataclass(frozen=True)
class Line:
    """One line of the log in words."""

    id: UUID
    when: datetime
    words: str
    side: str
    by: str
    links: tuple[Link, ...]
    number: int | None  # in the chain; None until it is chained


def _if_shown(thing: Contribution) -> str:
    return str(thing) if thing.is_shown else ""


def _beneath(thing: Comment) -> str:
    return _if_shown(thing.contribution)


def _written_in(thing: Any) -> str:
    language: str = thing.language
    return language


def _written_above(thing: Comment) -> str:
    return thing.contribution.language


def _page_of(thing: Any) -> str:
    url: str = thing.get_absolute_url()
    return url


def _question(decision: Decision) -> str:
    """With what it is about, as `_found` has looked it up."""
    return ACTS[decision.act].asked(getattr(decision, "thing", None))


def _results(thing: Finding) -> str:
    return reverse("evaluation:results_of", args=[thing.round_id])


SUBJECTS: dict[str, Subject] = {
    "contribution": Subject(
        Contribution.objects.all(), _if_shown, _page_of, _written_in
    ),
    "comment": Subject(
        Comment.objects.select_related("contribution"),
        _beneath,
        _page_of,
        _written_above,
    ),
    "phase": Subject(Phase.objects.all(), str, _page_of),
    "cycle": Subject(Cycle.objects.all(), str, _page_of),
    "commission": Subject(Commission.objects.select_related("cycle"), str, _page_of),
    "activity": Subject(Activity.objects.all(), str, _page_of, _written_in),
    "task": Subject(Task.objects.all(), str, _page_of, _written_in),
    "meeting": Subject(Meeting.objects.all(), str, _page_of, _written_in),
    "round": Subject(Round.objects.exclude(state=Round.State.DRAFT), str, _page_of),
    "finding": Subject(  # before that, only the people inside read conclusions
        Finding.objects.filter(round__state=Round.State.PUBLISHED),
        str,
        _results,
        _written_in,
    ),
    "charter": Subject(Charter.objects.all(), str, _page_of),
    "decision": Subject(Decision.objects.all(), _question, _page_of),
}


def lines(entries: Iterable[LogEntry]) -> list[Line]:
    """Entries in words. One query for each kind of thing among them."""
    rows = list(entries)
    found = {name: _found(name, rows) for name in SUBJECTS}
    named = {row.constituency for row in rows if row.constituency}
    groups = {one.pk: one for one in _groups(named)}
    machines = {row.actor for row in rows if row.actor and row.role == SOFTWARE}
    software = dict(_software(machines)) if machines else {}
    return [_line(row, found, _by(row, groups, software)) for row in rows]


def _by(
    row: LogEntry, groups: Mapping[UUID, Constituency], software: Mapping[UUID, str]
) -> str:
    """The group it came from, and through which software; else the role."""
    group = groups.get(row.constituency) if row.constituency else None
    if group is None:
        return (
            str(Participant.Role(row.role).label)
            if row.role in Participant.Role
            else ""
        )
    name = software.get(row.actor) if row.actor else None
    return heard_through(str(group), name) if name else str(group)


def _found(name: str, rows: Iterable[LogEntry]) -> Mapping[UUID, Model]:
    keys = {row.facts[name] for row in rows if name in row.facts}
    if not keys:
        return {}
    found = {one.pk: one for one in _subjects(name, [UUID(key) for key in keys])}
    if name == "decision":
        things = things_of(found.values())
        for decision in found.values():
            decision.thing = things.get(decision.about)
    return found


@prepared
def _groups(keys: Collection[UUID]) -> QuerySet[Constituency]:
    return Constituency.objects.filter(pk__in=keys)


@prepared
def _software(keys: Collection[UUID]) -> QuerySet[Participant, tuple[UUID, str]]:
    return Participant.objects.filter(pk__in=keys).values_list("pk", "name")


@prepared
def _subjects(name: str, keys: Collection[UUID]) -> QuerySet[Any]:
    return SUBJECTS[name].rows.filter(pk__in=keys)


def _line(entry: LogEntry, found: Mapping[str, Mapping[UUID, Model]], by: str) -> Line:
    return Line(
        id=entry.pk,
        when=entry.at,
        words=words_of(entry.event),
        side=entry.side,
        by=by,
        links=tuple(_links(entry, found)),
        number=entry.number,
    )


def _links(
    entry: LogEntry, found: Mapping[str, Mapping[UUID, Model]]
) -> Iterable[Link]:
    for name, subject in SUBJECTS.items():
        thing = (
            found[name].get(UUID(entry.facts[name])) if name in entry.facts else None
        )
        if thing is not None and (title := subject.title(thing)):
            yield Link(title, subject.url(thing), subject.language(thing))
