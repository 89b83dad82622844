"""Everybody may ask often, nobody so often that others wait."""

from uuid import uuid4

import pytest
from redis.exceptions import ConnectionError as Gone

from projects.endpoint import limits

WHERE = "/api/v1/projects/"


@pytest.fixture(autouse=True)
def few(settings):
    settings.API_LIMITS = {"read": 3, "write": 1}
    ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": ours}


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    monkeypatch.setattr("projects.endpoint.limits.time.time", lambda: 1_000_000_030)


def test_each_answer_says_what_is_left_and_the_last_when_to_come_back(client, cast):
    said = [client.get(WHERE) for _ in range(4)]
    assert [one.status_code for one in said] == [200, 200, 200, 429]
    assert said[0]["RateLimit-Policy"] == '"read";q=3;w=60'
    assert said[0]["RateLimit"] == '"read";r=2;t=50'
    assert said[3]["RateLimit"] == '"read";r=0;t=50'
    assert said[3]["Retry-After"] == "50"
    assert said[3]["Content-Type"] == "application/problem+json"
    assert said[3].json()["code"] == "too_many"


def test_the_next_minute_begins_anew(client, cast, monkeypatch):
    for _ in range(4):
        client.get(WHERE)
    monkeypatch.setattr("projects.endpoint.limits.time.time", lambda: 1_000_000_081)
    assert client.get(WHERE).status_code == 200


def test_one_account_takes_nothing_from_another(client, cast):
    client.force_login(cast.carer.user)
    for _ in range(4):
        client.get(WHERE)
    client.force_login(cast.nurse.user)
    assert client.get(WHERE).status_code == 200


def test_a_made_up_forwarding_address_is_no_way_round(client, cast):
    said = [
        client.get(WHERE, headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(4)
    ]
    assert said[3].status_code == 429


def test_writing_has_a_limit_of_its_own(put_in, client):
    assert put_in().status_code == 201
    assert put_in().status_code == 429
    assert client.get(WHERE).status_code == 200


def test_without_the_cache_everybody_gets_in(client, cast, monkeypatch):
    def away(*_args):
        raise Gone

    monkeypatch.setattr(limits, "_count", away)
    assert [client.get(WHERE).status_code for _ in range(4)] == [200] * 4


def test_canary_without_counting_nobody_is_stopped(client, cast, monkeypatch):
    monkeypatch.setattr(limits, "_count", lambda _key: 1)
    assert [client.get(WHERE).status_code for _ in range(4)] == [200] * 4
