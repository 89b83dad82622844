"""Asking one address as one actor, and reading the answer."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from participants.models import User
from tests.matrix.routes import Route
from tests.matrix.who import DOOR, HIDDEN, IN, NO, Who
from tests.matrix.world import World

Data = Mapping[str, Any] | Callable[[World], Mapping[str, Any]]
HOLE = re.compile(r"\(\?P<(\w+)>[^)]*\)\$?|<(?:\w+:)?(\w+)>")
NOTHING: Mapping[str, Any] = {}
FIRST = {  # what a number in an address is of, by how the address begins
    "projects": "project",
    "invitations": "link",
    "people": "person",
    "places": "left_place",
    "charters": "draft",
    "decisions": "poll",
    "ballots": "ballot",
    "concerns": "concern",
    "objections": "concern",
    "remarks": "remark",
    "go-aheads": "waiting",
    "mandates": "waiting",
    "doubts": "doubt",
    "challenges": "doubt",
    "phases": "phase",
    "activities": "board",
    "contributions": "need",
    "attachments": "attachment",
    "comments": "comment",
    "cycles": "cycle",
    "tasks": "task",
    "meetings": "meeting",
    "reports": "report",
    "rounds": "round",
    "imports": "file",
    "files": "brought_file",
    "conclusions": "conclusion",
    "findings": "conclusion",
    "views": "view",
    "pilots": "pilot",
    "questionnaires": "unused",
    "webhooks": "webhook",
    "deliveries": "delivery",
    "exports": "export",
    "demo": "demo_account",
}


@dataclass(frozen=True)
class Row:
    """Who finds what at one address; what it is about; what is sent there.

    about: the name of a thing of the world, where the beginning of the address does
    not say it; more: the other parts of the address, names of things or plain words.
    """

    who: Who
    about: str = ""
    send: Data = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)

    def sent(self, world: World) -> Mapping[str, Any]:
        return self.send(world) if callable(self.send) else self.send


def address(
    world: World, route: Route, row: Row, strange: Mapping[str, World] = NOTHING
) -> str:
    """Where a line of the table leads in a world; parts may be of another world."""
    kwargs = parts(world, route, row, strange)
    if route.name != route.address:
        return reverse(route.name, kwargs=kwargs)
    return "/" + HOLE.sub(lambda part: str(kwargs[part[1] or part[2]]), route.address)


def parts(
    world: World, route: Route, row: Row, strange: Mapping[str, World] = NOTHING
) -> dict[str, Any]:
    """What stands in the holes of an address."""
    kwargs = {}
    for part in route.kwargs:
        name = row.more.get(part) or row.about or FIRST[route.root]
        thing = strange.get(part, world).things.get(name, name)
        kwargs[part] = getattr(thing, "pk", thing)
    return kwargs


def session_of(user: User) -> str:
    """A session as signing in by code leaves it."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    return str(request.session.session_key)


def bearer(world: World, scope: str) -> dict[str, str]:
    """A token as software gets it: by its secret, at the token address."""
    answer = Client().post(
        reverse("token"),
        {
            "grant_type": "client_credentials",
            "client_id": world["client"].client_id,
            "client_secret": world["secret"],
            "scope": scope,
        },
    )
    assert answer.status_code == 200, answer.content
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


Key = str | dict[str, str] | None  # a session, a header, or nothing


def keys(world: World) -> dict[str, Key]:
    """How each actor shows who they are."""
    cast = world.cast
    accounts = {
        "stranger": cast.stranger,
        "invited": User.objects.create_user("invited@example.org", name="Invited"),
        "foreign_admin": cast.foreign_admin,
        "superuser": cast.root,
        "admin": cast.admin,
        "citizen": cast.carer.user,
        "professional": cast.nurse.user,
        **{
            name: cast.people[name].user
            for name in (
                *("inactive", "removed", "left", "paused"),
                *("fiona", "frank", "coordinator", "evaluator", "observer"),
            )
        },
    }
    taken_back = bearer(world, "read write")
    token = taken_back["Authorization"].removeprefix("Bearer ")
    who = {"client_id": world["client"].client_id, "client_secret": world["secret"]}
    gone = Client().post(reverse("revoke"), {"token": token, **who})
    assert gone.status_code == 200, gone.content
    return {
        "anonymous": None,
        **{name: session_of(user) for name, user in accounts.items() if user},
        "revoked": taken_back,
        "reader": bearer(world, "read"),
        "writer": bearer(world, "read write"),
    }


HANDLER = ClientHandler(enforce_csrf_checks=False)


def send(
    key: Key,
    method: str,
    where: str,
    data: Mapping[str, Any],
    **headers: str,
) -> Any:
    """One request through the whole stack, without what Django's client records."""
    factory = RequestFactory(headers=key if isinstance(key, dict) else None)
    if isinstance(key, str):
        factory.cookies[settings.SESSION_COOKIE_NAME] = key
    files = any(hasattr(value, "read") for value in data.values())
    as_json = where.startswith("/api/v1/") and method != "GET" and not files
    kind = {"content_type": "application/json"} if as_json else {}
    if method in ("PUT", "PATCH", "DELETE"):
        body, seen = json.dumps(dict(data)), {"If-Match": '"1"', **headers}
        sent_as = "application/json" if as_json else "application/octet-stream"
        request = factory.generic(method, where, body, sent_as, headers=seen)
    else:
        request = getattr(factory, method.lower())(
            where, dict(data), headers=headers, **kind
        )
    return HANDLER(request.environ)


def ask(key: Key, method: str, where: str, data: Mapping[str, Any]) -> Any:
    """One request; whatever it changed is undone."""
    cache.clear()  # what limits how often someone may try
    with transaction.atomic():
        response = send(key, method, where, data)
        parts = response.streaming_content if response.streaming else [response.content]
        response.body = b"".join(parts)
        transaction.set_rollback(True)
    return response


SIGN_IN = (
    *("/account/login", "/admin/login"),
    *("/account/reauthenticate", "/account/2fa/reauthenticate"),
)


def found(response: Any) -> str:
    """The answer in one word, or its number where it should not be.

    The administration sends whoever asks for what is not theirs to its first page.
    """
    status = response.status_code
    leads = urlsplit(response["Location"]).path if status == 302 else ""
    if leads.startswith(SIGN_IN):
        return DOOR
    if leads == "/admin/" and response.wsgi_request.path.count("/") > 4:
        return HIDDEN
    named = {401: DOOR, 403: NO, 410: NO, 404: HIDDEN, 409: IN, 422: IN}
    return named.get(status) or (IN if 200 <= status < 400 else str(status))


ASKED = ("GET", "POST", "PUT", "PATCH", "DELETE")


def answered(key: Key, where: str) -> set[str]:
    """The methods that get past the door of a view: asked, not read off the code."""
    others = where.startswith(("/admin/", "/account/"))  # there PUT is taken for POST
    asked = ASKED[:2] if others else ASKED
    said = {method: ask(key, method, where, {}) for method in asked}
    return {method for method, answer in said.items() if answer.status_code != 405}
