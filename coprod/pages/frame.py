"""What every page of a project takes."""

from django.http import HttpRequest

from participants.permissions import may_facilitate
from projects.models import Project


def in_project(request: HttpRequest, project: Project, tab: str) -> dict[str, object]:
    desk = bool(may_facilitate(request.user, project))
    return {"project": project, "tab": tab, "desk": desk}
