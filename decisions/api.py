"""Agreements and decisions for other software: the same queries, actions and words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from decisions import actions, permissions, queries
from decisions.exports import rule_of
from decisions.models import Ballot, Decision, Mandate
from decisions.queries import grid, reading
from decisions.serializers import (
    BallotIn,
    BallotOut,
    CharterOut,
    ConcernOut,
    DecisionOut,
    ObjectionIn,
    OneDecisionOut,
    RemarkIn,
    RemarkOut,
)
from participants.queries import own_place
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of
from projects.queries import project_for


class DecisionsApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(DecisionOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """The decisions of a project, newest first."""
        project = project_for(request.user, pk)
        found = queries.decisions_page(project, request.query_params.get("page"))
        return Response(found.as_json(DecisionOut))


class DecisionApi(Endpoint):
    @extend_schema(responses=OneDecisionOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One decision: with its outcome after closing, without any count before."""
        decision = queries.decision_for(request.user, pk)
        return Response(OneDecisionOut(_whole(request, decision)).data)


class CharterApi(Endpoint):
    @extend_schema(responses=CharterOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Who decides what in a project now."""
        project = project_for(request.user, pk)
        charter = queries.charter_in_force(project)
        rows = grid.grid(charter) if charter else grid.founding_grid()
        decided = grid.adopting_decision(charter) if charter else None
        found = {
            "id": charter.pk if charter else None,
            "version": charter.version if charter else 0,
            "preset": charter.preset if charter else "",
            "ground_rules": charter.ground_rules if charter else "",
            "language": charter.language if charter else "",
            "adopted_at": charter.adopted_at if charter else None,
            "adopted_by": decided.pk if decided else None,
            "level": grid.level_of(rows),
            "rows": rows,
        }
        return Response(CharterOut(found).data)


class BallotApi(Endpoint):
    @extend_schema(request=BallotIn, responses={201: BallotOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Vote, or change one's vote, until closing."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        given = BallotIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = actions.vote(by=by, decision=decision, **given.validated_data)
        return Response(BallotOut(made).data, status=status.HTTP_201_CREATED)


class RemarksApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(RemarkOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """Reasons and comments, newest first."""
        decision = queries.decision_for(request.user, pk)
        found = reading.remarks_page(decision, request.query_params.get("page"))
        return Response(found.as_json(RemarkOut))

    @extend_schema(request=RemarkIn, responses={201: RemarkOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Give a reason for or against, or ask something."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        given = RemarkIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = actions.remark(by=by, decision=decision, **given.validated_data)
        return Response(RemarkOut(made).data, status=status.HTTP_201_CREATED)


class ObjectionsApi(Endpoint):
    @extend_schema(request=ObjectionIn, responses={201: ConcernOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Raise a concern with a reason."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        given = ObjectionIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = actions.object_to(by=by, decision=decision, **given.validated_data)
        return Response(ConcernOut(made).data, status=status.HTTP_201_CREATED)


def _whole(request: Request, decision: Decision) -> dict[str, Any]:
    talking = decision.state == Decision.State.DISCUSSING
    meeting = decision.way == Decision.Way.MEETING
    counted = not decision.is_running or talking or meeting
    who = request.user
    return {
        "decision": decision,
        "rule": decision.rule,
        "rule_in_words": rule_of(decision),
        "eligible": queries.eligible_by_side(decision).by_side,
        "came": None if counted else queries.sides_that_came(decision),
        "outcome": decision.outcome,
        "dissent": _reasons(decision, queries.dissent(decision)),
        "reasons": _reasons(decision, reading.reasons_given(decision)),
        "concerns": reading.concerns(decision),
        "mandate": Mandate.objects.filter(decision=decision).first(),
        "may": {
            "vote": permissions.may_vote(who, decision),
            "object": permissions.may_object(who, decision),
            "remark": permissions.may_remark(who, decision),
        },
    }


def _reasons(
    decision: Decision, ballots: Iterable[Ballot]
) -> list[dict[str, str | None]]:
    """Reasons given with a vote, after it; a small group is not named beside them."""
    named = reading.named_groups(decision)
    return [
        {
            "side": ballot.elector.side,
            "group": str(ballot.elector.constituency)
            if ballot.elector.constituency_id in named
            else None,
            "choice": ballot.choice,
            "reason": ballot.reason,
        }
        for ballot in ballots
    ]
