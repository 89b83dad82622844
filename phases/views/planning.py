"""Tasks: added, taken on, started, delivered, confirmed or sent back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.models import Participant
from participants.queries import own_place
from phases import actions, permissions, queries
from phases.forms import HoursForm, ReturnForm, TaskForm
from phases.models import Task
from phases.views import showing
from projects.access import ensure
from projects.trying import tried, written


@login_required
@require_POST
def add_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    activity = queries.activity_for(request.user, pk)
    by = own_place(request.user, activity.project)
    ensure(permissions.may_add_task(by, activity))
    form = TaskForm(request.POST, who=by, activity=activity)
    if not tried(
        form,
        lambda: actions.add_task(by=by, activity=activity, promise=form.promise()),
    ):
        return showing.activity_page(request, activity, {"add_form": form})
    messages.success(request, _("The task is in the plan."))
    return redirect(activity)


@require_safe
def task(request: HttpRequest, pk: UUID) -> HttpResponse:
    return showing.task_page(request, queries.task_for(request.user, pk))


@login_required
@require_POST
def change_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.task_for(request.user, pk)
    by = own_place(request.user, found.project)
    ensure(permissions.may_change_task(by, found))
    form = TaskForm(
        request.POST, who=by, activity=found.activity, task=found, auto_id="change_%s"
    )
    if not tried(
        form,
        lambda: actions.change_task(
            by=by,
            task=found,
            promise=form.promise(),
            edition=form.cleaned_data["edition"],
        ),
    ):
        return showing.task_page(request, found, {"change_form": form})
    messages.success(request, _("The task is changed."))
    return redirect(found)


@login_required
@require_POST
def take_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, actions.take_task, _("Thank you. You see to it now."))


@login_required
@require_POST
def leave_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = _("You gave it back. Somebody else can take it on.")
    return _step(request, pk, actions.leave_task, words)


@login_required
@require_POST
def start_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, actions.start_task, _("Everyone sees it is on its way."))


@login_required
@require_POST
def deliver_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = _("Delivered. Somebody of the side it is for says whether it arrived.")
    return _step(request, pk, actions.deliver_task, words)


@login_required
@require_POST
def confirm_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = _("Thank you. It is done, and everyone sees what changed.")
    return _step(request, pk, actions.confirm_task, words)


def _step(
    request: HttpRequest, pk: UUID, act: Callable[..., Task], words: str
) -> HttpResponse:
    """One step of a task: the action asks its rule."""
    found = queries.task_for(request.user, pk)
    act(by=own_place(request.user, found.project), task=found)
    messages.success(request, words)
    return redirect(found)


@login_required
@require_POST
def return_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what is still missing."""
    found = queries.task_for(request.user, pk)
    by = own_place(request.user, found.project)
    ensure(permissions.may_return_task(by, found))
    form = ReturnForm(request.POST, auto_id="return_%s")
    if not tried(form, lambda: actions.return_task(by=by, task=found, **written(form))):
        return showing.task_page(request, found, {"return_form": form})
    messages.success(request, _("Everyone sees now what is still missing."))
    return redirect(found)


@login_required
@require_POST
def give_hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.task_for(request.user, pk)
    by = own_place(request.user, found.project)
    ensure(permissions.may_give_hours(by, found))
    form = HoursForm(request.POST, auto_id="hours_%s")
    if not tried(form, lambda: _give(by, found, form)):
        return showing.task_page(request, found, {"hours_form": form})
    messages.success(request, _("Thank you. Your time is counted for your side."))
    return redirect(found)


def _give(by: Participant, found: Task, form: HoursForm) -> None:
    day = form.cleaned_data["day"]
    actions.give_hours(by=by, task=found, minutes=form.total(), day=day)
