"""Answering for oneself, and typing in what came on paper."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from evaluation import actions, permissions, queries
from evaluation.models import Response as Answers
from evaluation.models import Round
from evaluation.serializers.asking import PaperIn, PersonOut, ReceiptOut, ResponseIn
from participants.models import Participant
from participants.permissions import may_facilitate
from participants.queries import own_place
from projects.access import ensure
from projects.endpoint.shapes import makes, shows
from projects.endpoint.view import Endpoint


class ResponsesApi(Endpoint):
    @makes(ReceiptOut, takes=ResponseIn)
    def post(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Answer a round from one's own place, once."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(permissions.may_answer(by, round))
        said = self.sent(context={"round": round})["answers"]
        actions.answer(by=by, round=round, said=said, source=Answers.Source.API)
        return _receipt(round, said)


class PaperApi(Endpoint):
    @shows(PersonOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[Participant]:
        """For facilitators: whose paper is still to be typed in."""
        round = queries.round_for(request.user, pk)
        ensure(may_facilitate(request.user, round.project))
        return list(queries.waiting_on_paper(round))

    @makes(ReceiptOut, takes=PaperIn)
    def post(self, request: Request, pk: UUID) -> dict[str, Any]:
        """Type in the paper of someone who takes part without an account, once."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(may_facilitate(by, round.project))
        given = self.sent(context={"round": round})
        person = get_object_or_404(queries.asked_on_paper(round), pk=given["person"])
        said = given["answers"]
        actions.enter_answers(by=by, round=round, person=person, said=said)
        return _receipt(round, said)


def _receipt(round: Round, said: dict[str, Any]) -> dict[str, Any]:
    return {"round": round.pk, "answered": list(said)}
