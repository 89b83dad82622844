"""What the page of one decision shows: put together once, for every form on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from decisions import permissions, queries
from decisions.acts import ACTS, Act
from decisions.forms import (
    AgreeForm,
    ChallengeForm,
    ConcernForm,
    RemarkForm,
    ReviseForm,
    VoteForm,
)
from decisions.models import Decision, Elector, Mandate, Remark
from decisions.queries import reading
from decisions.rules import Rule
from participants.permissions import may_facilitate
from participants.queries import place_of
from projects import clock
from projects.models import Project

Bound = dict[str, forms.Form]


@dataclass(frozen=True)
class Listed:
    """A decision in a list: with its question and what it is about."""

    decision: Decision
    act: Act
    thing: Model | None
    days_left: int

    @property
    def question(self) -> str:
        return self.act.asked(self.thing)


def listed(rows: list[Decision]) -> list[Listed]:
    things, now = reading.things_of(rows), clock.now()
    return [
        Listed(row, ACTS[row.act], things.get(row.about), _days(now, row.closes_at))
        for row in rows
    ]


def in_project(request: HttpRequest, project: Project, tab: str) -> dict[str, object]:
    """What every page of a project takes."""
    desk = bool(may_facilitate(request.user, project))
    return {"project": project, "tab": tab, "desk": desk}


def page(
    request: HttpRequest, decision: Decision, bound: Bound | None = None
) -> HttpResponse:
    """The decision, and its forms; a form that needs another look comes back bound."""
    place = place_of(request.user, decision.project)
    elector = queries.elector_of(place, decision) if place else None
    one = listed([decision])[0]
    context = {
        **in_project(request, decision.project, "decisions"),
        "decision": decision,
        "one": one,
        "gate": _again(request, one),
        "rule": Rule.from_json(decision.rule),
        "elector": elector,
        "may": permissions.decision_verdicts(request.user, decision),
        **_people(decision),
        **_before(decision),
        **_said(request, decision, elector),
        **(_running(decision) if decision.is_running else _closed(request, decision)),
        **_forms(one, elector, bound or {}),
        "form": next(iter(bound.values())) if bound else None,
    }
    status = 422 if bound else 200
    return render(request, "decisions/decision.html", context, status=status)


def _again(request: HttpRequest, one: Listed) -> permissions.Gate | None:
    """Where the answer was not yes, the same question can be put again."""
    carried = one.decision.result == Decision.Result.CARRIED
    if one.decision.is_running or carried or one.thing is None:
        return None
    return permissions.gate(request.user, one.act, one.thing)


def _days(now: datetime, then: datetime) -> int:
    return max((then - now).days, 0)


def _people(decision: Decision) -> dict[str, object]:
    eligible = queries.eligible_by_side(decision)
    return {
        "eligible": eligible.by_side,
        "everybody": sum(eligible.by_side.values()),
        "named": reading.named_groups(decision),
    }


def _before(decision: Decision) -> dict[str, object]:
    """Of a changed proposal: the concerns it answers, which nobody took back."""
    if decision.follows is None:
        return {}
    return {
        "answers": reading.concerns(decision.follows).filter(withdrawn_at=None),
        "named_before": reading.named_groups(decision.follows),
    }


def _said(
    request: HttpRequest, decision: Decision, elector: Elector | None
) -> dict[str, object]:
    """Reasons, comments and concerns: public at once, before and during the vote."""
    remarks = reading.remarks_page(decision, request.GET.get("page"))
    by_stance: dict[str, list[Remark]] = {}
    for remark in remarks.rows:
        by_stance.setdefault(remark.stance, []).append(remark)
    return {
        "remarks": remarks,
        "said": by_stance,
        "concerns": reading.concerns(decision),
        "own_ballot": reading.own_ballot(elector),
        "own_concern": reading.own_concern(elector),
    }


def _running(decision: Decision) -> dict[str, object]:
    """While it runs: whether each side has come, and nothing else of the count."""
    found: dict[str, object] = {"meeting": None}
    if decision.way == Decision.Way.MEETING:
        return _meeting(decision)
    if decision.state != Decision.State.DISCUSSING:
        found["came"] = queries.sides_that_came(decision)
        found["to_check"] = queries.ballots_to_check(decision).exists()
    return found


def _meeting(decision: Decision) -> dict[str, object]:
    record = decision.meeting
    confirmed = record.confirmations.values_list("side", flat=True)
    return {
        "meeting": record,
        "present": reading.present_by_side(record),
        "confirmed": list(confirmed),
    }


def _closed(request: HttpRequest, decision: Decision) -> dict[str, object]:
    """After closing: the outcome with its arithmetic, dissent, and what follows."""
    mandate = Mandate.objects.filter(decision=decision).first()
    outcome = reading.outcome_of(decision)
    found: dict[str, Any] = {
        "sides": reading.outcome_by_side(decision),
        "outcome": outcome,
        "against": sum(count.no for count in outcome.by_side) if outcome else 0,
        "dissent": queries.dissent(decision),
        "reasons": reading.reasons_given(decision),
        "mandate": mandate,
        "followed_by": decision.followed_by.first(),
        "meeting": None,
    }
    if decision.way == Decision.Way.MEETING:
        found |= _meeting(decision)
    if mandate:
        found["doubts"] = [
            (doubt, permissions.may_dismiss_challenge(request.user, doubt))
            for doubt in mandate.challenges.select_related("by__constituency")
        ]
        found["may_retry"] = permissions.may_retry(request.user, mandate)
        found["may_challenge"] = permissions.may_challenge(request.user, mandate)
    return found


def _forms(one: Listed, elector: Elector | None, bound: Bound) -> dict[str, forms.Form]:
    """Every form of the page, empty unless one of them came back."""
    project = one.decision.project
    shown: Bound = {
        "vote_form": vote_form(one.decision, elector, one.question),
        "concern_form": ConcernForm(project=project, prefix="concern"),
        "remark_form": RemarkForm(project=project, prefix="remark"),
        "revise_form": ReviseForm(prefix="revise", decision=one.decision),
        "challenge_form": ChallengeForm(prefix="challenge"),
    }
    return shown | bound


def vote_form(
    decision: Decision, elector: Elector | None, question: str, data: Any = None
) -> VoteForm | AgreeForm:
    """A vote to cast or change; without a vote, only that it may go ahead."""
    if decision.way == Decision.Way.NO_OBJECTION:
        return AgreeForm(data)
    given = reading.own_ballot(elector)
    initial = {"choice": given.choice, "reason": given.reason} if given else {}
    return VoteForm(data, question=question, initial=initial)
