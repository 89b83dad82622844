"""Pausing a place: a reserved power of facilitators. It runs out by itself."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from participants import events
from participants.actions.grants import sync_grants
from participants.actions.notices import notify
from participants.models import Participant, Pause
from participants.permissions import may_lift_pause, may_pause
from participants.queries import coordinators_of
from projects import clock, log, outbox
from projects.access import ensure


@transaction.atomic
def pause(*, by: Participant, place: Participant, category: str, days: int) -> Pause:
    """Put a place on hold. The log says that it happened and why, not to whom."""
    ensure(may_pause(by, place))
    now = clock.now()
    made = Pause.objects.create(
        participant=place,
        category=category,
        since=now,
        until=now + timedelta(days=days),
    )
    _set_state(place, Participant.State.SUSPENDED)
    log.record_reserved(events.PAUSED, place.project, by.role, category=category)
    outbox.put("participants.end_pause", made.pk, at=made.until)
    _tell(made)
    return made


@transaction.atomic
def lift_pause(*, by: Participant, place: Participant) -> None:
    """End a pause before its time."""
    ensure(may_lift_pause(by, place))
    for running in place.pauses.filter(ended_at=None):
        end_pause(running.pk)
    log.record_reserved(events.PAUSE_LIFTED, place.project, by.role)


@transaction.atomic
def end_pause(pause_id: UUID) -> None:
    """Give the place back, unless its person has left meanwhile."""
    rows = Pause.objects.select_for_update(of=("self",))
    running = rows.filter(pk=pause_id, ended_at=None)
    made = running.select_related("participant__project").first()
    if made is None:
        return
    running.update(ended_at=clock.now())
    if made.participant.state == Participant.State.SUSPENDED:
        _set_state(made.participant, Participant.State.ACTIVE)


def _set_state(place: Participant, state: str) -> None:
    place.state = state
    place.save(update_fields=["state"])
    sync_grants(place.user, place.project)


def _tell(made: Pause) -> None:
    """Its person hears why and how long; the coordinators that it was done."""
    place = made.participant
    words = {"category": Pause.Category(made.category).label, "until": made.until}
    link = reverse("project", args=[place.project_id])
    notify(participant=place, kind="paused", about=made.pk, link=link, words=words)
    for coordinator in coordinators_of(place.project).exclude(pk=place.pk):
        notify(
            participant=coordinator,
            kind="pause_used",
            about=made.pk,
            link=link,
            words=words,
        )
