"""The public log of a project: to read, and to check without trusting us."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coprod.exports import log_as_json
from coprod.pages.frame import in_project
from coprod.queries.lines import lines
from projects.queries import log_page, project_for


@require_safe
def log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything that happened, newest first."""
    project = project_for(request.user, pk)
    page = log_page(project, request.GET.get("page"))
    context = {
        **in_project(request, project, "log"),
        "page": page,
        "lines": lines(page.rows),
    }
    return render(request, "pages/log.html", context)


@require_safe
def log_json(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The whole log with its hashes, so that anyone can compute them again."""
    project = project_for(request.user, pk)
    response = StreamingHttpResponse(
        log_as_json(project), content_type="application/json"
    )
    response["Content-Disposition"] = f'attachment; filename="log-{project.pk}.json"'
    return response
