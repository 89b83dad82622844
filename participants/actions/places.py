"""Places in projects: given, changed, left, taken up again."""

from collections.abc import Collection

from django.db import transaction

from participants import events
from participants.actions.consents import give_consents, withdraw_all
from participants.actions.grants import sync_grants
from participants.models import Constituency, Participant, User
from participants.permissions import (
    may_change_group,
    may_change_own_place,
    may_change_role,
    may_facilitate,
    may_leave,
    may_record_leaving,
    may_return,
)
from participants.rules.joining import Details
from projects import clock, log
from projects.access import ensure
from projects.editions import ensure_current
from projects.models import Project


@transaction.atomic
def give_place(
    *,
    project: Project,
    constituency: Constituency,
    name: str,
    user: User | None = None,
    role: str = Participant.Role.MEMBER,
    language: str = "en",
) -> Participant:
    """Give someone a place: the end of joining, adding and starting alike."""
    place = Participant.objects.create(
        project=project,
        constituency=constituency,
        name=name,
        user=user,
        role=role,
        language=language,
    )
    sync_grants(user, project)
    log.record(events.JOINED, project, place.as_actor)
    return place


@transaction.atomic
def add_offline(
    *,
    by: Participant,
    constituency: Constituency,
    details: Details,
    consents: Collection[str] = (),
) -> Participant:
    """Add someone without e-mail, who has heard the ground rules and agreed to them.

    They count, decide and may object like everyone else.
    """
    ensure(may_facilitate(by, constituency.project))
    place = Participant.objects.create(
        project=constituency.project,
        constituency=constituency,
        added_by=by,
        accepted_rules_at=clock.now(),
        **vars(details),
    )
    give_consents(place, consents)
    added = str(place.pk)
    log.record(events.ADDED_OFFLINE, place.project, by.as_actor, participant=added)
    return place


@transaction.atomic
def change_details(*, by: Participant, details: Details, edition: int) -> Participant:
    """Change how one takes part and what one needs.

    edition: what the writer had before them; what was said elsewhere is not lost.
    """
    held = _hold(by)
    ensure(may_change_own_place(held))
    ensure_current(held.edition, edition)
    write_details(held, details)
    log.count(events.DETAILS_CHANGED, held.project)
    return _moved(held)


def write_details(place: Participant, details: Details) -> None:
    changes = vars(details)
    for field, value in changes.items():
        setattr(place, field, value)
    place.save(update_fields=list(changes))


@transaction.atomic
def change_role(
    *, by: Participant, place: Participant, role: str, edition: int
) -> Participant:
    """Give someone another task in the project; in public."""
    held = _hold(place)
    ensure(may_change_role(by, held, role))
    ensure_current(held.edition, edition)
    held.role = role
    held.save(update_fields=["role"])
    sync_grants(held.user, held.project)
    log.record(
        events.ROLE_CHANGED,
        held.project,
        by.as_actor,
        participant=str(held.pk),
        role=role,
    )
    return _moved(held)


@transaction.atomic
def change_group(*, by: Participant, group: Constituency) -> None:
    """Speak from another group; decisions that are open keep the old one."""
    ensure(may_change_group(by, group))
    before = by.as_actor
    by.constituency = group
    by.save(update_fields=["constituency"])
    log.record(
        events.GROUP_CHANGED,
        by.project,
        before,
        before=str(before.constituency),
        after=str(group.pk),
    )


@transaction.atomic
def leave(*, by: Participant) -> None:
    """Leave a project. What one said and decided stays; what one needed is deleted."""
    ensure(may_leave(by))
    _let_go(by)
    log.record(events.LEFT, by.project, by.as_actor)


@transaction.atomic
def record_leaving(*, by: Participant, place: Participant) -> None:
    """Write down that someone without e-mail wants to leave."""
    ensure(may_record_leaving(by, place))
    _let_go(place)
    left = str(place.pk)
    log.record(events.HELPED_TO_LEAVE, place.project, by.as_actor, participant=left)


def _let_go(place: Participant) -> None:
    place.state = Participant.State.LEFT
    place.phone = place.helper = place.needs = ""
    place.help_wanted = []
    place.save(update_fields=["state", "phone", "helper", "needs", "help_wanted"])
    withdraw_all(place)
    sync_grants(place.user, place.project)


@transaction.atomic
def come_back(*, by: Participant) -> None:
    """Take up again the place one had left, as a member."""
    ensure(may_return(by))
    take_up_again(by)


def take_up_again(
    place: Participant, role: str = Participant.Role.MEMBER
) -> Participant:
    place.state, place.role = Participant.State.ACTIVE, role
    place.save(update_fields=["state", "role"])
    sync_grants(place.user, place.project)
    log.record(events.RETURNED, place.project, place.as_actor)
    return place


def _hold(place: Participant) -> Participant:
    """Lock a place, so that two who change it come one after the other."""
    rows = Participant.objects.select_for_update(of=("self",))
    return rows.select_related("constituency", "project", "user").get(pk=place.pk)


def _moved(place: Participant) -> Participant:
    place.edition += 1
    place.save(update_fields=["edition"])
    return place
