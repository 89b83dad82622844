"""The people of a project: in numbers for everyone, by name for facilitators."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from participants import actions, permissions, queries
from participants.forms import OfflineForm, PauseForm, RoleForm, SoftwareForm
from participants.models import ApiClient, Participant
from participants.permissions import may_facilitate
from participants.serializers.people import SideOut
from participants.serializers.places import (
    AddIn,
    OneParticipantOut,
    ParticipantOut,
    PauseIn,
    PlaceOut,
    RoleIn,
    SoftwareIn,
    SoftwareOut,
)
from projects.access import ensure
from projects.endpoint.shapes import does, lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import project_for

GROUP = OpenApiParameter("group", OpenApiTypes.UUID, description="Of this group only.")


class GroupsApi(Endpoint):
    @shows(SideOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[queries.SideNumber]:
        """The two sides and their groups in numbers, small ones hidden."""
        return queries.sides_of(project_for(request.user, pk))


class PeopleApi(Endpoint):
    @lists(ParticipantOut, GROUP)
    def get(self, request: Request, pk: UUID) -> Page[Participant]:
        """For facilitators: who is here, by name, newest first."""
        project = project_for(request.user, pk)
        ensure(may_facilitate(request.user, project))
        group = UUID(asked) if (asked := self.asked("group")) else None
        return queries.people_page(project, self.cursor, group)

    @makes(ParticipantOut, takes=AddIn)
    def post(self, request: Request, pk: UUID) -> Participant:
        """Add someone without e-mail, who has heard the rules and agreed to them."""
        project = project_for(request.user, pk)
        by = queries.own_place(request.user, project)
        ensure(may_facilitate(by, project))
        form = self.checked(OfflineForm(project, self.sent()))
        given = form.cleaned_data
        return actions.add_offline(
            by=by,
            constituency=given["group"],
            details=form.details(given["name"]),
            consents=given["consents"],
        )


class PersonApi(Endpoint):
    @shows(OneParticipantOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """For facilitators: one person, what they need, and what may be done."""
        return _whole(request, queries.participant_for(request.user, pk))

    @shows(OneParticipantOut, takes=RoleIn)
    def patch(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Give someone another task in the project; in public."""
        place = queries.participant_for(request.user, pk)
        by = queries.own_place(request.user, place.project)
        said = {**self.sent(), "edition": self.edition}
        form = self.checked(RoleForm(said))
        actions.change_role(by=by, place=place, **form.cleaned_data)
        return _whole(request, queries.participant_for(request.user, pk))


class PauseApi(Endpoint):
    @shows(OneParticipantOut, takes=PauseIn)
    def post(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Put a place on hold. The log says that and why, not to whom."""
        place = queries.participant_for(request.user, pk)
        by = queries.own_place(request.user, place.project)
        ensure(may_facilitate(by, place.project))
        form = self.checked(PauseForm(self.sent()))
        actions.pause(by=by, place=place, **form.cleaned_data)
        return _whole(request, place)

    @shows(OneParticipantOut)
    def delete(self, request: Request, pk: UUID) -> dict[str, Any]:
        """End a pause before its time."""
        place = queries.participant_for(request.user, pk)
        by = queries.own_place(request.user, place.project)
        actions.lift_pause(by=by, place=place)
        return _whole(request, queries.participant_for(request.user, pk))


class LeftApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Write down that someone without e-mail has left."""
        place = queries.participant_for(request.user, pk)
        by = queries.own_place(request.user, place.project)
        actions.record_leaving(by=by, place=place)


class SoftwareApi(Endpoint):
    @shows(SoftwareOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[ApiClient]:
        """Software of the pilot that could be let in."""
        project = project_for(request.user, pk)
        ensure(permissions.may_give_tasks(request.user, project))
        return list(queries.clients_to_let_in(project))

    @makes(PlaceOut, takes=SoftwareIn)
    def post(self, request: Request, pk: UUID) -> Participant:
        """Let software in: it writes and brings in answers, and has no vote."""
        project = project_for(request.user, pk)
        by = queries.own_place(request.user, project)
        ensure(permissions.may_give_tasks(by, project))
        form = self.checked(SoftwareForm(project, self.sent()))
        return actions.let_software_in(by=by, **form.cleaned_data)


def _whole(request: Request, place: Participant) -> dict[str, Any]:
    ensure(may_facilitate(request.user, place.project))
    by = queries.own_place(request.user, place.project)
    pause = queries.running_pause(place)
    return {
        "person": place,
        "paused_until": pause.until if pause else None,
        "edition": place.edition,
        "may_change_role": permissions.may_change_role(by, place, place.role),
        "may_pause": permissions.may_pause(by, place),
        "may_lift_pause": permissions.may_lift_pause(by, place),
        "may_record_leaving": permissions.may_record_leaving(by, place),
    }
