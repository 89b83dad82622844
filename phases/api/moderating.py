"""Reporting, hiding with a reason, showing again: contributions and comments."""

from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from rest_framework.request import Request

from participants.models import Participant
from participants.queries import own_place
from phases import actions, permissions, queries
from phases.models import Comment, Contribution, Report
from phases.serializers.moderating import HiddenOut, HideIn, ReportIn, ReportOut
from projects.access import Person, ensure
from projects.endpoint.shapes import does, lists
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import project_for

Said = Contribution | Comment


class _About(Endpoint):
    """About one contribution; below, the same about a comment."""

    find: ClassVar[Callable[[Person, UUID], Said]] = queries.contribution_for

    def found(self, request: Request, pk: UUID) -> tuple[Participant, Said]:
        said = type(self).find(request.user, pk)
        return own_place(request.user, permissions.project_of(said)), said


class ReportApi(_About):
    @does(takes=ReportIn)
    def post(self, request: Request, pk: UUID) -> None:
        """Tell the facilitators that it should not stand here; once each."""
        by, said = self.found(request, pk)
        ensure(permissions.may_report(by, said))
        actions.report(by=by, said=said, **self.sent())


class HideApi(_About):
    @does(takes=HideIn)
    def post(self, request: Request, pk: UUID) -> None:
        """Hide it on one of a few grounds. Whoever wrote it is told why."""
        by, said = self.found(request, pk)
        ensure(permissions.may_hide(by, said))
        actions.hide(by=by, said=said, **self.sent())


class UnhideApi(_About):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Show it again, for everyone."""
        by, said = self.found(request, pk)
        actions.unhide(by=by, said=said)


class ReportCommentApi(ReportApi):
    find = queries.comment_for


class HideCommentApi(HideApi):
    find = queries.comment_for


class UnhideCommentApi(UnhideApi):
    find = queries.comment_for


class ReportsApi(Endpoint):
    @lists(ReportOut)
    def get(self, request: Request, pk: UUID) -> Page[Report]:
        """For facilitators: what somebody says should not stand here, newest first."""
        project = project_for(request.user, pk)
        ensure(permissions.may_see_reports(request.user, project))
        return queries.reports_page(project, self.cursor)


class HiddenApi(Endpoint):
    @lists(HiddenOut)
    def get(self, request: Request, pk: UUID) -> Page[Contribution]:
        """For facilitators: what is hidden, on which ground and why, newest first."""
        project = project_for(request.user, pk)
        ensure(permissions.may_see_reports(request.user, project))
        return queries.hidden_page(project, self.cursor)


class DismissApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Looked at, and it stays."""
        found = queries.report_for(request.user, pk)
        by = own_place(request.user, found.project)
        actions.dismiss_report(by=by, report=found)
