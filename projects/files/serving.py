"""Handing out a file that people sent: to be saved, never run on our own ground."""

from csp.utils import build_policy
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from projects.models.kept import KeptFile


def download(request: HttpRequest, kept: KeptFile) -> HttpResponseBase:
    """Its bytes never change, so a reader who has them gets them once.

    The rule is asked each time; this comes after it.
    """
    etag = f'"{kept.pk}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    try:
        response = FileResponse(
            kept.open(),
            as_attachment=True,
            filename=kept.file_name,
            content_type=kept.media_type,
        )
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Content-Security-Policy"] = build_policy(update={"sandbox": True})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
