"""Files of contributions for other software, and what became of it all."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from participants.queries import own_place
from phases import actions, permissions, queries
from phases.serializers.files import (
    ContributionFileIn,
    ContributionFileOut,
    FileProblemOut,
    FileProblemsOut,
    OutcomesOut,
    StoreFileIn,
)
from projects.access import ensure
from projects.endpoint.view import Endpoint
from projects.queries import SHOWN, faults_after, place_in

LINE = OpenApiParameter("line", OpenApiTypes.INT, description="From this line on.")
AFTER = OpenApiParameter("after", OpenApiTypes.UUID, description="Id of the last one.")


class FilesApi(Endpoint):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": ContributionFileIn},
        responses={202: ContributionFileOut},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Bring in a file of contributions. It is checked; nothing is stored yet."""
        activity = queries.activity_for(request.user, pk)
        by = own_place(request.user, activity.project)
        ensure(permissions.may_import(by, activity))
        given = ContributionFileIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = actions.import_contributions(
            by=by, activity=activity, sent=given.sent_file()
        )
        out = ContributionFileOut(made)
        return Response(out.data, status=status.HTTP_202_ACCEPTED)


class FileApi(Endpoint):
    @extend_schema(responses=ContributionFileOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """How far a file is: checked, waiting for you, stored."""
        found = queries.file_for(request.user, pk)
        ensure(permissions.may_see_file(request.user, found))
        return Response(ContributionFileOut(found).data)


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
    @extend_schema(request=StoreFileIn, responses={202: ContributionFileOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Store all rows of a file, or only the good ones, as chosen."""
        file = queries.file_for(request.user, pk)
        by = own_place(request.user, file.activity.project)
        actions.store_file(by=by, file=file, **self.sent(StoreFileIn))
        file.refresh_from_db(fields=["state"])
        out = ContributionFileOut(file)
        return Response(out.data, status=status.HTTP_202_ACCEPTED)


class OutcomesApi(Endpoint):
    @extend_schema(responses=OutcomesOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """What became of what people put in, by the group it came from."""
        activity = queries.activity_for(request.user, pk)
        return Response(OutcomesOut(queries.outcomes_of(activity)).data)
