"""Results, and what people conclude from them."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from evaluation import permissions, queries
from evaluation.serializers import FindingOut, ResultsOut
from projects.access import ensure
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of


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
