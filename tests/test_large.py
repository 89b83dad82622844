"""Far too much, or cut short: refused in words. The drills send it to a real web."""

import io
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.exceptions import BadRequest
from django.urls import reverse

from coprod import wsgi
from tests.api.conftest import open_board

MANY = 10_000
FIELDS = {f"f{at}": "1" for at in range(MANY)}
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
pytestmark = pytest.mark.django_db


@pytest.fixture
def carer(client, cast):
    client.force_login(cast.carer.user)
    return client


@pytest.fixture
def api(cast) -> str:
    return reverse("api:contributions", args=[open_board(cast).pk])


def problem(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("[" * MANY, (400, "unreadable")),
        ("[" * MANY + "]" * MANY, (400, "unreadable")),
        ('{"text":' * MANY + "1" + "}" * MANY, (400, "unreadable")),
        (json.dumps(FIELDS), (422, "invalid")),
        ("[" + "{}," * 350_000 + "{}]", (413, "too_large")),
    ],
    ids=["open", "lists", "objects", "keys", "large"],
)
def test_deep_or_many_is_a_problem_like_any_other(carer, api, body, refused):
    assert problem(carer.post(api, body, JSON)) == refused


def test_ten_thousand_fields_are_refused(carer, cast):
    for answer in (
        carer.post(reverse("participants:save_profile"), urlencode(FIELDS), FORM),
        carer.post(reverse("participants:save_profile"), FIELDS),
        carer.get("/", FIELDS),
    ):
        assert answer.status_code == 400
        assert "<h1" in answer.content.decode()


def test_to_software_ten_thousand_parts_are_a_problem_too(carer, api):
    few = dict(list(FIELDS.items())[:600])
    assert problem(carer.post("/api/o/token", few)) == (400, "unreadable")
    assert problem(carer.get(api, FIELDS)) == (400, "unreadable")


@pytest.mark.parametrize("name", ["token", "revoke", "authorize"])
def test_what_an_app_shows_for_a_token_is_short(client, name):
    long = {"client_id": "[" * 100_000}
    assert problem(client.post(f"/api/o/{name}", long)) == (413, "too_large")


def test_what_does_not_say_how_long_it_is_is_refused(carer, api):
    chunked = {"Transfer-Encoding": "chunked"}
    assert problem(carer.post(api, {}, JSON, headers=chunked)) == (411, "say_length")
    answer = carer.post(reverse("participants:save_profile"), {}, headers=chunked)
    assert answer.status_code == 411
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("kinds", ["text/csv", "a/b," * 2_000])
def test_what_cannot_be_had_in_any_form_asked_for_is_a_problem(carer, api, kinds):
    answer = carer.get(api, headers={"Accept": kinds})
    assert problem(answer) == (406, "no_such_form")


# ------------------------------------------------------------------ cut short

SAID = b"edition=1&scheme=auto&language=en&name=Carla"


def broken_off(carer, cast, body: Any) -> tuple[int, bool]:
    """The line broke off in the middle of a name; the answer, and if it was taken."""
    half = {"wsgi.input": body, "CONTENT_LENGTH": str(len(SAID) + 10)}
    where = reverse("participants:save_profile")
    answer = carer.post(where, SAID, FORM, **half)
    cast.carer.user.refresh_from_db()
    return answer.status_code, cast.carer.user.name == "Carla"


def test_half_a_form_is_not_taken_for_a_whole_one(carer, cast):
    assert broken_off(carer, cast, wsgi.Whole(io.BytesIO(SAID))) == (400, False)


def test_every_request_is_watched_for_it(monkeypatch):
    monkeypatch.setattr(wsgi, "site", lambda environ, _start: [environ["wsgi.input"]])
    body: Any
    (body,) = wsgi.application({"wsgi.input": io.BytesIO(SAID)}, print)
    with pytest.raises(BadRequest):
        body.read(len(SAID) + 1)


def test_canary_unwatched_it_is_taken(carer, cast):
    assert broken_off(carer, cast, io.BytesIO(SAID)) == (302, True)
