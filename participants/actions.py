"""Every write about people and their places."""

from uuid import UUID

from django.db import transaction
from guardian.shortcuts import assign_perm, get_user_perms, remove_perm

from participants import events
from participants.models import Constituency, Notice, Participant, User
from participants.roles import grants_of_place
from projects import log, outbox
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
    _sync_grants(place)
    log.record(events.JOINED, project, place.as_actor)
    return place


@transaction.atomic
def notify(*, participant: Participant, kind: str, about: UUID) -> None:
    """Promise one message to one person about one thing; asked twice, sent once."""
    notice, created = Notice.objects.get_or_create(
        participant=participant, kind=kind, about=about
    )
    if created:
        outbox.put("participants.send_notice", notice.pk)


def _sync_grants(place: Participant) -> None:
    """Make guardian's rows say what the role says. The only writer of grants."""
    if place.user is None:
        return
    wanted = grants_of_place(place)
    held = set(get_user_perms(place.user, place.project))
    for codename in wanted - held:
        assign_perm(codename, place.user, place.project)
    for codename in held - wanted:
        remove_perm(codename, place.user, place.project)
