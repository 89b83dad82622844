"""What came of what: need, idea, decision, task, conclusion, the next need."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from decisions.queries import running_decision
from phases.acts import ADOPT_PRIORITIES
from phases.models import CommissionItem, Contribution, Cycle, Task
from phases.queries.circle import is_over
from phases.queries.contributions import shown
from projects.numbers import digits
from projects.prepared import prepared

DEEP, WIDE = 4, 3  # how far back, and how many side by side
DONE, OPEN, NONE = "done", "open", "none"


@dataclass(frozen=True)
class Step:
    """One station on the way from a need to the next."""

    kind: str
    title: str
    url: str
    state: str
    note: str = ""  # how far it has come, in words
    language: str = ""  # of words that people wrote
    after: tuple[int, ...] = ()  # the numbers of the steps it follows from


@dataclass(frozen=True)
class _Station:
    """A step before it has a number: by what it is known, and what it follows from."""

    step: Step
    key: UUID | None = None
    of: tuple[UUID | None, ...] = ()


def thread(contribution: Contribution) -> list[Step]:
    """The whole way that this contribution is on, with what has not happened yet."""
    line = _ancestors(contribution)
    family = [*line, *_ideas(contribution)]
    tasks = _tasks(family)
    decided = _decided(family)
    stations = [*_conclusion(line[0])]
    for one in family:
        stations += [_said(one), *decided.get(one, [])]
    cycle = contribution.activity.phase.cycle
    over = is_over(cycle)
    missing = _never if over else _not_yet
    stations += [] if decided else [missing(_("Decision"))]
    stations += [_task(task) for task in tasks] or [missing(_("Task"))]
    last = tuple(one.pk for one in tasks or family)
    concluded = _concluded(cycle, family) if over else []
    return _numbered([*stations, *_afterwards(cycle, concluded, last, missing)])


@prepared
def _ideas(origin: Contribution) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(grew_from=origin, concluded_in=None)
    return shown(rows).order_by("-support")[:WIDE]


@prepared
def _tasks(family: Iterable[Contribution]) -> QuerySet[Task]:
    return Task.objects.filter(grew_from__in=family).order_by("added_at")[:WIDE]


@prepared
def _items(family: Iterable[Contribution]) -> QuerySet[CommissionItem]:
    rows = CommissionItem.objects.filter(contribution__in=family)
    return rows.select_related("commission__adopted_by", "contribution")


def _numbered(stations: list[_Station]) -> list[Step]:
    """Each step with the numbers of those it follows from."""
    numbers = {one.key: at for at, one in enumerate(stations, start=1) if one.key}
    return [
        replace(one.step, after=tuple(numbers[key] for key in one.of if key in numbers))
        for one in stations
    ]


def _ancestors(contribution: Contribution) -> list[Contribution]:
    """From where this round began with it down to itself."""
    line, path = [contribution], "grew_from"
    if contribution.grew_from_id is None:
        return line
    chain = Contribution.objects.select_related(
        "__".join([path] * DEEP), "concluded_in"
    )
    one: Contribution | None = chain.get(pk=contribution.pk).grew_from
    while one is not None and line[0].concluded_in is None and len(line) <= DEEP:
        line.insert(0, one)
        one = one.grew_from
    return line


def _decided(family: list[Contribution]) -> dict[Contribution, list[_Station]]:
    """The decisions that chose any of these, or are choosing now."""
    found: dict[Contribution, list[_Station]] = {}
    for item in _items(family):
        commission = item.commission
        if commission.adopted_by:
            decision, state = commission.adopted_by.decision_id, DONE
        elif running := running_decision(ADOPT_PRIORITIES, commission):
            decision, state = running.pk, OPEN
        else:
            continue
        title = _("Adopted as a priority") if state == DONE else _("Being decided")
        url = reverse("decisions:decision", args=[decision])
        step = Step(_("Decision"), title, url, state)
        found[item.contribution] = [_Station(step, of=(item.contribution_id,))]
    return found


def _said(contribution: Contribution) -> _Station:
    kind = contribution.get_kind_display()
    of = (contribution.concluded_in_id or contribution.grew_from_id,)
    if not contribution.is_shown:
        step = Step(kind, _("Taken back or hidden"), "", NONE)
        return _Station(step, contribution.pk, of)
    is_done = contribution.status in (
        Contribution.Status.CHOSEN,
        Contribution.Status.DONE,
    )
    step = Step(
        kind,
        contribution.first_line,
        contribution.get_absolute_url(),
        DONE if is_done else OPEN,
        _status(contribution),
        contribution.language,
    )
    return _Station(step, contribution.pk, of)


def _status(contribution: Contribution) -> str:
    is_new = contribution.status == Contribution.Status.NEW
    return "" if is_new else contribution.get_status_display()


def _task(task: Task) -> _Station:
    states = {Task.State.CONFIRMED: DONE, Task.State.PLANNED: NONE}
    state = states.get(Task.State(task.state), OPEN)
    note, url = task.get_state_display(), task.get_absolute_url()
    step = Step(_("Task"), task.title, url, state, note, task.language)
    return _Station(step, task.pk, (task.grew_from_id,))


def _conclusion(first: Contribution) -> list[_Station]:
    """Where a round begins with what the one before concluded."""
    if first.concluded_in is None:
        return []
    words = _("Concluded by both sides in round %(number)s")
    title = words % {"number": digits(first.concluded_in.number)}
    results = reverse("evaluation:results", args=[first.project_id])
    step = Step(_("Conclusion"), title, results, DONE)
    return [_Station(step, first.concluded_in_id)]


def _concluded(cycle: Cycle, family: list[Contribution]) -> list[Contribution]:
    """What the round concluded about any of these, else what it concluded at large."""
    rows = shown(cycle.conclusions.all())
    about = rows.filter(Q(grew_from__in=family) | Q(grew_from=None))
    found = list(about.order_by(F("grew_from").asc(nulls_last=True))[:WIDE])
    return [need for need in found if need.grew_from_id] or found


def _afterwards(
    cycle: Cycle,
    needs: list[Contribution],
    last: tuple[UUID, ...],
    missing: Callable[[str], _Station],
) -> list[_Station]:
    """What the round concluded, which is what the next one begins with."""
    if not needs:
        return [missing(_("Conclusion")), missing(_("The next need"))]
    words = _("Both sides concluded it in round %(number)s")
    results = reverse("evaluation:results", args=[cycle.project_id])
    title = words % {"number": digits(cycle.number)}
    step = Step(_("Conclusion"), title, results, DONE)
    return [_Station(step, cycle.pk, last), *(_next(need) for need in needs)]


def _next(need: Contribution) -> _Station:
    url, note = need.get_absolute_url(), _status(need)
    kind = _("The next need")
    step = Step(kind, need.first_line, url, OPEN, note, need.language)
    return _Station(step, need.pk, (need.concluded_in_id,))


def _not_yet(kind: str) -> _Station:
    """What has not happened, while it still may."""
    said = {
        _("Decision"): _("It has not been chosen so far."),
        _("Task"): _("Nobody has made a task of it so far."),
        _("Conclusion"): _("It comes when this round has been judged."),
        _("The next need"): _("The next round begins with it."),
    }
    return _Station(Step(kind, said[kind], "", NONE, _("Not yet")))


def _never(kind: str) -> _Station:
    """What did not happen in a round that is over."""
    said = {
        _("Decision"): _("It was not chosen as a priority."),
        _("Task"): _("No task grew from it."),
        _("Conclusion"): _("The conclusions of this round were about other things."),
        _("The next need"): _("The next round began with other needs."),
    }
    return _Station(Step(kind, said[kind], "", NONE))
