"""What the page of a decision needs beside the decision itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from decisions.acts import ACTS, Act
from decisions.models import (
    Ballot,
    Challenge,
    Decision,
    Elector,
    Mandate,
    MeetingRecord,
    Objection,
    Remark,
)
from decisions.queries.decisions import standing_ballots
from decisions.rules import Check, Outcome, Rule, SideCount
from participants.models import Participant
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page
from projects.prepared import prepared
from projects.queries import by_name, project_for

Target = tuple[Project, Act, Model]
SMALLEST_GROUP = 5  # below this, a group's name beside a reason would name a person


@dataclass(frozen=True)
class SideOutcome:
    """What one side said, and the lines of the arithmetic that are about it."""

    count: SideCount
    decides: bool
    checks: tuple[Check, ...]

    @property
    def side(self) -> str:
        return self.count.side

    @property
    def spoke(self) -> int:
        """For and against: what a majority is counted of."""
        return self.count.yes + self.count.no

    @property
    def lines(self) -> list[Check]:
        """What is worth saying: not that a floor lies below the share that was met."""
        need = max((c.need for c in self.checks if c.code == "quorum"), default=0)
        return [
            check
            for check in self.checks
            if not check.met
            or check.code not in ("eligible", "least")
            or (check.code == "least" and check.need > need)
        ]

    @property
    def met(self) -> bool:
        return all(check.met for check in self.checks)


def outcome_of(decision: Decision) -> Outcome | None:
    return Outcome.from_json(decision.outcome) if decision.outcome else None


def outcome_by_side(decision: Decision) -> list[SideOutcome]:
    """The sides of a closed decision, those that decide first."""
    outcome = outcome_of(decision)
    if outcome is None:
        return []
    deciding = Rule.from_json(decision.rule).sides
    return [
        SideOutcome(
            count,
            count.side in deciding,
            tuple(check for check in outcome.checks if check.side == count.side),
        )
        for count in outcome.by_side
    ]


def things_of(decisions: Iterable[Decision]) -> dict[UUID, Model]:
    """What decisions are about, one query for each kind of act."""
    wanted: dict[str, set[UUID]] = {}
    for decision in decisions:
        wanted.setdefault(decision.act, set()).add(decision.about)
    return {
        thing.pk: thing for code, keys in wanted.items() for thing in _named(code, keys)
    }


@prepared
def _named(act: str, keys: Collection[UUID]) -> QuerySet[Model]:
    return _things(ACTS[act]).filter(pk__in=keys)


def questions_of(decisions: Iterable[Decision]) -> dict[UUID, str]:
    """What each of them asks, with what it is about by its name."""
    rows = list(decisions)
    things = things_of(rows)
    return {row.pk: ACTS[row.act].asked(things.get(row.about)) for row in rows}


def question_of(decision: Decision) -> str:
    return questions_of([decision])[decision.pk]


def standing(decision: Decision) -> str:
    """How a running decision stands, in one sentence for a list."""
    if decision.state != Decision.State.OPEN:
        return str(decision.get_state_display())
    if decision.way != Decision.Way.NO_OBJECTION:
        return _("The vote is open.")
    if len(Rule.from_json(decision.rule).sides) > 1:
        return _(
            "It goes ahead if someone of each side agrees and nobody has a concern."
        )
    return _(
        "It goes ahead if someone of the deciding side agrees and nobody has a concern."
    )


def thing_for(user: Person, project: Project, act: Act, pk: UUID) -> Model:
    """What somebody wants decided, if it is this project's and they may see it."""
    visible = Project.objects.visible_to(user).filter(pk=project.pk)
    return get_object_or_404(_things(act), pk=pk, project__in=visible)


def target_for(user: Person, pk: UUID, act: str, thing: UUID) -> Target:
    """The project, the act and the thing somebody names, checked together."""
    project = project_for(user, pk)
    if act not in ACTS:
        raise Http404
    return project, ACTS[act], thing_for(user, project, ACTS[act], thing)


def _things(act: Act) -> QuerySet[Model]:
    return act.about._default_manager.select_related()  # all that a name may need


