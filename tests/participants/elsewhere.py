"""Signing in at an organisation's sign-in service, as a browser does it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import requests
from django.test import Client
from django.urls import reverse

from participants.actions import add_provider
from participants.models import IdentityProvider, User
from projects.models import Pilot
from tests.participants.ways_in import type_code
from tools.children import Children
from tools.places import CHECKOUT, unused_port

SECRET = "the secret of the town"


@contextmanager
def running() -> Iterator[str]:
    """The service in a process of its own, on this machine only. Gives its address."""
    port = unused_port()
    command = [sys.executable, "-m", "tests.sign_in_service", str(port), SECRET]
    with TemporaryDirectory() as logs, Children(Path(logs)) as children:
        children.start("service", command, env=dict(os.environ), cwd=CHECKOUT)
        children.wait_for(lambda: _answers(port), "The service did not answer")
        yield f"http://127.0.0.1:{port}"


def _answers(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Town:
    """The sign-in service that runs beside the tests, and who is known there."""

    def __init__(self, address: str) -> None:
        self.address = address

    def knows(self, sub: str, **claims: object) -> None:
        known: Any = {"email_verified": True, "name": sub.title(), **claims}
        requests.put(f"{self.address}/users/{sub}", json=known, timeout=5)

    def is_told(self, **twist: Any) -> None:
        requests.post(f"{self.address}/twist", json=twist, timeout=5)

    def signs_in(self, sub: str, where: str) -> str:
        """They say who they are there; where that leads."""
        answer = requests.post(
            where, data={"sub": sub}, allow_redirects=False, timeout=5
        )
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def refuses(self, where: str) -> str:
        data = {"action": "deny"}
        answer = requests.post(where, data=data, allow_redirects=False, timeout=5)
        return answer.headers["Location"]


def offered(town: Town, by: User, pilot: Pilot, **given: object) -> IdentityProvider:
    settings = {"name": "Town staff", "client_id": "coprod", "secret": SECRET}
    return add_provider(by=by, pilot=pilot, issuer=town.address, **settings | given)


def go(client: Client, provider: IdentityProvider, **data: str) -> str:
    """From our page to theirs."""
    assert client.get(reverse("oidc_before", args=[provider.pk])).status_code == 200
    answer = client.post(reverse("oidc_go", args=[provider.pk]), data)
    assert answer.status_code == 302, answer.content
    return answer["Location"]


def back(client: Client, where: str):
    parts = urlsplit(where)
    return client.get(f"{parts.path}?{parts.query}")


def come(client: Client, town: Town, provider: IdentityProvider, sub: str, **data: str):
    """All the way there and back; what our site answers."""
    return back(client, town.signs_in(sub, go(client, provider, **data)))


def link(client: Client, town: Town, provider: IdentityProvider, sub: str):
    """The first time: with a code by e-mail."""
    return type_code(client, come(client, town, provider, sub))
