"""What a facilitator's desk tells: what needs someone today, and what comes next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.queries.needs import Need, needs_of
from decisions.acts import CHANGE_CHARTER, Act
from decisions.models import Challenge, Decision, Elector, Mandate
from decisions.permissions import Gate, gate
from decisions.queries import draft_of
from decisions.queries.reading import questions_of
from evaluation.acts import PUBLISH_FINDINGS, START_NEXT_CYCLE
from evaluation.models import Answered, Round
from evaluation.queries import open_rounds
from participants.models import Invitation, Participant
from participants.queries import open_invitations
from phases.acts import ACCEPT_DELIVERY, ADOPT_PRIORITIES, CLOSE_PHASE, OPEN_PHASE
from phases.models import Activity, Commission, Cycle, Phase
from phases.queries import current_cycle, needs_somebody, open_reports
from projects import clock
from projects.models import Project
from projects.numbers import digits
from projects.queries import by_name

SOON = timedelta(days=7)
AT_DESK = ("record", "paper", "draft")  # of what waits for a person, the desk's part


@dataclass(frozen=True)
class ToDo:
    """One thing that needs a facilitator, with its one action."""

    title: str
    text: str
    url: str
    action: str


@dataclass(frozen=True)
class Unheard:
    """Someone without an account, and what is open that has not heard them."""

    person: Participant
    decisions: list[Decision]
    surveys: list[Round]


def todo(place: Participant) -> list[ToDo]:
    """What needs this facilitator today: what holds others up comes first."""
    project, needs = place.project, needs_of([place])
    return [
        *(_waiting(need) for need in needs if need.kind == "invite"),
        *_failed(project),
        *_doubts(place),
        *(_waiting(need) for need in needs if need.kind in AT_DESK),
        *_concerns(project),
        *_reports(project),
        *_tasks(project),
        *_invitations(project),
    ]


def _waiting(need: Need) -> ToDo:
    return ToDo(need.title, need.text, need.url, need.action)


def _failed(project: Project) -> Iterable[ToDo]:
    rows = Mandate.objects.filter(decision__project=project, state=Mandate.State.FAILED)
    failed = list(rows.select_related("decision"))
    questions = questions_of(mandate.decision for mandate in failed)
    for mandate in failed:
        yield ToDo(
            _("What was decided could not take effect"),
            f"{questions[mandate.decision_id]} {mandate.reason}",
            mandate.decision.get_absolute_url(),
            _("Look and try again"),
        )


def _doubts(place: Participant) -> Iterable[ToDo]:
    mine = {f"dismissed_by_{place.side}": None}
    rows = Challenge.objects.filter(
        mandate__decision__project=place.project,
        mandate__state=Mandate.State.PENDING,
        **mine,
    ).exclude(by=place)
    doubts = list(rows.select_related("mandate__decision"))
    questions = questions_of(doubt.mandate.decision for doubt in doubts)
    waits = _("One facilitator of each side looks at it. Until then it waits.")
    for doubt in doubts:
        decision = doubt.mandate.decision
        yield ToDo(
            _("Someone doubts how a decision was made"),
            f"{questions[decision.pk]} {waits}",
            decision.get_absolute_url(),
            _("Look at it"),
        )


def _concerns(project: Project) -> Iterable[ToDo]:
    rows = project.decisions.filter(state=Decision.State.TALKING)
    decisions = list(rows.order_by("closes_at"))
    questions = questions_of(decisions)
    for decision in decisions:
        yield ToDo(
            _("A concern waits to be talked over"),
            questions[decision.pk],
            decision.get_absolute_url(),
            _("Go there"),
        )


def _reports(project: Project) -> Iterable[ToDo]:
    count = open_reports(project).count()
    if count:
        words = ngettext(
            "%(count)s report waits for someone to look",
            "%(count)s reports wait for someone to look",
            count,
        )
        yield ToDo(
            words % {"count": digits(count)},
            _("Somebody says that something should not stand here."),
            reverse("phases:reports", args=[project.pk]),
            _("Look"),
        )


def _tasks(project: Project) -> Iterable[ToDo]:
    for task in needs_somebody(project)[:5]:
        late = getattr(task, "is_late", False)
        yield ToDo(
            str(task),
            _("Later than promised.") if late else _("Nobody sees to it yet."),
            task.get_absolute_url(),
            _("Go there"),
        )


def _invitations(project: Project) -> Iterable[ToDo]:
    for invitation in running_out(project)[:3]:
        yield ToDo(
            _("An invitation runs out within a week"),
            invitation.note or _("Make a new one if people still use it."),
            reverse("participants:invitation", args=[invitation.pk]),
            _("Look"),
        )


def running_out(project: Project) -> QuerySet[Invitation]:
    """Links for many that soon lead nowhere."""
    rows = open_invitations(project).filter(email="", places__gt=1)
    return rows.filter(expires_at__lt=clock.now() + SOON).order_by("expires_at")


def unheard(project: Project) -> list[Unheard]:
    """People without an account, with what has not heard them. Five queries."""
    people = project.participants.filter(user=None, state=Participant.State.ACTIVE)
    rows = list(people.select_related("constituency").order_by(by_name()))
    waiting = Elector.objects.filter(
        participant__in=rows,
        ballot=None,
        decision__state__in=(Decision.State.OPEN, Decision.State.TALKING),
    ).exclude(decision__way=Decision.Way.MEETING)
    silent: dict[UUID, list[Decision]] = {}
    for elector in waiting.select_related("decision").order_by("decision__closes_at"):
        silent.setdefault(elector.participant_id, []).append(elector.decision)
    surveys = list(open_rounds.query(project).prefetch_related("groups"))
    answered = set(
        Answered.objects.filter(round__in=surveys, participant__in=rows).values_list(
            "round", "participant"
        )
    )
    return [
        Unheard(
            person,
            silent.get(person.pk, []),
            [
                one
                for one in surveys
                if person.constituency in one.groups.all()
                and (one.pk, person.pk) not in answered
            ],
        )
        for person in rows
    ]


def help_wanted(project: Project) -> list[tuple[str, int]]:
    """What people asked for so that they can come: in numbers, most wanted first."""
    here = project.participants.filter(state=Participant.State.ACTIVE)
    asked = here.exclude(help_wanted=[]).values_list("help_wanted", flat=True)
    counted = Counter(kind for kinds in asked for kind in kinds)
    return [
        (Participant.Help(kind).of_them, number)
        for kind, number in counted.most_common()
    ]


def gates(place: Participant) -> list[Gate]:
    """What could come next by decision, in the order of the circle."""
    cycle = current_cycle(place.project)
    phases = list(cycle.phases.select_related("project__pilot").order_by("position"))
    opened = [phase for phase in phases if phase.is_open]
    planned = [phase for phase in phases if phase.state == Phase.State.PLANNED][:1]
    draft = draft_of(place.project)
    found = [
        *([(CHANGE_CHARTER, draft)] if draft else []),
        *((CLOSE_PHASE, phase) for phase in opened),
        *((OPEN_PHASE, phase) for phase in planned),
        *_asked_for(cycle),
    ]
    return [gate(place, act, thing) for act, thing in found]


def _asked_for(cycle: Cycle) -> Iterable[tuple[Act, Model]]:
    """What is drafted or done in this round and waits for a decision."""
    for commission in Commission.objects.filter(cycle=cycle, adopted_by=None):
        yield ADOPT_PRIORITIES, commission
    plans = Activity.objects.filter(phase__cycle=cycle, method="plan", accepted_by=None)
    for plan in plans.select_related("project__pilot"):
        yield ACCEPT_DELIVERY, plan
    judged = Round.objects.filter(phase__cycle=cycle, state=Round.State.CLOSED)
    for one in judged.select_related("project__pilot"):
        yield PUBLISH_FINDINGS, one
    over = Phase.Kind.CO_ASSESSMENT, Phase.State.CLOSED
    if cycle.phases.filter(kind=over[0], state=over[1]).exists():
        yield START_NEXT_CYCLE, cycle
