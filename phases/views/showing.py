"""What the pages of the circle show: put together once, for every form on them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from decisions.permissions import Gate, gate
from participants.permissions import may_facilitate
from participants.queries import place_of
from phases import acts, permissions, queries
from phases.forms import (
    CommentForm,
    ContributionForm,
    EditForm,
    FilterForm,
    HideForm,
    HoursForm,
    ReportForm,
    ReturnForm,
    StatusForm,
    TaskForm,
    as_uuid,
)
from phases.methods import method_of
from phases.models import Activity, Comment, Contribution, Task
from projects import clock
from projects.access import ensure
from projects.editions import ChangedError
from projects.models import Project

Bound = dict[str, forms.Form]


def in_project(
    request: HttpRequest, project: Project, tab: str = "take_part"
) -> dict[str, object]:
    """What every page of a project takes."""
    desk = bool(may_facilitate(request.user, project))
    among_us = place_of(request.user, project) is not None
    return {"project": project, "tab": tab, "desk": desk, "among_us": among_us}


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Act on a form that is filled in well; what the action misses goes on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    except ChangedError as problem:
        _show_both(form, problem)
        return False
    return True


def _show_both(form: forms.Form, problem: ChangedError) -> None:
    """The page has the new words; the form keeps one’s own, to be sent knowingly."""
    form.add_error(None, str(problem))
    said = {name: form.data[name] for name in form.data}
    form.data = {**said, "edition": problem.current}
    form.changed = True  # type: ignore[attr-defined]


def back_to(request: HttpRequest, page: Any) -> HttpResponse:
    """To the list someone clicked in, if it is one of ours; else to the page."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return redirect(wanted)
    return redirect(page)


def _status(bound: Bound | None) -> int:
    if not bound:
        return 200
    return 409 if any(hasattr(form, "changed") for form in bound.values()) else 422


def _first(bound: Bound | None) -> forms.Form | None:
    """The form that came back: the frame says “Look again” for it."""
    return next(iter(bound.values())) if bound else None


# ------------------------------------------------------------------ an activity


def activity_page(
    request: HttpRequest, activity: Activity, bound: Bound | None = None
) -> HttpResponse:
    """One thing to do, drawn as its way of working says."""
    method = method_of(activity.method)
    context = {
        **in_project(request, activity.project),
        "activity": activity,
        "phase": activity.phase,
        "method": method,
        "figures": method.result(activity),
        **(_said if method.takes else _promised)(request, activity),
        **(bound or {}),
        "form": _first(bound),
    }
    return render(request, "phases/activity.html", context, status=_status(bound))


def _said(request: HttpRequest, activity: Activity) -> dict[str, object]:
    """What people put in: one page of it, and the form to add to it."""
    filtered = FilterForm(request.GET, activity=activity, auto_id="filter_%s")
    chosen = filtered.chosen(request.GET.get("page"))
    page = queries.contributions_page(activity, chosen)
    place = place_of(request.user, activity.project)
    origin = queries.origin_in(activity, as_uuid(request.GET.get("from")))
    may_support = page.rows and permissions.may_support(request.user, page.rows[0])
    return {
        "page": page,
        "filter_form": filtered,
        "chosen": chosen,
        "keep": f"kind={chosen.kind}&order={chosen.order}&",
        "voices": queries.voices(activity.project),
        "supported": queries.supported_by(place, page.rows),
        "may_support": may_support,
        "may_add": permissions.may_contribute(request.user, activity),
        "may_enter": permissions.may_enter_for(request.user, activity),
        "add_form": ContributionForm(activity=activity, origin=origin),
    }


def _promised(request: HttpRequest, activity: Activity) -> dict[str, object]:
    """The tasks of a plan, and the form to add one."""
    origin = queries.origin_in(activity, as_uuid(request.GET.get("from")))
    return {
        "page": queries.tasks_page(activity, request.GET.get("page")),
        "minutes": queries.minutes_by_side(activity),
        "may_add": permissions.may_add_task(request.user, activity),
        "add_form": TaskForm(who=request.user, activity=activity, origin=origin),
        "gate": _gate_to_accept(request, activity),
    }


def _gate_to_accept(request: HttpRequest, activity: Activity) -> Gate | None:
    if activity.accepted_by_id:
        return None
    return gate(request.user, acts.ACCEPT_DELIVERY, activity)


# ------------------------------------------------------------------ a contribution


