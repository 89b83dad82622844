"""A map of the site: every page that somebody comes to by following links.

A walk through all pages would have no end, so of each kind of page (each name of an
address) everyone visits a few; the map keeps those that show something new.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from inspect import getclosurevars, unwrap
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import APIRequestContext

MOST, IN_VAIN = 12, 3  # visits to a kind of page; and those that show nothing new
OURS = {"coprod", "projects", "participants", "decisions", "phases", "evaluation"}
FOR_SOFTWARE, BUT_TO_READ = "api", "api:docs"
LINK = re.compile(r"""<a\b[^>]*?\shref="([^"#]*)[^"]*\"""")
PRINTED = re.compile(r"cp-address[^>]*>\s*([^<\s]+)")  # to be typed or scanned
PART = re.compile(r"""<(\w+)((?:\s(?:class|data-[\w-]+|role|type)="[^"]*")*)""")


@dataclass(frozen=True)
class Sight:
    """One page as one person sees it."""

    name: str
    path: str
    who: str

    def __str__(self) -> str:
        return f"{self.name} ({self.path}) as {self.who}"


@dataclass
class Atlas:
    """What was found, and what was wrong on the way."""

    found: dict[Sight, frozenset[str]] = field(default_factory=dict)  # parts of each
    reached: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def add(self, sight: Sight, html: str) -> bool:
        """Whether it has a part that no page of its name had before."""
        parts = frozenset(f"{tag}{words}" for tag, words in PART.findall(html))
        is_new = bool(parts - self._parts(sight.name))
        self.found[sight] = parts
        return is_new

    def _parts(self, name: str) -> set[str]:
        pages = (parts for sight, parts in self.found.items() if sight.name == name)
        return set().union(*pages)

    def sights(self) -> list[Sight]:
        """As few pages of each name as show all its parts, the richest first."""
        return [
            sight
            for name in sorted({sight.name for sight in self.found})
            for sight in self._enough(name)
        ]

    def _enough(self, name: str) -> Iterator[Sight]:
        pages = [sight for sight in self.found if sight.name == name]
        left = self._parts(name)
        while left:
            best = max(pages, key=lambda sight: len(self.found[sight] & left))
            left -= self.found[best]
            yield best


def explore(atlas: Atlas, web: APIRequestContext, who: str, *starts: str) -> None:
    """Walk from the front page, and other pages, along the links as this person."""
    visits: Counter[str] = Counter()
    in_vain: Counter[str] = Counter()
    waiting = deque((start, "") for start in ("/", *starts))
    known = {start for start, _source in waiting}
    while waiting:
        path, source = waiting.popleft()
        name = name_of(path)
        if not name or visits[name] >= MOST or in_vain[name] >= IN_VAIN:
            continue
        visits[name] += 1
        answer = web.get(path)
        if not answer.ok:
            if name_of(source) != "demo_mail":  # letters there are other people's
                wrong = f"{source} leads {who} to {path}: {answer.status}"
                atlas.problems.append(wrong)
            continue
        landed = urlsplit(answer.url).path  # where one is asked to sign in, say
        sight = Sight(name_of(landed) or "", landed, who)
        atlas.reached |= {name, sight.name}
        if "text/html" not in answer.headers["content-type"]:
            continue
        html = answer.text()
        in_vain[name] += not atlas.add(sight, html)
        new = dict.fromkeys(link for link in links_of(html, answer.url))
        waiting.extend((link, path) for link in new if link not in known)
        known.update(new)


def links_of(html: str, address: str) -> Iterator[str]:
    """Where a page leads within the site. What a query asks is the same page."""
    here = urlsplit(address).netloc
    for href in (*LINK.findall(html), *PRINTED.findall(html)):
        found = urlsplit(urljoin(address, unescape(href)))
        if href and found.scheme == "http" and found.netloc == here:
            yield found.path


def name_of(path: str) -> str | None:
    """The name of an address; none if it is not for people to walk."""
    try:
        match = resolve(path)
    except Resolver404:
        return path
    is_page = FOR_SOFTWARE not in match.namespaces or match.view_name == BUT_TO_READ
    return match.view_name if is_page else None


def pages() -> set[str]:
    """The name of every address of ours that answers a GET."""
    return {
        name
        for name, view in _views(get_resolver())
        if view.__module__.partition(".")[0] in OURS and _is_read(view)
    }


def _views(
    resolver: URLResolver, space: str = ""
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry.callback
        elif entry.namespace != FOR_SOFTWARE:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _views(entry, inner)


def _is_read(view: Callable[..., Any]) -> bool:
    """Whether no decorator of it says that it takes a POST alone."""
    methods: list[list[str]] = []

    def look(layer: Callable[..., Any]) -> bool:
        held = getclosurevars(layer).nonlocals
        methods.extend(filter(None, [held.get("request_method_list")]))
        return False

    unwrap(view, stop=look)
    return all("GET" in each for each in methods)
