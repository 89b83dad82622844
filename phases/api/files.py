"""Files of contributions for other software, and what became of it all."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from participants.queries import own_place
from phases import actions, permissions, queries
from phases.models import ContributionFile
from phases.serializers.files import (
    ContributionFileIn,
    ContributionFileOut,
    FileProblemOut,
    FileProblemsOut,
    OutcomesOut,
    StoreFileIn,
)
from projects.access import ensure
from projects.endpoint.shapes import lists, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import SHOWN, faults_after, place_in

LINE = OpenApiParameter("line", OpenApiTypes.INT, description="From this line on.")
AFTER = OpenApiParameter("after", OpenApiTypes.UUID, description="Id of the last one.")


class FilesApi(Endpoint):
    parser_classes = (MultiPartParser,)

    @lists(ContributionFileOut)
    def get(self, request: Request, pk: UUID) -> Page[ContributionFile]:
        """The files that were brought in here, newest first."""
        activity = queries.activity_for(request.user, pk)
        ensure(permissions.may_see_files(request.user, activity))
        return queries.files_page(activity, self.cursor)

    @extend_schema(
        request={"multipart/form-data": ContributionFileIn},
        responses={202: ContributionFileOut},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Bring in a file of contributions. It is checked; nothing is stored yet."""
        activity = queries.activity_for(request.user, pk)
        by = own_place(request.user, activity.project)
        ensure(permissions.may_import(by, activity))
        given = self.filled(ContributionFileIn)
        made = actions.import_contributions(
            by=by, activity=activity, sent=given.sent_file()
        )
        out = ContributionFileOut(made)
        return Response(out.data, status=status.HTTP_202_ACCEPTED)


class FileApi(Endpoint):
    @shows(ContributionFileOut)
    def get(self, request: Request, pk: UUID) -> ContributionFile:
        """How far a file is: checked, waiting for you, stored."""
        found = queries.file_for(request.user, pk)
        ensure(permissions.may_see_file(request.user, found))
        return found


class FileProblemsApi(Endpoint):
    @extend_schema(parameters=[LINE, AFTER], responses=FileProblemsOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """What is wrong with which row of a file of contributions."""
        file = queries.file_for(request.user, pk)
        ensure(permissions.may_see_file(request.user, file))
        found = faults_after(file.problems.all(), *place_in(request.query_params))
        rows = FileProblemOut(found[:SHOWN], many=True).data
        return Response({"results": rows, "more": len(found) > SHOWN})


class StoreFileApi(Endpoint):
    @shows(ContributionFileOut, takes=StoreFileIn, code=status.HTTP_202_ACCEPTED)
    def post(self, request: Request, pk: UUID) -> ContributionFile:
        """Store all rows of a file, or only the good ones, as chosen."""
        file = queries.file_for(request.user, pk)
        by = own_place(request.user, file.activity.project)
        actions.store_file(by=by, file=file, **self.sent())
        return queries.file_for(request.user, pk)


class SetAsideFileApi(Endpoint):
    @shows(ContributionFileOut)
    def post(self, request: Request, pk: UUID) -> ContributionFile:
        """Store nothing of a file, and forget what it held."""
        file = queries.file_for(request.user, pk)
        by = own_place(request.user, file.activity.project)
        actions.set_aside_file(by=by, file=file)
        return queries.file_for(request.user, pk)


class TakeBackFileApi(Endpoint):
    @shows(ContributionFileOut)
    def post(self, request: Request, pk: UUID) -> ContributionFile:
        """Undo a file within seven days: what nobody has answered goes."""
        file = queries.file_for(request.user, pk)
        by = own_place(request.user, file.activity.project)
        return actions.take_back_file(by=by, file=file)


class OutcomesApi(Endpoint):
    @shows(OutcomesOut)
    def get(self, request: Request, pk: UUID) -> Any:
        """What became of what people put in, by the group it came from."""
        activity = queries.activity_for(request.user, pk)
        return queries.outcomes_of(activity)
