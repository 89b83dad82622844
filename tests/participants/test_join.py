"""From a link to a place."""

import pytest
from django.core import mail
from django.urls import reverse

from decisions.actions import draft_charter
from participants.models import Consent, Participant, User
from participants.queries import consents_of
from projects.models import LogEntry, Project
from tests.clock import work_off
from tests.decisions.stories import adopt_charter
from tests.participants.ways_in import (
    AGREED,
    NEEDS,
    link_for,
    step,
    the_code,
    type_code,
    walk,
)


@pytest.fixture
def carers(cast):
    return cast.groups["Family carers"]


def test_someone_without_an_account_joins_from_a_link(client, cast, carers):
    invitation = link_for(cast.fiona)
    assert client.get(step("join", invitation)).status_code == 200
    response = walk(client, invitation, carers)
    assert response.url.startswith(reverse("account_confirm_login_code"))
    assert not Participant.objects.filter(name="Rosa").exists()

    response = type_code(client, response)
    assert response.url == step("join_finish", invitation)
    response = client.get(response.url)
    assert response.url == reverse("project", args=[cast.project.pk])

    rosa = Participant.objects.get(name="Rosa")
    assert rosa.user
    assert rosa.user.email == "rosa@example.org"
    assert (rosa.constituency, rosa.role, rosa.side) == (carers, "member", "community")
    assert (rosa.channel, rosa.help_wanted) == ("phone", ["travel"])
    assert rosa.needs == "A ground floor"
    assert rosa.accepted_rules_at
    assert consents_of(rosa) == {"reminders"}
    invitation.refresh_from_db()
    assert invitation.used == 1
    assert LogEntry.objects.filter(event="participants.joined", actor=rosa.pk).exists()


def test_one_code_is_enough_and_a_letter_shows_the_way_back(client, cast, carers):
    response = walk(client, link_for(cast.fiona), carers)
    client.get(type_code(client, response).url)
    assert len(mail.outbox) == 1
    work_off()
    assert [letter.to for letter in mail.outbox] == [["rosa@example.org"]] * 2
    assert f"/projects/{cast.project.pk}/" in str(mail.outbox[1].body)


def test_someone_with_an_account_gets_a_code_as_well(client, cast, carers):
    """Known and unknown addresses look the same from outside."""
    unknown = walk(client, link_for(cast.fiona), carers)
    client.cookies.clear()
    known = walk(client, link_for(cast.fiona), carers, email="STRANGER@example.org")
    assert known.url.partition("?")[0] == unknown.url.partition("?")[0]
    response = type_code(client, known)
    client.get(response.url)
    assert Participant.objects.get(name="Rosa").user == cast.stranger
    assert User.objects.filter(email__iexact="stranger@example.org").count() == 1


def test_who_is_signed_in_needs_no_letter(client, cast, carers):
    client.force_login(cast.stranger)
    invitation = link_for(cast.fiona)
    page = client.get(step("join_agreement", invitation), follow=True)
    assert 'name="email"' not in page.content.decode()
    response = walk(client, invitation, carers)
    assert response.url == reverse("project", args=[cast.project.pk])
    assert not mail.outbox
    assert Participant.objects.get(user=cast.stranger).name == "Rosa"


def test_an_invitation_for_one_group_asks_for_no_other(client, cast, carers):
    nurses = cast.groups["Nurses and care workers"]
    invitation = link_for(cast.frank, group=nurses.pk)
    page = client.get(step("join", invitation)).content.decode()
    assert "You are invited as" in page
    assert 'type="radio"' not in page
    client.force_login(cast.stranger)
    client.post(step("join_as", invitation), {"group": carers.pk})
    walk(client, invitation)
    assert Participant.objects.get(user=cast.stranger).constituency == nurses


def test_a_private_project_lets_in_who_was_invited(client, cast, carers):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    client.force_login(cast.stranger)
    assert (
        client.get(reverse("participants:people", args=[cast.project.pk])).status_code
        == 404
    )
    response = walk(client, link_for(cast.fiona), carers)
    assert response.url == reverse("project", args=[cast.project.pk])
    people = reverse("participants:people", args=[cast.project.pk])
    assert client.get(people).status_code == 200


def test_each_step_says_what_is_missing_and_keeps_the_rest(client, cast):
    invitation = link_for(cast.fiona)
    response = client.post(step("join_as", invitation), {})
    assert response.status_code == 422
    assert "Choose the group" in response.content.decode()

    client.post(step("join_as", invitation), {"group": cast.groups["Managers"].pk})
    given = {**NEEDS, "phone": "01632"}
    response = client.post(step("join_need", invitation), given)
    assert response.status_code == 422
    page = response.content.decode()
    assert "The phone number has 5 digits" in page
    assert "A ground floor" in page

    client.post(step("join_need", invitation), NEEDS)
    response = client.post(step("join_agree", invitation), {"name": "Rosa"})
    assert response.status_code == 422
    assert "agree to how we are with each other" in response.content.decode()
    assert not User.objects.filter(email="rosa@example.org").exists()


def test_nothing_is_ticked_in_advance(client, cast, carers):
    invitation = link_for(cast.fiona)
    client.post(step("join_as", invitation), {"group": carers.pk})
    needs = client.get(step("join_needs", invitation)).content.decode()
    client.post(step("join_need", invitation), NEEDS)
    agree = client.get(step("join_agreement", invitation)).content.decode()
    assert " checked" not in needs
    assert " checked" not in agree


