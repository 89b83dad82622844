"""What an address takes and answers, said once: it is described, read and drawn by it.

`@makes(CommentOut, takes=CommentIn)` describes a POST, lets the handler read what was
sent with `self.sent()`, and draws what the handler returns. A handler that has more
to say about its answer returns a Response of its own.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from projects.endpoint.unchanged import with_edition
from projects.paging import CURSOR, page_of

Shape = type[Serializer[Any]]
Handler = Callable[..., Any]
Answering = Callable[[Handler], Callable[..., Response]]


def shows(
    out: Shape,
    *parameters: OpenApiParameter,
    takes: Shape | None = None,
    many: bool = False,
    code: int = status.HTTP_200_OK,
) -> Answering:
    """One thing, or a list short enough to come whole."""

    def draw(found: Any) -> Response:
        if many:
            return Response(out(found, many=True).data, status=code)
        return _with_edition(Response(out(found).data, status=code), found)

    shape = out(many=True) if many else out
    return _answering(draw, takes, parameters=list(parameters), responses={code: shape})


def makes(
    out: Shape,
    *,
    takes: Shape | None = None,
    many: bool = False,
    code: int = status.HTTP_201_CREATED,
) -> Answering:
    """Something that was not there before; 202 if it takes a while to be there."""
    return shows(out, takes=takes, many=many, code=code)


def lists(
    out: Shape, *parameters: OpenApiParameter, operation_id: str | None = None
) -> Answering:
    """One page of many things: the handler returns a `Page`."""
    return _answering(
        lambda page: Response(page.as_json(out)),
        parameters=[CURSOR, *parameters],
        responses={status.HTTP_200_OK: page_of(out)},
        operation_id=operation_id,
    )


def does(*, takes: Shape | None = None) -> Answering:
    """Something that leaves nothing to show."""
    empty = status.HTTP_204_NO_CONTENT
    return _answering(
        lambda _nothing: Response(status=empty), takes, responses={empty: None}
    )


def _answering(
    draw: Callable[[Any], Response], takes: Shape | None = None, **described: Any
) -> Answering:
    def decorated(handler: Handler) -> Callable[..., Response]:
        @wraps(handler)
        def answered(view: Any, request: Any, *args: Any, **kwargs: Any) -> Response:
            view.takes = takes
            found = handler(view, request, *args, **kwargs)
            return found if isinstance(found, Response) else draw(found)

        answering: Callable[..., Response] = extend_schema(request=takes, **described)(
            answered
        )
        return answering

    return decorated


def _with_edition(response: Response, found: Any) -> Response:
    """An editable thing knows its edition: whoever changes it says which they read."""
    is_put_together = isinstance(found, Mapping)
    edition = (
        found.get("edition") if is_put_together else getattr(found, "edition", None)
    )
    return response if edition is None else with_edition(response, edition)
