"""Tasks: who does what by when, and whether it arrived."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from participants.queries import own_place, participant_for
from phases import actions, permissions, queries
from phases.models import Task
from phases.serializers.planning import (
    HoursIn,
    MinutesOut,
    OneTaskOut,
    ReturnIn,
    TaskIn,
    TaskOut,
)
from projects.access import ensure
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page

STATE = OpenApiParameter("state", str, enum=Task.State.values)


class TasksApi(Endpoint):
    @lists(TaskOut, STATE)
    def get(self, request: Request, pk: UUID) -> Page[Task]:
        """The tasks of a plan, newest first."""
        activity = queries.activity_for(request.user, pk)
        return queries.tasks_page(activity, self.cursor, self.asked("state"))

    @makes(TaskOut, takes=TaskIn)
    def post(self, request: Request, pk: UUID) -> Task:
        """Add a task to a plan, with or without somebody who sees to it."""
        activity = queries.activity_for(request.user, pk)
        by = own_place(request.user, activity.project)
        ensure(permissions.may_add_task(by, activity))
        promise = actions.Promise(**_found(request, self.sent()))
        made = actions.add_task(by=by, activity=activity, promise=promise)
        return queries.marked_task(made)


class TaskApi(Endpoint):
    @shows(OneTaskOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One task, the time given to it, and what you may do with it."""
        task = queries.task_for(request.user, pk)
        return {
            "task": queries.marked_task(task),
            "minutes": queries.hours_of(task),
            "may": permissions.task_verdicts(request.user, task),
            "edition": task.edition,
        }

    @shows(TaskOut, takes=TaskIn)
    def patch(self, request: Request, pk: UUID) -> Task:
        """Change what is promised, before it is delivered."""
        task = queries.task_for(request.user, pk)
        by = own_place(request.user, task.project)
        ensure(permissions.may_change_task(by, task))
        said = _found(request, self.sent(partial=True))
        promise = replace(actions.promise_of(task), **said)
        made = actions.change_task(
            by=by, task=task, promise=promise, edition=self.edition
        )
        return queries.marked_task(made)


def _found(request: Request, said: dict[str, Any]) -> dict[str, Any]:
    """Ids become things that this user may see; foreign ones are not there."""
    if said.get("owner"):
        said["owner"] = participant_for(request.user, said["owner"])
    if said.get("grew_from"):
        said["grew_from"] = queries.contribution_for(request.user, said["grew_from"])
    return said


class _StepApi(Endpoint):
    """One step of a task: the action asks its rule."""

    act: ClassVar[Callable[..., Task]]

    @shows(TaskOut)
    def post(self, request: Request, pk: UUID) -> Task:
        task = queries.task_for(request.user, pk)
        by = own_place(request.user, task.project)
        return queries.marked_task(type(self).act(by=by, task=task))


class TakeTaskApi(_StepApi):
    """See to a task that nobody sees to."""

    act = actions.take_task


class LeaveTaskApi(_StepApi):
    """Give a task back, so that somebody else can take it on."""

    act = actions.leave_task


class StartTaskApi(_StepApi):
    """Say that one has begun."""

    act = actions.start_task


class DeliverTaskApi(_StepApi):
    """Say that it is there. The side it is for says whether that is so."""

    act = actions.deliver_task


class ConfirmTaskApi(_StepApi):
    """Say that it arrived, for the side it is for."""

    act = actions.confirm_task


class ReturnTaskApi(Endpoint):
    @shows(TaskOut, takes=ReturnIn)
    def post(self, request: Request, pk: UUID) -> Task:
        """Say what is still missing; whoever sees to it goes on."""
        task = queries.task_for(request.user, pk)
        by = own_place(request.user, task.project)
        ensure(permissions.may_return_task(by, task))
        made = actions.return_task(by=by, task=task, **self.sent())
        return queries.marked_task(made)


class HoursApi(Endpoint):
    @makes(MinutesOut, takes=HoursIn)
    def post(self, request: Request, pk: UUID) -> dict[str, int]:
        """Write down time one gave; back comes what was given so far, by side."""
        task = queries.task_for(request.user, pk)
        by = own_place(request.user, task.project)
        ensure(permissions.may_give_hours(by, task))
        actions.give_hours(by=by, task=task, **self.sent())
        return queries.hours_of(task)
