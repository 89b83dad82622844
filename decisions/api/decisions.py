"""The decisions of a project, and one decision whole."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rest_framework.request import Request

from decisions import permissions, queries
from decisions.exports import rule_of
from decisions.models import Ballot, Decision, Mandate
from decisions.queries import reading
from decisions.serializers import DecisionOut, OneDecisionOut
from projects.endpoint.shapes import lists, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import project_for


class DecisionsApi(Endpoint):
    @lists(DecisionOut)
    def get(self, request: Request, pk: UUID) -> Page[Decision]:
        """The decisions of a project, newest first."""
        project = project_for(request.user, pk)
        return queries.decisions_page(project, self.cursor)


class DecisionApi(Endpoint):
    @shows(OneDecisionOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One decision: with its outcome after closing, without any count before."""
        decision = queries.decision_for(request.user, pk)
        return _whole(request, decision)


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
