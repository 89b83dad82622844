"""The decisions of a project: listed, proposed, written up; and one of them whole."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from decisions import actions, permissions, queries
from decisions.acts import Act
from decisions.exports import rule_of
from decisions.forms import MeetingForm
from decisions.models import Ballot, Decision, Mandate
from decisions.queries import reading
from decisions.serializers.decisions import DecisionOut, OneDecisionOut
from decisions.serializers.sending import ProposalIn, RecordIn
from participants.queries import own_place, place_of
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import project_for

STATE = OpenApiParameter("state", str, enum=Decision.State.values)
ACT = OpenApiParameter("act", str, description="A code of the agreement.")


class DecisionsApi(Endpoint):
    @lists(DecisionOut, STATE, ACT)
    def get(self, request: Request, pk: UUID) -> Page[Decision]:
        """The decisions of a project, newest first."""
        project = project_for(request.user, pk)
        chosen = {"state": self.asked("state"), "act": self.asked("act")}
        return queries.decisions_page(project, self.cursor, **chosen)

    @makes(DecisionOut, takes=ProposalIn)
    def post(self, request: Request, pk: UUID) -> Decision:
        """Put a question; question, rule and people are fixed from here."""
        project = project_for(request.user, pk)
        by = own_place(request.user, project)
        said = self.sent()
        act, thing = _target(request, pk, said)
        return actions.propose(by=by, act=act, thing=thing, **said)


class RecordsApi(Endpoint):
    @makes(DecisionOut, takes=RecordIn)
    def post(self, request: Request, pk: UUID) -> Decision:
        """Write up what a meeting agreed; one facilitator of each side confirms it."""
        project = project_for(request.user, pk)
        by = own_place(request.user, project)
        said = self.sent()
        act, thing = _target(request, pk, said)
        people = queries.members_today(project)
        given = self.checked(MeetingForm(said, people=people)).cleaned_data
        text, minutes = given.pop("text"), actions.Minutes(**given)
        return actions.record_meeting(
            by=by, act=act, thing=thing, text=text, minutes=minutes
        )


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
        "meeting": _record(decision) if meeting else None,
        "mandate": Mandate.objects.filter(decision=decision).first(),
        **_own(request, decision),
        "may": permissions.decision_verdicts(request.user, decision),
    }


def _own(request: Request, decision: Decision) -> dict[str, Any]:
    """What this very person said."""
    place = place_of(request.user, decision.project)
    elector = queries.elector_of(place, decision) if place else None
    return {
        "own_ballot": reading.own_ballot(elector),
        "own_concern": reading.own_concern(elector),
    }


def _record(decision: Decision) -> dict[str, Any]:
    record = decision.meeting
    return {
        "record": record,
        "present": reading.present_by_side(record),
        "confirmed": list(record.confirmations.values_list("side", flat=True)),
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
            "language": ballot.language,
        }
        for ballot in ballots
    ]


def _target(request: Request, pk: UUID, said: dict[str, Any]) -> tuple[Act, Model]:
    """What is to be decided: named with the rest, and looked up with the project."""
    named = said.pop("act"), said.pop("about")
    _project, act, thing = reading.target_for(request.user, pk, *named)
    return act, thing
