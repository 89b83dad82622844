"""What people say: put in, changed, supported, answered."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from participants.queries import own_place, participant_for, place_of
from phases import actions, permissions, queries
from phases.models import Contribution
from phases.serializers import (
    CommentIn,
    CommentOut,
    ContributionIn,
    ContributionOut,
    NewWordsIn,
    OneContributionOut,
    VersionOut,
)
from projects.access import ensure
from projects.endpoint.unchanged import edition_seen, with_edition
from projects.endpoint.view import Endpoint
from projects.paging import CURSOR, page_of

KIND = OpenApiParameter("kind", str, enum=Contribution.Kind.values)
ORDER = OpenApiParameter("order", str, enum=list(queries.ORDERS))


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
        said = _said(request, self.sent(ContributionIn))
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
        said = self.sent(NewWordsIn)
        edition = edition_seen(request)
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
        made = actions.comment(by=by, contribution=found, **self.sent(CommentIn))
        return Response(CommentOut(made).data, status=status.HTTP_201_CREATED)
