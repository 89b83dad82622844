"""A pause protects people, runs out by itself, and is counted in public."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from participants.actions import come_back, leave, lift_pause, pause
from participants.models import Participant, Pause, User
from participants.queries import pauses_counted
from projects.access import grants
from projects.models import LogEntry
from tests.clock import days_pass, work_off


def held(place):
    return grants(User.objects.get(pk=place.user_id), place.project)


def again(place):
    return Participant.objects.select_related("constituency", "project").get(
        pk=place.pk
    )


def pause_carer(cast, by="frank", days=14):
    return pause(by=getattr(cast, by), place=cast.carer, category="hate", days=days)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("fiona", True), ("frank", True), ("coordinator", True), ("nurse", False)],
)
def test_any_facilitator_may_pause_a_place(cast, who, allowed):
    if allowed:
        pause_carer(cast, by=who)
        assert held(cast.carer) == {"view_project"}
    else:
        with pytest.raises(PermissionDenied, match="Only facilitators"):
            pause_carer(cast, by=who)
        assert "decide_in_project" in held(cast.carer)


def test_the_log_says_that_and_why_but_not_whose(cast):
    pause_carer(cast)
    line = LogEntry.objects.get(event="participants.paused")
    assert (line.role, line.actor, line.constituency) == ("facilitator", None, None)
    assert line.facts == {"category": "hate"}
    assert pauses_counted(cast.project) == {"hate": 1}


def test_it_runs_out_by_itself(cast):
    pause_carer(cast, days=3)
    days_pass(2)
    work_off()
    assert again(cast.carer).state == "suspended"
    days_pass(1.1)
    work_off()
    assert again(cast.carer).state == "active"
    assert "decide_in_project" in held(cast.carer)


def test_its_person_and_the_coordinators_are_told(cast):
    pause_carer(cast)
    work_off()
    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert set(letters) == {"carer@example.org", "coordinator@example.org"}
    assert "Hateful or degrading words" in letters["carer@example.org"]
    assert "Carer" not in letters["coordinator@example.org"]


def test_fourteen_days_are_the_most(client, cast):
    client.force_login(cast.frank.user)
    address = reverse("participants:pause", args=[cast.carer.pk])
    given = {"pause-category": "harm", "pause-days": 15}
    assert client.post(address, given).status_code == 422
    with pytest.raises(IntegrityError, match="a_pause_lasts_fourteen_days_at_most"):
        pause_carer(cast, days=15)


def test_one_pause_cannot_follow_upon_another(cast):
    pause_carer(cast, days=1)
    days_pass(2)
    work_off()
    with pytest.raises(PermissionDenied, match="not long ago"):
        pause(by=cast.fiona, place=again(cast.carer), category="harm", days=14)
    days_pass(14)
    assert pause(by=cast.fiona, place=again(cast.carer), category="harm", days=14)


def test_nobody_pauses_themselves_or_ends_their_own_pause(cast):
    with pytest.raises(PermissionDenied, match="your own place"):
        pause(by=cast.frank, place=cast.frank, category="harm", days=1)
    pause(by=cast.fiona, place=cast.frank, category="harm", days=1)
    with pytest.raises(PermissionDenied):
        lift_pause(by=again(cast.frank), place=again(cast.frank))


def test_another_facilitator_may_end_it(cast):
    pause_carer(cast)
    lift_pause(by=cast.fiona, place=again(cast.carer))
    assert again(cast.carer).state == "active"
    line = LogEntry.objects.get(event="participants.pause_lifted")
    assert (line.role, line.actor) == ("facilitator", None)
    work_off()
    assert again(cast.carer).state == "active"


def test_leaving_is_no_way_round_a_pause(cast):
    pause_carer(cast)
    leave(by=again(cast.carer))
    with pytest.raises(PermissionDenied, match="Come back when it is over"):
        come_back(by=again(cast.carer))
    days_pass(15)
    work_off()
    assert again(cast.carer).state == "left"
    come_back(by=again(cast.carer))
    assert again(cast.carer).state == "active"


def test_who_is_paused_reads_but_does_nothing(client, cast):
    pause_carer(cast)
    client.force_login(cast.carer.user)
    mine = reverse("participants:my_place", args=[cast.project.pk])
    page = client.get(mine).content.decode()
    assert "Your place is paused" in page
    address = reverse("participants:change_group", args=[cast.project.pk])
    group = cast.groups["Managers"].pk
    assert client.post(address, {"group-group": group}).status_code == 403


def test_a_facilitator_pauses_and_ends_it_in_the_browser(client, cast):
    client.force_login(cast.fiona.user)
    address = reverse("participants:pause", args=[cast.nurse.pk])
    client.post(address, {"pause-category": "privacy", "pause-days": 5})
    assert Pause.objects.get().participant == cast.nurse
    people = reverse("participants:people", args=[cast.project.pk])
    client.logout()
    page = client.get(people).content.decode()
    assert "private matters" in page
    client.force_login(cast.frank.user)
    client.post(reverse("participants:lift_pause", args=[cast.nurse.pk]))
    assert again(cast.nurse).state == "active"
