"""What must hold for every answer, whoever asked for whatever."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

POLICY = {  # the directives that keep foreign code out, and their only source
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
STRICTER = {"Referrer-Policy": "no-referrer"}  # where the address lets somebody in
JSON = ("application/json", "application/problem+json")
LEADS = ("href", "src", "action", "formaction")
NUMBER = re.compile(r"\d+")
IDS = re.compile(r"(id|pk|uuid|.*_id)")


def faults(answer: Any, body: bytes) -> Iterator[str]:
    """Everything that is wrong with one answer."""
    yield from headers(answer)
    kind = answer.get("Content-Type", "")
    if kind.startswith("text/html"):
        page = Page()
        page.feed(body.decode())
        yield from page.faults
    elif kind.startswith(JSON):
        yield from numbers_in(json.loads(body or "null"))
    if "Location" in answer:
        yield from numbered(answer["Location"])


# ------------------------------------------------------------------ headers


def headers(answer: Any) -> Iterator[str]:
    for name, due in HEADERS.items():
        if answer.get(name) not in (due, STRICTER.get(name)):
            yield f"{name}: {answer.get(name)}"
    yield from policy(answer.get("Content-Security-Policy", ""))
    for name, cookie in answer.cookies.items():
        for flag in ("secure", "httponly", "samesite"):
            if not cookie[flag] and cookie.value:
                yield f"The cookie {name} is not {flag}."


def policy(said: str) -> Iterator[str]:
    directives = dict(
        (part.strip().partition(" ")[::2]) for part in said.split(";") if part.strip()
    )
    for name, due in POLICY.items():
        if directives.get(name) != due:
            yield f"{name} {directives.get(name)}"
    if "unsafe" in said or "*" in said:
        yield f"The policy lets things in: {said}"


# ------------------------------------------------------------------ pages


class Page(HTMLParser):
    """Finds code and style within a page, and numbers in its addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") == "application/json"  # read, never run
        if tag == "style" or (tag == "script" and "src" not in given and not data):
            self.faults.append(f"<{tag}> within the page")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag} {name}>")
            if name in LEADS and value:
                self.faults += numbered(value)

    handle_startendtag = handle_starttag


def numbered(where: str) -> Iterator[str]:
    """Numbers in a row tell how many there are, and invite to try the next."""
    parts = urlsplit(where)
    if parts.scheme == "javascript":
        yield f"Code in an address: {where}"
    if parts.netloc or parts.path.startswith("/static/"):
        return
    asked = [value for name, value in parse_qsl(parts.query) if IDS.fullmatch(name)]
    if any(NUMBER.fullmatch(part) for part in (*parts.path.split("/"), *asked)):
        yield f"A number in an address: {where}"


def numbers_in(said: Any, name: str = "") -> Iterator[str]:
    """Ids in an answer of the API that are not random."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield from numbers_in(value, key)
    elif isinstance(said, list):
        for value in said:
            yield from numbers_in(value, name)
    elif IDS.fullmatch(name) and said is not None and not _is_random(said):
        yield f"{name} is {said}"


def _is_random(said: object) -> bool:
    try:
        return bool(UUID(str(said)))
    except ValueError:
        return False
