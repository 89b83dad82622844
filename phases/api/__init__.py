"""The circle for other software: the same queries, actions, rules and words."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from decisions.permissions import gate
from participants.queries import own_place, participant_for, place_of
from phases import actions, acts, permissions, queries
from phases.api.files import (
    FileApi,
    FileProblemsApi,
    FilesApi,
    OutcomesApi,
    StoreFileApi,
)
from phases.api.searching import SearchApi
from phases.methods import method_of
from phases.models import Contribution
from phases.serializers import (
    ActivityOut,
    CommentIn,
    CommentOut,
    ContributionIn,
    ContributionOut,
    CycleOut,
    MeetingOut,
    NewWordsIn,
    OneActivityOut,
    OneContributionOut,
    OnePhaseOut,
    TaskOut,
    VersionOut,
)
from projects.access import ensure
from projects.endpoint.unchanged import edition_seen, with_edition
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of
from projects.queries import project_for

__all__ = [
    "ActivitiesApi",
    "ActivityApi",
    "CommentsApi",
    "ContributionApi",
    "ContributionsApi",
    "CyclesApi",
    "FileApi",
    "FileProblemsApi",
    "FilesApi",
    "MeetingsApi",
    "OutcomesApi",
    "PhaseApi",
    "SearchApi",
    "StoreFileApi",
    "SupportApi",
    "TasksApi",
    "VersionsApi",
]

KIND = OpenApiParameter("kind", str, enum=Contribution.Kind.values)
ORDER = OpenApiParameter("order", str, enum=list(queries.ORDERS))


class CyclesApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(CycleOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """The rounds of a project with their phases and priorities, latest first."""
        project = project_for(request.user, pk)
        found = queries.cycles_page(project, request.query_params.get("page"))
        return Response(found.as_json(CycleOut))


class PhaseApi(Endpoint):
    @extend_schema(responses=OnePhaseOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One phase, and what would open or end it. Only a decision does."""
        phase = queries.phase_for(request.user, pk)
        act = acts.CLOSE_PHASE if phase.is_open else acts.OPEN_PHASE
        found = {"phase": phase, "gate": gate(request.user, act, phase)}
        return Response(OnePhaseOut(found).data)


class ActivitiesApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(ActivityOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """All there is and was to do in a project, newest first."""
        project = project_for(request.user, pk)
        found = queries.activities_page(project, request.query_params.get("page"))
        return Response(found.as_json(ActivityOut))


class ActivityApi(Endpoint):
    @extend_schema(responses=OneActivityOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One thing to do, what came of it so far, and whether it takes something."""
        activity = queries.activity_for(request.user, pk)
        method = method_of(activity.method)
        may = permissions.may_contribute if method.takes else permissions.may_add_task
        found = {
            "activity": activity,
            "result": method.result(activity),
            "may_add": may(request.user, activity),
        }
        return Response(OneActivityOut(found).data)


class ContributionsApi(Endpoint):
    @extend_schema(
        parameters=[CURSOR, KIND, ORDER],
        responses=page_of(ContributionOut),
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """What people put in: newest first, or most supported first."""
        activity = queries.activity_for(request.user, pk)
        asked = request.query_params
        chosen = queries.Chosen(
            asked.get("kind", ""), asked.get("order", "newest"), asked.get("page")
        )
        found = queries.contributions_page(activity, chosen)
        return Response(found.as_json(ContributionOut))

    @extend_schema(request=ContributionIn, responses={201: ContributionOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Put something in; as a facilitator, also on someone’s behalf."""
        activity = queries.activity_for(request.user, pk)
        by = own_place(request.user, activity.project)
        ensure(permissions.may_contribute(by, activity))
        given = ContributionIn(data=request.data)
        given.is_valid(raise_exception=True)
        said = _said(request, given.validated_data)
        made = actions.contribute(by=by, activity=activity, **said)
        found = queries.contribution_for(request.user, made.pk)
        return Response(ContributionOut(found).data, status=status.HTTP_201_CREATED)


def _said(request: Request, given: dict[str, Any]) -> dict[str, Any]:
    """Ids become things that this user may see; foreign ones are not there."""
    origin, author = given.pop("grew_from", None), given.pop("author", None)
    found: dict[str, Any] = {"channel": given.pop("channel", "online")}
    if author:
        found["author"] = participant_for(request.user, author)
    grew_from = queries.contribution_for(request.user, origin) if origin else None
    return found | {"words": actions.Words(**given, grew_from=grew_from)}


class ContributionApi(Endpoint):
    @extend_schema(responses=OneContributionOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """One contribution, and what came of it."""
        found = queries.contribution_for(request.user, pk)
        ensure(permissions.may_read(request.user, found))
        said = Response(OneContributionOut(_whole(request, found)).data)
        return with_edition(said, found.edition)

    @extend_schema(request=NewWordsIn, responses=ContributionOut)
    def patch(self, request: Request, pk: UUID) -> Response:
        """Put it in new words; the old ones stay readable."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        ensure(permissions.may_edit(by, found))
        given = NewWordsIn(data=request.data)
        given.is_valid(raise_exception=True)
        edition, said = edition_seen(request), given.validated_data
        actions.edit(by=by, contribution=found, edition=edition, **said)
        return Response(
            ContributionOut(queries.contribution_for(request.user, pk)).data
        )


def _whole(request: Request, contribution: Contribution) -> dict[str, Any]:
    place = place_of(request.user, contribution.project)
    return {
        "contribution": contribution,
        "supported": bool(queries.supported_by(place, [contribution])),
        "thread": queries.thread(contribution),
        "may_support": permissions.may_support(request.user, contribution),
        "may_comment": permissions.may_comment(request.user, contribution),
    }


class VersionsApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(VersionOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """What it said before it was changed, the latest first, and what changed."""
        found = queries.contribution_for(request.user, pk)
        ensure(permissions.may_read(request.user, found))
        page = queries.versions_page(found, request.query_params.get("page"))
        return Response(page.as_json(VersionOut))


class SupportApi(Endpoint):
    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, pk: UUID) -> Response:
        """Support it. Doing so again changes nothing."""
        found = queries.contribution_for(request.user, pk)
        actions.support(by=own_place(request.user, found.project), contribution=found)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take support back."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        actions.withdraw_support(by=by, contribution=found)
        return Response(status=status.HTTP_204_NO_CONTENT)


class CommentsApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(CommentOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """What people say beneath it, newest first."""
        found = queries.contribution_for(request.user, pk)
        ensure(permissions.may_read(request.user, found))
        page = queries.comments_page(found, request.query_params.get("page"))
        return Response(page.as_json(CommentOut))

    @extend_schema(request=CommentIn, responses={201: CommentOut})
    def post(self, request: Request, pk: UUID) -> Response:
        """Say something beneath it."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        ensure(permissions.may_comment(by, found))
        given = CommentIn(data=request.data)
        given.is_valid(raise_exception=True)
        made = actions.comment(by=by, contribution=found, **given.validated_data)
        return Response(CommentOut(made).data, status=status.HTTP_201_CREATED)


class TasksApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(TaskOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """The tasks of a plan, newest first."""
        activity = queries.activity_for(request.user, pk)
        found = queries.tasks_page(activity, request.query_params.get("page"))
        return Response(found.as_json(TaskOut))


class MeetingsApi(Endpoint):
    @extend_schema(parameters=[CURSOR], responses=page_of(MeetingOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """When people sit together; the latest date first."""
        project = project_for(request.user, pk)
        found = queries.meetings_page(project, request.query_params.get("page"))
        return Response(found.as_json(MeetingOut))
