"""The web's entry: `gunicorn coprod.wsgi`."""

import os
from collections.abc import Callable, Iterable
from typing import IO, Any

from django.core.exceptions import BadRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")
site = get_wsgi_application()


class Whole:
    """A body to its announced end: half a form must not pass for a whole one.

    Where a line breaks off, a server hands on what came, and Django would take it.
    Django never asks for more than was announced, so that less is too little.
    """

    def __init__(self, body: IO[bytes]) -> None:
        self._read = body.read
        self.readline = body.readline  # Django has it at hand, and reads by size

    def read(self, size: int) -> bytes:
        try:
            found = self._read(size)
        except OSError as error:
            raise BadRequest("The line broke off.") from error
        if len(found) < size:
            raise BadRequest("It ended too early.")
        return found


def application(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    environ["wsgi.input"] = Whole(environ["wsgi.input"])
    return site(environ, start_response)
