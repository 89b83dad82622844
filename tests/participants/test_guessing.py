"""Nobody gets in by trying: codes are few, counted, and the count cannot be dodged."""

import statistics
import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from coprod.accounts import MfaAdapter
from participants.models import User
from tests.cast import add_second_step
from tests.participants.second_steps import by_mail, shown
from tests.participants.ways_in import the_code

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


def took(email):
    client = Client()
    begun = time.perf_counter()
    answer = client.post(reverse(ASK), {"email": email})
    ended = time.perf_counter() - begun
    assert answer.status_code == 302
    return ended


def test_the_answer_takes_as_long_for_an_address_that_nobody_has(settings, cast):
    settings.ACCOUNT_RATE_LIMITS = False
    took("warm@example.org"), took("carer@example.org")
    known, unknown = [], []
    for number in range(15):
        known.append(took("carer@example.org"))
        unknown.append(took(f"nobody{number}@example.org"))
    ratio = statistics.median(known) / statistics.median(unknown)
    assert 0.75 < ratio < 1.33  # 0.98 where nothing else runs; noise is no finding
    assert len(mail.outbox) == 32  # a letter each, so that it takes as long to send
