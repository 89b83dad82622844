"""Handing out files to be saved: what people sent never runs on our own ground."""

from csp.utils import build_policy
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
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


def as_file(text: str, name: str, kind: str = "text/csv") -> HttpResponse:
    """A text of ours, to be saved under this name."""
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
