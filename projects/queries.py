"""How a request reaches projects and their log."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from projects.access import Person
from projects.models import LogEntry, Pilot, Project
from projects.paging import Page, page


def project_for(user: Person, pk: UUID) -> Project:
    """The only way a request reaches a project: hidden and missing look the same."""
    projects = Project.objects.visible_to(user).select_related("pilot")
    return get_object_or_404(projects, pk=pk)


def projects_page(user: Person, cursor: str | None) -> Page[Project]:
    """What this person may see, newest first."""
    projects = Project.objects.visible_to(user).select_related("pilot")
    return page(projects, "created_at", cursor)


def log_page(project: Project, cursor: str | None, size: int = 20) -> Page[LogEntry]:
    """The public log, newest first."""
    return page(project.log.select_related("seal"), "at", cursor, size)


def pilots() -> QuerySet[Pilot]:
    return Pilot.objects.order_by("name")
