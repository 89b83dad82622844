"""Setting up what people can do, and the boards that rounds begin with."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from decisions.models import Mandate
from participants.models import Participant
from phases import events
from phases.methods import METHODS
from phases.models import Activity, Contribution, Cycle, Phase
from phases.permissions import may_add_activity, may_be_done_in
from projects import log
from projects.access import ensure
from projects.models import Project


@dataclass(frozen=True)
class ActivityWords:
    """What people read about something to do."""

    title: str
    task: str
    offline_way: str
    language: str = "en"


@dataclass(frozen=True)
class Seed:
    """A conclusion of one round that the next begins with, as a need."""

    text: str
    language: str = "en"
    grew_from: Contribution | None = None


@transaction.atomic
def add_activity(
    *, by: Participant, phase: Phase, method: str, words: ActivityWords
) -> Activity:
    """Set up something to do in a phase, planned or open."""
    ensure(may_add_activity(by, phase))
    ensure(may_be_done_in(method, phase))
    activity = Activity.objects.create(
        project=phase.project,
        phase=phase,
        method=method,
        added_by=by,
        **asdict(words),
    )
    log.record(
        events.ACTIVITY_ADDED, phase.project, by.as_actor, activity=str(activity.pk)
    )
    return activity


def plan_circle(cycle: Cycle) -> None:
    """The four phases, all planned: only decisions open them."""
    Phase.objects.bulk_create(
        Phase(project=cycle.project, cycle=cycle, kind=kind, position=position)
        for position, kind in enumerate(Phase.Kind.values, start=1)
    )


def first_board(cycle: Cycle) -> Activity:
    """Where every round begins, in the project’s own language."""
    project = cycle.project
    phase = cycle.phases.get(kind=Phase.Kind.CO_COMMISSION)
    with translation.override(project.language):
        words = ActivityWords(
            title=_("What matters to us?"),
            task=_("Say what you need, what we have already, and what is in the way."),
            offline_way=str(METHODS["board"].offline_way),
            language=project.language,
        )
    return Activity.objects.create(
        project=project, phase=phase, method="board", **asdict(words)
    )


@transaction.atomic
def begin_cycle(project: Project, mandate: Mandate) -> Cycle:
    """The next round, with four planned phases and a board; leave came from above.

    Called only by the governed act that starts a round, which holds the mandate; a
    constraint refuses a second round without one.
    """
    last = project.cycles.latest("number")
    cycle = Cycle.objects.create(
        project=project, number=last.number + 1, started_by=mandate
    )
    plan_circle(cycle)
    first_board(cycle)
    facts = {"cycle": str(cycle.pk), "decision": str(mandate.decision_id)}
    log.record(events.NEXT_CYCLE_STARTED, project, None, **facts)
    return cycle


@transaction.atomic
def seed_board(cycle: Cycle, seeds: Sequence[Seed]) -> list[Contribution]:
    """Put what the round before concluded on the first board, in the order given."""
    before = Cycle.objects.get(project=cycle.project, number=cycle.number - 1)
    board = Activity.objects.filter(phase__cycle=cycle, method="board").earliest(
        "added_at"
    )
    made = [
        Contribution.objects.create(
            activity=board,
            project=cycle.project,
            author=None,
            kind=Contribution.Kind.NEED,
            concluded_in=before,
            **vars(seed),
        )
        for seed in seeds
    ]
    Activity.objects.filter(pk=board.pk).update(pieces=len(made))
    return made
