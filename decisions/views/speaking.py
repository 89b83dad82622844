"""What people say about a decision: their vote, a concern, a reason."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from decisions import actions, queries
from decisions.forms import ConcernForm, HideForm, RemarkForm
from decisions.queries import reading
from decisions.views import showing
from participants.queries import own_place
from projects.trying import written


@login_required
@require_POST
def vote(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Cast or change one's vote, until closing."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    question = reading.question_of(decision)
    form = showing.vote_form(decision, None, question, request.POST)
    if not form.is_valid():
        return showing.page(request, decision, {"vote_form": form})
    actions.vote(by=by, decision=decision, **written(form))
    messages.success(request, _("It is in. You can change it until this closes."))
    return redirect(decision)


@login_required
@require_POST
def object_to(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Raise a concern with a reason."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    form = ConcernForm(request.POST, project=by.project, prefix="concern")
    if not form.is_valid():
        return showing.page(request, decision, {"concern_form": form})
    actions.object_to(by=by, decision=decision, **written(form))
    messages.success(request, _("Thank you. Your concern stands here now."))
    return redirect(decision)


@login_required
@require_POST
def withdraw_objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's concern back."""
    objection = reading.objection_for(request.user, pk)
    decision = objection.elector.decision
    by = own_place(request.user, decision.project)
    actions.withdraw_objection(by=by, objection=objection)
    messages.success(request, _("You took your concern back. It stays readable."))
    return redirect(decision)


@login_required
@require_POST
def remark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a reason for or against, or ask something."""
    decision = queries.decision_for(request.user, pk)
    by = own_place(request.user, decision.project)
    form = RemarkForm(request.POST, project=by.project, prefix="remark")
    if not form.is_valid():
        return showing.page(request, decision, {"remark_form": form})
    actions.remark(by=by, decision=decision, **written(form))
    messages.success(request, _("Thank you. Your words stand here now."))
    return redirect(decision)


@login_required
@require_POST
def hide_remark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hide what should not stand here, and say why."""
    made = reading.remark_for(request.user, pk)
    by = own_place(request.user, made.decision.project)
    form = HideForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "remark": made, "decision": made.decision}
        return render(request, "decisions/hide_remark.html", context, status=422)
    actions.hide_remark(by=by, remark=made, **written(form))
    messages.success(request, _("It is hidden. Its place and your reason stay."))
    return redirect(made.decision)
