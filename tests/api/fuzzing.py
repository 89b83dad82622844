"""Sending an operation what its description allows, and what it does not.

In this process, through the whole WSGI application, on real PostgreSQL. Whatever a
case changes is undone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from coprod.wsgi import application
from tests.api.document import path_of
from tests.matrix.asking import parts
from tests.matrix.routes import ROUTES
from tests.matrix.table.api import ROWS
from tests.matrix.world import World

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SPARSE = [one for one in CHECKS if one is not response_schema_conformance]
OUR_OWN = ("GET api:schema", "GET api:docs")  # the description itself, and its page
LINES = [line for line in ROWS if line not in OUR_OWN]
CREDENTIALS = ("Authorization", "Cookie")
CSRF = "f" * 32


def described() -> Any:
    """The description as other software gets it."""
    with one_connection():
        where = "/api/v1/schema/?format=json"
        return schemathesis.openapi.from_wsgi(where, application)


def operation(schema: Any, line: str) -> Any:
    method, _, name = line.partition(" ")
    return schema[path_of(ROUTES[name])][method]


@dataclass(frozen=True)
class As:
    """Who asks: nothing of what the description lets one make up stays beside it."""

    headers: Mapping[str, str]
    cookies: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def person(cls, session: str) -> "As":
        cookies = {"sessionid": session, "csrftoken": CSRF}
        return cls({"X-CSRFToken": CSRF}, cookies)

    def send(self, case: Any) -> Any:
        case.cookies = dict(self.cookies)
        kept = {k: v for k, v in (case.headers or {}).items() if k not in CREDENTIALS}
        case.headers = {**kept, **self.headers}
        return case.call()


def fuzz(
    world: World, line: str, keys: Sequence[As], cases: int, schema: Any
) -> Counter[int]:
    """So many cases of one operation, each with one of the keys; a wrong answer raises.

    Three in four are as described, one is not; one in ten asks for what is not there.
    """
    statuses: Counter[int] = Counter()
    asked = operation(schema, line)
    real = parts(world, ROUTES[line.partition(" ")[2]], ROWS[line])
    named = {"id" if hole == "pk" else hole: str(one) for hole, one in real.items()}
    seen = {"If-Match": '"1"'} if line.startswith(("PATCH", "PUT")) else {}
    there = st.sampled_from([*[True] * 9, False])
    kinds = st.sampled_from([*[GenerationMode.POSITIVE] * 3, GenerationMode.NEGATIVE])

    @seed(line)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(kinds.flatmap(asked.as_strategy), st.sampled_from(keys), there)
    def check(case: Any, key: As, is_there: bool) -> None:  # noqa: FBT001  hypothesis
        if is_there and named:
            case.path_parameters = named
            case.headers = {**(case.headers or {}), **seen}
        statuses[ask(case, key)] += 1

    check()
    return statuses


@contextmanager
def one_connection() -> Iterator[None]:
    """Leave the connection open between requests: it holds our transaction."""
    ends = (request_started, request_finished)
    for one in ends:
        one.disconnect(close_old_connections)
    try:
        yield
    finally:
        for one in ends:
            one.connect(close_old_connections)


def ask(case: Any, key: As) -> int:
    cache.clear()
    with one_connection(), transaction.atomic():
        answer = key.send(case)
        transaction.set_rollback(True)
    sparse = "fields" in (case.query or {})  # then what is required may be left out
    case.validate_response(answer, checks=SPARSE if sparse else CHECKS)
    return int(answer.status_code)
