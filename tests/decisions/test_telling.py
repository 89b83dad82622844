"""People are told that a decision opens, and once more before it closes."""

import pytest
from django.core import mail

from decisions import actions
from participants.models import Consent
from phases import acts
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter


@pytest.fixture
def proposal(cast):
    adopt_charter(cast)
    for who in (cast.carer, cast.nurse):
        Consent.objects.create(participant=who, kind=Consent.Kind.REMINDERS)
    cast.nurse.language = "ar"
    cast.nurse.save(update_fields=["language"])
    phase = cast.project.phases.get(kind="co_design")
    mail.outbox.clear()
    return actions.propose(
        by=cast.fiona, act=acts.OPEN_PHASE, thing=phase, text="We begin."
    )


def letters_to(who):
    return [letter for letter in mail.outbox if letter.to == [who.user.email]]


def test_who_asked_for_reminders_is_told_once_that_it_opens(cast, proposal):
    work_off()
    actions.tell_opening(proposal.pk)
    work_off()
    assert len(letters_to(cast.carer)) == 1
    assert proposal.get_absolute_url() in letters_to(cast.carer)[0].body
    assert "“Design together” in round 1?" in letters_to(cast.carer)[0].body
    assert not letters_to(cast.manager)


def test_the_day_before_only_the_silent_are_reminded(cast, proposal):
    work_off()
    mail.outbox.clear()
    actions.vote(by=cast.carer, decision=proposal, choice="yes")
    time_left = proposal.closes_at - proposal.opens_at
    days_pass(time_left.total_seconds() / 86400 - 0.9)
    work_off()
    assert not letters_to(cast.carer)
    assert len(letters_to(cast.nurse)) == 1


def test_a_reminder_set_before_more_time_was_given_is_not_sent_early(cast, proposal):
    work_off()
    mail.outbox.clear()
    actions.ask_for_time(by=cast.carer, decision=proposal)
    time_left = proposal.closes_at - proposal.opens_at
    days_pass(time_left.total_seconds() / 86400 - 0.9)
    work_off()
    assert not letters_to(cast.nurse)
