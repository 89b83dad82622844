"""Nobody gets in by trying: codes are few, counted, and the count cannot be dodged."""

import statistics
import time

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.accounts import MfaAdapter
from participants.actions import invite_by_mail
from participants.models import User
from participants.rules.joining import Asked
from tests.cast import add_second_step
from tests.participants.second_steps import by_mail, shown
from tests.participants.ways_in import link_for, the_code, walk

ASK = "account_request_login_code"
WRONG = "AAAAAA"


def try_codes(times, email="carer@example.org", **where):
    """So many wrong codes in five minutes, each letter with a new browser."""
    tried = 0
    while tried < times:
        client = Client(**where)
        asked = client.post(reverse(ASK), {"email": email})
        if asked.status_code != 302:
            return
        for _ in range(min(3, times - tried)):
            client.post(asked["Location"], {"code": WRONG})
            tried += 1


def lets_in(email="nurse@example.org", **where):
    client = Client(**where)
    asked = client.post(reverse(ASK), {"email": email})
    client.post(asked["Location"], {"code": the_code()})
    return "_auth_user_id" in client.session


def make_people(count):
    return [User.objects.create_user(f"p{n}@example.org") for n in range(count)]


def test_after_ten_wrong_codes_from_one_place_even_a_right_one_fails(cast):
    for person in make_people(4):
        try_codes(3, person.email)
    assert not lets_in()


def test_nine_wrong_codes_shut_nobody_out(cast):
    for person in make_people(3):
        try_codes(3, person.email)
    assert lets_in()


def test_canary_without_the_count_the_right_code_would_work(monkeypatch, cast):
    monkeypatch.setattr("coprod.guessing.ratelimit.consume", lambda *_a, **_o: True)
    for person in make_people(4):
        try_codes(3, person.email)
    assert lets_in()


def test_another_place_is_not_shut_out(cast):
    for person in make_people(4):
        try_codes(3, person.email)
    assert lets_in(REMOTE_ADDR="203.0.113.9")


def test_a_made_up_forwarding_address_does_not_help(cast):
    for number, person in enumerate(make_people(4)):
        spoofed = {"x-forwarded-for": f"198.51.100.{number}"}
        try_codes(3, person.email, headers=spoofed)
    assert not lets_in(headers={"x-forwarded-for": "198.51.100.99"})


def test_behind_one_proxy_only_its_own_word_counts(settings, cast):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number, person in enumerate(make_people(4)):
        spoofed = {"x-forwarded-for": f"198.51.100.{number}, 203.0.113.5"}
        try_codes(3, person.email, headers=spoofed)
    again = {"x-forwarded-for": "198.51.100.99, 203.0.113.5"}
    assert not lets_in(headers=again)
    assert lets_in(headers={"x-forwarded-for": "203.0.113.6"})


def test_canary_trusting_one_word_too_many_would_let_them_in(settings, cast):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    for number, person in enumerate(make_people(4)):
        spoofed = {"x-forwarded-for": f"198.51.100.{number}, 203.0.113.5"}
        try_codes(3, person.email, headers=spoofed)
    assert lets_in(headers={"x-forwarded-for": "198.51.100.99, 203.0.113.5"})


def test_one_network_of_the_new_kind_is_one_place(cast):
    for number, person in enumerate(make_people(4)):
        try_codes(3, person.email, REMOTE_ADDR=f"2001:db8:1:2::{number + 1}")
    assert not lets_in(REMOTE_ADDR="2001:db8:1:2:ffff::1")


def test_for_one_account_there_are_nine_tries_wherever_they_come_from(cast):
    for number in range(6):
        try_codes(3, REMOTE_ADDR=f"203.0.113.{number + 1}")
    assert len(mail.outbox) == 3  # each letter is good for three


@pytest.mark.parametrize(("tries", "lets_them_in"), [(4, True), (5, False)])
def test_five_wrong_codes_of_the_second_step_are_all(cast, tries, lets_them_in):
    totp = add_second_step(cast.carer.user)
    client = Client()
    second = by_mail(client, "carer@example.org")
    for number in range(tries):
        place = f"203.0.113.{number + 1}"
        client.post(second.url, {"code": "000000"}, REMOTE_ADDR=place)
    right = shown(MfaAdapter().decrypt(totp.instance.data["secret"]))
    client.post(second.url, {"code": right})
    assert ("_auth_user_id" in client.session) is lets_them_in


# ------------------------------------------------------------------ who has an account

FORMS = {  # that ask for an address, and the name of the field
    "account_request_login_code": "email",
    "account_login": "login",
    "account_signup": "email",
}
KNOWN = "carer@example.org"


@pytest.fixture
def sent(settings, cast):
    """Sends an address: what came back, and the letters and statements it took."""
    settings.ACCOUNT_RATE_LIMITS = False

    def sent(form, email):
        letters = len(mail.outbox)
        with CaptureQueriesContext(connection) as asked:
            answer = Client().post(reverse(form), {FORMS[form]: email})
        said = (answer.status_code, answer["Location"])
        return said, len(mail.outbox) - letters, len(asked)

    return sent


def alike(one, other):
    return one[:2] == other[:2] and 0.9 < one[2] / other[2] < 1.1


@pytest.mark.parametrize("form", FORMS)
def test_signing_in_does_not_tell_who_has_an_account(sent, form):
    assert alike(sent(form, KNOWN), sent(form, "nobody@example.org"))


def test_canary_an_account_opened_for_some_only_is_noticed(sent, settings):
    settings.ACCOUNT_FORMS = {}  # signing up as the library does it
    form = "account_signup"
    assert not alike(sent(form, KNOWN), sent(form, "nobody@example.org"))


def test_joining_does_not_tell_who_has_an_account(cast):
    link = link_for(cast.fiona)
    group = cast.groups["Family carers"]

    def statements(address):
        with CaptureQueriesContext(connection) as asked:
            answer = walk(Client(), link, group, email=address)
        return answer.status_code, len(mail.outbox[-1].body), len(asked)

    statements("first@example.org")  # asks what holds for all
    known, unknown = statements(KNOWN), statements("nobody@example.org")
    assert known == unknown


def test_canary_no_letter_to_who_has_none_is_noticed(sent, settings):
    settings.ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
    form = "account_request_login_code"
    assert not alike(sent(form, KNOWN), sent(form, "nobody@example.org"))


def test_an_invitation_is_sent_alike_to_who_has_an_account(cast):
    def statements(address):
        with CaptureQueriesContext(connection) as asked:
            invite_by_mail(
                by=cast.fiona, asked=Asked(), addresses=[address], language="en"
            )
        return len(asked)

    statements("first@example.org")  # asks what holds for all
    assert statements("stranger@example.org") == statements("nobody@example.org")


def test_nobody_is_sent_a_new_password(client, cast):
    client.post(reverse("account_reset_password"), {"email": KNOWN})
    assert mail.outbox == []


@pytest.mark.drill
@pytest.mark.parametrize("form", FORMS)
def test_signing_in_takes_as_long_for_an_address_of_nobody(sent, form):
    """Of the processor's time, in pairs: what else runs here is no finding."""
    took: dict[bool, list[float]] = {True: [], False: []}
    for number in range(60):
        for known in (True, False):
            began = time.process_time()
            sent(form, KNOWN if known else f"nobody{number}@example.org")
            took[known].append(time.process_time() - began)
    usual = {known: statistics.median(took[known][10:]) for known in took}
    assert 0.9 < usual[True] / usual[False] < 1.1, usual
