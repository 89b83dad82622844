"""Who gets in where: every route, every method, everyone, on nothing public."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseForbidden, HttpResponseNotFound
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from coprod import urls
from tests.matrix.answers import faults
from tests.matrix.asking import Key, address, answered, ask, found, keys
from tests.matrix.routes import routes
from tests.matrix.table import TABLE
from tests.matrix.who import ACTORS, NO
from tests.matrix.world import World, abroad, home

pytestmark = pytest.mark.django_db
MARK = "⁂"  # before everything that was translated
WORDLESS = ("admin", "account_", "mfa_")  # Django and allauth refuse without a word
SETTINGS = {
    "DEMO": True,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "DEBUG_PROPAGATE_EXCEPTIONS": True,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[tuple[World, World]]:
    """Built once; every request on them is undone."""
    settings = override_settings(**SETTINGS)
    with settings, django_db_blocker.unblock(), transaction.atomic():
        here = home()
        yield here, abroad(here.cast)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(worlds) -> World:
    return worlds[0]


@pytest.fixture(scope="module")
def held(world) -> dict[str, Key]:
    return keys(world)


@pytest.fixture(autouse=True)
def bare(monkeypatch) -> None:
    """Show the reason of a refusal alone, and which words went through translation."""
    refusals = {
        "handler403": lambda _request, exception: HttpResponseForbidden(str(exception)),
        "handler404": lambda _request, exception: HttpResponseNotFound(),
    }
    for name, handler in refusals.items():
        monkeypatch.setattr(urls, name, handler, raising=False)
    real = trans_real.gettext
    monkeypatch.setattr(
        translation._trans, "gettext", lambda text: f"{MARK}{real(text)}"
    )


def wrong(world: World, held: dict[str, Key], line: str) -> Iterator[str]:
    """Who finds something else than one line of the table says, or no reason why."""
    method, _, name = line.partition(" ")
    row, route = TABLE[line], routes()[name]
    where = address(world, route, row)
    for actor in ACTORS:
        answer = ask(held[actor], method, where, row.sent(world))
        due, finds = row.who.at(actor, api=route.is_api), found(answer)
        if finds != due:
            yield f"{actor}: {finds}, not {due}"
        elif finds == NO and not name.startswith(WORDLESS) and no_reason(answer):
            yield f"{actor}: no reason"
        yield from (f"{actor}: {fault}" for fault in faults(answer, answer.body))


def no_reason(answer: Any) -> bool:
    """Whether a refusal lacks words that somebody could translate."""
    if "json" in answer["Content-Type"]:
        return MARK not in json.loads(answer.body)["detail"]
    return MARK not in answer.body.decode()


@pytest.mark.parametrize("line", TABLE)
def test_everyone_finds_what_the_table_says(world, held, line):
    assert "\n".join(wrong(world, held, line)) == ""


def unlike_the_table(world: World, held: dict[str, Key]) -> Iterator[str]:
    """Routes and methods that the table does not name, and lines without a route."""
    listed = {tuple(line.split(" ", 1)) for line in TABLE}
    for name in sorted(routes().keys() | {name for _method, name in listed}):
        methods = {method for method, other in listed if other == name}
        if name not in routes():
            yield f"{name} is gone"
        elif not methods:
            yield f"{name} is new"
        else:
            where = address(world, routes()[name], TABLE[f"{min(methods)} {name}"])
            who = "superuser" if name.startswith("admin") else "stranger"
            for method in sorted(methods ^ answered(held[who], where)):
                yield f"{method} {name}"


def test_every_route_and_method_stands_in_the_table(world, held):
    assert list(unlike_the_table(world, held)) == []
