"""Results, and what people conclude from them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from evaluation import actions, permissions, queries
from evaluation.models import Finding, Item, MinorityView, Round
from evaluation.serializers.concluding import (
    FindingIn,
    FindingOut,
    MinorityViewIn,
    MinorityViewOut,
    ResultsOut,
    WordsOut,
)
from participants.queries import own_place
from projects.access import ensure
from projects.endpoint.shapes import does, lists, makes, shows
from projects.endpoint.view import Endpoint
from projects.paging import Page


class ResultsApi(Endpoint):
    @shows(ResultsOut)
    def get(self, request: Request, pk: UUID) -> dict[str, Any]:
        """The figures of a closed round; small groups are hidden."""
        round = queries.round_for(request.user, pk)
        ensure(permissions.may_see_results(request.user, round))
        figures = queries.shown_figures(round)
        if figures is None:
            raise Http404
        return figures


class WordsApi(Endpoint):
    @shows(WordsOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[dict[str, Any]]:
        """For the people inside: what was written, if more than a few wrote."""
        round = queries.round_for(request.user, pk)
        ensure(permissions.may_read_words(request.user, round))
        return [
            {
                "code": item.code,
                "texts": item.texts,
                "words": queries.words_of(round, item),
            }
            for item in queries.items_of(round)
            if item.kind == Item.Kind.TEXT
        ]


class FindingsApi(Endpoint):
    @lists(FindingOut)
    def get(self, request: Request, pk: UUID) -> Page[Finding]:
        """What people conclude from a round, with those who see it otherwise."""
        round = queries.round_for(request.user, pk)
        ensure(permissions.may_see_results(request.user, round))
        return queries.findings_page(round, self.cursor)

    @makes(FindingOut, takes=FindingIn)
    def post(self, request: Request, pk: UUID) -> Finding:
        """Write down a conclusion for both sides to agree on."""
        round = queries.round_for(request.user, pk)
        by = own_place(request.user, round.project)
        ensure(permissions.may_write_finding(by, round))
        words = actions.Words(**_found(round, self.sent()))
        return actions.write_finding(by=by, round=round, words=words)


class FindingApi(Endpoint):
    @shows(FindingOut)
    def get(self, request: Request, pk: UUID) -> Finding:
        """One conclusion, with those who see it otherwise."""
        finding = queries.finding_for(request.user, pk)
        ensure(permissions.may_see_results(request.user, finding.round))
        return finding

    @shows(FindingOut, takes=FindingIn)
    def patch(self, request: Request, pk: UUID) -> Finding:
        """Put one's own conclusion in other words, before it is decided on."""
        finding = queries.finding_for(request.user, pk)
        by = own_place(request.user, finding.round.project)
        ensure(permissions.may_change_finding(by, finding))
        said = _found(finding.round, self.sent(partial=True))
        words = replace(actions.words_of(finding), **said)
        return actions.change_finding(
            by=by, finding=finding, words=words, edition=self.edition
        )


def _found(round: Round, said: dict[str, Any]) -> dict[str, Any]:
    """An id becomes one of the priorities; any other is not there."""
    if said.get("about"):
        priorities = queries.looked_back_on(round)
        said["about"] = get_object_or_404(priorities, pk=said["about"])
    return said


class RemoveFindingApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Take one's own conclusion back before it is decided on."""
        finding = queries.finding_for(request.user, pk)
        by = own_place(request.user, finding.round.project)
        actions.remove_finding(by=by, finding=finding)


class MinorityViewsApi(Endpoint):
    @makes(MinorityViewOut, takes=MinorityViewIn)
    def post(self, request: Request, pk: UUID) -> MinorityView:
        """Have it written beside a conclusion that one sees it otherwise."""
        finding = queries.finding_for(request.user, pk)
        by = own_place(request.user, finding.round.project)
        ensure(permissions.may_keep_minority_view(by, finding))
        return actions.keep_minority_view(by=by, finding=finding, **self.sent())


class TakeBackViewApi(Endpoint):
    @does()
    def post(self, request: Request, pk: UUID) -> None:
        """Take back what one had written beside a conclusion."""
        view = queries.view_for(request.user, pk)
        by = own_place(request.user, view.finding.round.project)
        actions.take_back_minority_view(by=by, view=view)
