"""Who takes part, and when a phase takes something."""

from django.utils.translation import gettext as _

from decisions.permissions.proposing import as_participant
from decisions.queries import charter_in_force
from participants.models import Participant
from participants.queries import Who, grants_of
from phases.models import Activity, Phase
from phases.queries import absent_side, is_over
from projects.access import YES, Verdict, no
from projects.models import Project, Side


def may_take_part(who: Who, project: Project) -> Verdict:
    """Members, with or without an account; the reason fits who asks."""
    if "contribute_to_project" in grants_of(who, project):
        return YES
    place = as_participant(who, project)
    if place is None or place.project_id != project.pk:
        return no(
            _(
                "Only people who have joined this project can support, comment, add "
                "something or take on a task. Ask any facilitator for an invitation."
            )
        )
    if place.state == Participant.State.SUSPENDED:
        return no(
            _(
                "Your place is paused for now. You can still read everything, and any "
                "facilitator can tell you when the pause ends."
            )
        )
    if not place.is_here:
        return no(_("You have left this project. An invitation brings you back."))
    return no(
        _(
            "You are here as an observer: you read and listen. A facilitator can "
            "tell you how to take part."
        )
    )


def may_speak_for_a_side(who: Who, project: Project) -> Verdict:
    """People count for their side; software brings things in and counts for nobody."""
    if not (member := may_take_part(who, project)):
        return member
    if "decide_in_project" not in grants_of(who, project):
        return no(_("Only people do this. Software brings in what people said."))
    return YES


def takes_now(phase: Phase) -> Verdict:
    """When: a phase takes things while it is open and both sides are here."""
    if phase.state == Phase.State.PLANNED:
        return no(_("This phase has not begun. Both sides decide when it does."))
    if phase.state == Phase.State.CLOSED:
        return _has_ended(phase)
    if absent := absent_side(phase.project):
        return no(
            _(
                "This project is paused, because nobody is here on one side: "
                "%(side)s. It goes on when somebody of that side joins."
            )
            % {"side": Side(absent).label}
        )
    return YES


def _has_ended(phase: Phase) -> Verdict:
    if is_over(phase.cycle):
        return no(
            _(
                "This phase has ended, and so has its round. What you want to say now "
                "belongs in the round that is going on."
            )
        )
    return no(_("This phase has ended. Both sides can decide to open it again."))


def activity_takes_now(activity: Activity) -> Verdict:
    """A board also takes things before there is any agreement on who decides."""
    verdict = takes_now(activity.phase)
    if not verdict and _before_the_agreement(activity):
        return YES
    return verdict


def _before_the_agreement(activity: Activity) -> bool:
    is_planned = activity.phase.state == Phase.State.PLANNED
    if activity.method != "board" or not is_planned:
        return False
    return charter_in_force(activity.project) is None
