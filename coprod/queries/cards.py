"""Projects as cards: where each is in its circle, and what is open in it now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from decisions.models import Charter, Decision
from decisions.queries.reading import questions_of
from evaluation.models import Round
from participants.models import Participant
from participants.rules.numbers import Shown, total
from phases.models import Activity, Phase
from projects.models import Pilot, Project, Reach, Side
from projects.prepared import prepared
from projects.queries import by_name

SIZE = 12  # cards on a page, three to a row


@dataclass(frozen=True)
class Card:
    """One project as the front page shows it."""

    project: Project
    cycle: int
    phases: list[Phase]
    now: list[str]  # the phases that are open, or what it is between
    decision: Decision | None  # the first to close
    question: str
    survey: Round | None
    activity: Activity | None
    community: Shown
    institution: Shown

    @property
    def states(self) -> str:
        """The small circle in words, as its drawing takes them."""
        return " ".join(phase.state for phase in self.phases)

    @property
    def is_open(self) -> bool:
        return bool(self.decision or self.survey or self.activity)


@prepared
def pilots_within(reach: Reach) -> QuerySet[Pilot]:
    """Pilots with something to see, by name."""
    visible = Project.objects.within(*reach)
    pilots = Pilot.objects.filter(pk__in=visible.values("pilot"))
    return pilots.order_by(by_name())


def cards(projects: Iterable[Project]) -> list[Card]:
    """As many queries for twelve as for one."""
    rows = list(projects)
    found = _find(rows)
    return [_card(project, found) for project in rows]


@dataclass(frozen=True)
class _Found:
    """What was found for all of them, by project."""

    phases: Mapping[UUID, list[Phase]]  # of the latest round
    decisions: Mapping[UUID, Decision]
    questions: Mapping[UUID, str]
    surveys: Mapping[UUID, Round]
    activities: Mapping[UUID, Activity]
    people: Mapping[UUID, Counter[str]]
    founded: frozenset[UUID]


def _find(rows: list[Project]) -> _Found:
    founded = frozenset(_founded(rows))
    running = _by_project(_decisions(rows))
    return _Found(
        phases=_phases_of(rows),
        decisions=running,
        questions=questions_of(running.values()),
        surveys=_by_project(_surveys(rows)),
        activities=_by_project(_activities(rows)),
        people=_people(rows),
        founded=founded,
    )


def _by_project(rows: Iterable[Any]) -> dict[UUID, Any]:
    return {row.project_id: row for row in rows}


def _one_each(rows: QuerySet[Any], order: str) -> QuerySet[Any]:
    """The first of each project: the database sends no more than that."""
    return rows.order_by("project", order, "pk").distinct("project")


@prepared
def _founded(projects: list[Project]) -> QuerySet[Charter, UUID]:
    adopted = Charter.objects.filter(project__in=projects, state=Charter.State.ADOPTED)
    return adopted.values_list("project", flat=True)


@prepared
def _decisions(projects: list[Project]) -> QuerySet[Decision]:
    running = Decision.objects.filter(project__in=projects, state__in=Decision.RUNNING)
    return _one_each(running, "closes_at")


@prepared
def _surveys(projects: list[Project]) -> QuerySet[Round]:
    asking = Round.objects.filter(project__in=projects, state=Round.State.OPEN)
    return _one_each(asking, "closes_at")


@prepared
def _activities(projects: list[Project]) -> QuerySet[Activity]:
    """What takes something: in open phases, and on boards before any agreement."""
    founded = _founded.query(projects)
    takes = Q(phase__state=Phase.State.OPEN)
    takes |= Q(phase__state=Phase.State.PLANNED, method="board") & ~Q(
        project__in=founded
    )
    rows = Activity.objects.filter(takes, project__in=projects, accepted_by=None)
    return _one_each(rows, "-added_at")


def _phases_of(rows: list[Project]) -> dict[UUID, list[Phase]]:
    """The round that each project is in: the latest."""
    found: dict[UUID, list[Phase]] = {}
    for phase in _phases(rows):
        latest = found.setdefault(phase.project_id, [])
        if not latest or latest[0].cycle_id == phase.cycle_id:
            latest.append(phase)
    return found


@prepared
def _phases(projects: list[Project]) -> QuerySet[Phase]:
    phases = Phase.objects.filter(project__in=projects).select_related("cycle")
    return phases.order_by("-cycle__number", "position")


def _people(rows: list[Project]) -> dict[UUID, Counter[str]]:
    """How many take part, by project and side."""
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    for project, side, people in _counted(rows):
        found[project][side] = people
    return found


@prepared
def _counted(projects: list[Project]) -> QuerySet[Participant, tuple[UUID, str, int]]:
    here = Participant.objects.filter(
        project__in=projects, state=Participant.State.ACTIVE
    ).exclude(role=Participant.Role.SOFTWARE)
    counted = here.values_list("project", "constituency__side").annotate(Count("pk"))
    return counted.order_by()


def _card(project: Project, found: _Found) -> Card:
    key = project.pk
    phases, decision = found.phases.get(key, []), found.decisions.get(key)
    people = found.people.get(key, Counter())
    return Card(
        project=project,
        cycle=phases[0].cycle.number if phases else 1,
        phases=phases,
        now=_now(phases, is_founded=key in found.founded),
        decision=decision,
        question=found.questions.get(decision.pk, "") if decision else "",
        survey=found.surveys.get(key),
        activity=found.activities.get(key),
        community=total({key: people[Side.COMMUNITY]}),
        institution=total({key: people[Side.INSTITUTION]}),
    )


def _now(phases: Iterable[Phase], *, is_founded: bool) -> list[str]:
    open_now = [str(phase) for phase in phases if phase.is_open]
    if open_now:
        return open_now
    return [_("Between phases") if is_founded else _("At the beginning")]
