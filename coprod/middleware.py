"""What happens to every request before a view sees it."""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from secrets import token_hex
from time import perf_counter

import structlog
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import translation
from django.views import View
from redis.exceptions import RedisError
from structlog.contextvars import bound_contextvars

from coprod import errors
from coprod.metrics import REQUESTS
from coprod.oidc.accounts import came_through, failed
from participants import actions as participants
from participants.models import User
from participants.permissions import may_come_through, may_hold_office
from participants.queries import account, provider_of
from projects.access import Person

Next = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE, SCHEME_COOKIE = "language", "scheme"
SCHEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600
SEEN = 10 * 60
TOKENS = "/api/o/"
KEYS = ("/account/", "/my/sign-in/remove-passkey/", TOKENS)  # what lets people in
NO_KEYS = ("/account/login/", "/account/logout/", "/account/oidc/")
METHODS = {name.upper() for name in View.http_method_names}
LOG = structlog.get_logger("coprod.requests")


def watch(get_response: Next) -> Next:
    """Number each request, time it, and say in one line how it went.

    By the route, never by the address: an address can hold what lets someone in.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        number, began = token_hex(6), perf_counter()
        with bound_contextvars(request=number):
            response = get_response(request)
            _note(request, response, perf_counter() - began)
        response.headers["X-Request-Id"] = number
        return response

    return middleware


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    method = request.method if request.method in METHODS else "other"
    route = request.resolver_match.route if request.resolver_match else ""
    status = response.status_code
    with suppress(OSError):  # no room costs a figure, not what was answered
        REQUESTS.labels(method, route, status).observe(seconds)
    LOG.info(
        "answered", method=method, route=route, status=status, ms=round(seconds * 1000)
    )


def limit_body(get_response: Next) -> Next:
    """Refuse a body that is too large before any of it is read.

    And one that does not say how large it is: Django would take it for empty.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "Transfer-Encoding" in request.headers:
            return errors.no_length(request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = _most(request)
        if not length.isdigit() or int(length) > most:
            return errors.too_large(request, most)
        return get_response(request)

    return middleware


def _most(request: HttpRequest) -> int:
    """Only files are large. Twelve megabytes of JSON, once read, would be 300.

    Where apps get their tokens it is little: the library takes what it reads apart
    letter by letter, which makes a megabyte of brackets 235.
    """
    if request.path.startswith(TOKENS):
        return int(settings.TOKEN_BODY_LIMIT)
    if request.content_type == "multipart/form-data":
        return int(settings.BODY_LIMIT)
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def choose_language(get_response: Next) -> Next:
    """One link for all languages: `?lang=`, then profile, cookie, browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = _known(request.GET.get("lang"))
        device = _known(request.COOKIES.get(LANGUAGE_COOKIE))
        device = asked or device or translation.get_language_from_request(request)
        translation.activate(device)  # if the database is away, its page speaks this
        own = getattr(request.user, "language", None)
        chosen = asked or _known(own) or device
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
        response = get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        if asked and _is_page(response):
            _remember(response, LANGUAGE_COOKIE, asked)
            if isinstance(request.user, User):  # and for letters, on every device
                participants.choose_language(by=request.user, language=asked)
        return response

    return middleware


def choose_colours(get_response: Next) -> Next:
    """Light, dark or as the device: the profile's choice, else `?scheme=`, kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("scheme")
        response = get_response(request)
        if asked in SCHEMES and _is_page(response):
            _remember(response, SCHEME_COOKIE, str(asked))
        return response

    return middleware


def explain_405(get_response: Next) -> Next:
    """Say in words that an address only takes what a form sends.

    One gets there by choosing a language on a form that came back, or by reloading.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or request.path.startswith("/api/"):
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page

    return middleware


def note_visits(get_response: Next) -> Next:
    """Keep when a device was last here, to ten minutes: its owner sees it in a list."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and _not_noted_lately(request.session):
            participants.note_visit(session_key=request.session.session_key or "")
        return get_response(request)

    return middleware


def _not_noted_lately(session: SessionBase) -> bool:
    """Whoever signed in has a record of how. Redis spares the database the rest."""
    if AUTHENTICATION_METHODS_SESSION_KEY not in session:
        return False
    name = sha256(str(session.session_key).encode()).hexdigest()
    try:
        return cache.add(f"seen:{name}", 1, timeout=SEEN)
    except RedisError:  # a list without the latest visit, not a page that fails
        return False


def keep_to_one_pilot(get_response: Next) -> Next:
    """Who came in on the word of a sign-in service alone stays where it is offered.

    Asked each time: the account may have got ties elsewhere, or the service been
    switched off. And what lets somebody in is changed only by who reads their mail.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        vouched = came_through(request) if isinstance(user, User) else None
        if vouched is None:
            return get_response(request)
        verdict = may_come_through(account(user), provider_of(vouched))
        if not verdict:
            logout(request)
            return failed(request, verdict.reason, status=403)
        if request.path.startswith(KEYS) and not request.path.startswith(NO_KEYS):
            return render(request, "pages/needs_code.html", status=403)
        return get_response(request)

    return middleware


def guard_the_administration(get_response: Next) -> Next:
    """Nobody administers anything without a second step; say where to set it up."""
    inside = reverse_lazy("admin:index")

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(str(inside)) and _has_keys(request.user):
            verdict = may_hold_office(request.user)
            if not verdict:
                return _needs_second_step(request, verdict.reason)
        return get_response(request)

    return middleware


def _has_keys(user: Person) -> bool:
    return isinstance(user, User) and user.is_staff


def _needs_second_step(request: HttpRequest, reason: str) -> HttpResponse:
    template = "participants/needs_second_step.html"
    return render(request, template, {"reason": reason}, status=403)


def _is_page(response: HttpResponse) -> bool:
    """Only there do people choose; a feed that is asked for in Finnish is no choice."""
    return response.headers.get("Content-Type", "").startswith("text/html")


def _remember(response: HttpResponse, name: str, choice: str) -> None:
    response.set_cookie(
        name,
        choice,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(code: str | None) -> str | None:
    return code if code in dict(settings.LANGUAGES) else None
