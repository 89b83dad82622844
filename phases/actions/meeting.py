"""Calling people together, and calling it off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Participant
from phases import events
from phases.models import Meeting
from phases.permissions import may_call_meeting, may_call_off
from projects import clock, log
from projects.access import ensure

FURTHEST = timedelta(days=10 * 366)


@dataclass(frozen=True)
class MeetingWords:
    """When, where, how everyone gets in, and what it is about."""

    starts_at: datetime
    place: str
    access: str
    agenda: str = ""
    language: str = "en"


@transaction.atomic
def call_meeting(*, by: Participant, words: MeetingWords) -> Meeting:
    """Call people together; every meeting says how everyone gets in."""
    ensure(may_call_meeting(by, by.project))
    if words.starts_at <= clock.now():
        raise ValidationError(_("This moment has passed. Choose one to come."))
    if words.starts_at > clock.now() + FURTHEST:
        raise ValidationError(_("This is more than ten years away. Look at the year."))
    meeting = Meeting.objects.create(project=by.project, called_by=by, **vars(words))
    log.record(events.MEETING_CALLED, by.project, by.as_actor, meeting=str(meeting.pk))
    return meeting


@transaction.atomic
def call_off(*, by: Participant, meeting: Meeting) -> Meeting:
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    ensure(may_call_off(by, held))
    held.called_off_at = clock.now()
    held.save(update_fields=["called_off_at"])
    log.record(
        events.MEETING_CALLED_OFF, held.project, by.as_actor, meeting=str(held.pk)
    )
    return held
