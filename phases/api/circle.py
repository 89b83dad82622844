"""The circle for other software: the same queries, actions, rules and words."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from decisions.permissions import gate
from phases import acts, permissions, queries
from phases.methods import method_of
from phases.serializers import (
    ActivityOut,
    CycleOut,
    MeetingOut,
    OneActivityOut,
    OnePhaseOut,
)
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of
from projects.queries import project_for


class CyclesApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(CycleOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """The rounds of a project with their phases and priorities, latest first."""
        project = project_for(request.user, pk)
        found = queries.cycles_page(project, request.query_params.get("page"))
        return Response(found.as_json(CycleOut))


class PhaseApi(Endpoint):
    @extend_schema(responses=OnePhaseOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One phase, and what would open or end it. Only a decision does."""
        phase = queries.phase_for(request.user, pk)
        act = acts.CLOSE_PHASE if phase.is_open else acts.OPEN_PHASE
        found = {"phase": phase, "gate": gate(request.user, act, phase)}
        return Response(OnePhaseOut(found).data)


class ActivitiesApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(ActivityOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """All there is and was to do in a project, newest first."""
        project = project_for(request.user, pk)
        found = queries.activities_page(project, request.query_params.get("page"))
        return Response(found.as_json(ActivityOut))


class ActivityApi(Endpoint):
    @extend_schema(responses=OneActivityOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One thing to do, what came of it so far, and whether it takes something."""
        activity = queries.activity_for(request.user, pk)
        method = method_of(activity.method)
        may = permissions.may_contribute if method.takes else permissions.may_add_task
        found = {
            "activity": activity,
            "result": method.result(activity),
            "may_add": may(request.user, activity),
        }
        return Response(OneActivityOut(found).data)


class MeetingsApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(MeetingOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """When people sit together; the latest date first."""
        project = project_for(request.user, pk)
        found = queries.meetings_page(project, request.query_params.get("page"))
        return Response(found.as_json(MeetingOut))
