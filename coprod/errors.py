"""Errors of the API as problem details (RFC 9457), in the words of the pages."""

import sys
from smtplib import SMTPException
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults
from redis.exceptions import RedisError
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from coprod import logs
from projects.editions import ChangedError
from projects.endpoint.refusals import InFlight, Refusal

TITLES = {
    400: "What was sent cannot be read",
    401: "Sign in first",
    403: "Not allowed here",
    404: "Not found",
    405: "Not possible at this address",
    406: "Not to be had in this form",
    409: "Not now",
    411: "Say how long it is",
    412: "Changed in the meantime",
    413: "Too large",
    415: "Send JSON",
    422: "Something is missing or wrong",
    428: "Say what you read",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "Not at the moment",
}
CODES = {  # what software goes by; a code never changes its meaning
    400: "unreadable",
    401: "sign_in",
    403: "not_allowed",
    404: "not_found",
    405: "no_such_method",
    406: "no_such_form",
    411: "say_length",
    412: "changed",
    413: "too_large",
    415: "send_json",
    422: "invalid",
    429: "too_many",
    500: "our_mistake",
    503: "a_part_is_away",
}
# The database, Redis, the mail server, the disk: try again, rather than tell us.
AWAY = (OperationalError, InterfaceError, RedisError, SMTPException, OSError)
PROBLEM = "application/problem+json"
TYPE, REQUEST = "urn:coprod:problem:", "urn:coprod:request:"


class Changed(Refusal):
    """The answer to an `If-Match` that no longer holds."""

    status_code: int = 412
    default_code = "changed"


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came is broken, or more than any of ours: before a view could say so."""
    if request.path.startswith("/api/"):
        return _plain(400, _("This cannot be read. Nothing was saved."))
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that does not exist: a page for people, a problem for software."""
    if request.path.startswith("/api/"):
        return _plain(404, _("There is nothing here that you can see."))
    return defaults.page_not_found(request, exception)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Our own mistake, or a part is away; without a word of what is inside."""
    status = 503 if isinstance(sys.exception(), AWAY) else 500
    headers = {"Retry-After": "10"} if status == 503 else {}
    if request.path.startswith("/api/"):
        return _plain(status, _("It is not your fault. Try again later."), headers)
    page = render_to_string(f"{status}.html", {"number": logs.number()})
    return HttpResponse(page, status=status, headers=headers)


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """More than the limit: refused before any of it is read."""
    if request.path.startswith("/api/"):
        return _plain(413, _("Send it in several parts, or make the file smaller."))
    return render(request, "413.html", {"most": most}, status=413)


def no_length(request: HttpRequest) -> HttpResponse:
    """Sent piece by piece, without a word of how much it will be."""
    if request.path.startswith("/api/"):
        return _plain(411, _("Say in Content-Length how long it is."))
    return render(request, "400.html", status=411)


def _plain(
    status: int, detail: str, headers: dict[str, str] | None = None
) -> JsonResponse:
    details = {**_named(status, CODES[status]), "detail": detail}
    return JsonResponse(details, status=status, content_type=PROBLEM, headers=headers)


def _named(status: int, code: str) -> dict[str, object]:
    return {
        "type": TYPE + code,
        "code": code,
        "title": TITLES.get(status, "Error"),
        "status": status,
        "instance": REQUEST + logs.number(),
    }


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer to an error, put into the shape of RFC 9457."""
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError({"non_field_errors": error.messages})
    if isinstance(error, ChangedError):
        error = _changed(error, context["request"])
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        response.status_code = 422
    response.data = _details(error, response)
    response.content_type = PROBLEM
    if isinstance(error, InFlight):
        response.headers["Retry-After"] = str(error.wait)
    asked = context["request"]  # JSON also where a view draws, or cannot be accepted
    asked.accepted_renderer = JSONRenderer()
    asked.accepted_media_type = JSONRenderer.media_type
    return response


def _changed(error: ChangedError, request: Any) -> Changed:
    """412 to whoever said what they had read; 409 to whoever could not know."""
    refusal = Changed(str(error), current=error.current, seen=error.seen)
    if "If-Match" not in request.headers:
        refusal.status_code = 409
    return refusal


def _details(error: Exception, response: Response) -> dict[str, object]:
    status = response.status_code
    if isinstance(error, Refusal):
        return {
            **_named(status, error.default_code),
            "detail": str(error.detail),
            **error.more,
        }
    details = _named(status, CODES.get(status, "error"))
    if isinstance(error, exceptions.ValidationError):
        details["detail"] = _("Something is missing or wrong. Nothing was saved.")
        details["errors"] = response.data
        details |= getattr(error, "more", {})
    elif isinstance(error, Http404):
        details["detail"] = _("There is nothing here that you can see.")
    elif isinstance(error, PermissionDenied):
        details["detail"] = str(error)
    else:
        details["detail"] = str(getattr(error, "detail", error))
    return details
