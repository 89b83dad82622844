"""The page of one project, for everyone who may see it."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coprod.pages.frame import in_project
from coprod.queries import overview
from coprod.queries.needs import Open, needs_of
from decisions.permissions import Gate, gate_beside
from decisions.queries import InForce, grid, in_force
from decisions.rules import Electorate
from evaluation.queries import open_rounds
from participants.models import Participant
from participants.queries import helpers_of, place_of, sides_of
from phases.acts import OPEN_PHASE
from phases.models import Phase
from phases.permissions import may_take_part
from phases.queries import (
    Circle,
    circle_of,
    next_meeting,
    open_activities,
    what_changed,
)
from projects.models import Project
from projects.queries import project_for


@require_safe
def project(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where are we, what can I do now, who decides: and all that lies behind."""
    project = project_for(request.user, pk)
    place = place_of(request.user, project)
    people = sides_of(project)
    ours = in_force(project, Electorate({side.side: side.deciding for side in people}))
    context = {
        **in_project(request, project, "overview"),
        "place": place,
        **_who_decides(ours),
        "people": people,
        "offline": overview.without_computer(project, people),
        "helpers": helpers_of(project) if place and place.is_here else [],
        "meeting": next_meeting(project),
        "changed": what_changed(project),
        "thread": overview.telling_thread(project),
    }
    context |= _now(project, place, ours)
    return render(request, "pages/project.html", context)


@require_safe
def take_part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything that is open, what of it needs no account, and the next meeting."""
    project = project_for(request.user, pk)
    place = place_of(request.user, project)
    rounds = open_rounds(project)
    offers = overview.everything(rounds, [], overview.running(project, place))
    context = {
        **in_project(request, project, "take_part"),
        "among_us": place is not None,
        "place": place,
        "circle": circle_of(project),
        "activities": open_activities(project),
        "offers": offers,
        "question": next((one for one in offers if one.kind == "question"), None),
        "meeting": next_meeting(project),
        "may_take_part": may_take_part(request.user, project),
    }
    return render(request, "pages/take_part.html", context)


def _who_decides(ours: InForce) -> dict[str, object]:
    """The agreement in force, or the one rule that holds until there is one."""
    rows = grid.rows_of(ours.rights) if ours.charter else grid.founding_grid()
    power = overview.power_in(rows)
    return {"charter": ours.charter, "rows": grid.in_short(rows), "power": power}


def _now(
    project: Project, place: Participant | None, ours: InForce
) -> dict[str, object]:
    """What is open, and the one most useful thing for this very person."""
    circle, running = circle_of(project), overview.running(project, place)
    rounds = open_rounds(project)
    offers = overview.offers(rounds, open_activities(project), running)
    here = {project.pk}
    known = Open(
        here if running else (), here if rounds else (), here if ours.has_draft else ()
    )
    needs = needs_of([place], known) if place else []
    founded = ours.charter is not None
    return {
        "circle": circle,
        "stretches": overview.stretches(circle, running),
        "gate": _next_gate(place, circle, running, ours),
        "running": running,
        "offers": offers,
        "needs": needs,
        "first": overview.first_step(project, place, needs, offers, founded=founded),
    }


def _next_gate(
    place: Participant | None,
    circle: Circle,
    running: Sequence[overview.Running],
    ours: InForce,
) -> Gate | None:
    """The next phase to open, for those who may ask for it."""
    asked = {one.decision.about for one in running}
    for line in circle.phases:
        is_planned = line.state == Phase.State.PLANNED
        if place and place.is_here and is_planned and line.phase.pk not in asked:
            return gate_beside(None, place, OPEN_PHASE, line.phase, ours)
    return None
