"""What someone has said so far while joining: kept in their session for a day."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from participants.models import Constituency, Invitation, Participant
from participants.permissions import may_take_a_place, may_use
from participants.queries import invitation_of, place_of

KEPT_FOR = timedelta(days=1)
Step = Callable[[HttpRequest, Invitation], HttpResponse]


class Steps:
    """The answers of one person to one invitation."""

    def __init__(self, request: HttpRequest, invitation: Invitation) -> None:
        self.session = request.session
        self.invitation = invitation
        self.key = f"join:{invitation.pk}"

    @property
    def kept(self) -> dict[str, Any]:
        found: dict[str, Any] = self.session.get(self.key, {})
        fresh = found.get("at", 0) > (timezone.now() - KEPT_FOR).timestamp()
        return found if fresh else {}

    def keep(self, **answers: object) -> None:
        now = timezone.now().timestamp()
        self.session[self.key] = {**self.kept, **answers, "at": now}

    def forget(self) -> None:
        self.session.pop(self.key, None)

    @property
    def group(self) -> Constituency | None:
        """The group that was chosen, or the one the invitation is for."""
        if self.invitation.constituency:
            return self.invitation.constituency
        chosen = self.kept.get("group")
        groups = self.invitation.project.constituencies
        return groups.filter(pk=chosen).first() if chosen else None


def at_the_door(step: Step) -> Callable[[HttpRequest, str], HttpResponse]:
    """Let through who may join with this link; tell the others why not."""

    @wraps(step)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        try:
            invitation = invitation_of(token)
        except Http404:
            return render(request, "participants/join_unknown.html", status=404)
        place = place_of(request.user, invitation.project)
        if place and place.state == Participant.State.ACTIVE:
            context = {"project": invitation.project, "place": place}
            return render(request, "participants/joined_already.html", context)
        verdict = may_take_a_place(request.user, invitation.project) and may_use(
            invitation
        )
        if not verdict:
            return refused(request, invitation, verdict.reason)
        return step(request, invitation)

    return guarded


def refused(request: HttpRequest, invitation: Invitation, reason: str) -> HttpResponse:
    """A link that leads nowhere any more: why, and what to do."""
    context = {"project": invitation.project, "reason": reason}
    return render(request, "participants/join_refused.html", context, status=410)
