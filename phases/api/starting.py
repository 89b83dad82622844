"""The projects one may see, and starting a new one with its groups."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from participants.queries import account
from phases import actions, permissions
from phases.forms import GroupsForm, PurposeForm
from phases.serializers.starting import ProjectIn
from projects.access import ensure
from projects.endpoint.project import ProjectOut
from projects.endpoint.shapes import lists, makes
from projects.endpoint.view import Endpoint
from projects.models import Pilot, Project
from projects.paging import Page
from projects.queries import pilot_for, projects_page

PILOT = OpenApiParameter("pilot", str, description="The slug of a pilot.")


class ProjectsApi(Endpoint):
    @lists(ProjectOut, PILOT, operation_id="projects_list")
    def get(self, request: Request) -> Page[Project]:
        """The projects you may see, newest first."""
        slug = self.asked("pilot")
        pilot = pilot_for(slug) if slug else None
        return projects_page(request.user, self.cursor, pilot)

    @makes(ProjectOut, takes=ProjectIn)
    def post(self, request: Request) -> Project:
        """Start a project; you are its first facilitator, from the group you name."""
        by = account(request.user)
        said = self.sent()
        pilot = pilot_for(said.pop("pilot"))
        ensure(permissions.may_start_project(by, pilot))
        words = self.checked(PurposeForm(said, pilots=[pilot])).cleaned_data
        groups = self.checked(_groups(pilot, said))
        return actions.start_project(
            by=by,
            pilot=pilot,
            words=words,
            groups=groups.groups(),
            own=groups.own_place(),
        )


def _groups(pilot: Pilot, said: dict[str, Any]) -> GroupsForm:
    """The form of the page, its rows filled with the groups that were sent."""
    named = said["groups"]
    form = GroupsForm(
        preset=pilot.groups_preset, language=said["language"], spare=len(named)
    )
    free = {side: iter(slots) for side, slots in form.slots.items()}
    form.data = {next(free[one["side"]]): one["name"] for one in named}
    rows = {name: slot for slot, name in form.data.items()}
    form.data |= {
        "own": rows.get(said["own"], ""),
        "community_run": said["community_run"],
    }
    form.is_bound = True
    return form
