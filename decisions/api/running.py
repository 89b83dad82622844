"""What happens to a decision while it runs: more time, new words, an early end."""

from uuid import UUID

from rest_framework.request import Request

from decisions import actions, queries
from decisions.models import Decision
from decisions.serializers.decisions import DecisionOut
from decisions.serializers.sending import NewTextIn
from participants.queries import own_place
from projects.endpoint.shapes import makes, shows
from projects.endpoint.view import Endpoint


class MoreTimeApi(Endpoint):
    @shows(DecisionOut)
    def post(self, request: Request, pk: UUID) -> Decision:
        """Seven more days, once for each decision."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        actions.ask_for_time(by=by, decision=decision)
        return queries.decision_for(request.user, pk)


class ReviseApi(Endpoint):
    @makes(DecisionOut, takes=NewTextIn)
    def post(self, request: Request, pk: UUID) -> Decision:
        """Change a proposal after a concern; both sides vote on the new words."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        return actions.revise(by=by, decision=decision, **self.sent())


class WithdrawApi(Endpoint):
    @shows(DecisionOut)
    def post(self, request: Request, pk: UUID) -> Decision:
        """Take back your own proposal. It stays readable."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        actions.withdraw(by=by, decision=decision)
        return queries.decision_for(request.user, pk)


class CloseApi(Endpoint):
    @shows(DecisionOut)
    def post(self, request: Request, pk: UUID) -> Decision:
        """Count now: everyone has voted, and nobody was rushed."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        actions.close_early(by=by, decision=decision)
        return queries.decision_for(request.user, pk)


class ConfirmRecordApi(Endpoint):
    @shows(DecisionOut)
    def post(self, request: Request, pk: UUID) -> Decision:
        """Say for your side that the record of a meeting is true."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        actions.confirm_meeting(by=by, decision=decision)
        return queries.decision_for(request.user, pk)
