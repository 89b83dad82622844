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
from projects.access import Person
from projects.models import Pilot, Project, Side
from projects.paging import Page, page

SIZE = 12  # three to a row


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


def pilots_seen(user: Person) -> QuerySet[Pilot]:
    """Pilots with something to see, by name."""
    visible = Project.objects.visible_to(user)
    return Pilot.objects.filter(pk__in=visible.values("pilot")).order_by("name")


def projects_page(
    user: Person, pilot: Pilot | None, cursor: str | None
) -> Page[Project]:
    """What this person may see, newest first, of one pilot or all."""
    rows = Project.objects.visible_to(user).select_related("pilot")
    if pilot:
        rows = rows.filter(pilot=pilot)
    return page(rows, "created_at", cursor, SIZE)


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
    running = Decision.objects.filter(project__in=rows, state__in=Decision.RUNNING)
    surveys = Round.objects.filter(project__in=rows, state=Round.State.OPEN)
    adopted = Charter.objects.filter(project__in=rows, state=Charter.State.ADOPTED)
    founded = frozenset(adopted.values_list("project", flat=True))
    takes = Q(phase__state=Phase.State.OPEN)  # and boards, before any agreement
    takes |= Q(phase__state=Phase.State.PLANNED, method="board") & ~Q(
        project__in=founded
    )
    activities = Activity.objects.filter(takes, project__in=rows, accepted_by=None)
    decisions = _one_each(running, "closes_at")
    return _Found(
        phases=_phases(rows),
        decisions=decisions,
        questions=questions_of(decisions.values()),
        surveys=_one_each(surveys, "closes_at"),
        activities=_one_each(activities, "-added_at"),
        people=_people(rows),
        founded=founded,
    )


def _one_each(rows: QuerySet[Any], order: str) -> dict[UUID, Any]:
    """The first of each project: the database sends no more than that."""
    chosen = rows.order_by("project", order, "pk").distinct("project")
    return {row.project_id: row for row in chosen}


def _phases(rows: list[Project]) -> dict[UUID, list[Phase]]:
    """The round that each project is in: the latest."""
    phases = Phase.objects.filter(project__in=rows).select_related("cycle")
    found: dict[UUID, list[Phase]] = {}
    for phase in phases.order_by("-cycle__number", "position"):
        latest = found.setdefault(phase.project_id, [])
        if not latest or latest[0].cycle_id == phase.cycle_id:
            latest.append(phase)
    return found


def _people(rows: list[Project]) -> dict[UUID, Counter[str]]:
    """How many take part, by project and side."""
    here = Participant.objects.filter(
        project__in=rows, state=Participant.State.ACTIVE
    ).exclude(role=Participant.Role.SOFTWARE)
    counted = here.values_list("project", "constituency__side").annotate(Count("pk"))
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    for project, side, people in counted.order_by():
        found[project][side] = people
    return found


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
