"""The ways into a project: made, sent, shown, taken back, and used."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from participants import actions, queries
from participants.forms import (
    AgreeForm,
    DetailsForm,
    GroupForm,
    InviteForm,
    LettersForm,
)
from participants.models import Constituency, Invitation, Participant
from participants.permissions import may_facilitate, may_take_a_place, may_use
from participants.serializers.invitations import (
    DoorOut,
    InvitationOut,
    InviteIn,
    LettersIn,
)
from participants.serializers.places import AcceptIn, OwnPlaceOut
from projects.access import ensure
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import project_for


class InvitationsApi(Endpoint):
    @lists(InvitationOut)
    def get(self, request: Request, pk: UUID) -> Page[Invitation]:
        """For facilitators: the ways into a project, newest first."""
        project = project_for(request.user, pk)
        ensure(may_facilitate(request.user, project))
        return queries.invitations_page(project, self.cursor)

    @makes(InvitationOut, takes=InviteIn)
    def post(self, request: Request, pk: UUID) -> Invitation:
        """Make a link that so many people can join with."""
        project = project_for(request.user, pk)
        by = queries.own_place(request.user, project)
        ensure(may_facilitate(by, project))
        form = self.checked(InviteForm(project, by, self.sent()))
        places = form.cleaned_data["places"]
        return actions.invite(by=by, asked=form.asked(), places=places)


class LettersApi(Endpoint):
    @makes(InvitationOut, takes=LettersIn, many=True)
    def post(self, request: Request, pk: UUID) -> list[Invitation]:
        """Send each address a link of its own, unless it has an open one."""
        project = project_for(request.user, pk)
        by = queries.own_place(request.user, project)
        ensure(may_facilitate(by, project))
        said = self.sent()
        said["addresses"] = "\n".join(said["addresses"])
        form = self.checked(LettersForm(project, by, said))
        given = form.cleaned_data
        return actions.invite_by_mail(
            by=by,
            asked=form.asked(),
            addresses=given["addresses"],
            language=given["language"],
        )


class InvitationApi(Endpoint):
    @shows(InvitationOut)
    def get(self, request: Request, pk: UUID) -> Invitation:
        """For facilitators: one way in, with its link."""
        found = queries.invitation_for(request.user, pk)
        ensure(may_facilitate(request.user, found.project))
        return found


class RevokeApi(Endpoint):
    @shows(InvitationOut)
    def post(self, request: Request, pk: UUID) -> Invitation:
        """Take an invitation back. Who has joined with it stays."""
        found = queries.invitation_for(request.user, pk)
        by = queries.own_place(request.user, found.project)
        actions.revoke(by=by, invitation=found)
        return queries.invitation_for(request.user, pk)


class DoorApi(Endpoint):
    @shows(DoorOut)
    def get(self, request: Request, token: str) -> dict[str, Any]:
        """Where a link leads, and whether you may join with it."""
        found = queries.invitation_at(request.user, token)
        only, groups = found.constituency, found.project.constituencies.all()
        return {
            "project": found.project,
            "groups": [only] if only else groups,
            "may_join": may_take_a_place(request.user, found.project)
            and may_use(found),
        }

    @makes(OwnPlaceOut, takes=AcceptIn)
    def post(self, request: Request, token: str) -> Participant:
        """Join with a link, as the person who is signed in."""
        found = queries.invitation_at(request.user, token)
        by = queries.account(request.user)
        ensure(may_take_a_place(by, found.project) and may_use(found))
        said = self.sent()
        given = self.checked(AgreeForm(said, signed_in=True)).cleaned_data
        form = self.checked(DetailsForm(found.project, said))
        return actions.accept(
            by=by,
            invitation=found,
            group=self._group(found, said),
            details=form.details(given["name"]),
            consents=given["consents"],
        )

    def _group(self, found: Invitation, said: dict[str, Any]) -> Constituency:
        """The one that was chosen, or the one the invitation is for."""
        if found.constituency and "group" not in said:
            return found.constituency
        chosen = self.checked(GroupForm(found.project, said)).cleaned_data["group"]
        group: Constituency = chosen
        return group
