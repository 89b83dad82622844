"""What waits for one person, over all their projects, in as many queries as for one.

Sets of rows, not rules asked one by one; a test holds both together.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.queries.need import Mine, Need, among, holding
from coprod.queries.voices import voices
from coprod.queries.work import work
from decisions.acts import CHANGE_CHARTER
from decisions.models import Ballot, Charter, Decision, Elector, MeetingConfirmation
from decisions.queries.reading import questions_of, standing
from decisions.rules import Rule
from evaluation.models import Answered, Round
from participants.models import Participant
from participants.queries import sides_without_people
from phases.models import Phase
from projects.models import Project, Side
from projects.prepared import prepared

HERE = (Participant.State.ACTIVE, Participant.State.SUSPENDED)
KINDS = (  # of what has no end, or the same one
    *("invite", "ballot", "paper", "record"),
    *("round", "delivery", "promise", "draft"),
)
TAKES_BALLOTS = (Decision.State.OPEN, Decision.State.TALKING)


@dataclass(frozen=True)
class Open:
    """What a page has found already: the projects that decide or ask something now."""

    deciding: Collection[UUID]
    asking: Collection[UUID]
    drafting: Collection[UUID]  # an agreement, the first or another


def needs_of(places: Iterable[Participant], known: Open | None = None) -> list[Need]:
    """What waits for the person behind these places, soonest first."""
    mine = {place.project_id: place for place in places if place.state in HERE}
    if not mine:
        return []
    deciding = among(mine, known.deciding) if known else mine
    found = [
        *_empty_sides(mine),
        *_ballots(deciding),
        *_paper(deciding),
        *_records(deciding),
        *_rounds(among(mine, known.asking) if known else mine),
        *work(mine),
        *_agreements(among(mine, known.drafting) if known else mine),
        *_drafts(mine),
    ]
    return sorted(found, key=_urgency)


def _urgency(need: Need) -> tuple[object, ...]:
    """The same order every time, also of those that are equally urgent."""
    return need.until is None, need.until or 0, KINDS.index(need.kind), need.url


def _empty_sides(mine: Mine) -> Iterable[Need]:
    """Sides on which nobody is yet, for those who may invite."""
    for project, side in sides_without_people(holding(mine, "facilitate_project")):
        community = side == Side.COMMUNITY
        yield Need(
            "invite",
            project,
            _("Nobody of the community side is here yet")
            if community
            else _("Nobody of the institution side is here yet"),
            _("Both sides decide together. Send people a link, or print a code."),
            reverse("participants:invitations", args=[project.pk]),
            _("Invite people"),
        )


def _ballots(mine: Mine) -> Iterable[Need]:
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


def _paper(mine: Mine) -> Iterable[Need]:
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


def _records(mine: Mine) -> Iterable[Need]:
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


def _rounds(mine: Mine) -> Iterable[Need]:
    """Survey rounds that ask this person's group and have no answers of theirs."""
    answering = list(holding(mine, "decide_in_project").values())
    groups = [place.constituency_id for place in answering]
    for one in _asking(answering, groups):
        yield Need(
            "round",
            one.project,
            str(one),
            _("Your answers are kept without your name."),
            reverse("evaluation:answer", args=[one.pk]),
            _("Answer"),
            one.closes_at,
        )


@prepared
def _asking(places: list[Participant], groups: list[UUID]) -> QuerySet[Round]:
    answered = Answered.objects.filter(round=OuterRef("pk"), participant__in=places)
    rows = Round.objects.filter(
        ~Exists(answered),
        state=Round.State.OPEN,
        phase__state=Phase.State.OPEN,
        groups__in=groups,
    )
    return rows.select_related("project")


def _agreements(mine: Mine) -> Iterable[Need]:
    """Drafts that nobody has proposed; without a first agreement, everyone's affair.

    A later draft waits for whoever wrote it and for those who facilitate.
    """
    deciding = list(holding(mine, "decide_in_project"))
    facilitated = list(holding(mine, "facilitate_project"))
    for draft in _unproposed(deciding, facilitated, list(mine.values())):
        yield Need(
            "draft",
            draft.project,
            _("The draft of the working agreement waits to be proposed"),
            _("Nobody has been asked yet. Read it, change it, or propose it.")
            if getattr(draft, "replaces", False)
            else _(
                "Nothing else can be decided before both sides adopt it. Read it,"
                " change it, or propose it."
            ),
            draft.get_absolute_url(),
            _("Go to the draft"),
        )
    yield from _unwritten(facilitated)


@prepared
def _unproposed(
    deciding: list[UUID], facilitated: list[UUID], mine: list[Participant]
) -> QuerySet[Charter]:
    adopted = Charter.objects.filter(
        project=OuterRef("project"), state=Charter.State.ADOPTED
    )
    decided = Decision.objects.filter(
        act=CHANGE_CHARTER.code, about=OuterRef("pk"), state__in=Decision.RUNNING
    )
    theirs = Q(drafted_by__in=mine) | Q(project__in=facilitated)
    rows = Charter.objects.filter(
        ~Exists(decided),
        ~Exists(adopted) | theirs,
        state=Charter.State.DRAFT,
        project__in=deciding,
    )
    return rows.annotate(replaces=Exists(adopted)).select_related("project")


def _unwritten(facilitated: list[UUID]) -> Iterable[Need]:
    """Projects that have not begun to write who decides what."""
    for project in _without_draft(facilitated):
        yield Need(
            "draft",
            project,
            _("Who decides what is not written down yet"),
            _("Both sides adopt a working agreement first. Any member can draft it."),
            reverse("decisions:draft_charter", args=[project.pk]),
            _("Draft the agreement"),
        )


@prepared
def _without_draft(projects: list[UUID]) -> QuerySet[Project]:
    written = Charter.objects.filter(project=OuterRef("pk"))
    return Project.objects.filter(~Exists(written), pk__in=projects)


def _drafts(mine: Mine) -> Iterable[Need]:
    """Rounds that were prepared, for those who may open them."""
    for one in _drafted(_preparing(mine)):
        yield Need(
            "draft",
            one.project,
            str(one),
            _("A draft. Nobody has been asked yet."),
            reverse("evaluation:round", args=[one.pk]),
            _("Go on"),
        )


@prepared
def _drafted(projects: Sequence[UUID]) -> QuerySet[Round]:
    rows = Round.objects.filter(project__in=projects, state=Round.State.DRAFT)
    return rows.select_related("project")


def _preparing(mine: Mine) -> Sequence[UUID]:
    grants = ("evaluate_project", "facilitate_project")
    return [key for grant in grants for key in holding(mine, grant)]
