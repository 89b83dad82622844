"""Pilots, one project, and its public log."""

from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from projects.endpoint.project import ProjectOut
from projects.endpoint.shapes import lists, shows
from projects.endpoint.view import Endpoint
from projects.models import LogEntry, Pilot, Project
from projects.paging import Page
from projects.queries import log_page, pilots, project_for
from projects.serializers import EventOut, PilotOut

EVENT = OpenApiParameter("event", str, description="A kind of event, by its name.")


class PilotsApi(Endpoint):
    @shows(PilotOut, many=True)
    def get(self, request: Request) -> QuerySet[Pilot]:
        """The programmes that run here, by name."""
        return pilots()


class ProjectApi(Endpoint):
    @shows(ProjectOut)
    def get(self, request: Request, pk: UUID) -> Project:
        """One project: what it is for, and what can be decided in it."""
        return project_for(request.user, pk)


class EventsApi(Endpoint):
    @lists(EventOut, EVENT)
    def get(self, request: Request, pk: UUID) -> Page[LogEntry]:
        """Everything that happened in a project, newest first."""
        project = project_for(request.user, pk)
        return log_page(project, self.cursor, event=self.asked("event"))
