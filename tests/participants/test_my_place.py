"""One's own place: needs, consents, group, leaving and coming back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from participants.actions import (
    change_group,
    come_back,
    leave,
    record_leaving,
    set_consents,
)
from participants.models import Consent, Participant, User
from participants.queries import consents_of
from projects.access import grants
from projects.models import LogEntry, Project, Tally
from tests.participants.ways_in import link_for, walk


def address(name, pk):
    return reverse(f"participants:{name}", args=[pk])


def held(place):
    return grants(User.objects.get(pk=place.user_id), place.project)


def again(place):
    return Participant.objects.select_related("constituency", "project").get(
        pk=place.pk
    )


DETAILS = {
    "details-name": "Carla",
    "details-language": "ar",
    "details-channel": "phone",
    "details-phone": "01632 960014",
    "details-help_wanted": ["care", "easy"],
    "details-needs": "Evenings only",
    "details-edition": "1",
}


def test_people_change_what_they_need(client, cast):
    client.force_login(cast.carer.user)
    response = client.post(address("save_details", cast.project.pk), DETAILS)
    assert response.status_code == 302
    carer = again(cast.carer)
    assert (carer.name, carer.language, carer.channel) == ("Carla", "ar", "phone")
    assert carer.help_wanted == ["care", "easy"]
    page = client.get(address("my_place", cast.project.pk)).content.decode()
    assert "Evenings only" in page
    assert Tally.objects.get(event="participants.details_changed").count == 1


def test_a_wrong_number_is_named_and_the_rest_is_kept(client, cast):
    client.force_login(cast.carer.user)
    given = {**DETAILS, "details-phone": "12"}
    response = client.post(address("save_details", cast.project.pk), given)
    assert response.status_code == 422
    page = response.content.decode()
    assert "The phone number has 2 digits" in page
    assert "Evenings only" in page
    assert again(cast.carer).name == "Carer"


def test_consents_are_given_and_taken_back(client, cast):
    client.force_login(cast.carer.user)
    save = address("save_consents", cast.project.pk)
    client.post(save, {"consents-consents": ["reminders", "quote"]})
    assert consents_of(cast.carer) == {"reminders", "quote"}
    client.post(save, {"consents-consents": ["quote"]})
    assert consents_of(cast.carer) == {"quote"}
    taken_back = Consent.objects.get(kind="reminders")
    assert taken_back.withdrawn_at
    client.post(save, {"consents-consents": ["quote", "reminders"]})
    assert Consent.objects.filter(kind="reminders").count() == 2
    assert not LogEntry.objects.filter(event__contains="consent").exists()


def test_giving_twice_stands_once(cast):
    for _ in range(2):
        set_consents(by=cast.carer, kinds=["quote"])
    assert Consent.objects.count() == 1


def test_another_group_is_on_the_log_without_a_name(client, cast):
    client.force_login(cast.carer.user)
    new = cast.groups["Neighbours and volunteers"]
    client.post(address("change_group", cast.project.pk), {"group-group": new.pk})
    assert again(cast.carer).constituency == new
    line = LogEntry.objects.get(event="participants.group_changed")
    assert line.facts["after"] == str(new.pk)
    assert line.constituency == cast.groups["Family carers"].pk


def test_the_same_group_or_one_from_elsewhere_is_refused(cast):
    with pytest.raises(PermissionDenied, match="already"):
        change_group(by=cast.carer, group=cast.groups["Family carers"])
    other = cast.groups["Managers"]
    other.project_id = cast.pilot.pk
    with pytest.raises(PermissionDenied, match="another project"):
        change_group(by=cast.carer, group=other)


def test_leaving_asks_once_more_and_says_what_stays(client, cast):
    client.force_login(cast.carer.user)
    page = client.get(address("leave", cast.project.pk)).content.decode()
    assert "What stays" in page
    assert again(cast.carer).is_here
    client.post(address("leave_now", cast.project.pk))
    assert not again(cast.carer).is_here


def test_who_left_holds_nothing_on_the_next_request(client, cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    client.force_login(cast.carer.user)
    people = address("people", cast.project.pk)
    assert client.get(people).status_code == 200
    assert client.get(f"/api/v1/projects/{cast.project.pk}/").status_code == 200
    leave(by=cast.carer)
    assert held(cast.carer) == frozenset()
    assert client.get(people).status_code == 404
    assert client.get(f"/api/v1/projects/{cast.project.pk}/").status_code == 404


def test_what_someone_needed_is_deleted_when_they_leave(cast):
    Participant.objects.filter(pk=cast.carer.pk).update(
        phone="01632 960014", needs="Evenings", helper="Ada", help_wanted=["care"]
    )
    set_consents(by=cast.carer, kinds=["reminders"])
    leave(by=again(cast.carer))
    gone = again(cast.carer)
    kept = [gone.phone, gone.needs, gone.helper, gone.help_wanted]
    assert not any(kept)
    assert consents_of(gone) == set()
    assert LogEntry.objects.filter(event="participants.left", actor=gone.pk).exists()


def test_a_facilitator_who_comes_back_is_a_member(client, cast):
    leave(by=cast.fiona)
    client.force_login(cast.fiona.user)
    page = client.get(reverse("participants:profile")).content.decode()
    assert "Come back" in page
    client.post(address("come_back", cast.fiona.pk))
    assert (again(cast.fiona).state, again(cast.fiona).role) == ("active", "member")
    assert "facilitate_project" not in held(cast.fiona)
    assert LogEntry.objects.filter(event="participants.returned").exists()


def test_coming_back_by_a_link_takes_up_the_same_place(client, cast):
    leave(by=cast.carer)
    client.force_login(cast.carer.user)
    walk(client, link_for(cast.fiona), cast.groups["Managers"], name="Carla")
    back = again(cast.carer)
    assert (back.state, back.name) == ("active", "Carla")
    assert back.constituency == cast.groups["Managers"]
    assert Participant.objects.filter(user=cast.carer.user).count() == 1


def test_who_was_removed_does_not_come_back_alone(client, cast):
    Participant.objects.filter(pk=cast.carer.pk).update(state="removed")
    with pytest.raises(PermissionDenied):
        come_back(by=again(cast.carer))
    client.force_login(cast.carer.user)
    response = walk(client, link_for(cast.fiona), cast.groups["Managers"])
    assert response.status_code == 410


def test_nobody_brings_someone_else_back(client, cast):
    leave(by=cast.carer)
    client.force_login(cast.nurse.user)
    assert client.post(address("come_back", cast.carer.pk)).status_code == 404


def test_a_facilitator_writes_down_that_someone_offline_left(client, cast):
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        record_leaving(by=cast.carer, place=cast.offline)
    with pytest.raises(PermissionDenied, match="has an account"):
        record_leaving(by=cast.fiona, place=cast.carer)
    client.force_login(cast.fiona.user)
    client.post(address("record_leaving", cast.offline.pk))
    assert again(cast.offline).state == "left"
    line = LogEntry.objects.get(event="participants.helped_to_leave")
    assert line.actor == cast.fiona.pk


def test_the_only_facilitator_is_warned(client, cast):
    Participant.objects.filter(pk__in=[cast.frank.pk, cast.coordinator.pk]).update(
        state="left"
    )
    client.force_login(cast.fiona.user)
    page = client.get(address("leave", cast.project.pk)).content.decode()
    assert "You are the only one who facilitates" in page


def test_who_has_no_place_is_told_to_join_first(client, cast):
    client.force_login(cast.stranger)
    assert client.get(address("my_place", cast.project.pk)).status_code == 403
    client.logout()
    assert client.get(address("my_place", cast.project.pk)).status_code == 302
