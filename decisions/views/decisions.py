"""The list of decisions, and one decision."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions import queries
from decisions.queries import reading
from decisions.views import showing
from projects.queries import project_for


@require_safe
def decisions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What runs on top, what has closed below, newest first."""
    project = project_for(request.user, pk)
    found = reading.closed_page(project, request.GET.get("page"))
    running = list(queries.running_decisions(project))
    context = {
        **showing.in_project(request, project, "decisions"),
        "running": showing.listed(running),
        "closed": showing.listed(found.rows),
        "page": found,
        "charter": queries.charter_in_force(project),
    }
    return render(request, "decisions/decisions.html", context)


@require_safe
def decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Before, while and after: the question, the rule, who, and what came out."""
    return showing.page(request, queries.decision_for(request.user, pk))
