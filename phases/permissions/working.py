"""Who may put the priorities together, and who does what in a plan."""

from django.utils.translation import gettext as _

from decisions.permissions.proposing import as_participant
from decisions.queries import running_decision, terms_for
from participants.models import Participant
from participants.permissions import may_facilitate
from participants.queries import Who
from phases.acts import ADOPT_PRIORITIES
from phases.models import Activity, Cycle, Phase, Task
from phases.permissions.taking_part import (
    may_speak_for_a_side,
    may_take_part,
    takes_now,
)
from projects.access import YES, Verdict, no

WAITING = (Task.State.PLANNED, Task.State.STARTED)


def may_draft_priorities(who: Who, cycle: Cycle) -> Verdict:
    """Facilitators, and everyone whose side may propose them."""
    if not (person := may_speak_for_a_side(who, cycle.project)):
        return person
    commission = getattr(cycle, "commission", None)
    if commission and commission.adopted_by_id:
        return no(_("The priorities of this round are adopted."))
    phase = cycle.phases.get(kind=Phase.Kind.CO_COMMISSION)
    if not (now := takes_now(phase)):
        return now
    if commission and running_decision(ADOPT_PRIORITIES, commission):
        return no(
            _(
                "These priorities are being decided on. Whoever proposed them can take "
                "the proposal back; then they can be changed."
            )
        )
    return _may_propose_priorities(who, cycle)


def _may_propose_priorities(who: Who, cycle: Cycle) -> Verdict:
    if may_facilitate(who, cycle.project):
        return YES
    terms = terms_for(cycle.project, ADOPT_PRIORITIES)
    place = as_participant(who, cycle.project)
    if terms is None or place is None or place.side not in terms.proposes:
        return no(
            _(
                "Under the working agreement your side does not propose the "
                "priorities. Support on the board what matters to you."
            )
        )
    return YES


def may_add_task(who: Who, activity: Activity) -> Verdict:
    if not (member := may_take_part(who, activity.project)):
        return member
    if activity.method != "plan":
        return no(_("Tasks belong in a plan."))
    return _plan_is_open(activity)


def may_change_task(who: Who, task: Task) -> Verdict:
    if not (member := may_take_part(who, task.project)):
        return member
    if task.state in (Task.State.DELIVERED, Task.State.CONFIRMED):
        return no(_("This was delivered. What was promised keeps its words."))
    if not _is_one_of(who, task, task.owner_id, task.added_by_id) and not (
        may_facilitate(who, task.project)
    ):
        return no(
            _("Only whoever sees to this task, added it, or facilitates can change it.")
        )
    return _plan_is_open(task.activity)


def may_name_owner(
    who: Participant, owner: Participant | None, task: Task | None = None
) -> Verdict:
    """Nobody is given a task by other members: they take it on, or are asked."""
    held = task.owner_id if task else None
    if owner is None or owner.pk == held:
        return YES
    if not may_speak_for_a_side(owner, who.project):
        return no(_("Only someone who takes part here can see to it."))
    if owner.pk == who.pk or may_facilitate(who, who.project):
        return YES
    return no(_("You can take on a task yourself. Facilitators ask other people."))


def task_verdicts(who: Who, task: Task) -> dict[str, Verdict]:
    """All that one may do with a task, by what it is called."""
    return {
        "take": may_take_task(who, task),
        "leave": may_leave_task(who, task),
        "start": may_start_task(who, task),
        "deliver": may_deliver_task(who, task),
        "confirm": may_confirm_task(who, task),
        "change": may_change_task(who, task),
        "hours": may_give_hours(who, task),
    }


def may_take_task(who: Who, task: Task) -> Verdict:
    if not (person := may_speak_for_a_side(who, task.project)):
        return person
    if task.state not in WAITING:
        return no(_("This was delivered already."))
    if task.owner is not None and task.owner.is_here:
        return no(_("Somebody sees to this already. You can give time to it."))
    return _plan_is_open(task.activity)


def may_leave_task(who: Who, task: Task) -> Verdict:
    if not _is_one_of(who, task, task.owner_id):
        return no(_("Only whoever sees to this task can give it back."))
    if task.state not in WAITING:
        return no(_("This was delivered already."))
    return YES


def may_start_task(who: Who, task: Task) -> Verdict:
    if task.state != Task.State.PLANNED:
        return no(_("Work on this has begun already."))
    return _may_act_as_owner(who, task)


def may_deliver_task(who: Who, task: Task) -> Verdict:
    if task.state not in WAITING:
        return no(_("This was delivered already."))
    return _may_act_as_owner(who, task)


def may_confirm_task(who: Who, task: Task) -> Verdict:
    """Someone of the side it is for, who neither saw to it nor delivered it."""
    if not (person := may_speak_for_a_side(who, task.project)):
        return person
    if task.state == Task.State.CONFIRMED:
        return no(_("This is confirmed already."))
    if task.state != Task.State.DELIVERED:
        return no(_("This is not delivered yet. Then the side it is for confirms it."))
    if not _is_on_receiving_side(who, task):
        return no(
            _("This is for the other side. Somebody of that side says if it arrived.")
        )
    if _is_one_of(who, task, task.owner_id, task.delivered_by_id):
        return no(_("Nobody confirms their own work. Ask someone else of your side."))
    return _has_begun(task.activity)


def may_return_task(who: Who, task: Task) -> Verdict:
    """Say what is still missing: the same people who could confirm."""
    return may_confirm_task(who, task)


def may_give_hours(who: Who, task: Task) -> Verdict:
    if not (person := may_speak_for_a_side(who, task.project)):
        return person
    return _has_begun(task.activity)


def _may_act_as_owner(who: Who, task: Task) -> Verdict:
    if not (member := may_take_part(who, task.project)):
        return member
    if not _is_one_of(who, task, task.owner_id) and not _speaks_for(who, task.owner):
        return no(
            _("Only whoever sees to this task can say so. If nobody does, take it on.")
        )
    return _plan_is_open(task.activity)


def _plan_is_open(activity: Activity) -> Verdict:
    if activity.accepted_by_id:
        return no(_("What was delivered here is accepted. A new plan takes new tasks."))
    return takes_now(activity.phase)


def _has_begun(activity: Activity) -> Verdict:
    """What was promised may still arrive when the phase has ended."""
    if activity.phase.state == Phase.State.PLANNED:
        return takes_now(activity.phase)
    return YES


def _speaks_for(who: Who, owner: Participant | None) -> bool:
    """A facilitator notes what someone without an account did."""
    if owner is None or owner.user_id is not None:
        return False
    return bool(may_facilitate(who, owner.project))


def _is_on_receiving_side(who: Who, task: Task) -> bool:
    place = as_participant(who, task.project)
    return place is not None and place.side == task.receiver


def _is_one_of(who: Who, task: Task, *people: object) -> bool:
    place = as_participant(who, task.project)
    return place is not None and place.pk in people
