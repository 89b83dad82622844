"""`ETag` and `If-None-Match`: what did not change is not sent again."""

import hashlib
import re

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response

from projects.endpoint.refusals import EditionNeeded

EDITION = "_edition"  # of an editable thing, put on its answer by the view
OURS = re.compile(r'"(\d{1,9})(\.[0-9a-f]{32})?"')
READERS = ("Accept-Language", "Authorization", "Cookie")


def tag(request: HttpRequest, response: Response) -> None:
    """Name this answer, and leave it out if the reader has it."""
    patch_vary_headers(response, READERS)
    response.headers.setdefault("Cache-Control", "private, no-cache")

    def named(rendered: HttpResponse) -> HttpResponse | None:
        digest = hashlib.sha256(rendered.content).hexdigest()[:32]
        edition = getattr(response, EDITION, None)
        name = f'"{digest}"' if edition is None else f'"{edition}.{digest}"'
        rendered.headers["ETag"] = name
        held = parse_etags(request.headers.get("If-None-Match", ""))
        if name not in (one.removeprefix("W/") for one in held) and "*" not in held:
            return None
        bare = HttpResponseNotModified()
        for header in ("ETag", "Vary", "Cache-Control"):
            bare.headers[header] = rendered.headers[header]
        return bare

    response.add_post_render_callback(named)


def with_edition(response: Response, edition: int) -> Response:
    """The answer of an editable thing: its ETag begins with the edition."""
    setattr(response, EDITION, edition)
    return response


def edition_seen(request: Request) -> int:
    """The edition that whoever changes a thing had before them."""
    sent = request.headers.get("If-Match")
    if sent is None:
        raise EditionNeeded
    found = OURS.fullmatch(sent.strip())
    return int(found[1]) if found else -1  # a tag of something else: never current
