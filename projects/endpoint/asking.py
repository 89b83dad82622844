"""What may be asked of an address: what its description names, and nothing else.

The allow-list is the description itself, so that the two cannot differ.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, ListSerializer

from projects.endpoint.refusals import BadParameter, UnknownParameter

FIELDS = "fields"
LARGEST = 2**31 - 1


def check(request: Request, parameters: Iterable[Any], names: list[str]) -> None:
    """Refuse what the description does not name, and values that cannot be."""
    known = {one.name: one for one in parameters}
    allowed = sorted({*known, *([FIELDS] if names else [])})
    for name, value in request.query_params.items():
        if name not in allowed:
            raise UnknownParameter(parameter=name, allowed=allowed)
        if name in known:
            _check_value(known[name], str(value))
    for name in chosen(request):
        if name not in names:
            raise BadParameter(parameter=FIELDS, allowed=names)


def chosen(request: Request) -> list[str]:
    """The fields asked for; none: all of them."""
    asked = request.query_params.get(FIELDS)
    return [] if asked is None else asked.split(",")


def pruned(response: Response, names: list[str]) -> None:
    """Leave only these fields of one thing, or of each row of a list."""
    data = response.data
    rows = data["results"] if isinstance(data, dict) and "results" in data else data
    if isinstance(rows, dict):
        response.data = _only(rows, names)
        return
    few = [_only(row, names) for row in rows]
    response.data = few if rows is data else {**data, "results": few}


def fields_of(shape: Any) -> list[str]:
    """The names of the fields of one thing, or of the rows of a list."""
    if isinstance(shape, dict):
        shape = shape.get(200)
    if isinstance(shape, type) and issubclass(shape, BaseSerializer):
        shape = shape()
    if isinstance(shape, ListSerializer):
        shape = shape.child
    fields = getattr(shape, "fields", None)
    if fields is None:
        return []
    if "results" in fields:
        return fields_of(fields["results"])
    return list(fields)


def _only(row: dict[str, object], names: list[str]) -> dict[str, object]:
    return {name: row[name] for name in names if name in row}


def _check_value(parameter: Any, value: str) -> None:
    if parameter.enum:
        if value not in parameter.enum:
            allowed = [str(one) for one in parameter.enum]
            raise BadParameter(parameter=parameter.name, allowed=allowed)
    elif parameter.type == OpenApiTypes.INT:
        if not (value.isdecimal() and value.isascii() and int(value) <= LARGEST):
            raise BadParameter(parameter=parameter.name)
    elif parameter.type == OpenApiTypes.UUID:
        try:
            UUID(value)
        except ValueError as error:
            raise BadParameter(parameter=parameter.name) from error
    elif "\x00" in value:
        raise BadParameter(parameter=parameter.name)