def closed_page(project: Project, cursor: str | None) -> Page[Decision]:
    """What has closed or was taken back, newest first."""
    return page(_closed.given(project), "proposed_at", cursor)


@prepared
def _closed(project: Project) -> QuerySet[Decision]:
    rows = Decision.objects.filter(project=project).exclude(state__in=Decision.RUNNING)
    return rows.select_related("mandate")


def remarks_page(decision: Decision, cursor: str | None) -> Page[Remark]:
    """Reasons and comments, newest first."""
    rows = decision.remarks.select_related("author__constituency")
    return page(rows, "said_at", cursor)


def concerns(decision: Decision) -> QuerySet[Objection]:
    """Every concern, also those taken back, in the order they came."""
    rows = Objection.objects.filter(elector__decision=decision)
    return rows.select_related("elector__constituency").order_by("raised_at", "pk")


def reasons_given(decision: Decision) -> QuerySet[Ballot]:
    """The reasons of those who said yes or stood aside; after closing only."""
    rows = standing_ballots().filter(elector__decision=decision).exclude(reason="")
    if decision.state != Decision.State.CLOSED:
        return rows.none()
    rows = rows.filter(Q(entered_by=None) | Q(confirmed_by__isnull=False))
    rows = rows.exclude(choice=Ballot.Choice.NO)
    return rows.select_related("elector__constituency").order_by("pk")


def named_groups(decision: Decision) -> frozenset[UUID]:
    """Groups large enough that their name beside a reason points at nobody."""
    rows = decision.electorate.values("constituency").annotate(people=Count("pk"))
    large = rows.filter(people__gte=SMALLEST_GROUP)
    return frozenset(large.values_list("constituency", flat=True))


def own_ballot(elector: Elector | None) -> Ballot | None:
    """What this person said themselves, and has not taken back with a concern."""
    return standing_ballots().filter(elector=elector).first() if elector else None


def own_concern(elector: Elector | None) -> Objection | None:
    if elector is None:
        return None
    return elector.objections.filter(withdrawn_at=None).first()


def may_be_entered(decision: Decision) -> QuerySet[Elector]:
    """Those for whom a facilitator may enter what they said elsewhere.

    Everyone, also who has voted: a list that shrinks would tell who has.
    """
    sides = Rule.from_json(decision.rule).sides
    here = (Participant.State.ACTIVE, Participant.State.SUSPENDED)
    rows = decision.electorate.filter(side__in=sides, participant__state__in=here)
    return rows.select_related("participant", "constituency").order_by(
        "side", by_name("participant__name"), "pk"
    )


def present_by_side(record: MeetingRecord) -> dict[str, int]:
    rows = record.present.values_list("side").annotate(Count("pk"))
    return dict(rows)


# ------------------------------------------------- fetching is checking, for each part


def ballot_for(user: Person, pk: UUID) -> Ballot:
    """A ballot that waits for a check, as far as this user may see its project."""
    rows = Ballot.objects.select_related(
        "elector__decision__project__pilot",
        "elector__participant",
        "entered_by__constituency",
    )
    visible = Project.objects.visible_to(user)
    return get_object_or_404(
        rows, pk=pk, entered_by__isnull=False, elector__decision__project__in=visible
    )


def objection_for(user: Person, pk: UUID) -> Objection:
    rows = Objection.objects.select_related("elector__decision__project__pilot")
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, elector__decision__project__in=visible)


def remark_for(user: Person, pk: UUID) -> Remark:
    rows = Remark.objects.select_related("decision__project__pilot", "author__user")
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, decision__project__in=visible)


def mandate_for(user: Person, pk: UUID) -> Mandate:
    rows = Mandate.objects.select_related("decision__project__pilot")
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, decision__project__in=visible)


def mandates_page(project: Project, cursor: str | None) -> Page[Mandate]:
    """Every go-ahead that decisions gave, newest first."""
    rows = Mandate.objects.filter(decision__project=project)
    return page(rows, "given_at", cursor)


def challenge_for(user: Person, pk: UUID) -> Challenge:
    rows = Challenge.objects.select_related("mandate__decision__project__pilot")
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, mandate__decision__project__in=visible)
