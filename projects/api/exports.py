"""A list as a spreadsheet: asked for, waited for, fetched."""

from uuid import UUID

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request

from projects import actions, queries
from projects.endpoint.shapes import does, lists, makes, shows
from projects.endpoint.view import FileEndpoint, SignedInEndpoint
from projects.files.serving import download
from projects.lists import fetched
from projects.models import Export
from projects.models.kept import SPREADSHEET
from projects.paging import Page
from projects.serializers import ExportIn, ExportOut
from projects.trying import too_often

TEN_MINUTES = 600  # seconds; see ACCOUNT_RATE_LIMITS


class ExportsApi(SignedInEndpoint):
    @lists(ExportOut, operation_id="exports_list")
    def get(self, request: Request) -> Page[Export]:
        """The spreadsheets you asked for in the last two days, newest first."""
        return queries.exports_page(request.user, self.cursor)

    @makes(ExportOut, takes=ExportIn, code=status.HTTP_202_ACCEPTED)
    def post(self, request: Request) -> Export:
        """Ask for a list as a spreadsheet; while it is being made, for the same one."""
        sent = self.sent()
        if too_often(request._request, "export"):
            self.throttled(request, TEN_MINUTES)
        made = actions.ask_for_list(
            by=request.user, name=sent["list"], about=sent["about"]
        )
        return queries.export_for(request.user, made.pk)


class ExportApi(SignedInEndpoint):
    @shows(ExportOut)
    def get(self, request: Request, pk: UUID) -> Export:
        """How far a spreadsheet is."""
        return queries.export_for(request.user, pk)

    @does()
    def delete(self, request: Request, pk: UUID) -> None:
        """Throw it away, unless it is still being made."""
        export = queries.export_for(request.user, pk)
        actions.throw_away(by=request.user, export=export)


class ExportFileApi(FileEndpoint):
    permission_classes = SignedInEndpoint.permission_classes

    @extend_schema(responses={(200, SPREADSHEET): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Its bytes, as long as you may read the list."""
        return download(request._request, fetched(request.user, pk))
