"""Questionnaires of a pilot, for those who administer it: as on its page."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from evaluation import actions, permissions, queries
from evaluation.models import Questionnaire
from evaluation.serializers.questionnaires import (
    KeptQuestionnaireOut,
    OneQuestionnaireOut,
    QuestionnaireIn,
)
from participants.queries import administered_pilot_for
from projects.access import ensure
from projects.endpoint.shapes import makes, shows
from projects.endpoint.view import Endpoint


class PilotQuestionnairesApi(Endpoint):
    @shows(KeptQuestionnaireOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[Questionnaire]:
        """Every questionnaire of a pilot, those no longer offered too."""
        pilot = administered_pilot_for(request.user, pk)
        return list(pilot.questionnaires.prefetch_related("items"))

    @makes(KeptQuestionnaireOut, takes=QuestionnaireIn)
    def post(self, request: Request, pk: UUID) -> Questionnaire:
        """Write one. It can be asked in every project of the pilot at once."""
        pilot = administered_pilot_for(request.user, pk)
        said = self.sent()
        asked = said.pop("items")
        new = Questionnaire(pilot=pilot, **said)
        actions.write_questionnaire(by=request.user, questionnaire=new, asked=asked)
        return queries.questionnaire_for(request.user, new.pk)


class QuestionnaireApi(Endpoint):
    @shows(OneQuestionnaireOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One questionnaire, and whether its words can still be changed."""
        found = queries.questionnaire_for(request.user, pk)
        return {
            "questionnaire": found,
            "may": {"change": permissions.may_keep_questionnaire(request.user, found)},
            "edition": found.edition,
        }

    @shows(KeptQuestionnaireOut, takes=QuestionnaireIn)
    def patch(self, request: Request, pk: UUID) -> Questionnaire:
        """Change what nobody has answered yet.

        Where `items` is sent, it is all of them, in their order.
        """
        found = queries.questionnaire_for(request.user, pk)
        ensure(permissions.may_keep_questionnaire(request.user, found))
        said = self.sent(partial=True)
        asked = said.pop("items", None)
        for name, value in said.items():
            setattr(found, name, value)
        actions.write_questionnaire(
            by=request.user, questionnaire=found, asked=asked, edition=self.edition
        )
        return queries.questionnaire_for(request.user, pk)


class CopyQuestionnaireApi(Endpoint):
    @makes(KeptQuestionnaireOut)
    def post(self, request: Request, pk: UUID) -> Questionnaire:
        """A copy to change, since what people answered to stays as it was."""
        found = queries.questionnaire_for(request.user, pk)
        return actions.copy_questionnaire(by=request.user, questionnaire=found)


class RetireQuestionnaireApi(Endpoint):
    @shows(KeptQuestionnaireOut)
    def post(self, request: Request, pk: UUID) -> Questionnaire:
        """Offer it no more. Rounds that asked it keep it."""
        found = queries.questionnaire_for(request.user, pk)
        return actions.retire_questionnaire(by=request.user, questionnaire=found)
