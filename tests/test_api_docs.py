"""A developer finds the way in and back out, and the example is true."""

import base64
import html
import re
import shlex
from urllib.parse import parse_qsl, urlsplit

import pytest

from participants.actions import register_client


@pytest.fixture
def docs(client, cast):
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200
    return page.content.decode()


def curl(client, command, **known):
    """Do what a command of the page says."""
    for name, value in known.items():
        command = command.replace(name, value)
    words, headers = shlex.split(command), {}
    data: dict[str, str] = {}
    assert words.pop(0) == "curl"
    while len(words) > 1:
        option, value = words.pop(0), words.pop(0)
        if option == "-u":
            pair = base64.b64encode(value.encode()).decode()
            headers["authorization"] = f"Basic {pair}"
        elif option == "-d":
            data |= dict(parse_qsl(value))
        else:
            name, _, text = value.partition(": ")
            headers[name.lower()] = text
    path = urlsplit(words[0]).path
    send = client.post if data else client.get
    return send(path, data or None, headers=headers).json()


def test_the_example_gets_a_token_and_the_token_reads(client, cast, docs):
    made, secret = register_client(
        by=cast.admin, pilot=cast.pilot, name="Tool", scopes=["read"]
    )
    ask, use = map(html.unescape, re.findall(r"<code>(.+?)</code>", docs))
    got = curl(client, ask, CLIENT_ID=made.client_id, SECRET=secret)
    assert got["expires_in"] == 3600, "the page says: an hour"
    found = curl(client, use, TOKEN=got["access_token"])
    assert [each["id"] for each in found["results"]] == [str(cast.project.pk)]


def test_there_is_a_way_back_and_nothing_inline(docs):
    assert 'aria-label="You are here"' in docs
    assert '<a class="ds-skip-link"' in docs
    assert "<footer" in docs
    assert not re.search(r"<style|<script(?![^>]* src=)| style=", docs)


def test_the_description_says_the_same(client, cast):
    said = client.get("/api/v1/schema/?format=json").json()["info"]["description"]
    for each in ("client_credentials", "/api/o/token", "for an hour", "no token"):
        assert each in said
