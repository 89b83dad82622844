"""Ways in: made, sent, taken back, and used."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from participants import events
from participants.actions.consents import give_consents
from participants.actions.notices import notify
from participants.actions.places import give_place, take_up_again, write_details
from participants.models import Constituency, Invitation, Participant, User
from participants.permissions import (
    may_be_asked_for,
    may_invite,
    may_invite_by_mail,
    may_join,
    may_speak_from,
)
from participants.queries import open_invitations
from participants.rules.joining import Asked, Details
from projects import clock, log, outbox
from projects.access import ensure


@transaction.atomic
def invite(*, by: Participant, asked: Asked, places: int) -> Invitation:
    """Make a link that so many people can join with."""
    ensure(may_invite(by, by.project, asked.role, places))
    return _make(by, asked, places=places)


@transaction.atomic
def invite_by_mail(
    *, by: Participant, asked: Asked, addresses: Sequence[str], language: str
) -> list[Invitation]:
    """Send each address a link of its own; whoever has an open one gets no other."""
    ensure(may_invite(by, by.project, asked.role, 1))
    ensure(may_invite_by_mail(by, by.project, len(addresses)))
    waiting = set(open_invitations(by.project).values_list("email", flat=True))
    wanted = dict.fromkeys(address.lower() for address in addresses)
    made = [
        _make(by, asked, places=1, email=address, language=language)
        for address in wanted
        if address not in waiting
    ]
    for invitation in made:
        outbox.put("participants.send_invitation", invitation.pk)
        outbox.put(
            "participants.forget_address", invitation.pk, at=invitation.expires_at
        )
    return made


def _make(
    by: Participant,
    asked: Asked,
    *,
    places: int,
    email: str = "",
    language: str = "en",
) -> Invitation:
    ensure(may_be_asked_for(by.project, asked.group))
    invitation = Invitation.objects.create(
        project=by.project,
        constituency_id=asked.group,
        role=asked.role,
        note=asked.note,
        created_by=by,
        expires_at=clock.now() + timedelta(days=asked.days),
        places=places,
        email=email,
        language=language,
    )
    made = str(invitation.pk)
    log.record(events.INVITED, by.project, by.as_actor, invitation=made)
    return invitation


@transaction.atomic
def revoke(*, by: Participant, invitation: Invitation) -> None:
    """Take an invitation back. Who has joined with it stays."""
    ensure(may_invite(by, invitation.project))
    open_ones = Invitation.objects.filter(pk=invitation.pk, revoked_at=None)
    if open_ones.update(revoked_at=clock.now(), email=""):
        gone = str(invitation.pk)
        log.record(events.INVITATION_REVOKED, by.project, by.as_actor, invitation=gone)


@transaction.atomic
def forget_address(invitation_id: UUID) -> None:
    """Who did not come by the end of the invitation is not kept in mind."""
    Invitation.objects.filter(pk=invitation_id).update(email="")


@transaction.atomic
def accept(
    *,
    by: User,
    invitation: Invitation,
    group: Constituency,
    details: Details,
    consents: Collection[str] = (),
) -> Participant:
    """Join with a link: the person's account, their group, the rules accepted.

    The two locks decide who gets the last place, and that nobody joins twice.
    """
    rows = Invitation.objects.select_for_update(of=("self",))
    held = rows.select_related("project", "constituency").get(pk=invitation.pk)
    person = User.objects.select_for_update().get(pk=by.pk)
    ensure(may_join(person, held))
    ensure(may_speak_from(held, group))
    Invitation.objects.filter(pk=held.pk).update(used=F("used") + 1, email="")
    place = _place_for(person, held, group, details.name)
    write_details(place, details)
    give_consents(place, consents)
    place.accepted_rules_at = clock.now()
    place.save(update_fields=["accepted_rules_at"])
    _introduce(person, details)
    way_back = reverse("project", args=[place.project_id])
    notify(participant=place, kind="added", about=place.pk, link=way_back)
    return place


def _place_for(
    person: User, invitation: Invitation, group: Constituency, name: str
) -> Participant:
    """A place, or the one they had left, in the group they name now."""
    left = Participant.objects.filter(user=person, project=invitation.project).first()
    if left is None:
        return give_place(
            project=invitation.project,
            constituency=group,
            name=name,
            user=person,
            role=invitation.role,
        )
    left.constituency = group
    left.save(update_fields=["constituency"])
    return take_up_again(left, invitation.role)


def _introduce(person: User, details: Details) -> None:
    """A new account takes over the name and language someone just gave."""
    person.name = person.name or details.name
    person.language = person.language or details.language
    person.save(update_fields=["name", "language"])
