"""Saying something, supporting it, changing it, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.models import Participant
from participants.queries import own_place
from phases import actions, permissions, queries
from phases.forms import (
    CommentForm,
    ContributionForm,
    EditForm,
    EnteredForm,
    StatusForm,
)
from phases.models import Activity
from phases.views import showing
from projects.access import ensure
from projects.trying import tried, written


@login_required
@require_POST
def contribute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put something in, in one’s own words."""
    activity = queries.activity_for(request.user, pk)
    by = own_place(request.user, activity.project)
    ensure(permissions.may_contribute(by, activity))
    form = ContributionForm(request.POST, activity=activity)
    if not tried(
        form,
        lambda: actions.contribute(by=by, activity=activity, words=form.words()),
    ):
        return showing.activity_page(request, activity, {"add_form": form})
    messages.success(request, _("Thank you. What you said is in."))
    return redirect(activity)


@login_required
@require_safe
def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For facilitators: what someone said on paper, by phone or in a meeting."""
    activity = queries.activity_for(request.user, pk)
    ensure(permissions.may_enter_for(request.user, activity))
    return _entering(request, activity, EnteredForm(activity=activity))


@login_required
@require_POST
def save_entered(request: HttpRequest, pk: UUID) -> HttpResponse:
    activity = queries.activity_for(request.user, pk)
    by = own_place(request.user, activity.project)
    ensure(permissions.may_enter_for(by, activity))
    form = EnteredForm(request.POST, activity=activity)
    if not tried(form, lambda: _enter(by, activity, form)):
        return _entering(request, activity, form, status=422)
    messages.success(request, _("It is in, with who said it. You can enter the next."))
    return redirect("phases:enter", activity.pk)


def _enter(by: Participant, activity: Activity, form: EnteredForm) -> None:
    said = form.cleaned_data
    actions.contribute(
        by=by,
        activity=activity,
        words=form.words(),
        author=said["author"],
        channel=said["channel"],
    )


def _entering(
    request: HttpRequest, activity: Activity, form: EnteredForm, status: int = 200
) -> HttpResponse:
    context = {
        **showing.in_project(request, activity.project),
        "activity": activity,
        "form": form,
    }
    return render(request, "phases/enter.html", context, status=status)


@require_safe
def contribution(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.contribution_for(request.user, pk)
    return showing.contribution_page(request, found)


@require_safe
def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it said before, and what was changed."""
    found = queries.contribution_for(request.user, pk)
    return showing.versions_page(request, found)


@login_required
@require_POST
def support(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.contribution_for(request.user, pk)
    by = own_place(request.user, found.project)
    actions.support(by=by, contribution=found)
    messages.success(request, _("You support it. You can take that back."))
    return showing.back_to(request, found)


@login_required
@require_POST
def withdraw_support(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.contribution_for(request.user, pk)
    by = own_place(request.user, found.project)
    actions.withdraw_support(by=by, contribution=found)
    messages.success(request, _("Your support is taken back."))
    return showing.back_to(request, found)


@login_required
@require_POST
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say something beneath it."""
    found = queries.contribution_for(request.user, pk)
    by = own_place(request.user, found.project)
    ensure(permissions.may_comment(by, found))
    form = CommentForm(request.POST, project=found.project, auto_id="comment_%s")
    if not tried(
        form, lambda: actions.comment(by=by, contribution=found, **form.cleaned_data)
    ):
        return showing.contribution_page(request, found, {"comment_form": form})
    messages.success(request, _("Thank you. Your comment stands here now."))
    return redirect(found)


@login_required
@require_POST
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put it in new words; the old ones stay readable."""
    found = queries.contribution_for(request.user, pk)
    by = own_place(request.user, found.project)
    ensure(permissions.may_edit(by, found))
    form = EditForm(request.POST, auto_id="edit_%s")
    if not tried(
        form, lambda: actions.edit(by=by, contribution=found, **form.cleaned_data)
    ):
        return showing.contribution_page(request, found, {"edit_form": form})
    messages.success(request, _("The new words are in. The old ones are kept."))
    return redirect(found)


@login_required
@require_POST
def withdraw_contribution(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.contribution_for(request.user, pk)
    by = own_place(request.user, found.project)
    actions.withdraw_contribution(by=by, contribution=found)
    messages.success(request, _("You took it back. Nobody else can read it now."))
    return redirect(found.activity)


@login_required
@require_POST
def set_status(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say where it stands, and why not now."""
    found = queries.contribution_for(request.user, pk)
    by = own_place(request.user, found.project)
    ensure(permissions.may_set_status(by, found))
    form = StatusForm(request.POST, auto_id="status_%s")
    if not tried(
        form,
        lambda: actions.set_status(by=by, contribution=found, **written(form)),
    ):
        return showing.contribution_page(request, found, {"status_form": form})
    messages.success(request, _("Everyone sees now where it stands."))
    return redirect(found)
