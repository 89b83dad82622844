"""The next meeting, and how everyone gets in."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from phases import actions
from phases.queries import next_meeting
from projects import clock
from tests.clock import days_pass


def words(days: float) -> actions.MeetingWords:
    return actions.MeetingWords(
        starts_at=clock.now() + timedelta(days=days),
        place="Lower Quay library",
        access="Step-free. We pay your bus.",
    )


def test_the_next_meeting_is_the_first_one_to_come(cast):
    late = actions.call_meeting(by=cast.frank, words=words(9))
    soon = actions.call_meeting(by=cast.fiona, words=words(2))
    assert next_meeting(cast.project) == soon
    days_pass(3)
    assert next_meeting(cast.project) == late


def test_a_meeting_called_off_is_not_the_next(cast):
    meeting = actions.call_meeting(by=cast.fiona, words=words(2))
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.call_off(by=cast.carer, meeting=meeting)
    actions.call_off(by=cast.frank, meeting=meeting)
    assert next_meeting(cast.project) is None
    with pytest.raises(PermissionDenied, match="already"):
        actions.call_off(by=cast.frank, meeting=meeting)


def test_nobody_calls_people_to_a_moment_that_has_passed(cast):
    with pytest.raises(ValidationError, match="has passed"):
        actions.call_meeting(by=cast.fiona, words=words(-1))


def test_a_slip_of_the_year_is_noticed(cast):
    with pytest.raises(ValidationError, match="Look at the year"):
        actions.call_meeting(by=cast.fiona, words=words(365 * 100))


def test_facilitators_call_meetings(cast):
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.call_meeting(by=cast.nurse, words=words(2))
