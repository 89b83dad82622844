"""Go-aheads: what became of them, trying again, doubting, looking at a doubt."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from decisions import actions, permissions
from decisions.models import Challenge, Mandate
from decisions.queries import reading
from decisions.serializers.mandates import (
    ChallengeIn,
    ChallengeOut,
    MandateOut,
    OneMandateOut,
)
from participants.queries import own_place
from projects.endpoint.shapes import lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page
from projects.queries import project_for


class MandatesApi(Endpoint):
    @lists(MandateOut)
    def get(self, request: Request, pk: UUID) -> Page[Mandate]:
        """What decisions gave leave for, and what became of it, newest first."""
        project = project_for(request.user, pk)
        return reading.mandates_page(project, self.cursor)


class MandateApi(Endpoint):
    @shows(OneMandateOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One go-ahead, and the doubts about it."""
        mandate = reading.mandate_for(request.user, pk)
        return {
            "mandate": mandate,
            "challenges": mandate.challenges.order_by("raised_at", "pk"),
            "may_retry": permissions.may_retry(request.user, mandate),
            "may_challenge": permissions.may_challenge(request.user, mandate),
        }


class RetryApi(Endpoint):
    @shows(MandateOut)
    def post(self, request: Request, pk: UUID) -> Mandate:
        """Try again what could not take effect; the answer says whether it did."""
        mandate = reading.mandate_for(request.user, pk)
        by = own_place(request.user, mandate.decision.project)
        actions.retry(by=by, mandate=mandate)
        return reading.mandate_for(request.user, pk)


class ChallengesApi(Endpoint):
    @makes(ChallengeOut, takes=ChallengeIn)
    def post(self, request: Request, pk: UUID) -> Challenge:
        """Doubt how it was decided, while the go-ahead waits."""
        mandate = reading.mandate_for(request.user, pk)
        by = own_place(request.user, mandate.decision.project)
        return actions.challenge(by=by, mandate=mandate, **self.sent())


class DismissApi(Endpoint):
    @shows(ChallengeOut)
    def post(self, request: Request, pk: UUID) -> Challenge:
        """Say for your side that it was properly decided."""
        doubt = reading.challenge_for(request.user, pk)
        by = own_place(request.user, doubt.mandate.decision.project)
        actions.dismiss_challenge(by=by, challenge=doubt)
        return reading.challenge_for(request.user, pk)
