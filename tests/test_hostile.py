"""Whatever is sent to a form, there is an answer, and never a fault of ours."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import RequestFactory, override_settings

from coprod.forms import Renderer
from tests.conftest import STORAGES
from tests.hostile import Forms, bodies, forms_of
from tests.matrix.asking import HANDLER, Key, address, ask, keys
from tests.matrix.routes import ROUTES
from tests.matrix.table import TABLE
from tests.matrix.world import World, home
from tests.test_matrix import SETTINGS

PEOPLE = ("coordinator", "citizen", "evaluator", "admin", "superuser", "anonymous")
OTHERS = ("/admin/login", "/demo/")  # Django's own; what signs in or lets time pass
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def met(django_db_setup, django_db_blocker) -> Iterator[dict[str, tuple[Key, Forms]]]:
    """Every form that each of them finds on a page of the site."""
    ours = {"DEBUG_PROPAGATE_EXCEPTIONS": False, "STORAGES": STORAGES}
    with (
        override_settings(**SETTINGS | ours),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        world = home()
        held = keys(world)
        yield {who: (held[who], forms_for(world, held[who])) for who in PEOPLE}
        transaction.set_rollback(True)


def forms_for(world: World, key: Key) -> Forms:
    found = Forms()
    for line in (line for line in TABLE if line.startswith("GET ")):
        where = address(world, ROUTES[line.removeprefix("GET ")], TABLE[line])
        answer = ask(key, "GET", where, {})
        if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
            found |= forms_of(where, answer.body.decode())
    return {
        where: names for where, names in found.items() if not where.startswith(OTHERS)
    }


def faults(met: Mapping[str, tuple[Key, Forms]], times: int) -> list[str]:
    """A status of 500 or more, or a page that shows our inside."""
    found, done = [], set[str]()
    for key, forms in met.values():
        for where, names in forms.items():
            if where in done:
                continue
            done.add(where)
            for body in bodies(names, times, seed=where):
                status, content = send(key, where, body)
                if status >= 500 or b"Traceback" in content:
                    found.append(f"{where} {status} {body[:300]!r}")
                    break
    assert len(done) > 80, sorted(done)
    return found


def send(key: Key, where: str, body: bytes) -> tuple[int, bytes]:
    factory = RequestFactory(headers=key if isinstance(key, dict) else None)
    if isinstance(key, str):
        factory.cookies["sessionid"] = key
    cache.clear()
    with transaction.atomic():
        request = factory.generic(
            "POST", where, body, "application/x-www-form-urlencoded"
        )
        answer: Any = HANDLER(request.environ)
        content = b"" if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, content


def test_no_form_breaks(met):
    assert faults(met, times=4) == []


@pytest.mark.drill
def test_no_form_breaks_in_a_hundred_ways(met):
    assert faults(met, times=100) == []


def test_canary_a_form_that_breaks_is_noticed(met, monkeypatch):
    def broken(*_args: object, **_words: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(Renderer, "render", broken)
    assert faults(met, times=2)
