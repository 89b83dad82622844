"""Who decides what: the agreement in force."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from decisions import queries
from decisions.queries import grid
from decisions.serializers import CharterOut
from projects.endpoint.shapes import shows
from projects.endpoint.view import Endpoint
from projects.queries import project_for


class CharterApi(Endpoint):
    @shows(CharterOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Who decides what in a project now."""
        project = project_for(request.user, pk)
        charter = queries.charter_in_force(project)
        rows = grid.grid(charter) if charter else grid.founding_grid()
        decided = grid.adopting_decision(charter) if charter else None
        return {
            "id": charter.pk if charter else None,
            "version": charter.version if charter else 0,
            "preset": charter.preset if charter else "",
            "ground_rules": charter.ground_rules if charter else "",
            "language": charter.language if charter else "",
            "adopted_at": charter.adopted_at if charter else None,
            "adopted_by": decided.pk if decided else None,
            "level": grid.level_of(rows),
            "rows": rows,
        }
