"""What came of what: need, idea, decision, task, conclusion, the next need."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from decisions.queries import running_decision
from phases.acts import ADOPT_PRIORITIES
from phases.models import CommissionItem, Contribution, Cycle, Task
from phases.queries.contributions import shown

DEEP, WIDE = 4, 3  # how far back, and how many side by side
DONE, OPEN, NONE = "done", "open", "none"


@dataclass(frozen=True)
class Step:
    """One station on the way from a need to the next."""

    kind: str
    title: str
    url: str
    state: str


def thread(contribution: Contribution) -> list[Step]:
    """The whole way that this contribution is on, with what has not happened yet."""
    line = _ancestors(contribution)
    ideas = list(
        shown(contribution.led_to.filter(concluded_in=None)).order_by("-support")[:WIDE]
    )
    family = [*line, *ideas]
    tasks = list(Task.objects.filter(grew_from__in=family).order_by("added_at")[:WIDE])
    decided = _decided(family)
    cycle = contribution.activity.phase.cycle
    steps = [*_conclusion(line[0])]
    for one in family:
        steps += [_said(one), *decided.get(one, [])]
    if not decided:
        steps.append(_not_yet(_("Decision")))
    steps += [_task(task) for task in tasks] or [_not_yet(_("Task"))]
    return [*steps, *_afterwards(cycle, family)]


def _ancestors(contribution: Contribution) -> list[Contribution]:
    """From where this round began with it down to itself."""
    line, path = [contribution], "grew_from"
    chain = Contribution.objects.select_related(
        "__".join([path] * DEEP), "concluded_in"
    )
    one: Contribution | None = chain.get(pk=contribution.pk).grew_from
    while one is not None and line[0].concluded_in is None and len(line) <= DEEP:
        line.insert(0, one)
        one = one.grew_from
    return line


def _decided(family: list[Contribution]) -> dict[Contribution, list[Step]]:
    """The decisions that chose any of these, or are choosing now."""
    rows = CommissionItem.objects.filter(contribution__in=family)
    found: dict[Contribution, list[Step]] = {}
    for item in rows.select_related("commission__adopted_by", "contribution"):
        commission = item.commission
        if commission.adopted_by:
            decision, state = commission.adopted_by.decision_id, DONE
        elif running := running_decision(ADOPT_PRIORITIES, commission):
            decision, state = running.pk, OPEN
        else:
            continue
        title = _("Adopted as a priority") if state == DONE else _("Being decided")
        url = reverse("decisions:decision", args=[decision])
        found[item.contribution] = [Step(_("Decision"), title, url, state)]
    return found


def _said(contribution: Contribution) -> Step:
    kind = contribution.get_kind_display()
    if not contribution.is_shown:
        return Step(kind, _("Taken back or hidden"), "", NONE)
    is_done = contribution.status in (
        Contribution.Status.CHOSEN,
        Contribution.Status.DONE,
    )
    return Step(
        kind,
        contribution.headline,
        contribution.get_absolute_url(),
        DONE if is_done else OPEN,
    )


def _task(task: Task) -> Step:
    states = {Task.State.CONFIRMED: DONE, Task.State.PLANNED: NONE}
    state = states.get(Task.State(task.state), OPEN)
    return Step(_("Task"), task.title, task.get_absolute_url(), state)


def _conclusion(first: Contribution) -> list[Step]:
    """Where a round begins with what the one before concluded."""
    if first.concluded_in is None:
        return []
    words = _("Concluded by both sides in round %(number)s")
    title = words % {"number": first.concluded_in.number}
    results = reverse("evaluation:results", args=[first.project_id])
    return [Step(_("Conclusion"), title, results, DONE)]


def _afterwards(cycle: Cycle, family: list[Contribution]) -> list[Step]:
    """What the round concluded, which is what the next one begins with."""
    concluded = shown(cycle.conclusions.all())
    exact = list(concluded.filter(grew_from__in=family)[:WIDE])
    needs = exact or list(concluded.filter(grew_from=None)[:WIDE])
    if not needs:
        return [_not_yet(_("Conclusion")), _not_yet(_("The next need"))]
    words = _("Both sides concluded it in round %(number)s")
    results = reverse("evaluation:results", args=[cycle.project_id])
    conclusion = Step(_("Conclusion"), words % {"number": cycle.number}, results, DONE)
    return [conclusion, *(_next(need) for need in needs)]


def _next(need: Contribution) -> Step:
    url = need.get_absolute_url()
    return Step(_("The next need"), need.headline, url, OPEN)


def _not_yet(kind: str) -> Step:
    return Step(kind, _("Not yet"), "", NONE)
