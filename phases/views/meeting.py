"""Meetings: the next one, those before, calling one, calling it off."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.queries import own_place
from phases import actions, permissions, queries
from phases.forms import MeetingForm
from phases.views import showing
from projects import clock
from projects.access import ensure
from projects.models import Project
from projects.queries import project_for
from projects.trying import tried


@require_safe
def meetings(request: HttpRequest, pk: UUID) -> HttpResponse:
    project = project_for(request.user, pk)
    return _page(request, project, MeetingForm(pilot=project.pilot))


@login_required
@require_POST
def call_meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    project = project_for(request.user, pk)
    by = own_place(request.user, project)
    ensure(permissions.may_call_meeting(by, project))
    form = MeetingForm(request.POST, pilot=project.pilot)
    if not tried(form, lambda: actions.call_meeting(by=by, words=form.words())):
        return _page(request, project, form, status=422)
    messages.success(request, _("The meeting is on the project’s pages."))
    return redirect("phases:meetings", project.pk)


@login_required
@require_POST
def call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = queries.meeting_for(request.user, pk)
    by = own_place(request.user, meeting.project)
    actions.call_off(by=by, meeting=meeting)
    messages.success(request, _("The meeting is called off, and the pages say so."))
    return redirect(meeting)


def _page(
    request: HttpRequest, project: Project, form: MeetingForm, status: int = 200
) -> HttpResponse:
    context = {
        **showing.in_project(request, project),
        "next": queries.next_meeting(project),
        "page": queries.meetings_page(project, request.GET.get("page")),
        "now": clock.now(),
        "may_call": permissions.may_call_meeting(request.user, project),
        "form": form,
    }
    return render(request, "phases/meetings.html", context, status=status)