def test_a_later_step_leads_back_to_what_is_missing(client, cast):
    invitation = link_for(cast.fiona)
    response = client.get(step("join_needs", invitation))
    assert response.url == step("join", invitation)
    response = client.get(step("join_agreement", invitation))
    assert response.url == step("join_needs", invitation)
    client.force_login(cast.stranger)
    response = client.get(step("join_finish", invitation))
    assert response.url == step("join_agreement", invitation)


def test_consents_are_a_choice_apart(client, cast, carers):
    client.force_login(cast.stranger)
    walk(client, link_for(cast.fiona), carers, consents=[])
    assert not Consent.objects.exists()


def _revoked(invitation):
    type(invitation).objects.filter(pk=invitation.pk).update(
        revoked_at="2026-01-01T00:00Z"
    )


def _run_out(invitation):
    type(invitation).objects.filter(pk=invitation.pk).update(
        expires_at="2026-01-01T00:00Z"
    )


def _used_up(invitation):
    type(invitation).objects.filter(pk=invitation.pk).update(used=3)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (_revoked, "was taken back"),
        (_run_out, "has run out"),
        (_used_up, "All places"),
    ],
)
@pytest.mark.parametrize(
    "name", ["join", "join_needs", "join_agreement", "join_finish"]
)
def test_a_dead_link_says_why_and_what_to_do(client, cast, end, words, name):
    invitation = link_for(cast.fiona)
    end(invitation)
    response = client.get(step(name, invitation))
    assert response.status_code == 410
    page = response.content.decode()
    assert words in page
    assert "Ask for a new link" in page


@pytest.mark.parametrize("token", ["nonsense", "a.b", "0" * 32 + ".x", "é.x"])
def test_a_damaged_or_foreign_link_leads_nowhere(client, cast, token):
    answer = client.get(f"/join/{token}/")
    assert answer.status_code == 404
    words = answer.content.decode()
    assert "This link leads to no invitation" in words
    assert "ask whoever gave it to you for a new one" in words


def test_a_deleted_invitation_looks_like_a_mistyped_one(client, cast):
    invitation = link_for(cast.fiona)
    address = step("join", invitation)
    invitation.delete()
    mistyped, deleted = client.get("/join/nonsense/"), client.get(address)
    assert deleted.status_code == mistyped.status_code == 404
    assert deleted.content == mistyped.content


def test_a_link_cannot_be_made_from_an_id(client, cast):
    invitation = link_for(cast.fiona)
    assert client.get(f"/join/{invitation.pk}/").status_code == 404
    assert client.get(f"/join/{invitation.pk.hex}.abc/").status_code == 404


def test_a_link_that_ends_between_the_steps_gives_no_place(client, cast, carers):
    invitation = link_for(cast.fiona)
    response = type_code(client, walk(client, invitation, carers))
    _used_up(invitation)
    assert client.get(response.url).status_code == 410
    assert not Participant.objects.filter(name="Rosa").exists()


def test_who_comes_again_is_shown_the_way_and_uses_nothing_up(client, cast):
    invitation = link_for(cast.fiona)
    client.force_login(cast.carer.user)
    for name in ("join", "join_needs", "join_agreement", "join_finish"):
        response = client.get(step(name, invitation))
        assert response.status_code == 200
        assert "You are in already" in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.used == 0


def test_a_wrong_code_opens_nothing(client, cast, carers):
    response = walk(client, link_for(cast.fiona), carers)
    the_code()
    again = type_code(client, response, "WRONG1")
    assert again.status_code == 200
    assert not Participant.objects.filter(name="Rosa").exists()


def test_a_group_of_another_project_is_not_offered(client, cast):
    invitation = link_for(cast.fiona)
    response = client.post(
        step("join_as", invitation), {"group": "00000000-0000-0000-0000-000000000001"}
    )
    assert response.status_code == 422


def test_agreeing_comes_before_the_letter(client, cast, carers):
    answers = {key: value for key, value in AGREED.items() if key != "rules"}
    invitation = link_for(cast.fiona)
    client.post(step("join_as", invitation), {"group": carers.pk})
    client.post(step("join_need", invitation), NEEDS)
    client.post(step("join_agree", invitation), {**answers, "email": "a@example.org"})
    assert not mail.outbox


def test_whoever_joins_agrees_to_what_really_holds(client, cast, carers):
    """General words until both sides have adopted their own; then those."""
    invitation = link_for(cast.fiona, group=carers.pk)
    client.post(step("join_need", invitation), NEEDS)
    agreement = step("join_agreement", invitation)
    words = client.get(agreement).content.decode()
    assert "We let each other finish" in words
    assert "Who decides what is still being written." in words
    adopt_charter(cast)
    words = client.get(agreement).content.decode()
    assert "Be kind." in words
    assert "Both sides of this project have adopted these words." in words
    assert "We let each other finish" not in words


def test_a_draft_does_not_hold_for_whoever_joins(client, cast, carers):
    invitation = link_for(cast.fiona, group=carers.pk)
    adopt_charter(cast)
    draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Shout."
    )
    client.post(step("join_need", invitation), NEEDS)
    words = client.get(step("join_agreement", invitation)).content.decode()
    assert "Be kind." in words
    assert "Shout." not in words
