"""Everything people said in a project, and looking for words in it."""

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from phases import queries
from phases.serializers.searching import HitsOut
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR
from projects.queries import project_for

WORDS = OpenApiParameter(
    "q", str, description="Words, or how they begin. Without: everything."
)


class SearchApi(Endpoint):
    @extend_schema(parameters=[WORDS, CURSOR], responses=HitsOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """What people said in a project, newest first; with q, what has its words."""
        project = project_for(request.user, pk)
        asked = self.asked("q").replace("\x00", "")[:200]
        found = queries.search(project, asked, self.cursor)
        return Response(HitsOut(found).data)
