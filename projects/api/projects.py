"""Projects over the API: what one may see, newest first."""

from uuid import UUID

from rest_framework.request import Request

from projects.endpoint.shapes import lists, shows
from projects.endpoint.view import Endpoint
from projects.models import Project
from projects.paging import Page
from projects.queries import project_for, projects_page
from projects.serializers import ProjectOut


class ProjectsApi(Endpoint):
    @lists(ProjectOut, operation_id="projects_list")
    def get(self, request: Request) -> Page[Project]:
        """The projects you may see, newest first."""
        return projects_page(request.user, self.cursor)


class ProjectApi(Endpoint):
    @shows(ProjectOut)
    def get(self, request: Request, pk: UUID) -> Project:
        """One project: what it is for, and what can be decided in it."""
        return project_for(request.user, pk)
