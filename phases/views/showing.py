"""What the pages of the circle show: put together once, for every form on them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from participants.permissions import may_facilitate
from participants.queries import place_of
from phases import permissions, queries
from phases.forms import (
    AttachForm,
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
from phases.views.cards import Around, cards
from projects import clock
from projects.access import ensure
from projects.models import Project
from projects.trying import differences, status_of

Bound = dict[str, forms.Form]


def in_project(
    request: HttpRequest, project: Project, tab: str = "take_part"
) -> dict[str, object]:
    """What every page of a project takes."""
    desk = bool(may_facilitate(request.user, project))
    among_us = place_of(request.user, project) is not None
    return {"project": project, "tab": tab, "desk": desk, "among_us": among_us}


def back_to(request: HttpRequest, page: Any) -> HttpResponse:
    """To the list someone clicked in, if it is one of ours; else to the page."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return redirect(wanted)
    return redirect(page)


def _status(bound: Bound | None) -> int:
    return status_of(_first(bound))


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
    around = Around(
        several=method_of(activity.method).several,
        voices=queries.voices(activity.project),
        may_support=bool(may_support),
        supported=queries.supported_by(place, page.rows),
    )
    return {
        "page": page,
        "cards": cards(page.rows, around),
        "filter_form": filtered,
        "chosen": chosen,
        "keep": f"kind={chosen.kind}&order={chosen.order}&",
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
        "gate": permissions.gate_to_accept(request.user, activity),
    }


# ------------------------------------------------------------------ a contribution


def contribution_page(
    request: HttpRequest, contribution: Contribution, bound: Bound | None = None
) -> HttpResponse:
    """One contribution with its comments, its versions and what came of it."""
    ensure(permissions.may_read(request.user, contribution))
    place, unsent = place_of(request.user, contribution.project), _forms(contribution)
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
        "enclosures": queries.attachments_of(contribution),
        "may": {
            **permissions.contribution_verdicts(request.user, contribution),
            "add": permissions.activity_takes_now(contribution.activity),
            "attach": permissions.may_attach(request.user, contribution),
            "remove_files": permissions.may_call_own(request.user, contribution),
        },
        **unsent,
        **(bound or {}),
        "form": _first(bound),
        "differences": differences(_first(bound), unsent["edit_form"]),
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


def _forms(contribution: Contribution) -> Bound:
    """Every form of the page, empty unless one of them came back."""
    now = {"text": contribution.text, "edition": contribution.edition}
    stands = {"status": contribution.status, "because": contribution.status_because}
    project = contribution.project
    edit_form = EditForm(initial=now, auto_id="edit_%s")
    edit_form.fields["text"].widget.attrs["lang"] = contribution.language
    return {
        "comment_form": CommentForm(project=project, auto_id="comment_%s"),
        "edit_form": edit_form,
        "attach_form": AttachForm(project=project, auto_id="attach_%s"),
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
        "may": permissions.comment_verdicts(who, comment),
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
    unsent = TaskForm(who=who, activity=task.activity, task=task, auto_id="change_%s")
    context = {
        **in_project(request, task.project),
        "task": queries.marked_task(task),
        "activity": task.activity,
        "minutes": queries.hours_of(task),
        "thread": queries.thread(task.grew_from) if task.grew_from else [],
        "may": permissions.task_verdicts(who, task),
        "return_form": ReturnForm(auto_id="return_%s"),
        "hours_form": HoursForm(initial={"day": today}, auto_id="hours_%s"),
        "change_form": unsent,
        **(bound or {}),
        "form": _first(bound),
        "differences": differences(_first(bound), unsent),
    }
    return render(request, "phases/task.html", context, status=_status(bound))
