"""Rounds for other software: prepared, opened, closed; and what may be asked."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from evaluation import actions, permissions, queries
from evaluation.models import Questionnaire, Round
from evaluation.serializers.asking import (
    OneRoundOut,
    QuestionnaireOut,
    RoundIn,
    RoundOut,
    WholeRoundOut,
)
from participants.queries import own_place
from phases.queries import phase_for
from projects.access import ensure
from projects.endpoint.shapes import does, lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.models import Project
from projects.paging import Page
from projects.queries import project_for


class QuestionnairesApi(Endpoint):
    @shows(QuestionnaireOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[Questionnaire]:
        """What may be asked in a project, with its questions in every language."""
        project = project_for(request.user, pk)
        found = queries.questionnaires(project.pilot)
        return list(found.prefetch_related("items"))


class RoundsApi(Endpoint):
    @lists(RoundOut)
    def get(self, request: Request, pk: UUID) -> Page[Round]:
        """The survey rounds of a project, newest first."""
        project = project_for(request.user, pk)
        return queries.rounds_page(request.user, project, self.cursor)


class PhaseRoundsApi(Endpoint):
    @makes(WholeRoundOut, takes=RoundIn)
    def post(self, request: Request, pk: UUID) -> Round:
        """Prepare a round. Nobody is asked until it is opened."""
        phase = phase_for(request.user, pk)
        by = own_place(request.user, phase.project)
        ensure(permissions.may_prepare_round(by, phase))
        plan = actions.Plan(**_found(phase.project, self.sent()))
        return actions.prepare_round(by=by, phase=phase, plan=plan)


class RoundApi(Endpoint):
    @shows(OneRoundOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One survey round with its questions in every language."""
        round = queries.round_for(request.user, pk)
        return {
            "round": round,
            "turnout": queries.turnout(round),
            "may": permissions.round_verdicts(request.user, round),
            "gate": permissions.gate_to_publish(request.user, round),
            "edition": round.edition,
        }

    @shows(WholeRoundOut, takes=RoundIn)
    def patch(self, request: Request, pk: UUID) -> Round:
        """Change what is being prepared."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(permissions.may_change_round(by, round))
        said = _found(round.project, self.sent(partial=True))
        plan = replace(actions.plan_of(round), **said)
        return actions.change_round(by=by, round=round, plan=plan, edition=self.edition)


def _found(project: Project, said: dict[str, Any]) -> dict[str, Any]:
    """Ids become things of this project and its pilot; foreign ones are not there."""
    if "questionnaire" in said:
        offered = queries.questionnaires(project.pilot)
        said["questionnaire"] = get_object_or_404(offered, pk=said["questionnaire"])
    if "groups" in said:
        groups = project.constituencies
        said["groups"] = [get_object_or_404(groups, pk=pk) for pk in said["groups"]]
    if said.get("link_item"):
        items = queries.items_for_link(project.pilot)
        said["link_item"] = get_object_or_404(items, pk=said["link_item"])
    return said


class ThrowAwayRoundApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Throw away what is only prepared. Nobody was asked yet."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        actions.throw_away_round(by=by, round=round)


class OpenRoundApi(Endpoint):
    @shows(WholeRoundOut)
    def post(self, request: Request, pk: UUID) -> Round:
        """Open it: the same questions, to both sides."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        return actions.open_round(by=by, round=round)


class CloseRoundApi(Endpoint):
    @shows(WholeRoundOut)
    def post(self, request: Request, pk: UUID) -> Round:
        """No more answers; what came in is added up."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        return actions.close_round(by=by, round=round)
