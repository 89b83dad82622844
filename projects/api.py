"""Projects over the API: what one may see, newest first."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of
from projects.queries import project_for, projects_page
from projects.serializers import ProjectOut


class ProjectsApi(Endpoint):
    @extend_schema(
        operation_id="projects_list",
        parameters=[CURSOR],
        responses=page_of(ProjectOut),
    )
    def get(self, request: Request) -> Response:
        """The projects you may see, newest first."""
        found = projects_page(request.user, request.query_params.get("page"))
        return Response(found.as_json(ProjectOut))


class ProjectApi(Endpoint):
    @extend_schema(responses=ProjectOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One project: what it is for, and what can be decided in it."""
        return Response(ProjectOut(project_for(request.user, pk)).data)
