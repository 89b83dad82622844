"""Every address of the site with the methods it answers, read off the URLconf."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver

from coprod.urls import urlpatterns

PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One line of the URLconf."""

    name: str
    address: str  # as written there
    kwargs: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.address.startswith("api/v1/")

    @property
    def root(self) -> str:
        """`decisions` of `decisions/<uuid:pk>/vote/`."""
        return self.address.removeprefix("api/v1/").partition("/")[0]


def walk(
    patterns: Sequence[URLPattern | URLResolver],
    before: str = "",
    spaces: tuple[str, ...] = (),
) -> Iterator[Route]:
    """Every route; one without a name goes by its address."""
    for entry in patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from walk(entry.url_patterns, address, inner)
        else:
            name = ":".join((*spaces, entry.name)) if entry.name else address
            yield Route(name, address, tuple(PART.findall(address)))


def by_name(patterns: Sequence[URLPattern | URLResolver]) -> dict[str, Route]:
    found = list(walk(patterns))
    assert len({route.name for route in found}) == len(found), "A name stands twice."
    return {route.name: route for route in found}


ROUTES = by_name(urlpatterns)
