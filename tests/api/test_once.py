"""The same request twice does its work once. Nine cases, a race, and what is kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from coprod.api import urlpatterns
from phases import actions
from phases.models import Contribution
from projects import tasks
from projects.endpoint import once
from projects.endpoint.view import Endpoint
from projects.models import Once
from tests.api.conftest import NEED, open_board
from tests.cast import make_cast
from tests.clock import days_pass


def code(answer):
    return answer.status_code, answer.json().get("code")


# ------------------------------------------------------------------ the nine cases


def test_1_without_a_key_two_requests_make_two(put_in):
    assert put_in().json()["id"] != put_in().json()["id"]


OTHER = "0b2ff3f3-3c43-4a8e-9a52-5c1c4f6d9f10"
DATED = "5a2ba0d0-8e4c-11ee-b9d1-0242ac120002"  # version 1: it can be guessed


@pytest.mark.parametrize("key", ["1", "again", DATED, f"{OTHER}, {OTHER}"])
def test_2_what_is_no_random_uuid_is_refused(put_in, key):
    assert code(put_in(key)) == (400, "bad_key")
    assert not Contribution.objects.exists()


def test_3_the_same_again_gives_the_same_answer_and_makes_nothing(put_in):
    key = uuid4()
    first, again = put_in(key), put_in(key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    assert Contribution.objects.count() == 1


def test_4_the_same_key_for_something_else_is_refused(put_in, cast, board, client):
    key = uuid4()
    made = put_in(key).json()["id"]
    assert code(put_in(key, text="A tree.")) == (422, "key_reused")
    elsewhere = client.post(
        f"/api/v1/contributions/{made}/comments/",
        NEED,
        content_type="application/json",
        headers={"Idempotency-Key": str(key)},
    )
    assert code(elsewhere) == (422, "key_reused")
    assert Contribution.objects.count() == 1


def test_5_a_refusal_is_an_answer_and_comes_again(put_in, cast, monkeypatch):
    key = uuid4()
    refused = put_in(key, who=cast.observer)
    assert code(refused) == (403, "not_allowed")
    monkeypatch.setattr("phases.api.contributing.ensure", lambda _verdict: None)
    again = put_in(key, who=cast.observer)
    assert again.json() == refused.json()
    assert again["Content-Type"] == "application/problem+json"
    assert again["Idempotent-Replayed"] == "true"


def test_6_our_own_failure_is_not_kept_and_leaves_nothing_half_done(
    put_in, monkeypatch
):
    key, real = uuid4(), actions.contribute

    def fall_over(**given):
        real(**given)
        raise RuntimeError("The lamp went out.")

    monkeypatch.setattr(actions, "contribute", fall_over)
    with pytest.raises(RuntimeError):
        put_in(key)
    assert not Contribution.objects.exists()
    monkeypatch.setattr(actions, "contribute", real)
    assert put_in(key).status_code == 201
    assert put_in(key)["Idempotent-Replayed"] == "true"
    assert Contribution.objects.count() == 1


def test_7_the_same_key_of_another_account_is_another_key(put_in, cast):
    key = uuid4()
    first, other = put_in(key), put_in(key, who=cast.nurse)
    assert first.json()["author"] != other.json()["author"]
    assert Contribution.objects.count() == 2


def test_8_after_a_day_a_key_is_new(put_in):
    key = uuid4()
    put_in(key)
    days_pass(1.01)
    assert "Idempotent-Replayed" not in put_in(key)
    assert Contribution.objects.count() == 2
    days_pass(1.01)
    tasks.forget_answers()
    assert not Once.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_9_while_it_is_being_answered_the_same_is_asked_to_wait(monkeypatch):
    cast = make_cast()
    board, key = open_board(cast), uuid4()
    inside, go, real = Event(), Event(), actions.contribute

    def slowly(**given):
        inside.set()
        assert go.wait(10)
        return real(**given)

    monkeypatch.setattr(actions, "contribute", slowly)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(ask_once, cast, board, key)
        assert inside.wait(10)
        meanwhile = ask_once(cast, board, key)
        go.set()
    assert code(meanwhile) == (409, "in_flight")
    assert meanwhile["Retry-After"] == "1"
    again = ask_once(cast, board, key)
    assert again.json() == first.result().json()
    assert Contribution.objects.count() == 1


# ------------------------------------------------------------------ at once

TOGETHER = 6


def ask_once(cast, board, key):
    client = Client()
    client.force_login(cast.carer.user)
    try:
        return client.post(
            f"/api/v1/activities/{board.pk}/contributions/",
            NEED,
            content_type="application/json",
            headers={"Idempotency-Key": str(key)},
        )
    finally:
        connection.close()


@pytest.fixture
def made_at_once(transactional_db, monkeypatch) -> Callable[[], int]:
    """How many things six requests with one key make, all there before any is done."""
    cast = make_cast()
    board, key = open_board(cast), uuid4()
    barrier, real = Barrier(TOGETHER), once._claim

    def then_wait(row_id):
        real(row_id)
        with suppress(BrokenBarrierError):
            barrier.wait(10)

    monkeypatch.setattr(once, "_claim", then_wait)

    def together() -> int:
        with ThreadPoolExecutor(TOGETHER) as pool:
            answers = list(
                pool.map(lambda _: ask_once(cast, board, key), range(TOGETHER))
            )
        assert {one.status_code for one in answers} <= {201, 409}
        return Contribution.objects.count()

    return together


def test_of_many_at_once_one_is_done(made_at_once):
    assert made_at_once() == 1


def test_canary_without_the_lock_it_is_done_again_and_again(made_at_once, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    assert made_at_once() > 1


# ------------------------------------------------------------------ everywhere, quietly


def test_every_address_is_built_on_the_same_ground():
    views = {one.name: getattr(one.callback, "cls", object) for one in urlpatterns}
    own = {name for name, view in views.items() if not issubclass(view, Endpoint)}
    assert own == {"schema", "docs"}


def test_what_is_kept_tells_neither_who_nor_what(put_in, cast):
    key = uuid4()
    put_in(key, text="A very quiet place.")
    [row] = Once.objects.values_list()
    kept = repr([bytes(one) if isinstance(one, memoryview) else one for one in row])
    for secret in (key, key.hex, cast.carer.pk, cast.carer.user_id, "quiet"):
        assert str(secret) not in kept
