"""Saying yes, no, or standing aside: on a screen, or on paper with a second check."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from decisions import events
from decisions.actions.proposing import hold
from decisions.models import Ballot, Decision, Elector
from decisions.permissions import (
    may_confirm_ballot,
    may_enter_ballot,
    may_speak,
    may_vote,
)
from participants.models import Participant
from projects import clock, log
from projects.access import ensure


@transaction.atomic
def vote(
    *,
    by: Participant,
    decision: Decision,
    choice: str,
    reason: str = "",
    language: str = "en",
) -> Ballot:
    """Vote, or change one's vote, until closing. What was on paper gives way."""
    held = hold(decision)
    ensure(may_vote(by, held))
    ballot, _created = Ballot.objects.update_or_create(
        elector=_elector(by, held),
        defaults={
            "choice": choice,
            "reason": reason,
            "language": language,
            "channel": Participant.Channel.ONLINE,
            "entered_by": None,
            "confirmed_by": None,
            "cast_at": clock.now(),
        },
    )
    log.count(events.BALLOT_CAST, held.project)
    return ballot


@transaction.atomic
def enter_ballot(
    *,
    by: Participant,
    decision: Decision,
    participant: Participant,
    choice: str,
    channel: str,
    reason: str = "",
) -> Ballot:
    """Enter a vote given on paper, by phone or in a meeting; it counts when checked."""
    held = hold(decision)
    ensure(may_enter_ballot(by, held))
    ensure(may_speak(participant, held))  # not whether this one has a concern
    elector = _elector(participant, held)
    if Ballot.objects.filter(elector=elector, entered_by=None).exists():
        raise PermissionDenied(_("This person has voted already, on the site."))
    ballot, _created = Ballot.objects.update_or_create(
        elector=elector,
        defaults={
            "choice": choice,
            "reason": reason,
            "language": participant.language,
            "channel": channel,
            "entered_by": by,
            "confirmed_by": None,
            "cast_at": clock.now(),
        },
    )
    log.record(events.PAPER_ENTERED, held.project, by.as_actor, decision=str(held.pk))
    return ballot


@transaction.atomic
def confirm_ballot(*, by: Participant, ballot: Ballot) -> None:
    """Someone of the other side has seen the paper too: now it counts."""
    held = hold(ballot.elector.decision)
    checked = Ballot.objects.select_for_update().get(pk=ballot.pk)
    ensure(may_confirm_ballot(by, checked))
    checked.confirmed_by = by
    checked.save(update_fields=["confirmed_by"])
    log.record(events.PAPER_CONFIRMED, held.project, by.as_actor, decision=str(held.pk))


def _elector(participant: Participant, decision: Decision) -> Elector:
    return Elector.objects.get(participant=participant, decision=decision)
