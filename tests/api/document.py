"""The description of the API, read as other software reads it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from tests.matrix.routes import ROUTES, Route

Described = dict[str, Any]
HOLE = re.compile(r"<\w+:(\w+)>")
METHODS = ("post", "put", "patch")  # those that send something


def path_of(route: Route) -> str:
    return HOLE.sub(r"{\1}", f"/{route.address}".replace("<uuid:pk>", "{id}"))


@cache
def document() -> Described:
    found: Described = SchemaGenerator().get_schema(public=True)
    return found


def sending() -> Iterator[tuple[str, Described]]:
    """Each operation that takes something or does something, by its line."""
    return _operations(METHODS)


def reading() -> Iterator[tuple[str, Described]]:
    return _operations(("get",))


def _operations(methods: Sequence[str]) -> Iterator[tuple[str, Described]]:
    lines = {path_of(route): route.name for route in ROUTES.values() if route.is_api}
    for path, operations in document()["paths"].items():
        for method, operation in operations.items():
            if method in methods:
                yield f"{method.upper()} {lines[path]}", operation


def taken(operation: Described) -> Described:
    """The fields that an operation takes, by name."""
    content = operation.get("requestBody", {}).get("content", {})
    for kind in content.values():
        fields: Described = whole(kind["schema"]).get("properties", {})
        return fields
    return {}


def whole(schema: Described) -> Described:
    """The shape itself, whatever it is named by."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return document()["components"]["schemas"][name] if name else schema
