"""Every address of the site with the methods it answers, read off the URLconf."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern


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
    resolver: URLResolver | None = None, before: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[Route]:
    """Every route; one without a name goes by its address."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from walk(entry, address, inner)
        else:
            assert isinstance(entry, URLPattern)
            name = ":".join((*spaces, entry.name)) if entry.name else address
            yield Route(name, address, _parts(entry, address))


def _parts(entry: URLPattern, address: str) -> tuple[str, ...]:
    found = address.count("<")
    assert not found or isinstance(entry.pattern, RoutePattern) or "(?P<" in address
    return tuple(
        piece.partition(">")[0].rpartition(":")[2] for piece in address.split("<")[1:]
    )


@cache
def routes() -> dict[str, Route]:
    return {route.name: route for route in walk()}
