"""What no browser and no app of ours sends: far too much, too deep, or a trap."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle, product
from typing import Any
from urllib.parse import quote, urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from tests.matrix.asking import Row, address
from tests.matrix.routes import ROUTES
from tests.matrix.table import TABLE
from tests.matrix.who import IN
from tests.matrix.world import World

MEGABYTE = 1024 * 1024
STEPS = (0.5, 1.01, 2, 5, 10, 12.5, 25, 50)  # megabytes
MANY, LONG, BOMB, IN_A_LINE = 10_000, 1_000_000, 100_000, 1_000
ACTORS = ("fiona", "citizen", "evaluator", "coordinator", "professional", "admin")
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PARTS = {"Content-Type": MULTIPART_CONTENT}
CHUNKED = {"Transfer-Encoding": "chunked"}
# Repeated and followed by what does not fit, these hold up a careless expression.
SEEDS = (
    *("a", "A", "0", " ", "\t", "\n", "\r\n", ".", "-", "_", ",", ";", '"', "'"),
    *("a.", "a-", "a@", "a,", "a ", "1.", "1,", "(", "[", "<", "&#", "%2", "../"),
    *("http://a.", "[a](", "e\u0301"),
)
ENDS = ("", "!", "@", "\n", "\0", ")", "a", " \u200d", ">", "é@")


@dataclass(frozen=True)
class Sending:
    """One request, by whom, and whether it is for software."""

    name: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    who: str = "fiona"
    method: str = "POST"

    @property
    def pieces(self) -> Iterator[bytes]:
        whole = io.BytesIO(self.body)
        return iter(lambda: whole.read(MEGABYTE), b"")


def bombs() -> list[str]:
    return [seed * BOMB + end for seed, end in product(SEEDS, ENDS)]


# ------------------------------------------------------------------ how much


def ladder(world: World) -> Iterator[Sending]:
    """Each size as JSON, as a form and as a file, with and without its length."""
    page, api = places(world)
    upload = reverse("phases:upload", args=[world.pk("board")])
    for step in STEPS:
        size = int(step * MEGABYTE)
        for kind, path, body, headers in (
            ("json", api, b"[" + b"{}," * (size // 3) + b"{}]", JSON),
            ("form", page, b"a=1&" * (size // 4), FORM),
            ("file", upload, _file(b"a" * size), PARTS),
        ):
            name = f"{kind} of {step} MB"
            yield Sending(name, path, body, headers)
            yield Sending(f"{name} in chunks", path, body, headers | CHUNKED)


def depths(world: World) -> Iterator[Sending]:
    """Deep or many where a few are meant."""
    page, api = places(world)
    keys = {f"f{at}": "1" for at in range(MANY)}
    uploads = {f"f{at}": _csv(b"a") for at in range(MANY)}
    attachments = reverse("api:attachments", args=[world.pk("need")])
    bodies = {
        "open lists": b"[" * MANY,
        "lists": b"[" * MANY + b"]" * MANY,
        "objects": b'{"a":' * MANY + b"1" + b"}" * MANY,
        "a field of lists": b'{"text":' + b"[" * MANY + b"]" * MANY + b"}",
        "keys": json.dumps(keys).encode(),
        "a long number": b'{"text":' + b"9" * MANY + b"}",
        "a text of lists": json.dumps({"text": "[" * MANY}).encode(),
    }
    for name, body in bodies.items():
        yield Sending(name, api, body, JSON)
    for path in (page, attachments):
        yield Sending("parts", path, encode_multipart(BOUNDARY, keys), PARTS)
        yield Sending("files", path, encode_multipart(BOUNDARY, uploads), PARTS)
    yield Sending("fields", page, urlencode(keys).encode(), FORM)


def heads(world: World) -> Iterator[Sending]:
    """Addresses and headers, some of them within what gunicorn reads."""
    page, api = places(world)
    for path in (page, api):
        for name, query in {
            "parameters": urlencode({f"f{at}": "1" for at in range(MANY)}),
            "short parameters": "a&" * 1_500,
            "a long parameter": "q=" + "a" * 3_500,
            "a long address": "a" * LONG,
        }.items():
            yield Sending(name, f"{path}?{query}", method="GET")
        for name, headers in {
            "headers": {f"X-{at}": "1" for at in range(MANY)},
            "a long header": {"X-Long": "a" * LONG},
            "a long language": {"Accept-Language": "en-" + "a-" * 4_000},
            "languages": {"Accept-Language": "a," * 4_000},
            "cookies": {"Cookie": "a=1;" * 1_800},
            "kinds": {"Accept": "a/b," * 2_000},
            "editions": {"If-None-Match": '"1",' * 2_000},
        }.items():
            yield Sending(name, path, headers=headers, method="GET")


# ------------------------------------------------------------------ in every field


def long_texts(world: World) -> Iterator[Sending]:
    """A million letters in each field of each form and operation, one at a time."""
    seeds = cycle(seed for seed in SEEDS if seed.isprintable() and seed.isascii())
    for line, row in TABLE.items():
        method, _, name = line.partition(" ")
        route = ROUTES[name]
        who = [one for one in ACTORS if row.who.at(one, api=route.is_api) == IN]
        if method not in ("POST", "PUT", "PATCH") or not who:
            continue
        for said, text in _each_field(row, world, seeds):
            path = address(world, route, row)
            body, headers = _written(said, is_api=route.is_api)
            yield Sending(f"{line} {text}", path, body, headers, who[0], method)


def _each_field(
    row: Row, world: World, seeds: Iterator[str]
) -> Iterator[tuple[dict[str, Any], str]]:
    sent = dict(row.sent(world))
    for name, value in sent.items():
        seed = next(seeds).replace('"', "q")  # which JSON would write as two
        text = (seed * LONG)[:LONG]
        is_file = hasattr(value, "read")
        yield {**sent, name: _csv(text.encode()) if is_file else text}, name


def brackets(_world: World) -> Iterator[Sending]:
    """A million where apps get their tokens, each of them three letters on the way."""
    body, headers = _written({"client_id": "[" * LONG}, is_api=False)
    for name in ("token", "revoke"):
        yield Sending(name, reverse(name), body, headers)


def traps(world: World) -> Iterator[Sending]:
    """Three hundred texts, each wherever something looks at the form of a text."""
    project, board = world["project"].pk, world.pk("board")
    page, api = places(world)
    search = reverse("phases:search", args=[project])
    for number, bomb in enumerate(bombs()):
        short = quote(bomb[-IN_A_LINE:])[:3_500]
        yield Sending(f"search {number}", f"{search}?q={short}", method="GET")
        yield Sending(f"language {number}", f"{page}?lang={short}", method="GET")
        asked: dict[str, tuple[str, dict[str, Any]]] = {
            "text": (page, {"kind": "need", "text": bomb}),
            "mail": (reverse("account_request_login_code"), {"email": bomb}),
            "receiver": (
                reverse("participants:add_webhook", args=[project]),
                {"address": bomb, "name": bomb},
            ),
            "profile": (
                reverse("participants:save_profile"),
                {"name": bomb, "language": bomb, "email": bomb},
            ),
            "columns": (
                reverse("phases:upload", args=[board]),
                {"file": _csv(bomb.encode())},
            ),
        }
        for name, (path, said) in asked.items():
            body, headers = _written(said, is_api=False)
            yield Sending(f"{name} {number}", path, body, headers)
        yield Sending(f"api {number}", api, json.dumps({"text": bomb}).encode(), JSON)


# ------------------------------------------------------------------ as it is sent


def places(world: World) -> tuple[str, str]:
    """Where something is said, on the page and through the API."""
    board = [world.pk("board")]
    return (
        reverse("phases:contribute", args=board),
        reverse("api:contributions", args=board),
    )


def _written(said: dict[str, Any], *, is_api: bool) -> tuple[bytes, dict[str, str]]:
    if is_api and not any(hasattr(value, "read") for value in said.values()):
        return json.dumps(said).encode(), JSON
    return encode_multipart(BOUNDARY, said), PARTS


def _csv(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.csv", content, "text/csv")


def _file(content: bytes) -> bytes:
    return encode_multipart(BOUNDARY, {"file": _csv(content)})
