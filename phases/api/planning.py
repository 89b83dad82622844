"""Tasks: who does what by when, and whether it arrived."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from phases import queries
from phases.serializers import TaskOut
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of


class TasksApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(TaskOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """The tasks of a plan, newest first."""
        activity = queries.activity_for(request.user, pk)
        found = queries.tasks_page(activity, request.query_params.get("page"))
        return Response(found.as_json(TaskOut))
