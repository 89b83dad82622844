"""Where one is signed in: seen in a list, and ended from there."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coprod.queries.signing_in import device_name
from tests.participants.second_steps import by_mail

PAGE = "how_i_sign_in"
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/141.0 Safari/537.36"


@pytest.fixture
def phone(cast):
    client = Client(headers={"user-agent": PHONE})
    by_mail(client, "carer@example.org")
    return client


@pytest.fixture
def laptop(cast):
    client = Client(headers={"user-agent": LAPTOP})
    by_mail(client, "carer@example.org")
    return client


def is_in(client):
    return client.get("/profile/").status_code == 200


def numbers(page):
    return re.findall(r'name="which" value="(\d+)"', page.content.decode())


def test_every_device_is_listed_and_this_one_is_marked(phone, laptop):
    page = phone.get(reverse(PAGE)).content.decode()
    assert page.index("Firefox on Android") < page.index("This device")
    assert page.index("This device") < page.index("Chrome on Windows")


def test_a_device_is_signed_out_from_the_list(phone, laptop):
    [other] = numbers(phone.get(reverse(PAGE)))
    phone.post(reverse("end_session"), {"which": other})
    assert is_in(phone)
    assert not is_in(laptop)
    assert "Chrome on Windows" not in phone.get(reverse(PAGE)).content.decode()


def test_all_others_are_signed_out_at_once(cast, phone, laptop):
    third = Client()
    by_mail(third, "carer@example.org")
    phone.post(reverse("end_others"))
    assert [is_in(one) for one in (phone, laptop, third)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else(cast, phone, client):
    by_mail(client, "nurse@example.org")
    theirs = UserSession.objects.get(user=cast.carer.user)
    answer = client.post(reverse("end_session"), {"which": theirs.pk})
    assert answer.status_code == 404
    client.post(reverse("end_others"))
    assert is_in(phone)


@pytest.mark.parametrize("said", ["", "x", "-1", "9" * 40, "²"])
def test_a_number_that_is_none_is_not_found(phone, said):
    assert phone.post(reverse("end_session"), {"which": said}).status_code == 404


def test_signing_out_takes_a_device_off_the_list(phone, laptop):
    laptop.post(reverse("account_logout"))
    assert "Chrome on Windows" not in phone.get(reverse(PAGE)).content.decode()


def test_when_a_device_was_last_here_is_kept_to_ten_minutes(settings, cast, phone):
    row = UserSession.objects.filter(user=cast.carer.user)
    row.update(last_seen_at=timezone.now() - timedelta(days=2))
    later = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": later}
    phone.get("/profile/")
    seen = row.get().last_seen_at
    assert timezone.now() - seen < timedelta(minutes=1)
    phone.get("/profile/")
    assert row.get().last_seen_at == seen


def test_without_redis_pages_open_all_the_same(settings, phone):
    nowhere = {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}
    settings.CACHES = {"default": nowhere}
    assert is_in(phone)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (PHONE, "Firefox on Android"),
        (LAPTOP, "Chrome on Windows"),
        (LAPTOP + " Edg/141.0", "Edge on Windows"),
        ("curl/8.0", "A device that does not say what it is"),
        ("Mozilla/5.0 (X11; Linux) something", "Linux"),
    ],
)
def test_devices_have_names_that_people_know(said, name):
    assert device_name(said) == name
