"""When a governed act could be done, and who sets up what people do."""

from django.utils.translation import gettext as _

from decisions.permissions import Gate, gate
from participants.permissions import may_facilitate
from participants.queries import Who
from phases.acts import ACCEPT_DELIVERY, ADOPT_PRIORITIES
from phases.methods import method_of
from phases.models import Activity, Commission, Cycle, Meeting, Phase, Task
from phases.queries import is_over
from projects import clock
from projects.access import YES, Person, Verdict, no
from projects.models import Project
from projects.numbers import digits


def may_be_opened(phase: Phase) -> Verdict:
    """Planned, or ended and wanted again; only in the round people are in."""
    if phase.state == Phase.State.OPEN:
        return no(_("This phase is open already."))
    return _in_the_current_round(phase.cycle)


def may_be_closed(phase: Phase) -> Verdict:
    if phase.state == Phase.State.PLANNED:
        return no(_("This phase has not begun, so there is nothing to end."))
    if phase.state == Phase.State.CLOSED:
        return no(_("This phase has ended already."))
    return YES


def may_be_adopted(commission: Commission) -> Verdict:
    """A list with words, of things that still stand, in the open phase it is for."""
    if commission.adopted_by_id:
        return no(_("These priorities are adopted already."))
    if not commission.text.strip():
        return no(_("Say first, in a sentence or two, what you take on."))
    items = commission.items.select_related("contribution")
    chosen = [item.contribution for item in items]
    if not chosen:
        return no(_("The list is empty. Choose from the board what matters most."))
    if not all(contribution.is_shown for contribution in chosen):
        return no(
            _("Something on the list was taken back or hidden. Change the list first.")
        )
    return _commissioning(commission.cycle)


def may_be_accepted(activity: Activity) -> Verdict:
    """A plan with tasks, each confirmed by the side it is for."""
    if activity.method != "plan":
        return no(_("Only what was planned and done can be accepted."))
    if activity.accepted_by_id:
        return no(_("What was delivered here is accepted already."))
    if not activity.tasks.exists():
        return no(_("There are no tasks in this plan yet."))
    unconfirmed = activity.tasks.exclude(state=Task.State.CONFIRMED).count()
    if unconfirmed:
        return no(
            _(
                "Some tasks are not confirmed yet: %(number)s. The side a task is for "
                "confirms it."
            )
            % {"number": digits(unconfirmed)}
        )
    return YES


def gate_to_adopt(who: Person, commission: Commission | None) -> Gate | None:
    """What would make a list count, while it does not."""
    if commission is None or commission.adopted_by_id:
        return None
    return gate(who, ADOPT_PRIORITIES, commission)


def gate_to_accept(who: Person, activity: Activity) -> Gate | None:
    """What would accept a plan, while it is not accepted."""
    if activity.method != "plan" or activity.accepted_by_id:
        return None
    return gate(who, ACCEPT_DELIVERY, activity)


def may_be_followed(cycle: Cycle) -> Verdict:
    """The round people are in, judged, with nothing left open."""
    if not (current := _in_the_current_round(cycle)):
        return current
    phases = list(cycle.phases.all())
    if any(phase.is_open for phase in phases):
        return no(
            _("Some phases of this round are still open. Both sides end them first.")
        )
    judged = [phase for phase in phases if phase.kind == Phase.Kind.CO_ASSESSMENT]
    if not any(phase.state == Phase.State.CLOSED for phase in judged):
        return no(
            _("This round has not been judged yet. Open “Judge it together” first.")
        )
    return YES


def may_add_activity(who: Who, phase: Phase) -> Verdict:
    if not (facilitates := may_facilitate(who, phase.project)):
        return facilitates
    if phase.state == Phase.State.CLOSED:
        return no(_("This phase has ended. Both sides can decide to open it again."))
    return YES


def may_be_done_in(method: str, phase: Phase) -> Verdict:
    """Each way of working belongs in some phases."""
    if phase.kind not in method_of(method).suits:
        return no(_("This way of working does not belong in this phase."))
    return YES


def may_call_meeting(who: Who, project: Project) -> Verdict:
    return may_facilitate(who, project)


def may_call_off(who: Who, meeting: Meeting) -> Verdict:
    if meeting.called_off_at:
        return no(_("This meeting was called off already."))
    if meeting.starts_at < clock.now():
        return no(_("This meeting has begun or is over."))
    return may_facilitate(who, meeting.project)


def _in_the_current_round(cycle: Cycle) -> Verdict:
    if is_over(cycle):
        return no(_("The next round of the circle has begun. This one is complete."))
    return YES


def _commissioning(cycle: Cycle) -> Verdict:
    phase = cycle.phases.filter(kind=Phase.Kind.CO_COMMISSION).first()
    if phase is None or not phase.is_open:
        return no(
            _(
                "Priorities are adopted while “Agree what matters” is open. Both sides "
                "decide when it is."
            )
        )
    return YES
