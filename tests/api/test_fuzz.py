"""No request, however odd, breaks an operation or gets an answer not described."""

import json
import os
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from rest_framework.response import Response
from schemathesis.core.failures import FailureGroup

from phases.api.contributing import ContributionApi
from phases.serializers.contributing import OneContributionOut
from tests.api.fuzzing import LINES, As, described, fuzz, operation
from tests.matrix.asking import address, bearer, session_of
from tests.matrix.routes import ROUTES
from tests.matrix.table.api import ROWS
from tests.matrix.world import World, home

CASES = int(os.environ.get("COPROD_FUZZ_CASES", "50"))
SETTINGS = {
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "DEBUG_PROPAGATE_EXCEPTIONS": True,
}
WORDS = {  # where people write, with a letter to be put in
    "POST api:contributions": {"kind": "need", "text": "A…"},
    "PATCH api:contribution": {"text": "A…"},
    "POST api:comments": {"text": "A…"},
    "POST api:remarks": {"stance": "for", "text": "A…"},
    "POST api:objections": {"reason": "A…"},
    "POST api:ballot": {"choice": "yes", "reason": "A…"},
    "POST api:project-decisions": {
        "act": "phases.open_phase",
        "about": "0b2ff3f3-3c43-4a8e-9a52-5c1c4f6d9f10",
        "text": "A…",
    },
    "PATCH api:charter": {"ground_rules": "A…"},
    "POST api:decision-revise": {"text": "A…"},
    "POST api:challenges": {"ground": "count", "reason": "A…"},
    "POST api:responses": {"answers": {"influence": 4, "change": "A…"}},
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once; every case on it is undone."""
    settings = override_settings(**SETTINGS)
    with settings, django_db_blocker.unblock(), transaction.atomic():
        yield home()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def schema(world):
    return described()


@pytest.fixture(scope="module")
def keys(world):
    """People's sessions, and software with a place and every scope."""
    people = (world.cast.fiona.user, world.cast.carer.user, world.cast.admin)
    sessions = [As.person(session_of(one)) for one in people]
    return [*sessions, As(bearer(world, "read write"))]


@pytest.mark.parametrize("line", LINES)
def test_nothing_that_is_sent_breaks_an_operation(world, schema, keys, line):
    statuses = fuzz(world, line, keys, CASES, schema)
    assert statuses.total() >= CASES


def test_every_operation_of_the_description_is_sent_something(schema):
    described = {
        (one.ok().path, one.ok().method) for one in schema.get_all_operations()
    }
    sent = [operation(schema, line) for line in LINES]
    own = {(path, method) for path, method in described if path.endswith("/schema/")}
    assert described - own == {(one.path, one.method) for one in sent}


WHOLE = "GET api:contribution"


def test_canary_an_answer_of_another_shape_is_noticed(monkeypatch, world, schema, keys):
    monkeypatch.setattr(
        OneContributionOut, "to_representation", lambda *_given: {"supported": "often"}
    )
    with pytest.raises(FailureGroup, match="Response violates schema"):
        fuzz(world, WHOLE, keys, CASES, schema)


def test_canary_an_answer_that_is_not_described_is_noticed(
    monkeypatch, world, schema, keys
):
    teapot = lambda *_given, **_named: Response({}, status=418)  # noqa: E731
    monkeypatch.setattr(ContributionApi, "handle_exception", teapot)
    with pytest.raises(FailureGroup, match="418"):
        fuzz(world, WHOLE, keys, CASES, schema)


def test_canary_our_own_failure_is_noticed(monkeypatch, world, schema, keys):
    monkeypatch.setattr("phases.api.contributing._whole", lambda *_given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fuzz(world, WHOLE, keys, CASES, schema)


@pytest.mark.parametrize("letter", ["\x00", "\ud800"])
@pytest.mark.parametrize("line", [line for line in LINES if line in WORDS])
def test_letters_that_cannot_be_kept_are_refused(world, keys, line, letter):
    escaped = json.dumps(letter)[1:-1]
    body = json.dumps(WORDS[line], ensure_ascii=False).replace("…", escaped)
    assert raw(world, keys, line, body).status_code in (400, 422)


@pytest.mark.parametrize(
    "body",
    [
        '{"answers": {"\\ud800": 4}}',
        '{"answers": ' + "[" * 20_000 + "]" * 20_000 + "}",
        '{"answers": {"influence": 1e999999}}',
        '{"answers": {"influence": ' + "9" * 5_000 + "}}",
        '{"answers": NaN}',
        "\x00",
        "[]",
        "null",
    ],
    ids=range(8),
)
def test_what_only_looks_like_json_is_refused(world, keys, body):
    answer = raw(world, keys, "POST api:responses", body)
    assert answer.status_code in (400, 422), answer.content


def raw(world, keys, line, body):
    """One request of the carer's, as it stands."""
    method, _, name = line.partition(" ")
    where = address(world, ROUTES[name], ROWS[line])
    headers = {**keys[1].headers, "If-Match": '"1"'}
    client = Client(headers=headers)
    client.cookies.load(dict(keys[1].cookies))
    with transaction.atomic():
        answer = client.generic(method, where, body, "application/json")
        transaction.set_rollback(True)
    return answer