def contribution_page(
    request: HttpRequest, contribution: Contribution, bound: Bound | None = None
) -> HttpResponse:
    """One contribution with its comments, its versions and what came of it."""
    ensure(permissions.may_read(request.user, contribution))
    place = place_of(request.user, contribution.project)
    context = {
        **in_project(request, contribution.project),
        "contribution": contribution,
        "activity": contribution.activity,
        "is_author": place is not None and place.pk == contribution.author_id,
        "supported": queries.supported_by(place, [contribution]),
        "voices": queries.voices(contribution.project),
        "page": queries.comments_page(contribution, request.GET.get("page")),
        "thread": queries.thread(contribution),
        "answers": queries.answering(contribution),
        "may": _verdicts(request, contribution),
        **_forms(contribution),
        **(bound or {}),
        "form": _first(bound),
    }
    return render(request, "phases/contribution.html", context, status=_status(bound))


def versions_page(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Every wording it has had, and what changed from one to the next."""
    ensure(permissions.may_read(request.user, contribution))
    page = queries.versions_page(contribution, request.GET.get("page"))
    context = {
        **in_project(request, contribution.project),
        "contribution": contribution,
        "activity": contribution.activity,
        "page": page,
        "changes": queries.changes(page.rows),
        "first": contribution.text if contribution.edition == 1 else "",
    }
    return render(request, "phases/versions.html", context)


def _verdicts(request: HttpRequest, contribution: Contribution) -> dict[str, object]:
    who = request.user
    return {
        "support": permissions.may_support(who, contribution),
        "comment": permissions.may_comment(who, contribution),
        "add": permissions.activity_takes_now(contribution.activity),
        "edit": permissions.may_edit(who, contribution),
        "withdraw": permissions.may_withdraw_contribution(who, contribution),
        "status": permissions.may_set_status(who, contribution),
        "report": permissions.may_report(who, contribution),
        "hide": permissions.may_hide(who, contribution),
        "unhide": permissions.may_unhide(who, contribution),
    }


def _forms(contribution: Contribution) -> Bound:
    """Every form of the page, empty unless one of them came back."""
    now = {"text": contribution.text, "edition": contribution.edition}
    stands = {"status": contribution.status, "because": contribution.status_because}
    pilot = contribution.project.pilot
    return {
        "comment_form": CommentForm(pilot=pilot, auto_id="comment_%s"),
        "edit_form": EditForm(initial=now, auto_id="edit_%s"),
        "status_form": StatusForm(initial=stands, auto_id="status_%s"),
        "report_form": ReportForm(auto_id="report_%s"),
        "hide_form": HideForm(auto_id="hide_%s"),
    }


def comment_page(
    request: HttpRequest, comment: Comment, bound: Bound | None = None
) -> HttpResponse:
    """One comment, to take back, report or hide."""
    contribution, who = comment.contribution, request.user
    ensure(permissions.may_read(who, contribution))
    ensure(permissions.may_read_comment(who, comment))
    context = {
        **in_project(request, contribution.project),
        "comment": comment,
        "contribution": contribution,
        "may": {
            "withdraw": permissions.may_withdraw_comment(who, comment),
            "report": permissions.may_report(who, comment),
            "hide": permissions.may_hide(who, comment),
            "unhide": permissions.may_unhide(who, comment),
        },
        "report_form": ReportForm(auto_id="report_%s"),
        "hide_form": HideForm(auto_id="hide_%s"),
        **(bound or {}),
        "form": _first(bound),
    }
    return render(request, "phases/comment.html", context, status=_status(bound))


# ------------------------------------------------------------------ a task


def task_page(
    request: HttpRequest, task: Task, bound: Bound | None = None
) -> HttpResponse:
    """One promise: where it stands, what one can do about it, the time it took."""
    who = request.user
    today = clock.today(task.project.pilot)
    context = {
        **in_project(request, task.project),
        "task": queries.marked_task(task),
        "activity": task.activity,
        "minutes": queries.hours_of(task),
        "thread": queries.thread(task.grew_from) if task.grew_from else [],
        "may": {
            "take": permissions.may_take_task(who, task),
            "leave": permissions.may_leave_task(who, task),
            "start": permissions.may_start_task(who, task),
            "deliver": permissions.may_deliver_task(who, task),
            "confirm": permissions.may_confirm_task(who, task),
            "change": permissions.may_change_task(who, task),
            "hours": permissions.may_give_hours(who, task),
        },
        "return_form": ReturnForm(auto_id="return_%s"),
        "hours_form": HoursForm(initial={"day": today}, auto_id="hours_%s"),
        "change_form": TaskForm(
            who=who, activity=task.activity, task=task, auto_id="change_%s"
        ),
        **(bound or {}),
        "form": _first(bound),
    }
    return render(request, "phases/task.html", context, status=_status(bound))
