"""People over the API: how many, from which groups."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from participants.queries import sides_of
from participants.serializers import SideOut
from projects.endpoint.view import Endpoint
from projects.queries import project_for


class GroupsApi(Endpoint):
    @extend_schema(responses=SideOut(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        """The two sides and their groups in numbers, small ones hidden."""
        project = project_for(request.user, pk)
        return Response([SideOut(side).data for side in sides_of(project)])
