"""Votes given without a computer: entered by one side, checked by the other."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decisions import actions, permissions, queries
from decisions.forms import CheckForm, PaperForm
from decisions.models import Decision
from decisions.queries import reading
from decisions.views import showing
from participants.permissions import may_facilitate
from participants.queries import own_place


@login_required
@require_safe
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter votes, and check those that the other side entered."""
    decision = queries.decision_for(request.user, pk)
    own_place(request.user, decision.project)
    return _sheet(request, decision)


@login_required
@require_POST
def enter_ballot(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter one vote; it counts when someone of the other side has checked it."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    people = list(reading.may_be_entered(decision))
    form = PaperForm(request.POST, decision=decision, people=people)
    if not form.is_valid():
        return _sheet(request, decision, form)
    actions.enter_ballot(by=by, decision=decision, **form.cleaned_data)
    messages.success(request, _("Entered. It counts when the other side checked it."))
    return redirect("decisions:paper", pk=decision.pk)


@login_required
@require_POST
def confirm_ballot(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the paper once more, without seeing what was entered."""
    ballot = reading.ballot_for(request.user, pk)
    decision = ballot.elector.decision
    by = own_place(request.user, decision.project)
    form = CheckForm(request.POST, ballot=ballot)
    if permissions.may_confirm_ballot(by, ballot) and not form.is_valid():
        return _sheet(request, decision, checked=form)
    actions.confirm_ballot(by=by, ballot=ballot)
    messages.success(request, _("Checked. The vote counts now."))
    return redirect("decisions:paper", pk=decision.pk)


def _sheet(
    request: HttpRequest,
    decision: Decision,
    form: PaperForm | None = None,
    checked: CheckForm | None = None,
) -> HttpResponse:
    may_enter = permissions.may_enter_ballot(request.user, decision)
    if may_enter and form is None:
        people = list(reading.may_be_entered(decision))
        form = PaperForm(decision=decision, people=people)
    context = {
        **showing.in_project(request, decision.project, "decisions"),
        **_people(request, decision),
        "decision": decision,
        "question": reading.question_of(decision),
        "may_enter": may_enter,
        "entry": form,
        "checks": _checks(request, decision, checked),
        "form": form if form and form.is_bound else checked,
    }
    bound = checked is not None or (form is not None and form.is_bound)
    status = 422 if bound else 200
    return render(request, "decisions/paper.html", context, status=status)


def _people(request: HttpRequest, decision: Decision) -> dict[str, object]:
    """For facilitators: who was entered, who is not on the list, who could check."""
    place = own_place(request.user, decision.project)
    if not may_facilitate(request.user, decision.project):
        return {}
    able, facilitating = queries.able_to_check(decision.project, place.side)
    return {
        "own_side": place.side,
        "entered": queries.ballots_entered(decision),
        "joined_since": queries.joined_since(decision),
        "able_to_check": able,
        "facilitating": facilitating,
    }


def _checks(
    request: HttpRequest, decision: Decision, checked: CheckForm | None
) -> list[CheckForm]:
    """The ballots this person may check: none of their own side's entering."""
    forms = [CheckForm(ballot=one) for one in queries.ballots_to_check(decision)]
    return [
        checked if checked and checked.ballot == form.ballot else form
        for form in forms
        if permissions.may_confirm_ballot(request.user, form.ballot)
    ]
