"""Who may say, support, change and take back what."""

from django.utils.translation import gettext as _

from decisions.permissions.proposing import as_participant
from participants.models import Participant
from participants.permissions import may_facilitate
from participants.queries import Who
from phases.methods import method_of
from phases.models import Activity, Comment, Contribution
from phases.permissions.moderating import may_hide, may_report, may_unhide
from phases.permissions.taking_part import (
    activity_takes_now,
    may_speak_for_a_side,
    may_take_part,
)
from projects.access import YES, Verdict, no

CHOSEN = (Contribution.Status.CHOSEN, Contribution.Status.DONE)


def may_contribute(who: Who, activity: Activity) -> Verdict:
    if not (member := may_take_part(who, activity.project)):
        return member
    if not method_of(activity.method).takes:
        return no(_("A plan takes tasks. Add a task instead."))
    return activity_takes_now(activity)


def may_enter_for(who: Who, activity: Activity) -> Verdict:
    """Write down what someone said on paper, by phone or in a meeting."""
    if not (facilitates := may_facilitate(who, activity.project)):
        return facilitates
    return may_contribute(who, activity)


def may_read(who: Who, contribution: Contribution) -> Verdict:
    """What is hidden or taken back is read by its author, and by who can unhide it."""
    if contribution.is_shown or _is_author(who, contribution):
        return YES
    if contribution.withdrawn_at:
        return no(_("Whoever wrote this has taken it back."))
    if may_facilitate(who, contribution.project):
        return YES
    return no(_("A facilitator has hidden this. Whoever wrote it was told why."))


def may_read_comment(who: Who, comment: Comment) -> Verdict:
    place = as_participant(who, comment.contribution.project)
    if comment.is_shown or (place is not None and place.pk == comment.author_id):
        return YES
    if comment.withdrawn_at:
        return no(_("Whoever wrote this has taken it back."))
    if may_facilitate(who, comment.contribution.project):
        return YES
    return no(_("A facilitator has hidden this. Whoever wrote it was told why."))


def may_support(who: Who, contribution: Contribution) -> Verdict:
    if not (person := may_speak_for_a_side(who, contribution.project)):
        return person
    return _may_answer(who, contribution)


def may_comment(who: Who, contribution: Contribution) -> Verdict:
    return _may_answer(who, contribution)


def may_edit(who: Who, contribution: Contribution) -> Verdict:
    if not (member := may_take_part(who, contribution.project)):
        return member
    now = activity_takes_now(contribution.activity)
    if not may_call_own(who, contribution):
        words = _("This belongs to whoever wrote it. Comment on it to suggest others.")
        return no(words) if now else now
    return _is_free(contribution) and now


def may_call_own(who: Who, contribution: Contribution) -> Verdict:
    """Whoever wrote it, and who entered it for someone without an account."""
    if _is_author(who, contribution) or _writes_for(who, contribution):
        return YES
    return no(_("Only whoever wrote this can take it back."))


def may_withdraw_contribution(who: Who, contribution: Contribution) -> Verdict:
    """One’s own words are taken back in any phase, and by whoever has left too."""
    return may_call_own(who, contribution) and _is_free(contribution)


def may_withdraw_comment(who: Who, comment: Comment) -> Verdict:
    place = as_participant(who, comment.contribution.project)
    if place is None or place.pk != comment.author_id:
        return no(_("Only whoever wrote this can take it back."))
    if comment.withdrawn_at:
        return no(_("This was taken back already."))
    return YES


def may_set_status(who: Who, contribution: Contribution) -> Verdict:
    if not (facilitates := may_facilitate(who, contribution.project)):
        return facilitates
    if not contribution.is_shown:
        return no(_("This was taken back or hidden."))
    if contribution.status in CHOSEN:
        return no(_("A decision chose this. What becomes of it follows the work now."))
    return YES


def contribution_verdicts(who: Who, contribution: Contribution) -> dict[str, Verdict]:
    """All that one may do with a contribution, by what it is called."""
    return {
        "support": may_support(who, contribution),
        "comment": may_comment(who, contribution),
        "edit": may_edit(who, contribution),
        "withdraw": may_withdraw_contribution(who, contribution),
        "status": may_set_status(who, contribution),
        "report": may_report(who, contribution),
        "hide": may_hide(who, contribution),
        "unhide": may_unhide(who, contribution),
    }


def comment_verdicts(who: Who, comment: Comment) -> dict[str, Verdict]:
    """All that one may do with a comment, by what it is called."""
    return {
        "withdraw": may_withdraw_comment(who, comment),
        "report": may_report(who, comment),
        "hide": may_hide(who, comment),
        "unhide": may_unhide(who, comment),
    }


def _may_answer(who: Who, contribution: Contribution) -> Verdict:
    if not (member := may_take_part(who, contribution.project)):
        return member
    if not contribution.is_shown:
        return no(_("This was taken back or hidden."))
    return activity_takes_now(contribution.activity)


def _is_free(contribution: Contribution) -> Verdict:
    if contribution.withdrawn_at:
        return no(_("This was taken back already."))
    if contribution.status in CHOSEN:
        return no(
            _(
                "A decision chose this, so its words stay. Any facilitator can help if "
                "it says something private."
            )
        )
    return YES


def _is_author(who: Who, contribution: Contribution) -> bool:
    place = as_participant(who, contribution.project)
    return place is not None and place.pk == contribution.author_id


def _writes_for(who: Who, contribution: Contribution) -> bool:
    """A facilitator changes what was entered for someone who has no account."""
    author: Participant | None = contribution.author
    if author is None or author.user_id is not None:
        return False
    return bool(may_facilitate(who, contribution.project))
