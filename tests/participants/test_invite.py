"""Who may open a door, how wide, and for how long."""

from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.urls import reverse

from participants.actions import invite, invite_by_mail, revoke
from participants.models import Invitation, Participant
from participants.permissions import LETTERS_A_DAY
from participants.queries import token_of
from participants.rules.joining import Asked
from projects.models import Job, LogEntry
from tests.clock import days_pass, work_off
from tests.participants.ways_in import html_of, last_letter, link_for, step, walk

ROLES = Participant.Role


def address(name, pk):
    return reverse(f"participants:{name}", args=[pk])


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("fiona", True),
        ("frank", True),
        ("coordinator", True),
        ("carer", False),
        ("evaluator", False),
        ("observer", False),
        ("offline", False),
    ],
)
def test_facilitators_of_both_sides_invite(cast, who, allowed):
    by = getattr(cast, who)
    if allowed:
        assert link_for(by).created_by == by
        line = LogEntry.objects.get(event="participants.invited")
        assert line.actor == by.pk
    else:
        with pytest.raises(PermissionDenied, match="Only facilitators"):
            link_for(by)
    assert Invitation.objects.exists() is allowed


def test_a_task_is_given_by_coordinators_where_there_are_some(cast):
    with pytest.raises(PermissionDenied, match="Only coordinators"):
        link_for(cast.fiona, places=1, role=ROLES.FACILITATOR)
    made = link_for(cast.coordinator, places=1, role=ROLES.FACILITATOR)
    assert made.role == ROLES.FACILITATOR


def test_without_a_coordinator_facilitators_give_tasks(cast):
    Participant.objects.filter(pk=cast.coordinator.pk).update(state="left")
    assert link_for(cast.frank, places=1, role=ROLES.COORDINATOR)


def test_a_task_is_never_given_to_many_at_once(cast):
    with pytest.raises(PermissionDenied, match="works once"):
        link_for(cast.coordinator, places=2, role=ROLES.FACILITATOR)
    made = link_for(cast.coordinator, places=1, role=ROLES.FACILITATOR)
    with pytest.raises(IntegrityError, match="a_link_that_gives_a_task_works_once"):
        Invitation.objects.filter(pk=made.pk).update(places=2)


def test_a_link_to_a_task_gives_that_task(client, cast):
    invitation = link_for(cast.coordinator, places=1, role=ROLES.FACILITATOR)
    client.force_login(cast.stranger)
    walk(client, invitation, cast.groups["Managers"])
    invitations = address("invitations", cast.project.pk)
    assert client.get(invitations).status_code == 200


def test_the_pages_open_for_facilitators_only(client, cast):
    made = link_for(cast.fiona)
    pages = [
        address("invitations", cast.project.pk),
        address("invitation", made.pk),
        address("invitation_sheet", made.pk),
    ]
    for who, status in (("fiona", 200), ("carer", 403), ("stranger", 403)):
        person = getattr(cast, who)
        client.force_login(getattr(person, "user", person))
        for page in pages:
            assert client.get(page).status_code == status, (who, page)
    client.logout()
    assert client.get(pages[0]).status_code == 302


def test_a_link_is_made_shown_and_taken_back_in_the_browser(client, cast):
    client.force_login(cast.fiona.user)
    response = client.post(
        address("invite", cast.project.pk),
        {
            "link-group": cast.groups["Family carers"].pk,
            "link-role": "member",
            "link-places": 20,
            "link-days": 7,
            "link-note": "Poster in the library",
        },
    )
    made = Invitation.objects.get()
    assert response.url == address("invitation", made.pk)
    page = client.get(response.url).content.decode()
    assert token_of(made) in page
    assert "data:image/svg+xml" in page
    sheet = client.get(address("invitation_sheet", made.pk)).content.decode()
    assert cast.project.purpose in sheet
    days_pass(6)
    assert client.get(step("join", made)).status_code == 200

    client.post(address("revoke", made.pk))
    client.logout()
    assert client.get(step("join", made)).status_code == 410
    assert LogEntry.objects.filter(event="participants.invitation_revoked").count() == 1


def test_a_link_ends_after_its_days(client, cast):
    made = link_for(cast.fiona, days=7)
    days_pass(8)
    assert client.get(step("join", made)).status_code == 410


