"""Tasks are given in public, and take effect on the next request."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions import change_role
from participants.models import Participant, User
from projects.access import grants
from projects.models import LogEntry

ROLES = Participant.Role


def held(place):
    return grants(User.objects.get(pk=place.user_id), place.project)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("fiona", "Only coordinators"),
        ("carer", "Only coordinators"),
        ("observer", "Only coordinators"),
        ("coordinator", None),
    ],
)
def test_where_there_is_a_coordinator_they_give_tasks(cast, who, words):
    by = getattr(cast, who)
    if words:
        with pytest.raises(PermissionDenied, match=words):
            change_role(
                by=by,
                place=cast.nurse,
                role=ROLES.FACILITATOR,
                edition=cast.nurse.edition,
            )
        assert "facilitate_project" not in held(cast.nurse)
    else:
        change_role(
            by=by, place=cast.nurse, role=ROLES.FACILITATOR, edition=cast.nurse.edition
        )
        assert "facilitate_project" in held(cast.nurse)
        line = LogEntry.objects.get(event="participants.role_changed")
        assert line.actor == by.pk
        assert line.facts == {"participant": str(cast.nurse.pk), "role": "facilitator"}


@pytest.fixture
def no_coordinator(cast):
    cast.people["coordinator"] = change_role(
        by=cast.coordinator,
        place=cast.coordinator,
        role=ROLES.MEMBER,
        edition=cast.coordinator.edition,
    )
    return cast


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("fiona", True), ("frank", True), ("carer", False), ("coordinator", False)],
)
def test_where_there_is_none_facilitators_do(no_coordinator, who, allowed):
    cast = no_coordinator
    by = getattr(cast, who)
    if allowed:
        change_role(
            by=by, place=cast.nurse, role=ROLES.COORDINATOR, edition=cast.nurse.edition
        )
        assert "coordinate_project" in held(cast.nurse)
    else:
        with pytest.raises(PermissionDenied, match="Only facilitators give roles"):
            change_role(
                by=by,
                place=cast.nurse,
                role=ROLES.COORDINATOR,
                edition=cast.nurse.edition,
            )


def test_where_nobody_facilitates_any_more_members_find_someone(no_coordinator):
    cast = no_coordinator
    Participant.objects.filter(role=ROLES.FACILITATOR).update(state="left")
    with pytest.raises(PermissionDenied):
        change_role(
            by=cast.observer,
            place=cast.carer,
            role=ROLES.FACILITATOR,
            edition=cast.carer.edition,
        )
    change_role(
        by=cast.nurse,
        place=cast.carer,
        role=ROLES.FACILITATOR,
        edition=cast.carer.edition,
    )
    assert "facilitate_project" in held(cast.carer)


def test_someone_must_facilitate(no_coordinator):
    cast = no_coordinator
    change_role(
        by=cast.frank, place=cast.fiona, role=ROLES.MEMBER, edition=cast.fiona.edition
    )
    with pytest.raises(PermissionDenied, match="Someone must facilitate"):
        change_role(
            by=cast.frank,
            place=cast.frank,
            role=ROLES.MEMBER,
            edition=cast.frank.edition,
        )


def test_a_task_taken_back_is_gone_on_the_next_request(client, cast):
    client.force_login(cast.frank.user)
    invitations = reverse("participants:invitations", args=[cast.project.pk])
    assert client.get(invitations).status_code == 200
    change_role(
        by=cast.coordinator,
        place=cast.frank,
        role=ROLES.MEMBER,
        edition=cast.frank.edition,
    )
    assert client.get(invitations).status_code == 403


def test_a_coordinator_gives_a_task_in_the_browser(client, cast):
    client.force_login(cast.coordinator.user)
    address = reverse("participants:change_role", args=[cast.nurse.pk])
    client.post(address, {"role-role": "evaluator", "role-edition": 1})
    cast.nurse.refresh_from_db()
    assert cast.nurse.role == "evaluator"
    assert (
        client.post(address, {"role-role": "king", "role-edition": 2}).status_code
        == 422
    )
    assert (
        client.post(address, {"role-role": "software", "role-edition": 2}).status_code
        == 422
    )


def test_the_page_says_who_can(client, cast):
    client.force_login(cast.fiona.user)
    person = reverse("participants:person", args=[cast.nurse.pk])
    assert "Only coordinators give roles here" in client.get(person).content.decode()
    address = reverse("participants:change_role", args=[cast.nurse.pk])
    assert (
        client.post(address, {"role-role": "evaluator", "role-edition": 1}).status_code
        == 403
    )
