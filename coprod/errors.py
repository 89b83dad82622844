"""Errors of the API as problem details (RFC 9457), in the words of the pages."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

TITLES = {
    400: "What was sent cannot be read",
    401: "Sign in first",
    403: "Not allowed here",
    404: "Not found",
    405: "Not possible at this address",
    413: "Too large",
    415: "Send JSON",
    422: "Something is missing or wrong",
    429: "Too many requests",
    500: "Something went wrong on our side",
}
PROBLEM = "application/problem+json"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that does not exist: a page for people, a problem for software."""
    if request.path.startswith("/api/"):
        return _plain(404, _("There is nothing here that you can see."))
    return defaults.page_not_found(request, exception)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Our own mistake, without a word of what is inside."""
    if request.path.startswith("/api/"):
        return _plain(500, _("It is not your fault. Try again later."))
    return defaults.server_error(request)


def too_large(request: HttpRequest) -> HttpResponse:
    """More than the limit: refused before any of it is read."""
    if request.path.startswith("/api/"):
        return _plain(413, _("Send it in several parts, or make the file smaller."))
    return render(request, "413.html", status=413)


def _plain(status: int, detail: str) -> JsonResponse:
    details = {"type": "about:blank", "title": TITLES[status], "status": status}
    return JsonResponse(
        {**details, "detail": detail}, status=status, content_type=PROBLEM
    )


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer to an error, put into the shape of RFC 9457."""
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError({"non_field_errors": error.messages})
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        response.status_code = 422
    response.data = _details(error, response)
    response.content_type = PROBLEM
    context["request"].accepted_renderer = JSONRenderer()  # also where a view draws
    return response


def _details(error: Exception, response: Response) -> dict[str, object]:
    details: dict[str, object] = {
        "type": "about:blank",
        "title": TITLES.get(response.status_code, "Error"),
        "status": response.status_code,
    }
    if isinstance(error, exceptions.ValidationError):
        details["detail"] = _("Something is missing or wrong. Nothing was saved.")
        details["errors"] = response.data
    elif isinstance(error, Http404):
        details["detail"] = _("There is nothing here that you can see.")
    elif isinstance(error, PermissionDenied):
        details["detail"] = str(error)
    else:
        details["detail"] = str(getattr(error, "detail", error))
    return details
