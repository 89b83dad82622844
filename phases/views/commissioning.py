"""The priorities of a round: read, put together, proposed for adoption."""

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
from phases.forms import PrioritiesForm
from phases.models import Commission, Cycle
from phases.views import showing
from projects.access import ensure
from projects.trying import status_of, tried, was_changed


@require_safe
def commission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a round takes on: the list in its order, and what makes it count."""
    cycle = queries.cycle_for(request.user, pk)
    found = queries.commission_of(cycle)
    context = {
        **showing.in_project(request, cycle.project),
        "cycle": cycle,
        "commission": found,
        "items": queries.items_of(found),
        "may_draft": permissions.may_draft_priorities(request.user, cycle),
        "gate": permissions.gate_to_adopt(request.user, found),
    }
    return render(request, "phases/commission.html", context)


@login_required
@require_safe
def draft_priorities(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Number what the board holds."""
    cycle = queries.cycle_for(request.user, pk)
    ensure(permissions.may_draft_priorities(request.user, cycle))
    return _drafting(request, cycle, _form(cycle, initial=_as_it_is(cycle)))


@login_required
@require_POST
def save_priorities(request: HttpRequest, pk: UUID) -> HttpResponse:
    cycle = queries.cycle_for(request.user, pk)
    by = own_place(request.user, cycle.project)
    ensure(permissions.may_draft_priorities(by, cycle))
    form = _form(cycle, data=request.POST)
    if not tried(form, lambda: _draft(by, cycle, form)):
        return _drafting(request, cycle, form)
    messages.success(request, _("Saved. It is a draft until both sides adopt it."))
    return redirect(cycle)


def _draft(by: Participant, cycle: Cycle, form: PrioritiesForm) -> None:
    said = form.cleaned_data
    actions.draft_priorities(
        by=by,
        cycle=cycle,
        text=said["text"],
        chosen=form.chosen(),
        language=said["language"],
        edition=said["edition"],
    )


def _form(cycle: Cycle, **given: object) -> PrioritiesForm:
    """What is on the list already can be seen, however little support it has."""
    listed = [item.contribution for item in queries.items_of(_of(cycle))]
    offered = queries.offered_for(cycle)
    more = [one for one in listed if one.is_shown and one not in offered]
    pilot = cycle.project.pilot
    return PrioritiesForm(offered=[*offered, *more], pilot=pilot, **given)


def _as_it_is(cycle: Cycle) -> dict[str, object]:
    found = _of(cycle)
    places = {
        f"place_{item.contribution_id}": item.position
        for item in queries.items_of(found)
    }
    return {"text": found.text, "edition": found.edition, **places} if found else {}


def _of(cycle: Cycle) -> Commission | None:
    return queries.commission_of(cycle)


def _drafting(request: HttpRequest, cycle: Cycle, form: PrioritiesForm) -> HttpResponse:
    stands = _of(cycle) if was_changed(form) else None
    context = {
        **showing.in_project(request, cycle.project),
        "cycle": cycle,
        "form": form,
        "voices": queries.voices(cycle.project),
        "commission": stands,
        "items": queries.items_of(stands),
    }
    status = status_of(form)
    return render(request, "phases/draft_priorities.html", context, status=status)
