"""Rounds, answers, results and conclusions for other software, by the same rules."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from evaluation import actions, permissions, queries
from evaluation.models import Response as Answers
from evaluation.serializers import (
    FindingOut,
    ImportIn,
    ImportOut,
    OneRoundOut,
    ProblemOut,
    ProblemsOut,
    ReceiptOut,
    ResponseIn,
    ResultsOut,
    RoundOut,
    StoreIn,
)
from participants.queries import own_place
from projects.access import ensure
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of
from projects.queries import SHOWN, faults_after, place_in, project_for

LINE = OpenApiParameter("line", OpenApiTypes.INT, description="From this line on.")
AFTER = OpenApiParameter("after", OpenApiTypes.UUID, description="Id of the last one.")


class RoundsApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(RoundOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """The survey rounds of a project, newest first."""
        project = project_for(request.user, pk)
        cursor = request.query_params.get("page")
        found = queries.rounds_page(request.user, project, cursor)
        return Response(found.as_json(RoundOut))


class RoundApi(Endpoint):
    @extend_schema(responses=OneRoundOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One survey round with its questions in every language."""
        return Response(OneRoundOut(queries.round_for(request.user, pk)).data)


class ResponsesApi(Endpoint):
    @extend_schema(request=ResponseIn, responses={201: ReceiptOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer a round from one's own place, once."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(permissions.may_answer(by, round))
        given = ResponseIn(data=request.data, context={"round": round})
        given.is_valid(raise_exception=True)
        said = given.validated_data["answers"]
        actions.answer(by=by, round=round, said=said, source=Answers.Source.API)
        made = ReceiptOut({"round": round.pk, "answered": list(said)})
        return Response(made.data, status=status.HTTP_201_CREATED)


class ResultsApi(Endpoint):
    @extend_schema(responses=ResultsOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """The figures of a closed round; small groups are hidden."""
        round = queries.round_for(request.user, pk)
        ensure(permissions.may_see_results(request.user, round))
        figures = queries.shown_figures(round)
        if figures is None:
            raise Http404
        return Response(ResultsOut(figures).data)


class FindingsApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(FindingOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """What people conclude from a round, with those who see it otherwise."""
        round = queries.round_for(request.user, pk)
        ensure(permissions.may_see_results(request.user, round))
        found = queries.findings_page(round, request.query_params.get("page"))
        return Response(found.as_json(FindingOut))


class ImportsApi(Endpoint):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": ImportIn}, responses={202: ImportOut}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Bring in a file of answers. It is checked first; nothing is stored yet."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(permissions.may_import(by, round))
        given = ImportIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = actions.import_answers(by=by, round=round, file=given.sent_file())
        return Response(ImportOut(made).data, status=status.HTTP_202_ACCEPTED)


class ImportApi(Endpoint):
    @extend_schema(responses=ImportOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """How far a file is: checked, waiting for you, stored."""
        batch = queries.import_for(request.user, pk)
        ensure(permissions.may_see_import(request.user, batch))
        return Response(ImportOut(batch).data)


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
    @extend_schema(request=StoreIn, responses={202: ImportOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Store all rows of a file, or only the good ones, as chosen."""
        batch = queries.import_for(request.user, pk)
        by = own_place(request.user, batch.round.project)
        given = StoreIn(data=request.data)
        given.is_valid(raise_exception=True)
        actions.store_import(by=by, batch=batch, **given.validated_data)
        batch.refresh_from_db(fields=["state"])
        return Response(ImportOut(batch).data, status=status.HTTP_202_ACCEPTED)
