"""How a request reaches contributions, comments and reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from decisions.queries import charter_in_force
from participants.models import Constituency, Participant
from participants.roles import DECIDERS
from phases.models import (
    Activity,
    Comment,
    Contribution,
    Cycle,
    Report,
    Support,
)
from projects.access import Person
from projects.models import Project, Reach, Side, reach_of
from projects.paging import Page, page
from projects.prepared import prepared
from projects.queries import by_name

Said = TypeVar("Said", Contribution, Comment)
ORIGINS = 40  # of what something may grow from, the best supported
ORDERS = {"newest": "made_at", "support": "support"}  # newest first by itself, so
# that what came early does not win by being early


@dataclass(frozen=True)
class Chosen:
    """Which part of a list someone asked for: kinds, order, where in it."""

    kind: str = ""
    order: str = "newest"
    cursor: str | None = None


@dataclass(frozen=True)
class Voices:
    """How many people could speak today, by side."""

    community: int
    institution: int


def contribution_for(user: Person, pk: UUID) -> Contribution:
    """The only way a request reaches a contribution."""
    found = _contribution.get(pk, reach_of(user))
    found.activity.project = found.project  # rules about these need not ask
    found.activity.phase.project = found.project
    return found


@prepared
def _contribution(pk: UUID, reach: Reach) -> QuerySet[Contribution]:
    rows = Contribution.objects.select_related(
        "project__pilot", "activity__phase__cycle", "author__constituency"
    )
    return rows.filter(pk=pk, project__in=Project.objects.within(*reach))


def contributions_in(project: Project, wanted: Sequence[UUID]) -> list[Contribution]:
    """Some of one project, in the order asked for; what is elsewhere is not there."""
    rows = Contribution.objects.select_related("activity__phase")
    found = rows.filter(project=project).in_bulk(list(wanted))
    if len(found) < len(set(wanted)):
        raise Http404
    return [found[pk] for pk in wanted]


def comment_for(user: Person, pk: UUID) -> Comment:
    rows = Comment.objects.select_related(
        "contribution__project__pilot",
        "contribution__activity__phase__cycle",
        "contribution__activity__project__pilot",
        "author__constituency",
    )
    visible = rows.filter(contribution__project__in=_visible(user))
    return get_object_or_404(visible, pk=pk)


def report_for(user: Person, pk: UUID) -> Report:
    rows = Report.objects.select_related("project", "contribution", "comment")
    return get_object_or_404(rows.filter(project__in=_visible(user)), pk=pk)


def contributions_page(activity: Activity, chosen: Chosen) -> Page[Contribution]:
    """What people put in and left standing. One list for page and API."""
    rows = _shown_in.given(activity, chosen.kind)
    found = page(rows, ORDERS.get(chosen.order, "made_at"), chosen.cursor)
    for row in found.rows:
        row.project = activity.project  # rules about it need not ask
    return found


@prepared
def _shown_in(activity: Activity, kind: str) -> QuerySet[Contribution]:
    rows = shown(Contribution.objects.filter(activity=activity))
    rows = rows.filter(kind=kind) if kind else rows
    return rows.select_related("author__constituency", "group", "concluded_in")


def comments_page(contribution: Contribution, cursor: str | None) -> Page[Comment]:
    """Newest first. A hidden one keeps its line, so that hiding is seen."""
    return page(_comments.given(contribution), "said_at", cursor)


@prepared
def _comments(contribution: Contribution) -> QuerySet[Comment]:
    rows = Comment.objects.filter(contribution=contribution, withdrawn_at=None)
    return rows.select_related("author__constituency")


def supported_by(
    place: Participant | None, contributions: Iterable[Contribution]
) -> set[UUID]:
    """Which of these someone supports: one query for a whole list."""
    return set(_supports(place, list(contributions))) if place else set()


@prepared
def _supports(
    place: Participant, contributions: Iterable[Contribution]
) -> QuerySet[Support, UUID]:
    mine = Support.objects.filter(participant=place, contribution__in=contributions)
    return mine.values_list("contribution_id", flat=True)


def voices(project: Project) -> Voices:
    """Those whose support the bars compare with."""
    people = _deciding(project)
    return Voices(people.get(Side.COMMUNITY, 0), people.get(Side.INSTITUTION, 0))


def absent_side(project: Project) -> str:
    """A side that has groups here and nobody in them, though both sides agreed.

    While there is no agreement yet, people are still being invited.
    """
    empty = [side for side, people in _deciding(project).items() if not people]
    agreed = bool(empty) and charter_in_force(project) is not None
    return empty[0] if agreed else ""


def _deciding(project: Project) -> dict[str, int]:
    """How many decide, for each side that has groups here: one query per request."""
    held = project.__dict__
    if "_deciding" not in held:
        held["_deciding"] = dict(_deciders(project))
    found: dict[str, int] = held["_deciding"]
    return found


@prepared
def _deciders(project: Project) -> QuerySet[Constituency, tuple[str, int]]:
    here = Q(participants__state=Participant.State.ACTIVE) & Q(
        participants__role__in=DECIDERS
    )
    sides = Constituency.objects.filter(project=project).order_by("side")
    return sides.values_list("side").annotate(people=Count("participants", here))


def origins_for(activity: Activity) -> list[Contribution]:
    """What an idea or a task here may grow from: this round, best supported first."""
    known = _activities_of(activity.phase.cycle)  # so that the index is chosen
    return _origins(activity.project, known)


@prepared
def _activities_of(cycle: Cycle) -> QuerySet[Activity, UUID]:
    return Activity.objects.filter(phase__cycle=cycle).values_list("pk", flat=True)


@prepared
def _origins(project: Project, activities: Iterable[UUID]) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(project=project, activity__in=activities)
    few = rows.only("project", "kind", "text", "withdrawn_at", "hidden_at")
    return shown(few).order_by("-support", "-made_at")[:ORIGINS]


def origin_in(activity: Activity, pk: UUID | None) -> Contribution | None:
    """What someone comes from to answer it here, if it stands in this project."""
    rows = shown(Contribution.objects.filter(project=activity.project))
    return rows.filter(pk=pk).first() if pk else None


def speakers(project: Project) -> QuerySet[Participant]:
    """On whose behalf something can be written down; those without account first."""
    here = project.participants.filter(
        state=Participant.State.ACTIVE, role__in=DECIDERS
    )
    offline = ExpressionWrapper(Q(user=None), output_field=BooleanField())
    found = here.select_related("constituency").alias(offline=offline)
    return found.order_by("-offline", by_name())


def open_reports(project: Project) -> QuerySet[Report]:
    """Not of what its author took back: nobody reads that any more."""
    rows = project.reports.filter(settled_at=None, contribution__withdrawn_at=None)
    return rows.filter(comment__withdrawn_at=None)


def reports_page(project: Project, cursor: str | None) -> Page[Report]:
    """What somebody says should not stand here, newest first."""
    rows = open_reports(project).select_related(
        "by__constituency",
        "contribution__author__constituency",
        "contribution__group",
        "comment__author__constituency",
        "comment__contribution",
    )
    return page(rows, "reported_at", cursor)


def hidden_page(project: Project, cursor: str | None) -> Page[Contribution]:
    """What facilitators have hidden and its author has not taken back, newest first."""
    rows = project.contributions.filter(hidden_at__isnull=False, withdrawn_at=None)
    rows = rows.select_related("author__constituency", "group", "concluded_in")
    return page(rows, "made_at", cursor)


def shown(rows: QuerySet[Said]) -> QuerySet[Said]:
    """Without what was taken back or hidden, as everybody reads it."""
    return rows.filter(withdrawn_at=None, hidden_at=None)


def _visible(user: Person) -> QuerySet[Project]:
    return Project.objects.visible_to(user)
