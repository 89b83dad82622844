"""Putting a question, changing it after a concern, and ending it early."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decisions import actions, permissions, queries
from decisions.forms import ProposeForm, ReviseForm
from decisions.queries import reading
from decisions.views import showing
from participants.queries import own_place
from projects.trying import written


@login_required
@require_safe
def propose(request: HttpRequest, pk: UUID, act: str, thing: UUID) -> HttpResponse:
    """What would be asked, under which rule, and the words to send."""
    target = reading.target_for(request.user, pk, act, thing)
    return _ask(request, target, ProposeForm())


@login_required
@require_POST
def put_question(request: HttpRequest, pk: UUID, act: str, thing: UUID) -> HttpResponse:
    """Send the proposal: question, rule and people are fixed from here."""
    target = project, asked, about = reading.target_for(request.user, pk, act, thing)
    by = own_place(request.user, project)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return _ask(request, target, form, status=422)
    decision = actions.propose(by=by, act=asked, thing=about, **written(form))
    messages.success(request, _("It is put to everyone who decides."))
    return redirect(decision)


def _ask(
    request: HttpRequest, target: reading.Target, form: ProposeForm, status: int = 200
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
        "rule": terms.rule if terms else None,
        "may_propose": permissions.may_propose(request.user, act, thing),
        "eligible": queries.electorate_today(project).by_side,
    }
    return render(request, "decisions/propose.html", context, status=status)


@login_required
@require_POST
def ask_for_time(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Seven more days, once for each decision."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    actions.ask_for_time(by=by, decision=decision)
    messages.success(request, _("There are seven more days now."))
    return redirect(decision)


@login_required
@require_POST
def revise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the proposal after a concern; both sides vote on the new words."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    form = ReviseForm(request.POST, prefix="revise", decision=decision)
    if not form.is_valid():
        return showing.page(request, decision, {"revise_form": form})
    revised = actions.revise(by=by, decision=decision, **written(form))
    messages.success(request, _("The new words are put to both sides."))
    return redirect(revised)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one's own proposal."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    actions.withdraw(by=by, decision=decision)
    messages.success(request, _("You took the proposal back. Its page stays."))
    return redirect(decision)


@login_required
@require_POST
def close_early(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Count now: everyone has voted, and nobody was rushed."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    actions.close_early(by=by, decision=decision)
    messages.success(request, _("It is closed and counted."))
    return redirect(decision)
