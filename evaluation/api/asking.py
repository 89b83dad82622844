"""Rounds and answers for other software, by the same rules."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from evaluation import actions, permissions, queries
from evaluation.models import Response as Answers
from evaluation.serializers import (
    OneRoundOut,
    ReceiptOut,
    ResponseIn,
    RoundOut,
)
from participants.queries import own_place
from projects.access import ensure
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of
from projects.queries import project_for


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
        said = self.sent(ResponseIn, context={"round": round})["answers"]
        actions.answer(by=by, round=round, said=said, source=Answers.Source.API)
        made = ReceiptOut({"round": round.pk, "answered": list(said)})
        return Response(made.data, status=status.HTTP_201_CREATED)
