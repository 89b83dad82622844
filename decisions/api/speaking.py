"""What people say about a decision: their vote, a concern, a reason."""

from uuid import UUID

from rest_framework.request import Request

from decisions import actions, queries
from decisions.models import Ballot, Objection, Remark
from decisions.queries import reading
from decisions.serializers.decisions import BallotOut, ConcernOut, RemarkOut
from decisions.serializers.sending import BallotIn, HideRemarkIn, ObjectionIn, RemarkIn
from participants.queries import own_place
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page


class BallotApi(Endpoint):
    @makes(BallotOut, takes=BallotIn)
    def post(self, request: Request, pk: UUID) -> Ballot:
        """Vote, or change one's vote, until closing."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        return actions.vote(by=by, decision=decision, **self.sent())


class RemarksApi(Endpoint):
    @lists(RemarkOut)
    def get(self, request: Request, pk: UUID) -> Page[Remark]:
        """Reasons and comments, newest first."""
        decision = queries.decision_for(request.user, pk)
        return reading.remarks_page(decision, self.cursor)

    @makes(RemarkOut, takes=RemarkIn)
    def post(self, request: Request, pk: UUID) -> Remark:
        """Give a reason for or against, or ask something."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        return actions.remark(by=by, decision=decision, **self.sent())


class ObjectionsApi(Endpoint):
    @makes(ConcernOut, takes=ObjectionIn)
    def post(self, request: Request, pk: UUID) -> Objection:
        """Raise a concern with a reason."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        return actions.object_to(by=by, decision=decision, **self.sent())


class WithdrawObjectionApi(Endpoint):
    @shows(ConcernOut)
    def post(self, request: Request, pk: UUID) -> Objection:
        """Take your concern back. It stays readable."""
        objection = reading.objection_for(request.user, pk)
        by = own_place(request.user, objection.elector.decision.project)
        actions.withdraw_objection(by=by, objection=objection)
        return reading.objection_for(request.user, pk)


class HideRemarkApi(Endpoint):
    @shows(RemarkOut, takes=HideRemarkIn)
    def post(self, request: Request, pk: UUID) -> Remark:
        """Hide what should not stand here, and say why."""
        found = reading.remark_for(request.user, pk)
        by = own_place(request.user, found.decision.project)
        actions.hide_remark(by=by, remark=found, **self.sent())
        return reading.remark_for(request.user, pk)
