"""The log is for finding what went wrong, never for finding out about people.

The secrets here travel by every way a request has. What ends up in a line is read from
the handler that the settings name.
"""

import io
import json
import logging
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import clear_url_caches, path
from structlog.stdlib import ProcessorFormatter

from coprod import urls
from coprod.celery import ping

SECRETS = {
    "token in the address": "tok-8f1c2a77d0",
    "query string": "q-words-of-a-citizen",
    "code": "RTWJ-4KPX",
    "password": "correct horse battery",
    "email": "rosa.luxemburg@example.org",
    "name": "Rosa Luxemburg",
    "phone": "+44 1632 960014",
    "session cookie": "sessionid-5d41402abc4b",
    "csrf cookie": "csrf-7d793037a076",
    "language cookie": "cookie-0cc175b9c0f1",
    "Authorization": "bearer-92eb5ffee6ae",
    "Idempotency-Key": "5f3c2f44-8f6a-4f0e-9a68-b6c1d3a1d0ee",
    "Referer": "referer-4a8a08f09d37",
    "User-Agent": "agent-8277e0910d75",
    "X-Forwarded-For": "203.0.113.77",
    "Host": "host-e1671797c52e.example",
    "text of a contribution": "My mother fell on the second night.",
    "ballot choice": "choice-8fa14cdd754f",
    "JSON body": "body-c9f0f895fb98",
    "method": "METHOD-45C48CCE2E2D",
}


@pytest.fixture
def handler():
    """The one that the settings name."""
    [found] = [
        one
        for one in logging.getLogger().handlers
        if isinstance(one.formatter, ProcessorFormatter)
    ]
    return found


@pytest.fixture
def written(handler):
    """What is written from here on."""
    before = handler.setStream(kept := io.StringIO())
    yield kept.getvalue
    handler.setStream(before)


def breaks(request, token):
    raise ValueError(f"{token} {request.body} {request.headers}")


@pytest.fixture
def broken():
    """An address that fails with everything it knows in the message."""
    urls.urlpatterns.append(path("breaks/<str:token>/", breaks))
    clear_url_caches()
    yield
    urls.urlpatterns.pop()
    clear_url_caches()


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def send_secrets(client: Client, address: str, method: str = "POST"):
    """Every secret, by the way it travels."""
    by = SECRETS
    client.cookies.load(
        {
            "sessionid": by["session cookie"],
            "csrftoken": by["csrf cookie"],
            "language": by["language cookie"],
        }
    )
    sent = ("code", "password", "email", "name", "phone", "text of a contribution")
    body = {name: by[name] for name in sent}
    body |= {"choice": by["ballot choice"], "json": by["JSON body"]}
    return client.generic(
        method,
        f"{address}?q={by['query string']}&email={by['email']}",
        json.dumps(body),
        "application/json",
        headers={
            name: by[name]
            for name in (
                "Authorization",
                "Idempotency-Key",
                "Referer",
                "User-Agent",
                "X-Forwarded-For",
            )
        },
    )


def told(words: str) -> list[str]:
    """Which secrets stand in these lines."""
    return [name for name, secret in SECRETS.items() if secret in words]


def leaks(client, written) -> list[str]:
    token = SECRETS["token in the address"]
    addresses = (
        f"/breaks/{token}/",
        f"/join/{token}/",
        f"/nowhere/{token}/",
        "/api/v1/projects/",
        f"/api/v1/activities/{uuid4()}/contributions/",
        "/account/login/code/",
    )
    for address in addresses:
        send_secrets(client, address)
        send_secrets(client, address, SECRETS["method"])
    client.get("/", headers={"Host": SECRETS["Host"]})
    assert written().count('"answered"') == 2 * len(addresses) + 1
    return told(written())


@pytest.mark.django_db
def test_no_secret_stands_in_the_log(client, broken, written):
    assert leaks(client, written) == []


@pytest.mark.django_db
def test_canary_with_their_own_words_lines_tell(client, broken, written, handler):
    with patch.object(handler.formatter, "use_get_message", new=True):
        assert "token in the address" in leaks(client, written)


@pytest.mark.django_db
def test_canary_with_the_messages_of_errors_lines_tell(
    client, broken, written, handler
):
    with patch.object(handler, "formatter", logging.Formatter()):
        send_secrets(client, "/breaks/x/")
    assert {"password", "Authorization", "session cookie"} <= set(told(written()))


def test_what_the_server_refuses_before_we_see_it_stays_untold(written):
    words = f"/join/{SECRETS['token in the address']}/"
    logging.getLogger("gunicorn.error").warning(
        f"Invalid request from ip={SECRETS['X-Forwarded-For']}: "
        f"Invalid HTTP request line: 'GET {words}'"
    )
    assert json.loads(written())["event"] == "refused"
    assert told(written()) == []


def test_a_failing_task_is_named_and_tells_nothing(written, monkeypatch):
    def away(*given):
        raise ValueError(given)

    monkeypatch.setattr("coprod.celery.cache.set", away)
    ping.apply((SECRETS["code"],))
    line = json.loads(written())
    assert (line["name"], line["error"]) == ("coprod.ping", "builtins.ValueError")
    assert told(written()) == []


@pytest.mark.django_db
def test_a_failure_has_one_number_for_people_software_and_the_log(
    client, broken, written
):
    page = send_secrets(client, "/breaks/x/")
    number = page["X-Request-Id"]
    assert page.status_code == 500
    assert number in page.content.decode()
    problem = client.get("/api/v1/nowhere/")
    assert problem.json()["instance"] == f"urn:coprod:request:{problem['X-Request-Id']}"
    lines = [json.loads(line) for line in written().splitlines()]
    broke, said = [one for one in lines if one["request"] == number]
    assert broke["error"] == "builtins.ValueError"
    assert any("breaks" in step for step in broke["where"])
    assert (said["route"], said["status"]) == ("breaks/<str:token>/", 500)
