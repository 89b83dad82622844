"""People over the API: how many, from which groups."""

from uuid import UUID

from rest_framework.request import Request

from participants.queries import SideNumber, sides_of
from participants.serializers import SideOut
from projects.endpoint.shapes import shows
from projects.endpoint.view import Endpoint
from projects.queries import project_for


class GroupsApi(Endpoint):
    @shows(SideOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[SideNumber]:
        """The two sides and their groups in numbers, small ones hidden."""
        return sides_of(project_for(request.user, pk))
