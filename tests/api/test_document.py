"""docs/api.md is true: its examples run, its codes are all there are."""

import json
import re
import shlex
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from django.conf import settings

from coprod import errors
from evaluation.actions import add_instrument
from evaluation.rules.instruments import HOW_WE_WORK
from participants.actions import let_software_in, register_app, register_client
from participants.models import ApiClient
from phases.models import Contribution
from projects.endpoint.refusals import Refusal
from tests.participants import test_apps as apps
from tests.phases.go_aheads import opened, set_up

TEXT = (Path(__file__).parent.parent.parent / "docs/api.md").read_text()
CURL = re.findall(r"```sh\n(curl .+?)\n```", TEXT)
PYTHON = re.findall(r"```python\n(.+?)\n```", TEXT, re.S)
LISTED = set(re.findall(r"^\| `(\w+)` \| (\d{3}) \|", TEXT, re.M))


def curl(client, command, **known):
    """Do what one example says, with what was learned from those before."""
    for name, value in known.items():
        command = command.replace(name, value)
    words, headers, method, data = shlex.split(command)[1:], {}, None, []
    while len(words) > 1:
        option, value = words.pop(0), words.pop(0)
        if option == "-u":
            headers["authorization"] = f"Basic {b64encode(value.encode()).decode()}"
        elif option == "-d":
            data.append(value)
        elif option == "-X":
            method = value
        else:
            name, _, text = value.partition(": ")
            headers[name.lower()] = text
    kind = headers.pop("content-type", None)
    body = data[0] if kind else dict(parse_qsl("&".join(data)))
    where = urlsplit(words[0])
    address = where.path + (f"?{where.query}" if where.query else "")
    send = getattr(client, (method or ("post" if data else "get")).lower())
    more = {"content_type": kind} if kind else {}
    return send(address, body or None, headers=headers, **more)


@pytest.fixture
def software(cast):
    made, secret = register_client(
        by=cast.admin, pilot=cast.pilot, name="Tool", scopes=["read", "write"]
    )
    let_software_in(by=cast.coordinator, client=made, group=cast.groups["Managers"])
    return made.client_id, secret


@pytest.fixture
def app(cast) -> ApiClient:
    """One that acts for people."""
    return register_app(
        by=cast.admin,
        pilot=cast.pilot,
        name="Forms",
        scopes=["read", "write"],
        leads_to=[apps.BACK],
    )


@pytest.fixture
def of_an_administrator(client, cast, app) -> str:
    """The token of an app that acts for one."""
    client.force_login(cast.admin)
    got = apps.swap(client, app, apps.code_in(apps.answer(client, app)))
    client.logout()
    return str(got.json()["access_token"])


@pytest.fixture
def known(cast, software, app, of_an_administrator) -> dict[str, str]:
    """What stands in the examples for what only the reader knows."""
    made = add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    return {
        "ADMIN_TOKEN": of_an_administrator,
        "APP_ID": app.client_id,
        "LED_BACK_TO": apps.BACK,
        "PILOT": str(cast.pilot.pk),
        "CLIENT_ID": software[0],
        "SECRET": software[1],
        "PROJECT": str(cast.project.pk),
        "ACTIVITY": str(set_up(cast, opened(cast, "co_design"), "ideas").pk),
        "PLAN": str(set_up(cast, opened(cast, "co_delivery"), "plan").pk),
        "PHASE": str(opened(cast, "co_assessment").pk),
        "QUESTIONNAIRE": str(made.pk),
        "COMMUNITY": str(cast.groups["Family carers"].pk),
        "INSTITUTION": str(cast.groups["Managers"].pk),
    }


def test_every_example_in_curl_does_what_it_says(client, cast, known):
    first, ask, again, _swap, _renew, events, held, make, change = CURL[:9]
    row = {"id": str(cast.project.pk), "name": cast.project.name}
    assert curl(client, first).json()["results"] == [row]
    token = curl(client, ask, **known).json()
    assert token["expires_in"] == 3600, "an hour"
    known |= {"TOKEN": token["access_token"]}
    read = curl(client, again, **known)
    assert read.json()["results"] == [row]
    assert len(curl(client, events, **known).json()["results"]) == 1
    assert curl(client, held, ETAG=read["ETag"], **known).status_code == 304
    made = curl(client, make, **known)
    assert made.status_code == 201, made.content
    assert curl(client, make, **known)["Idempotent-Replayed"] == "true"
    known["CONTRIBUTION"] = made.json()["id"]
    assert curl(client, change, **known).json()["edition"] == 2
    assert curl(client, change, **known).json()["code"] == "changed"


