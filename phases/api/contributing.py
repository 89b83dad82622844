"""What people say: put in, changed, supported, answered."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from participants.queries import own_place, participant_for, place_of
from phases import actions, permissions, queries
from phases.methods import method_of
from phases.models import Activity, Comment, Contribution, Version
from phases.serializers.contributing import (
    CommentIn,
    CommentOut,
    ContributionIn,
    ContributionOut,
    NewWordsIn,
    OneCommentOut,
    OneContributionOut,
    StatusIn,
    VersionOut,
)
from projects.access import ensure
from projects.endpoint.refusals import WrongChoiceError
from projects.endpoint.shapes import does, lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page

KIND = OpenApiParameter("kind", str, enum=Contribution.Kind.values)
ORDER = OpenApiParameter("order", str, enum=list(queries.ORDERS))


class ContributionsApi(Endpoint):
    @lists(ContributionOut, KIND, ORDER)
    def get(self, request: Request, pk: UUID) -> Page[Contribution]:
        """What people put in: newest first, or most supported first."""
        activity = queries.activity_for(request.user, pk)
        order = self.asked("order") or "newest"
        chosen = queries.Chosen(self.asked("kind"), order, self.cursor)
        return queries.contributions_page(activity, chosen)

    @makes(ContributionOut, takes=ContributionIn)
    def post(self, request: Request, pk: UUID) -> Contribution:
        """Put something in; as a facilitator, also on someone’s behalf."""
        activity = queries.activity_for(request.user, pk)
        by = own_place(request.user, activity.project)
        ensure(permissions.may_contribute(by, activity))
        sent = self.sent()
        _fits(sent["kind"], activity)
        said = _said(request, sent)
        made = actions.contribute(by=by, activity=activity, **said)
        return queries.contribution_for(request.user, made.pk)


def _fits(kind: str, activity: Activity) -> None:
    """Said here by field, and with what would fit; the action refuses it too."""
    kinds = method_of(activity.method).takes
    if kind not in kinds:
        raise WrongChoiceError("kind", _("This kind does not belong here."), kinds)


def _said(request: Request, given: dict[str, Any]) -> dict[str, Any]:
    """Ids become things that this user may see; foreign ones are not there."""
    origin, author = given.pop("grew_from", None), given.pop("author", None)
    found: dict[str, Any] = {"channel": given.pop("channel", "online")}
    if author:
        found["author"] = participant_for(request.user, author)
    grew_from = queries.contribution_for(request.user, origin) if origin else None
    return found | {"words": actions.Words(**given, grew_from=grew_from)}


class ContributionApi(Endpoint):
    @shows(OneContributionOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One contribution, and what came of it."""
        found = queries.contribution_for(request.user, pk)
        ensure(permissions.may_read(request.user, found))
        return _whole(request, found)

    @shows(ContributionOut, takes=NewWordsIn)
    def patch(self, request: Request, pk: UUID) -> Contribution:
        """Put it in new words; the old ones stay readable."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        ensure(permissions.may_edit(by, found))
        said = self.sent()
        actions.edit(by=by, contribution=found, edition=self.edition, **said)
        return queries.contribution_for(request.user, pk)


def _whole(request: Request, contribution: Contribution) -> dict[str, Any]:
    place = place_of(request.user, contribution.project)
    return {
        "contribution": contribution,
        "supported": bool(queries.supported_by(place, [contribution])),
        "thread": queries.thread(contribution),
        "may": permissions.contribution_verdicts(request.user, contribution),
        "edition": contribution.edition,
    }


class WithdrawApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Take it back: nobody but its author reads it from here."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        actions.withdraw_contribution(by=by, contribution=found)


class StatusApi(Endpoint):
    @shows(ContributionOut, takes=StatusIn)
    def post(self, request: Request, pk: UUID) -> Contribution:
        """Say what becomes of it; “not now” says why. Only decisions choose."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        ensure(permissions.may_set_status(by, found))
        actions.set_status(by=by, contribution=found, **self.sent())
        return queries.contribution_for(request.user, pk)


class VersionsApi(Endpoint):
    @lists(VersionOut)
    def get(self, request: Request, pk: UUID) -> Page[Version]:
        """What it said before it was changed, the latest first, and what changed."""
        found = queries.contribution_for(request.user, pk)
        ensure(permissions.may_read(request.user, found))
        return queries.versions_page(found, self.cursor)


class SupportApi(Endpoint):
    @does()
    def put(self, request: Request, pk: UUID) -> None:
        """Support it. Doing so again changes nothing."""
        found = queries.contribution_for(request.user, pk)
        actions.support(by=own_place(request.user, found.project), contribution=found)

    @does()
    def delete(self, request: Request, pk: UUID) -> None:
        """Take support back."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        actions.withdraw_support(by=by, contribution=found)


class CommentsApi(Endpoint):
    @lists(CommentOut)
    def get(self, request: Request, pk: UUID) -> Page[Comment]:
        """What people say beneath it, newest first."""
        found = queries.contribution_for(request.user, pk)
        ensure(permissions.may_read(request.user, found))
        return queries.comments_page(found, self.cursor)

    @makes(CommentOut, takes=CommentIn)
    def post(self, request: Request, pk: UUID) -> Comment:
        """Say something beneath it."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        ensure(permissions.may_comment(by, found))
        return actions.comment(by=by, contribution=found, **self.sent())


class CommentApi(Endpoint):
    @shows(OneCommentOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """One comment, and what you may do with it."""
        found = queries.comment_for(request.user, pk)
        ensure(permissions.may_read(request.user, found.contribution))
        ensure(permissions.may_read_comment(request.user, found))
        may = permissions.comment_verdicts(request.user, found)
        return {"comment": found, "may": may}


class WithdrawCommentApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Take one’s own comment back."""
        found = queries.comment_for(request.user, pk)
        by = own_place(request.user, found.contribution.project)
        actions.withdraw_comment(by=by, comment=found)
