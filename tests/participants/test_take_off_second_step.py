"""Who lost phone and spare codes comes in again; and owners hear of each change."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from coprod.accounts import AccountAdapter
from participants.actions import choose_language, tell_of_change
from participants.mail import CHANGES
from participants.models import User
from participants.permissions import may_hold_office
from tests.participants.second_steps import by_mail, set_up, shown, told
from tests.participants.ways_in import html_of


@pytest.fixture
def carer(client, cast, django_capture_on_commit_callbacks):
    """Signed in by code, with the app just set up; its secret."""
    by_mail(client, "carer@example.org")
    with django_capture_on_commit_callbacks(execute=True):  # what allauth does then
        return set_up(client)


def take_off(address):
    call_command("take_off_second_step", address)


# ------------------------------------------------------------------ taking it off


def test_afterwards_the_code_by_mail_lets_them_in_and_no_device_is_left(
    client, cast, carer
):
    take_off("Carer@Example.org")
    assert not Authenticator.objects.filter(user=cast.carer.user).exists()
    assert client.get(reverse("my_projects")).status_code == 302
    anew = Client()
    by_mail(anew, "carer@example.org")
    assert anew.get(reverse("my_projects")).status_code == 200


def test_an_administrator_sets_up_a_new_one_before_anything_else(cast):
    take_off(cast.admin.email)
    assert not may_hold_office(User.objects.get(pk=cast.admin.pk))


def test_a_letter_says_so_to_its_owner(cast, carer):
    take_off("carer@example.org")
    assert "removed your second step" in told(cast.carer.user)[-1].body


def test_the_log_has_a_line_of_it_without_the_address(cast, caplog):
    take_off(cast.admin.email)
    [line] = [one.msg for one in caplog.records if one.name == "participants.accounts"]
    assert line["event"] == "second_step_taken_off"
    assert line["account"] == str(cast.admin.pk)
    assert cast.admin.email not in str(line)


def test_an_address_that_nobody_has_changes_nothing(cast):
    before = Authenticator.objects.count()
    with pytest.raises(CommandError, match="No account has this address"):
        take_off("nobody@example.org")
    assert Authenticator.objects.count() == before


# ------------------------------------------------------------------ letters


def test_the_owner_hears_of_a_second_step_but_not_what_it_rests_on(cast, carer):
    [letter] = told(cast.carer.user)
    assert letter.subject == "How you sign in has changed"
    assert "An app that shows codes is now your second step." in letter.body
    assert carer not in letter.body + html_of(letter)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("mfa_generate_recovery_codes", "New spare codes were made."),
        ("mfa_deactivate_totp", "is no longer your second step."),
        ("remove_passkey", "A passkey was removed."),
    ],
)
def test_the_owner_hears_of_what_changes_later(
    client, cast, carer, later, django_capture_on_commit_callbacks, page, words
):
    passkey = Authenticator.objects.create(
        user=cast.carer.user, type="webauthn", data={"name": "Phone"}
    )
    later()
    second = by_mail(client, "carer@example.org")
    client.post(second.url, {"code": shown(carer)})
    asked = client.post(reverse(page), {"which": passkey.pk})
    later(signed_out=False)
    client.post(asked.url, {"code": shown(carer)})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse(page), {"which": passkey.pk})
    assert words in told(cast.carer.user)[-1].body


def test_such_letters_come_in_the_language_of_their_reader(cast):
    user = cast.carer.user
    choose_language(by=user, language="fi")
    for what, words in CHANGES.items():
        tell_of_change(user=user, what=what)
        with translation.override("fi"):
            assert str(words) in told(user)[-1].body
        assert str(words) not in told(user)[-1].body


def test_canary_an_adapter_that_says_nothing_would_be_noticed(
    monkeypatch, client, cast, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(
        AccountAdapter, "send_notification_mail", lambda *_a, **_k: None
    )
    by_mail(client, "carer@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
    assert told(cast.carer.user) == []
