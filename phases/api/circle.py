"""The circle for other software: the same queries, actions, rules and words."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from decisions.permissions import gate
from participants.queries import own_place
from phases import actions, acts, permissions, queries
from phases.methods import method_of
from phases.models import Activity, Commission, Cycle, Meeting, Phase
from phases.serializers.circle import (
    ActivityIn,
    ActivityOut,
    CommissionOut,
    CycleOut,
    MeetingIn,
    MeetingOut,
    OneActivityOut,
    OneMeetingOut,
    OnePhaseOut,
    PrioritiesIn,
    PrioritiesOut,
)
from projects.access import ensure
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import project_for

IN_PHASE = OpenApiParameter("phase", str, enum=Phase.Kind.values)


class CyclesApi(Endpoint):
    @lists(CycleOut)
    def get(self, request: Request, pk: UUID) -> Page[Cycle]:
        """The rounds of a project with their phases and priorities, latest first."""
        project = project_for(request.user, pk)
        return queries.cycles_page(project, self.cursor)


class PrioritiesApi(Endpoint):
    @shows(PrioritiesOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """What a round takes on, what could be on the list, what would adopt it."""
        cycle = queries.cycle_for(request.user, pk)
        found = queries.commission_of(cycle)
        return {
            "priorities": found,
            "offered": queries.offered_for(cycle),
            "may_draft": permissions.may_draft_priorities(request.user, cycle),
            "gate": permissions.gate_to_adopt(request.user, found),
            "edition": found.edition if found else 0,
        }

    @shows(CommissionOut, takes=PrioritiesIn)
    def put(self, request: Request, pk: UUID) -> Commission | None:
        """Write the whole list. It is a draft until both sides adopt it."""
        cycle = queries.cycle_for(request.user, pk)
        by = own_place(request.user, cycle.project)
        ensure(permissions.may_draft_priorities(by, cycle))
        said = self.sent()
        wanted = said.pop("contributions")
        chosen = queries.contributions_in(cycle.project, wanted)
        actions.draft_priorities(
            by=by, cycle=cycle, chosen=chosen, edition=self.edition, **said
        )
        return queries.commission_of(cycle)


class PhaseApi(Endpoint):
    @shows(OnePhaseOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One phase, and what would open or end it. Only a decision does."""
        phase = queries.phase_for(request.user, pk)
        act = acts.CLOSE_PHASE if phase.is_open else acts.OPEN_PHASE
        return {"phase": phase, "gate": gate(request.user, act, phase)}


class PhaseActivitiesApi(Endpoint):
    @makes(ActivityOut, takes=ActivityIn)
    def post(self, request: Request, pk: UUID) -> Activity:
        """Set up something to do, in a phase that is planned or open."""
        phase = queries.phase_for(request.user, pk)
        by = own_place(request.user, phase.project)
        ensure(permissions.may_add_activity(by, phase))
        said = self.sent()
        method, words = said.pop("method"), actions.ActivityWords(**said)
        return actions.add_activity(by=by, phase=phase, method=method, words=words)


class ActivitiesApi(Endpoint):
    @lists(ActivityOut, IN_PHASE)
    def get(self, request: Request, pk: UUID) -> Page[Activity]:
        """All there is and was to do in a project, newest first."""
        project = project_for(request.user, pk)
        return queries.activities_page(project, self.cursor, self.asked("phase"))


class ActivityApi(Endpoint):
    @shows(OneActivityOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One thing to do, what came of it so far, and whether it takes something."""
        activity = queries.activity_for(request.user, pk)
        method = method_of(activity.method)
        may = permissions.may_contribute if method.takes else permissions.may_add_task
        return {
            "activity": activity,
            "result": method.result(activity),
            "may_add": may(request.user, activity),
            "gate": permissions.gate_to_accept(request.user, activity),
        }


class MeetingsApi(Endpoint):
    @lists(MeetingOut)
    def get(self, request: Request, pk: UUID) -> Page[Meeting]:
        """When people sit together; the latest date first."""
        project = project_for(request.user, pk)
        return queries.meetings_page(project, self.cursor)

    @makes(MeetingOut, takes=MeetingIn)
    def post(self, request: Request, pk: UUID) -> Meeting:
        """Call people together, and say how everyone gets in."""
        project = project_for(request.user, pk)
        by = own_place(request.user, project)
        ensure(permissions.may_call_meeting(by, project))
        words = actions.MeetingWords(**self.sent())
        return actions.call_meeting(by=by, words=words)


class MeetingApi(Endpoint):
    @shows(OneMeetingOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One meeting, and whether it can be called off."""
        meeting = queries.meeting_for(request.user, pk)
        may = permissions.may_call_off(request.user, meeting)
        return {"meeting": meeting, "may_call_off": may}


class CallOffApi(Endpoint):
    @shows(MeetingOut)
    def post(self, request: Request, pk: UUID) -> Meeting:
        """Call a meeting off. It stays on the list and says so."""
        meeting = queries.meeting_for(request.user, pk)
        by = own_place(request.user, meeting.project)
        return actions.call_off(by=by, meeting=meeting)
