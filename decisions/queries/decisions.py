"""How a request reaches decisions. Nothing here tells a running result."""

from collections import Counter
from math import ceil
from typing import cast
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from decisions.acts import Act, Weight
from decisions.models import Ballot, Decision, Elector, Objection
from decisions.rules import (
    SIDES,
    Check,
    Choice,
    Confirmation,
    Electorate,
    Outcome,
    Result,
    Rule,
    SideCount,
    Vote,
    count,
)
from participants.models import Participant
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page
from projects.prepared import prepared


def decision_for(user: Person, pk: UUID) -> Decision:
    """The only way a request reaches a decision: hidden and missing look the same."""
    visible = Project.objects.visible_to(user)
    rows = Decision.objects.filter(project__in=visible).select_related(
        "project__pilot",
        "charter",
        "proposed_by__constituency",
        "mandate",
        "meeting",
        "follows",
    )
    return get_object_or_404(rows, pk=pk)


def decisions_page(
    project: Project, cursor: str | None, *, state: str = "", act: str = ""
) -> Page[Decision]:
    """Newest first; if asked for, only those in one state, or about one act."""
    rows = project.decisions.select_related("proposed_by__constituency", "mandate")
    if state:
        rows = rows.filter(state=state)
    if act:
        rows = rows.filter(act=act)
    return page(rows, "proposed_at", cursor)


@prepared
def running_decisions(project: Project) -> QuerySet[Decision]:
    """What waits for people now; the first to close comes first."""
    rows = Decision.objects.filter(project=project, state__in=Decision.RUNNING)
    return rows.select_related("proposed_by__constituency").order_by("closes_at")


def running_decision(act: Act, thing: Model) -> Decision | None:
    return _running.first(act.code, thing)


@prepared
def _running(act: str, thing: Model) -> QuerySet[Decision]:
    rows = Decision.objects.filter(state__in=Decision.RUNNING)
    return rows.filter(act=act, about=thing.pk)


def elector_of(participant: Participant, decision: Decision) -> Elector | None:
    return decision.electorate.filter(participant=participant).first()


def eligible_by_side(decision: Decision) -> Electorate:
    """How many may take part, as frozen on opening."""
    return Electorate(Counter(decision.electorate.values_list("side", flat=True)))


def counted_ballots(decision: Decision) -> QuerySet[Ballot]:
    """Online ones, and paper ones that the other side has checked."""
    checked = Q(entered_by=None) | Q(confirmed_by__isnull=False)
    return standing_ballots().filter(checked, elector__decision=decision)


def standing_ballots() -> QuerySet[Ballot]:
    """What people still say: a concern takes back that it may go ahead.

    One on paper stays in its list, so that nobody learns from it who has a concern.
    """
    worried = Objection.objects.filter(
        Q(withdrawn_at=None) | Q(raised_at__gte=OuterRef("cast_at")),
        elector=OuterRef("elector"),
        elector__decision__way=Decision.Way.NO_OBJECTION,
    )
    return Ballot.objects.filter(~Exists(worried))


def standing_objections(decision: Decision) -> QuerySet[Objection]:
    rows = Objection.objects.filter(elector__decision=decision, withdrawn_at=None)
    return rows.select_related("elector__participant__constituency").order_by(
        "raised_at"
    )


def tally(decision: Decision, rule: Rule | None = None) -> Outcome:
    """What the rule makes of what people said. For closing only, never for a page."""
    rule = rule or Rule.from_json(decision.rule)
    said = counted_ballots(decision).values_list(
        "elector__side", "choice", "elector__participant"
    )
    today = eligible_by_side(decision)
    if rule.kind == "no_objection":
        against = Counter(
            standing_objections(decision).values_list("elector__side", flat=True)
        )
        seen = [
            Confirmation(side)
            for side, choice, who in said
            if choice == Ballot.Choice.YES and who != decision.proposed_by_id
        ]
        return count(rule, today, confirmations=seen, objections=against)
    votes = [
        Vote(side, cast(Choice, choice))
        for side, choice, _who in said
        if side in rule.sides
    ]
    return count(rule, today, votes=votes)


def sides_that_came(decision: Decision) -> dict[str, bool]:
    """Whether each deciding side has come in the number needed: yes or no, no more."""
    absent = {
        check.side
        for check in tally(decision).checks
        if check.code in ("least", "quorum", "confirmations") and not check.met
    }
    return {side: side not in absent for side in Rule.from_json(decision.rule).sides}


def dissent(decision: Decision) -> QuerySet[Ballot]:
    """The reasons of those who said no; after closing only."""
    rows = counted_ballots(decision).filter(choice=Ballot.Choice.NO).exclude(reason="")
    if decision.state != Decision.State.CLOSED:  # taken back, it was never counted
        return rows.none()
    return rows.select_related("elector__constituency").order_by("pk")


def ballots_to_check(decision: Decision) -> QuerySet[Ballot]:
    """Ballots from paper, phone or a meeting that wait for the other side's check."""
    rows = Ballot.objects.filter(
        elector__decision=decision, entered_by__isnull=False, confirmed_by=None
    )
    return rows.select_related("elector__participant", "entered_by__constituency")


def ballots_entered(decision: Decision) -> QuerySet[Ballot]:
    """For whom a vote was entered, newest first. What they said is left out."""
    rows = Ballot.objects.filter(elector__decision=decision, entered_by__isnull=False)
    rows = rows.defer("choice", "reason").order_by("-cast_at", "pk")
    return rows.select_related("elector__participant", "entered_by__constituency")


def meeting_outcome(decision: Decision) -> Outcome:
    """Who was there, who confirmed the record, and whether an absent person objects.

    A weighty question is decided in a meeting only with the quorum present.
    """
    rule, eligible = Rule.from_json(decision.rule), eligible_by_side(decision)
    present = Counter(decision.meeting.present.values_list("side", flat=True))
    confirmed = set(decision.meeting.confirmations.values_list("side", flat=True))
    against = Counter(
        standing_objections(decision).values_list("elector__side", flat=True)
    )
    sides = [side for side in SIDES if eligible.of(side)]
    checks: list[Check] = []
    for side in sides:
        of, there = eligible.of(side), present[side]
        need = _present_needed(decision, rule, side, of)
        checks += [
            Check("quorum", there >= need, side, there, need, of),
            Check(
                "confirmations", side in confirmed, side, int(side in confirmed), 1, of
            ),
            Check("objections", not against[side], side, against[side], 0, of),
        ]
    counts = tuple(
        SideCount(side, eligible.of(side), present[side], 0, 0) for side in sides
    )
    return Outcome(_meeting_result(checks), tuple(checks), counts)


def _present_needed(decision: Decision, rule: Rule, side: str, of: int) -> int:
    if side not in rule.sides:
        return 0
    if decision.weight == Weight.WEIGHTY:
        return max(rule.least, ceil(rule.quorum * of))
    return rule.least


def _meeting_result(checks: list[Check]) -> Result:
    unmet = {check.code for check in checks if not check.met}
    if unmet & {"quorum", "confirmations"}:
        return "invalid"
    return "blocked" if unmet else "carried"