def test_software_plans_and_prepares_as_the_examples_say(client, known):
    ask, add, change, write, prepare, take_along = CURL[1], *CURL[9:]
    known["TOKEN"] = curl(client, ask, **known).json()["access_token"]
    known["TASK"] = curl(client, add, **known).json()["id"]
    task = curl(client, change, **known).json()
    assert (task["title"], task["due"]) == ("Put up the bench", "2036-05-01")
    written = curl(client, write, **known)
    assert (written.status_code, len(written.json()["items"])) == (201, 1)
    round = curl(client, prepare, **known)
    assert (round.status_code, round.json()["state"]) == (201, "draft")
    export = curl(client, take_along, **known)
    assert (export.status_code, export.json()["state"]) == (202, "making")


def test_an_app_acts_for_a_person_as_the_examples_say(client, cast, app, known):
    swap, renew = CURL[3:5]
    client.force_login(cast.carer.user)
    known["CODE"] = apps.code_in(apps.answer(client, app))
    got = curl(client, swap, PROOF=apps.PROOF, **known).json()
    assert got["expires_in"] == 3600, "an hour"
    anew = curl(client, renew, REFRESH=got["refresh_token"], **known)
    assert anew.json()["access_token"] != got["access_token"]
    assert curl(client, renew, REFRESH=got["refresh_token"], **known).status_code == 400


def said_yes(client, person, address: str) -> str:
    """What the browser of somebody brings back who was asked there and said yes."""
    client.force_login(person)
    page = client.get(address)
    signed = page.context["form"].initial["request"]
    said = {"request": signed, "action": "grant", "scopes": ["read", "write"]}
    back = client.post(apps.ASK, said)
    return str(parse_qs(urlsplit(back["Location"]).query)["code"][0])


@pytest.mark.django_db(transaction=True)
def test_every_example_in_python_does_what_it_says(live_server, client, cast, known):
    known |= {"http://localhost:8000": live_server.url}
    names: dict[str, Any] = {}
    for each in PYTHON:
        if "ask_at" in names and "CODE" not in known:
            known["CODE"] = said_yes(client, cast.carer.user, names["ask_at"])
        program = each
        for name, value in known.items():
            program = program.replace(name, value)
        exec(compile(program, "docs/api.md", "exec"), names)  # noqa: S102  it is ours
    assert names["mine"]["results"][0]["project"] == str(cast.project.pk)
    assert names["found"]["results"][0]["name"] == cast.project.name
    assert [one["event"] for one in names["events"]["results"]] == [
        "projects.project_started"
    ]
    assert Contribution.objects.get().text == "Two lamps by the gate."
    assert names["written"]["name"] == "The second week"
    assert (names["task"]["due"], names["prepared"]["state"]) == ("2036-05-01", "draft")
    assert names["export"]["state"] == "making"


def test_every_example_in_curl_is_followed_by_the_same_in_python():
    both = re.findall(r"```sh\ncurl .+?\n```\n\n```python\n", TEXT)
    assert len(both) == len(CURL)


def refusals(kind=Refusal):
    for one in kind.__subclasses__():
        yield one.default_code, str(one.status_code)
        yield from refusals(one)


def listed():
    by_status = {(code, str(status)) for status, code in errors.CODES.items()}
    return {*by_status, *refusals()}


def test_every_code_is_listed_and_no_other():
    assert listed() == LISTED


def test_canary_a_new_code_is_noticed(monkeypatch):
    monkeypatch.setitem(errors.CODES, 418, "teapot")
    assert listed() - LISTED == {("teapot", "418")}


def test_every_status_with_a_title_has_a_code_and_the_reverse():
    named = {*errors.CODES, *(int(status) for _code, status in refusals())}
    assert set(errors.TITLES) == named


def test_a_refusal_carries_its_code_type_and_words(client, cast):
    said = client.get("/api/v1/projects/", {"x": 1}).json()
    assert said["type"] == "urn:coprod:problem:unknown_parameter"
    assert said["title"] == "What was sent cannot be read"
    assert said["detail"].endswith(".")
    assert json.dumps(said)


def test_the_limits_are_those_of_the_settings():
    limits = settings.API_LIMITS
    said = f"read {limits['read']} and write {limits['write']} times a minute"
    assert said in TEXT
