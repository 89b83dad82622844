"""The desk of those who facilitate."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coprod.pages.frame import in_project
from coprod.queries import desk as queries
from coprod.queries import overview
from evaluation.queries import open_rounds
from participants.permissions import may_facilitate
from participants.queries import own_place
from phases.queries import circle_of, next_meeting
from projects.access import ensure
from projects.queries import project_for


@login_required
@require_safe
def desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What needs me today, who has not been heard, and what comes next."""
    project = project_for(request.user, pk)
    ensure(may_facilitate(request.user, project))
    place = own_place(request.user, project)
    context = {
        **in_project(request, project, "desk"),
        "place": place,
        "circle": circle_of(project),
        "todo": queries.todo(place),
        "unheard": queries.unheard(project),
        "help_wanted": queries.help_wanted(project),
        "gates": queries.gates(place),
        "running": overview.running(project),
        "meeting": next_meeting(project),
        "surveys": open_rounds(project),
    }
    return render(request, "pages/desk.html", context)
