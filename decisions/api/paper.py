"""Votes given without a computer: entered by one side, checked by the other."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from decisions import actions, permissions, queries
from decisions.forms import CheckForm, PaperForm
from decisions.models import Ballot
from decisions.queries import reading
from decisions.serializers.paper import EnteredOut, SheetOut
from decisions.serializers.sending import CheckIn, PaperBallotIn
from participants.permissions import may_facilitate
from participants.queries import own_place
from projects.access import ensure
from projects.endpoint.shapes import makes, shows
from projects.endpoint.view import Endpoint


class PaperApi(Endpoint):
    @shows(SheetOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """For whom votes were entered and may be; never what they said."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        may_enter = permissions.may_enter_ballot(by, decision)
        sees_names = may_facilitate(by, decision.project)
        return {
            "may_enter": may_enter,
            "people": reading.may_be_entered(decision) if may_enter else [],
            "entered": queries.ballots_entered(decision) if sees_names else [],
            "to_check": [
                ballot
                for ballot in queries.ballots_to_check(decision)
                if permissions.may_confirm_ballot(by, ballot)
            ],
        }

    @makes(EnteredOut, takes=PaperBallotIn)
    def post(self, request: Request, pk: UUID) -> Ballot:
        """Enter one vote; it counts when someone of the other side has checked it."""
        decision = queries.decision_for(request.user, pk)
        by = own_place(request.user, decision.project)
        ensure(permissions.may_enter_ballot(by, decision))
        people = list(reading.may_be_entered(decision))
        form = self.checked(PaperForm(self.sent(), decision=decision, people=people))
        return actions.enter_ballot(by=by, decision=decision, **form.cleaned_data)


class CheckBallotApi(Endpoint):
    @shows(EnteredOut, takes=CheckIn)
    def post(self, request: Request, pk: UUID) -> Ballot:
        """Read the paper once more, without seeing what was entered."""
        ballot = reading.ballot_for(request.user, pk)
        by = own_place(request.user, ballot.elector.decision.project)
        ensure(permissions.may_confirm_ballot(by, ballot))
        self.checked(CheckForm.saying(ballot, **self.sent()))
        actions.confirm_ballot(by=by, ballot=ballot)
        return reading.ballot_for(request.user, pk)
