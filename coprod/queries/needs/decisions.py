"""What waits for somebody because of a decision: ballots, paper, records."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.queries.needs.need import Mine, Need, holding
from coprod.queries.voices import voices
from decisions.models import Ballot, Decision, Elector, MeetingConfirmation
from decisions.queries.reading import questions_of, standing
from decisions.rules import Rule
from participants.models import Participant
from projects.prepared import prepared

TAKES_BALLOTS = (Decision.State.OPEN, Decision.State.TALKING)


def ballots(mine: Mine) -> Iterable[Need]:
    """Decisions that have not heard from this person."""
    asked = [
        elector.decision
        for elector in _votes(list(mine.values()))
        if elector.side in Rule.from_json(elector.decision.rule).sides
    ]
    heard = voices(list(mine.values()), asked)
    decisions = [one for one in asked if one.pk not in heard]
    questions = questions_of(decisions)
    for one in decisions:
        silent = one.way == Decision.Way.NO_OBJECTION
        yield Need(
            "ballot",
            one.project,
            questions[one.pk],
            standing(one),
            one.get_absolute_url(),
            _("Read and answer") if silent else _("Read and vote"),
            one.closes_at,
        )


@prepared
def _votes(places: list[Participant]) -> QuerySet[Elector]:
    rows = Elector.objects.filter(
        participant__in=places,
        decision__state__in=TAKES_BALLOTS,
        decision__closes_at__gt=Now(),
    ).exclude(decision__way=Decision.Way.MEETING)
    return rows.select_related("decision__project")


def paper(mine: Mine) -> Iterable[Need]:
    """Votes on paper that someone of the other side entered."""
    deciding = holding(mine, "decide_in_project")
    seen = set()
    for ballot in _entered(list(deciding)):
        decision = ballot.elector.decision
        own = deciding[decision.project_id]
        typist = ballot.entered_by
        if typist is None or typist.side == own.side or decision.pk in seen:
            continue
        seen.add(decision.pk)
        yield Need(
            "paper",
            decision.project,
            _("Votes on paper wait for a check"),
            _("The other side typed them in. They count once you have looked."),
            reverse("decisions:paper", args=[decision.pk]),
            _("Check"),
            decision.closes_at,
        )


@prepared
def _entered(projects: list[UUID]) -> QuerySet[Ballot]:
    rows = Ballot.objects.filter(
        entered_by__isnull=False,
        confirmed_by=None,
        elector__decision__project__in=projects,
        elector__decision__state__in=TAKES_BALLOTS,
        elector__decision__closes_at__gt=Now(),
    )
    return rows.select_related("elector__decision__project", "entered_by__constituency")


def records(mine: Mine) -> Iterable[Need]:
    """Records of meetings that this person's side has not confirmed."""
    facilitated = holding(mine, "facilitate_project")
    waiting = [
        one
        for one in _recorded(list(facilitated))
        if not getattr(one, facilitated[one.project_id].side)
    ]
    questions = questions_of(waiting)
    for one in waiting:
        yield Need(
            "record",
            one.project,
            _("The record of a meeting waits for your side"),
            questions[one.pk],
            one.get_absolute_url(),
            _("Read and confirm"),
            one.closes_at,
        )


@prepared
def _recorded(projects: list[UUID]) -> QuerySet[Decision]:
    confirmed = MeetingConfirmation.objects.filter(record__decision=OuterRef("pk"))
    community = Exists(confirmed.filter(side="community"))
    institution = Exists(confirmed.filter(side="institution"))
    rows = Decision.objects.filter(
        project__in=projects, state=Decision.State.CONFIRMING
    ).annotate(community=community, institution=institution)
    return rows.select_related("project")
