"""Agreed in a meeting: written up here, confirmed by both sides."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decisions import actions, permissions, queries
from decisions.forms import MeetingForm
from decisions.queries import reading
from decisions.views import showing
from participants.queries import own_place


@login_required
@require_safe
def record_meeting(
    request: HttpRequest, pk: UUID, act: str, thing: UUID
) -> HttpResponse:
    """The form to write up a meeting."""
    target = reading.target_for(request.user, pk, act, thing)
    people = queries.members_today(target[0])
    return _minutes(request, target, MeetingForm(people=people))


@login_required
@require_POST
def write_record(request: HttpRequest, pk: UUID, act: str, thing: UUID) -> HttpResponse:
    """Send the record; one facilitator of each side confirms it."""
    target = project, asked, about = reading.target_for(request.user, pk, act, thing)
    by = own_place(request.user, project)
    form = MeetingForm(request.POST, people=queries.members_today(project))
    if not form.is_valid():
        return _minutes(request, target, form, status=422)
    text, minutes = form.cleaned_data.pop("text"), actions.Minutes(**form.cleaned_data)
    decision = actions.record_meeting(
        by=by, act=asked, thing=about, text=text, minutes=minutes
    )
    messages.success(request, _("The record waits for a facilitator of each side."))
    return redirect(decision)


@login_required
@require_POST
def confirm_meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say for one's side that the record is true."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    actions.confirm_meeting(by=by, decision=decision)
    messages.success(request, _("You confirmed the record for your side."))
    return redirect(decision)


def _minutes(
    request: HttpRequest, target: reading.Target, form: MeetingForm, status: int = 200
) -> HttpResponse:
    project, act, thing = target
    terms = queries.terms_for(project, act)
    context = {
        **showing.in_project(request, project, "decisions"),
        "act": act,
        "thing": thing,
        "question": act.asked(thing),
        "form": form,
        "terms": terms,
        "may_record": permissions.may_record_meeting(request.user, act, thing),
    }
    return render(request, "decisions/record_meeting.html", context, status=status)
