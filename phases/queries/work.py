"""How a request reaches priorities and tasks."""

from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404

from participants.models import Participant
from participants.queries import Who, grants_of
from phases.models import (
    Activity,
    Commission,
    CommissionItem,
    Contribution,
    Cycle,
    Hours,
    Phase,
    Task,
)
from phases.queries.contributions import shown, speakers
from projects import clock
from projects.access import Person
from projects.models import Project, Side
from projects.paging import Page, page
from projects.prepared import prepared

WAITING = (Task.State.PLANNED, Task.State.STARTED)
OFFERED = 40  # of a board, to choose priorities from: the best supported


def task_for(user: Person, pk: UUID) -> Task:
    """The only way a request reaches a task."""
    rows = Task.objects.select_related(
        "project__pilot",
        "activity__phase__cycle",
        "activity__project__pilot",
        "owner__constituency",
        "grew_from",
    )
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows.filter(project__in=visible), pk=pk)


def tasks_page(activity: Activity, cursor: str | None, state: str = "") -> Page[Task]:
    """The plan, newest first; what is late or vacant says so."""
    tasks = activity.tasks.filter(state=state) if state else activity.tasks.all()
    return page(marked(tasks, activity.project), "added_at", cursor)


def marked(tasks: QuerySet[Task], project: Project) -> QuerySet[Task]:
    """Each task with is_late and is_vacant, by the pilot’s calendar."""
    waiting = Q(state__in=WAITING)
    late = waiting & Q(due__isnull=False, due__lt=clock.today(project.pilot))
    empty = waiting & (Q(owner=None) | ~Q(owner__state="active"))
    yes_or_no = BooleanField()
    return tasks.select_related("owner__constituency").annotate(
        is_late=ExpressionWrapper(late, output_field=yes_or_no),
        is_vacant=ExpressionWrapper(empty, output_field=yes_or_no),
    )


def marked_task(task: Task) -> Task:
    """One task, with what is late or vacant about it."""
    rows = Task.objects.filter(pk=task.pk).select_related("grew_from", "confirmed_by")
    return marked(rows, task.project).get()


def answering(contribution: Contribution) -> dict[str, Activity]:
    """Where an idea or a task could be added in answer to this, if anywhere now."""
    answering = _answering(contribution.activity.phase.cycle)
    return {activity.method: activity for activity in answering}


@prepared
def _answering(cycle: Cycle) -> QuerySet[Activity]:
    open_now = Activity.objects.filter(
        phase__cycle=cycle,
        phase__state=Phase.State.OPEN,
        method__in=["ideas", "plan"],
        accepted_by=None,
    )
    return open_now.order_by("-added_at")


def owners_for(
    who: Who, project: Project, task: Task | None = None
) -> QuerySet[Participant]:
    """Whom someone may name: themselves; facilitators, who know everyone, anyone."""
    if "facilitate_project" in grants_of(who, project):
        return speakers(project)
    mine = Q(pk=who.pk) if isinstance(who, Participant) else Q(user=who.pk)
    held = Q(pk=task.owner_id) if task and task.owner_id else Q()
    return speakers(project).filter(mine | held if held else mine)


def sides_in(project: Project) -> list[Side]:
    """A project run by the community has one side to do things for."""
    there = set(project.constituencies.values_list("side", flat=True))
    return [side for side in Side if side.value in there]


def needs_somebody(project: Project) -> QuerySet[Task]:
    """Tasks that are late or that nobody sees to: for the facilitators’ desk."""
    rows = marked(project.tasks.filter(activity__accepted_by=None), project)
    return rows.filter(Q(is_late=True) | Q(is_vacant=True)).order_by("due", "added_at")


def waits_for_confirmation(project: Project, side: str) -> QuerySet[Task]:
    """What was delivered for a side and nobody of it has confirmed."""
    rows = project.tasks.filter(state=Task.State.DELIVERED, receiver=side)
    return rows.order_by("delivered_at")


@prepared
def what_changed(project: Project, size: int = 3) -> QuerySet[Task]:
    """What is done and confirmed by the side it was for, newest first."""
    rows = Task.objects.filter(project=project, state=Task.State.CONFIRMED)
    return rows.select_related("grew_from").order_by("-confirmed_at")[:size]


def minutes_by_side(activity: Activity) -> dict[str, int]:
    """Time given to a plan, both sides always named."""
    given = Hours.objects.filter(task__activity=activity).order_by()
    sums = dict(given.values_list("side").annotate(minutes=Sum("minutes")))
    return {side: sums.get(side, 0) for side in Side.values}


def hours_of(task: Task) -> dict[str, int]:
    given = task.hours.order_by().values_list("side").annotate(minutes=Sum("minutes"))
    sums = dict(given)
    return {side: sums.get(side, 0) for side in Side.values}


def commission_of(cycle: Cycle) -> Commission | None:
    """The priorities of a round, draft or adopted."""
    rows = Commission.objects.filter(cycle=cycle)
    return rows.select_related("project", "cycle", "adopted_by__decision").first()


def items_of(commission: Commission | None) -> list[CommissionItem]:
    if commission is None:
        return []
    rows = commission.items.select_related(
        "contribution__author__constituency", "contribution__group"
    )
    return list(rows.order_by("position"))


def offered_for(cycle: Cycle) -> list[Contribution]:
    """What the boards of the first phase hold, best supported first."""
    rows = Contribution.objects.filter(
        activity__phase__cycle=cycle, activity__phase__kind=Phase.Kind.CO_COMMISSION
    )
    found = shown(rows).select_related("author__constituency", "group", "concluded_in")
    return list(found.order_by("-support", "-made_at")[:OFFERED])
