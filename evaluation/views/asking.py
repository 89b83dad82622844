"""The rounds of a project; preparing, opening and closing one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decisions.permissions import gate
from evaluation import actions, acts, permissions, queries
from evaluation.forms import RoundForm
from evaluation.models import Round
from evaluation.views import showing
from participants.queries import own_place, place_of
from phases.models import Phase
from phases.queries import current_cycle, phase_for
from projects.access import ensure
from projects.queries import project_for
from projects.trying import status_of, tried, was_changed


@require_safe
def results(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every survey round of a project, newest first, and what opens the next circle."""
    project = project_for(request.user, pk)
    cycle, place = current_cycle(project), place_of(request.user, project)
    judging = cycle.phases.get(kind=Phase.Kind.CO_ASSESSMENT)
    context = {
        **showing.in_project(request, project),
        "page": queries.rounds_page(request.user, project, request.GET.get("page")),
        "to_answer": list(queries.rounds_to_answer(place)) if place else [],
        "phase": judging,
        "may_prepare": permissions.may_prepare_round(request.user, judging),
        "prepares": bool(permissions.may_evaluate(request.user, project)),
        "gate": gate(request.user, acts.START_NEXT_CYCLE, cycle),
    }
    return render(request, "evaluation/results.html", context)


@require_safe
def round_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One round: its state, who is asked, what is asked."""
    return showing.round_page(request, queries.round_for(request.user, pk))


@require_safe
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questionnaire to print and fill in with a pen."""
    round = queries.round_for(request.user, pk)
    context = {"round": round, "items": queries.items_of(round)}
    return render(request, "evaluation/sheet.html", context)


@login_required
@require_safe
def prepare_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    phase = phase_for(request.user, pk)
    ensure(permissions.may_prepare_round(request.user, phase))
    return _preparing(request, phase, RoundForm(phase.project))


@login_required
@require_POST
def save_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    phase = phase_for(request.user, pk)
    by, made = own_place(request.user, phase.project), []
    ensure(permissions.may_prepare_round(by, phase))
    form = RoundForm(phase.project, request.POST)
    if not tried(
        form,
        lambda: made.append(
            actions.prepare_round(by=by, phase=phase, plan=form.plan())
        ),
    ):
        return _preparing(request, phase, form)
    messages.success(request, _("It is prepared. Look it over, then open it."))
    return redirect(made[0])


@login_required
@require_safe
def change_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    ensure(permissions.may_change_round(request.user, round))
    return _preparing(
        request, round.phase, RoundForm(round.project, round=round), round
    )


@login_required
@require_POST
def save_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    ensure(permissions.may_change_round(by, round))
    form = RoundForm(round.project, request.POST, round=round)
    if not tried(
        form,
        lambda: actions.change_round(
            by=by,
            round=round,
            plan=form.plan(),
            edition=form.cleaned_data["edition"],
        ),
    ):
        return _preparing(request, round.phase, form, round)
    return redirect(round)


@login_required
@require_POST
def throw_away_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    actions.throw_away_round(by=by, round=round)
    messages.success(request, _("It is thrown away. Nobody was asked."))
    return redirect("evaluation:results", round.project_id)


@login_required
@require_POST
def open_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    actions.open_round(by=by, round=round)
    messages.success(request, _("It is open. The same questions, to both sides."))
    return redirect(round)


@login_required
@require_safe
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What closing it now would mean, before anyone does."""
    round = queries.round_for(request.user, pk)
    ensure(permissions.may_close_round(request.user, round))
    context = {
        **showing.in_project(request, round.project),
        "round": round,
        "early": queries.days_early(round),
        "turnout": queries.turnout(round),
    }
    return render(request, "evaluation/closing.html", context)


@login_required
@require_POST
def close_round(request: HttpRequest, pk: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    actions.close_round(by=by, round=round)
    messages.success(request, _("It is closed. The answers are being added up."))
    return redirect(round)


def _preparing(
    request: HttpRequest,
    phase: Phase,
    form: RoundForm,
    round: Round | None = None,
) -> HttpResponse:
    context = {
        **showing.in_project(request, phase.project),
        "phase": phase,
        "round": round,
        "form": form,
        "stands": round if was_changed(form) else None,
    }
    status = status_of(form)
    return render(request, "evaluation/prepare_round.html", context, status=status)
