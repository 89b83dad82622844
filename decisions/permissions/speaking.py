"""Rules about voting, objecting, saying something, and paper."""

from django.utils.translation import gettext as _

from decisions.models import Ballot, Decision, MeetingConfirmation, Objection, Remark
from decisions.permissions.proposing import as_participant
from decisions.queries import ballots_to_check, elector_of, standing_objections
from decisions.rules import Rule
from participants.models import Participant
from participants.queries import Who, grants_of
from participants.roles import grants_of_place
from projects import clock
from projects.access import YES, Verdict, no

TAKES_BALLOTS = (Decision.State.OPEN, Decision.State.TALKING)


def may_vote(who: Who, decision: Decision) -> Verdict:
    """Saying so oneself. Nobody objects and lets it go ahead at once."""
    verdict = may_speak(who, decision)
    place = as_participant(who, decision.project)
    if not verdict or decision.way != Decision.Way.NO_OBJECTION or place is None:
        return verdict
    if standing_objections(decision).filter(elector__participant=place).exists():
        return no(
            _("Your concern stands. Take it back first if this may go ahead after all.")
        )
    return YES


def may_speak(who: Who, decision: Decision) -> Verdict:
    """Who was in the electorate on opening may vote, also if paused since."""
    place = as_participant(who, decision.project)
    elector = elector_of(place, decision) if place else None
    timing = takes_ballots(decision)
    if place is None or elector is None:
        return no(_not_asked(place)) if decision.is_running else timing
    if not timing:
        return timing
    if place.state in (Participant.State.LEFT, Participant.State.REMOVED):
        return no(_("You have left this project. What you said before still counts."))
    if elector.side not in Rule.from_json(decision.rule).sides:
        return no(
            _("Under the working agreement your side is heard but does not decide.")
        )
    return YES


def _not_asked(place: Participant | None) -> str:
    """Why someone is not among those who may answer."""
    if place and "decide_in_project" in grants_of_place(place):
        return _(
            "This was put before you were a member. Who may answer was fixed then, so"
            " that nobody can change it by inviting others. You can read it and say"
            " what you think."
        )
    return _("Only those who were members when it was put can take part.")


def takes_ballots(decision: Decision) -> Verdict:
    """When: by the database's clock, for page, paper and API alike."""
    if decision.state == Decision.State.DISCUSSING:
        return no(_("First there is time to talk. Voting opens after that."))
    if decision.way == Decision.Way.MEETING:
        return no(_("This was agreed in a meeting. Absent people may object."))
    if decision.state not in TAKES_BALLOTS or clock.now() >= decision.closes_at:
        return no(_("This decision has closed."))
    return YES


def may_object(who: Who, decision: Decision) -> Verdict:
    place = as_participant(who, decision.project)
    elector = elector_of(place, decision) if place else None
    if place is None or elector is None:
        return no(_("Only those who were members when it was put can object."))
    if decision.way == Decision.Way.VOTE and not decision.waits_for:
        return no(_("In a vote you say no, with your reason."))
    objecting = (*TAKES_BALLOTS, Decision.State.OBJECTING, Decision.State.CONFIRMING)
    if decision.state not in objecting or clock.now() >= decision.closes_at:
        return no(_("The time for concerns is over."))
    if decision.waits_for and elector.side != decision.waits_for:
        return no(_("Now only the side that did not come may object."))
    if elector.side not in decision.objectors and not decision.waits_for:
        return no(_("Under the working agreement your side is heard here."))
    return YES


def may_withdraw_objection(who: Who, objection: Objection) -> Verdict:
    decision = objection.elector.decision
    place = as_participant(who, decision.project)
    if place is None or objection.elector.participant_id != place.pk:
        return no(_("Only the person who raised a concern can take it back."))
    if not decision.is_running:
        return no(_("This decision has closed. The concern stays on its page."))
    return YES


def may_remark(who: Who, decision: Decision) -> Verdict:
    if not decision.is_running:
        return no(_("This decision has closed. What was said stays here."))
    if "contribute_to_project" not in grants_of(who, decision.project):
        return no(_("Only members of this project can comment."))
    return YES


def may_hide_remark(who: Who, remark: Remark) -> Verdict:
    if "facilitate_project" not in grants_of(who, remark.decision.project):
        return no(_("Only facilitators can hide a comment, and they say why."))
    return YES


def may_ask_for_time(who: Who, decision: Decision) -> Verdict:
    place = as_participant(who, decision.project)
    if place is None or elector_of(place, decision) is None:
        return no(_("Only those who may take part can ask for more time."))
    asking = (Decision.State.DISCUSSING, *TAKES_BALLOTS)
    if decision.state not in asking or clock.now() >= decision.closes_at:
        return no(_("This decision is no longer open."))
    if decision.paused_by_id:
        return no(_("More time was asked for once already. Once is the most."))
    return YES


def may_enter_ballot(who: Who, decision: Decision) -> Verdict:
    if "facilitate_project" not in grants_of(who, decision.project):
        return no(_("Only facilitators can enter votes for others."))
    return takes_ballots(decision)


def may_confirm_ballot(who: Who, ballot: Ballot) -> Verdict:
    decision = ballot.elector.decision
    place = as_participant(who, decision.project)
    if place is None or "decide_in_project" not in grants_of(who, decision.project):
        return no(_("Only members of this project can check a vote."))
    if ballot.entered_by is None or ballot.confirmed_by_id:
        return no(_("This vote needs no check."))
    if place.side == ballot.entered_by.side:
        return no(_("Someone of the other side checks this vote."))
    return takes_ballots(decision)


def may_check_paper(who: Who, decision: Decision) -> Verdict:
    """Whether a vote without a computer waits for the eyes of this very person."""
    typed = {one.entered_by_id: one for one in ballots_to_check(decision)}
    if not typed:
        return no(_("No vote from paper waits for a check."))
    verdicts = [may_confirm_ballot(who, ballot) for ballot in typed.values()]
    if any(verdicts):
        return YES
    if "decide_in_project" not in grants_of(who, decision.project):
        return verdicts[0]
    return no(
        _(
            "Votes from paper wait for a check. Your side entered them, so someone of "
            "the other side checks them."
        )
    )


def may_confirm_meeting(who: Who, decision: Decision) -> Verdict:
    if decision.state != Decision.State.CONFIRMING:
        return no(_("This record needs no confirmation now."))
    place = as_participant(who, decision.project)
    if place is None or "facilitate_project" not in grants_of(who, decision.project):
        return no(_("One facilitator of each side confirms the record."))
    rows = MeetingConfirmation.objects.filter(record__decision=decision)
    if rows.filter(side=place.side).exists():
        return no(_("Your side has confirmed it. The other side still has to."))
    return YES
