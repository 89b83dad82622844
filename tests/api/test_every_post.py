"""Every POST that makes something, found in the description, does it once.

The nine cases of test_once.py, each for each of them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings
from django.urls import resolve
from django.utils import timezone

from decisions.models import Charter
from projects.endpoint import once, view
from projects.models import Job, LogEntry, Once
from tests.api.document import sending
from tests.matrix.asking import Key, address, keys, send
from tests.matrix.routes import ROUTES
from tests.matrix.table.api import ROWS
from tests.matrix.who import IN
from tests.matrix.world import World, home

SETTINGS = {
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "DEBUG_PROPAGATE_EXCEPTIONS": True,
}
MAKES = {"201", "202"}  # what such a POST answers
WHO = ("fiona", "citizen", "professional", "coordinator", "left", "stranger", "admin")
FIRST: dict[str, Callable[[World], object]] = {  # what stands in the way of making it
    "POST api:project-charters": lambda world: Charter.objects.filter(
        state="draft"
    ).delete(),
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    settings = override_settings(**SETTINGS)
    with settings, django_db_blocker.unblock(), transaction.atomic():
        yield home()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def held(world) -> dict[str, Key]:
    return keys(world)


@dataclass
class Post:
    """One creating POST, as somebody who may."""

    world: World
    held: Mapping[str, Key]
    line: str

    @property
    def where(self) -> str:
        route = ROUTES[self.line.removeprefix("POST ")]
        return address(self.world, route, ROWS[self.line])

    @property
    def who(self) -> str:
        finds = ROWS[self.line].who.finds
        return next(who for who in WHO if finds[who] == IN)

    def __call__(self, key: object = None, who: str = "", **more: object) -> Any:
        cache.clear()
        data = {**ROWS[self.line].sent(self.world), **more}
        headers = {"Idempotency-Key": str(key)} if key else {}
        return send(self.held[who or self.who], "POST", self.where, data, **headers)


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, json.loads(answer.content).get("code", "")


def replayed(answer: Any) -> bool:
    return "Idempotent-Replayed" in answer


def done() -> int:
    """How much was written down or promised so far."""
    return LogEntry.objects.count() + Job.objects.count()


# ------------------------------------------------------------------ the nine cases


def without_a_key_it_is_done_each_time(post: Post) -> bool:
    first, again = post(), post()
    return first.status_code < 300 and not replayed(first) and not replayed(again)


def a_key_that_can_be_guessed_is_refused(post: Post) -> bool:
    before = done()
    return code(post("again")) == (400, "bad_key") and done() == before


def the_same_again_does_nothing_more(post: Post) -> bool:
    key = uuid4()
    first, before = post(key), done()
    again = post(key)
    same = (first.status_code, first.content) == (again.status_code, again.content)
    return first.status_code < 300 and same and replayed(again) and done() == before


def the_same_key_for_something_else_is_refused(post: Post) -> bool:
    key = uuid4()
    post(key)
    return code(post(key, other="x")) == (422, "key_reused")


def a_refusal_comes_again(post: Post) -> bool:
    key, finds = uuid4(), ROWS[post.line].who.finds
    who = next(who for who in ("superuser", "observer", "writer") if finds[who] != IN)
    refused, again = post(key, who), post(key, who)
    return refused.status_code in (403, 404) and replayed(again)


def our_own_failure_is_not_kept(post: Post) -> bool:
    key, before = uuid4(), done()
    with pytest.MonkeyPatch.context() as patch:
        kind: Any = resolve(post.where).func
        real = kind.cls.post

        def fall_over(*asked: Any, **named: Any) -> None:
            real(*asked, **named)
            raise RuntimeError("The lamp went out.")

        patch.setattr(kind.cls, "post", fall_over)
        with pytest.raises(RuntimeError):
            post(key)
    nothing_done = done() == before
    return nothing_done and post(key).status_code < 300


def the_same_key_of_another_account_is_another(post: Post) -> bool:
    key = uuid4()
    post(key)
    return not replayed(post(key, who="superuser"))


def after_a_day_a_key_is_new(post: Post) -> bool:
    key = uuid4()
    post(key)
    Once.objects.update(kept_until=timezone.now() - timedelta(seconds=1))
    return not replayed(post(key))


def while_it_is_being_answered_one_waits(post: Post) -> bool:
    key, cast = uuid4(), post.world.cast
    people = {"citizen": "carer", "professional": "nurse"}
    person = getattr(cast, people.get(post.who, post.who))
    account = getattr(person, "user_id", person.pk)
    with answered_elsewhere(once._digest("row", str(account), key.hex)):
        return code(post(key)) == (409, "in_flight")


@contextmanager
def answered_elsewhere(row_id: str) -> Iterator[None]:
    """Another connection holds the row, as whoever answers the request does."""
    other = connection.copy()
    columns = "INSERT INTO projects_once (id, kept_until, sent) VALUES (%s, %s, '')"
    try:
        with other.cursor() as cursor:
            other.set_autocommit(True)
            cursor.execute(columns, [row_id, timezone.now() + timedelta(hours=1)])
            other.set_autocommit(False)
            cursor.execute(
                "SELECT 1 FROM projects_once WHERE id = %s FOR UPDATE", [row_id]
            )
            yield
            cursor.execute("DELETE FROM projects_once WHERE id = %s", [row_id])
            other.commit()
    finally:
        other.close()


CASES = (
    without_a_key_it_is_done_each_time,
    a_key_that_can_be_guessed_is_refused,
    the_same_again_does_nothing_more,
    the_same_key_for_something_else_is_refused,
    a_refusal_comes_again,
    our_own_failure_is_not_kept,
    the_same_key_of_another_account_is_another,
    after_a_day_a_key_is_new,
    while_it_is_being_answered_one_waits,
)


def creating() -> list[str]:
    return [
        line
        for line, operation in sending()
        if line.startswith("POST") and MAKES & set(operation["responses"])
    ]


def faults(post: Post) -> Iterator[str]:
    """The cases that do not hold; whatever each of them changed is undone."""
    for case in CASES:
        with transaction.atomic():
            FIRST.get(post.line, id)(post.world)
            if not case(post):
                yield f"{post.line}: {case.__name__}"
            transaction.set_rollback(True)


def test_every_post_that_makes_something_makes_it_once(world, held):
    lines = creating()
    assert len(lines) > 20
    wrong = [fault for line in lines for fault in faults(Post(world, held, line))]
    assert wrong == []


def test_canary_without_the_ground_every_post_makes_it_twice(world, held, monkeypatch):
    monkeypatch.setattr(view, "once", lambda _request, answer: answer())
    found = list(faults(Post(world, held, "POST api:remarks")))
    assert "POST api:remarks: the_same_again_does_nothing_more" in found
    assert len(found) > 4