def test_a_bad_form_keeps_what_was_typed(client, cast):
    client.force_login(cast.fiona.user)
    response = client.post(
        address("invite", cast.project.pk),
        {"link-role": "member", "link-places": 0, "link-days": 7, "link-note": "Hello"},
    )
    assert response.status_code == 422
    assert "Hello" in response.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", ["facilitator", "software", "removed", ""])
def test_a_facilitator_cannot_smuggle_a_task_in(client, cast, role):
    client.force_login(cast.fiona.user)
    client.post(
        address("invite", cast.project.pk),
        {"link-role": role, "link-places": 1, "link-days": 7},
    )
    assert not Invitation.objects.exists()


def test_each_address_gets_a_letter_with_a_link_of_its_own(client, cast):
    client.force_login(cast.fiona.user)
    response = client.post(
        address("invite_by_mail", cast.project.pk),
        {
            "mail-addresses": "ada@example.org, Bo@example.org\nada@example.org",
            "mail-language": "en",
            "mail-role": "member",
            "mail-days": 14,
        },
        follow=True,
    )
    assert "2 letters are on their way" in response.content.decode()
    work_off()
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "ada@example.org",
        "bo@example.org",
    ]
    for made in Invitation.objects.all():
        letter = next(m for m in mail.outbox if m.to == [made.email])
        assert token_of(made) in letter.body
        assert made.places == 1
        assert made.sent_at


def test_a_letter_is_written_in_the_language_asked_for(cast):
    invite_by_mail(by=cast.fiona, asked=Asked(), addresses=["a@b.org"], language="ar")
    work_off()
    assert 'lang="ar" dir="rtl"' in html_of(last_letter())
    assert "?lang=ar" in mail.outbox[0].body


def test_who_has_an_open_letter_gets_no_other(cast):
    for _ in range(2):
        invite_by_mail(
            by=cast.fiona, asked=Asked(), addresses=["a@b.org"], language="en"
        )
    work_off()
    assert len(mail.outbox) == 1


def test_wrong_addresses_are_named(client, cast):
    client.force_login(cast.fiona.user)
    response = client.post(
        address("invite_by_mail", cast.project.pk),
        {
            "mail-addresses": "ada@example.org nonsense",
            "mail-language": "en",
            "mail-role": "member",
            "mail-days": 14,
        },
    )
    assert response.status_code == 422
    assert "Not an e-mail address: nonsense" in response.content.decode()
    assert not Job.objects.filter(task="participants.send_invitation").exists()


def test_a_project_does_not_flood_letter_boxes(cast):
    many = [f"a{number}@example.org" for number in range(LETTERS_A_DAY)]
    invite_by_mail(by=cast.fiona, asked=Asked(), addresses=many, language="en")
    with pytest.raises(PermissionDenied, match="more than 100 letters"):
        invite_by_mail(
            by=cast.frank, asked=Asked(), addresses=["b@example.org"], language="en"
        )
    days_pass(1.1)
    invite_by_mail(
        by=cast.frank, asked=Asked(), addresses=["b@example.org"], language="en"
    )


def test_an_address_is_forgotten_when_its_letter_is_used_or_runs_out(client, cast):
    used, left = invite_by_mail(
        by=cast.fiona,
        asked=Asked(group=cast.groups["Family carers"].pk),
        addresses=["ada@example.org", "bo@example.org"],
        language="en",
    )
    work_off()
    client.force_login(cast.stranger)
    walk(client, used)
    assert Invitation.objects.get(pk=used.pk).email == ""
    assert Invitation.objects.get(pk=left.pk).email == "bo@example.org"
    days_pass(31)
    work_off()
    assert Invitation.objects.get(pk=left.pk).email == ""


def test_a_letter_taken_back_before_it_left_is_not_sent(cast):
    (made,) = invite_by_mail(
        by=cast.fiona, asked=Asked(), addresses=["a@b.org"], language="en"
    )
    revoke(by=cast.frank, invitation=made)
    work_off()
    assert not mail.outbox


def test_facilitators_of_another_project_take_nothing_back(cast, client):
    made = link_for(cast.fiona)
    for who in ("carer", "observer"):
        with pytest.raises(PermissionDenied):
            revoke(by=getattr(cast, who), invitation=made)
    made.refresh_from_db()
    assert made.revoked_at is None


def test_a_group_of_another_project_cannot_be_given(cast):
    with pytest.raises(PermissionDenied, match="another project"):
        invite(by=cast.fiona, asked=Asked(group=uuid4()), places=1)
