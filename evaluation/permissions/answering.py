"""Rules about answering: oneself, by link, on paper."""

from django.utils.translation import gettext as _

from evaluation.models import Round
from evaluation.queries import has_answered
from participants.models import Participant
from participants.permissions import may_facilitate
from participants.queries import Who, place_of
from phases.permissions.taking_part import may_speak_for_a_side, takes_now
from projects import clock
from projects.access import YES, Verdict, no


def may_answer(who: Who, round: Round) -> Verdict:
    """Everyone of the groups that are asked, once, while the round is open."""
    if not (speaks := may_speak_for_a_side(who, round.project)):
        return speaks
    place = who if isinstance(who, Participant) else place_of(who, round.project)
    if place is None or not round.groups.filter(pk=place.constituency_id).exists():
        return no(_("This survey round asks other groups than yours."))
    if not (takes := _takes_answers(round)):
        return takes
    if has_answered(place, round):
        return no(_("You have answered. Thank you. Everyone answers a round once."))
    return YES


def may_answer_by_link(round: Round, *, before: bool) -> Verdict:
    """Whoever holds the link; once on each device, as far as we can tell."""
    if not (takes := _takes_answers(round)):
        return takes
    if before:
        return no(
            _("This device has answered. Thank you. Others can answer on their own.")
        )
    return YES


def may_enter_answers(who: Who, round: Round, person: Participant) -> Verdict:
    """A facilitator types in the paper of someone who has no account."""
    if not (facilitates := may_facilitate(who, round.project)):
        return facilitates
    if person.user_id is not None:
        return no(_("This person has an account and answers on their own page."))
    return may_answer(person, round)


def _takes_answers(round: Round) -> Verdict:
    if round.state == Round.State.DRAFT:
        return no(_("This survey round is being prepared. It has not opened yet."))
    if not round.is_open:
        return no(_("This survey round is closed. Its results are being looked at."))
    if round.closes_at and clock.now() >= round.closes_at:
        return no(_("The time to answer is over."))
    return takes_now(round.phase)
