"""Files of answers for other software."""

from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from evaluation import actions, permissions, queries
from evaluation.models import ImportBatch
from evaluation.serializers.importing import (
    ImportIn,
    ImportOut,
    ProblemOut,
    ProblemsOut,
    StoreIn,
)
from participants.queries import own_place
from projects.access import ensure
from projects.endpoint.shapes import lists, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import SHOWN, faults_after, place_in

LINE = OpenApiParameter("line", OpenApiTypes.INT, description="From this line on.")
AFTER = OpenApiParameter("after", OpenApiTypes.UUID, description="Id of the last one.")


class ImportsApi(Endpoint):
    parser_classes = (MultiPartParser,)

    @lists(ImportOut)
    def get(self, request: Request, pk: UUID) -> Page[ImportBatch]:
        """The files that were brought into a round, newest first."""
        round = queries.round_for(request.user, pk)
        ensure(permissions.may_evaluate(request.user, round.project))
        return queries.imports_page(round, self.cursor)

    @extend_schema(
        request={"multipart/form-data": ImportIn}, responses={202: ImportOut}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Bring in a file of answers. It is checked first; nothing is stored yet."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(permissions.may_import(by, round))
        given = self.filled(ImportIn)
        made = actions.import_answers(by=by, round=round, file=given.sent_file())
        return Response(ImportOut(made).data, status=status.HTTP_202_ACCEPTED)


class ImportApi(Endpoint):
    @shows(ImportOut)
    def get(self, request: Request, pk: UUID) -> ImportBatch:
        """How far a file is: checked, waiting for you, stored."""
        batch = queries.import_for(request.user, pk)
        ensure(permissions.may_see_import(request.user, batch))
        return batch


class ProblemsApi(Endpoint):
    @extend_schema(parameters=[LINE, AFTER], responses=ProblemsOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """What is wrong with which row."""
        batch = queries.import_for(request.user, pk)
        ensure(permissions.may_see_import(request.user, batch))
        found = faults_after(batch.problems.all(), *place_in(request.query_params))
        rows = ProblemOut(found[:SHOWN], many=True).data
        return Response({"results": rows, "more": len(found) > SHOWN})


class StoreApi(Endpoint):
    @shows(ImportOut, takes=StoreIn, code=status.HTTP_202_ACCEPTED)
    def post(self, request: Request, pk: UUID) -> ImportBatch:
        """Store all rows of a file, or only the good ones, as chosen."""
        batch = queries.import_for(request.user, pk)
        by = own_place(request.user, batch.round.project)
        actions.store_import(by=by, batch=batch, **self.sent())
        return queries.import_for(request.user, pk)


class DiscardApi(Endpoint):
    @shows(ImportOut)
    def post(self, request: Request, pk: UUID) -> ImportBatch:
        """Store nothing of a file, and forget what it held."""
        batch = queries.import_for(request.user, pk)
        by = own_place(request.user, batch.round.project)
        actions.discard_import(by=by, batch=batch)
        return queries.import_for(request.user, pk)
