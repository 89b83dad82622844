"""Only in the demonstration: sign in with one click, read the mail that went out."""

import json
import re
from collections.abc import Sequence
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe
from redis import Redis

from coprod.showcase import sample
from coprod.story.people import WHO
from participants.models import User
from participants.models.accounts import DEMO_ADDRESS

KEY, KEPT = "demo:mail", 60


class Postbox(BaseEmailBackend):
    """Keeps the last letters where a page can show them; sends nothing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        redis = Redis.from_url(settings.REDIS_URL)
        for mail in email_messages:
            letter = {
                "to": mail.to,
                "subject": str(mail.subject),
                "body": mail.body,
                "language": _language_of(mail),
                "site": settings.SITE_ADDRESS,
            }
            redis.lpush(KEY, json.dumps(letter))
        redis.ltrim(KEY, 0, KEPT - 1)
        return len(email_messages)


def _language_of(mail: EmailMessage) -> str:
    """As the HTML beside the text of a letter says it."""
    shapes = "".join(str(shape[0]) for shape in getattr(mail, "alternatives", []))
    found = re.search(r'<html lang="(\w+)"', shapes)
    return found[1] if found else ""


def _only_in_the_demonstration(view: Any) -> Any:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return guarded


@_only_in_the_demonstration
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who one can be here."""
    rows = User.objects.filter(email__endswith=DEMO_ADDRESS).prefetch_related(
        "places__project", "places__constituency"
    )
    order = {email: place for place, email in enumerate(WHO)}
    known = sorted(rows, key=lambda user: order.get(user.email, len(order)))
    cast = [(user, WHO.get(user.email, "")) for user in known]
    return render(request, "pages/demo_people.html", {"cast": cast})


@_only_in_the_demonstration
@require_POST
def sign_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, email__endswith=DEMO_ADDRESS)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="demo")
    UserSession.objects.create_from_request(request)
    return redirect("my_projects")


@_only_in_the_demonstration
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """What went out, newest first; links lead to the address in use now."""
    found: Any = Redis.from_url(settings.REDIS_URL).lrange(KEY, 0, KEPT - 1)
    here = request.build_absolute_uri("/").rstrip("/")
    letters = [_as_from(here, json.loads(letter)) for letter in found]
    return render(request, "pages/demo_mail.html", {"letters": letters})


def _as_from(here: str, letter: dict[str, Any]) -> dict[str, Any]:
    """A letter of an earlier run, which may have had another port."""
    site = letter.get("site")
    return {**letter, "body": letter["body"].replace(site, here)} if site else letter


@_only_in_the_demonstration
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every part of the style, once."""
    return render(request, "pages/components.html", sample(get_language() or "en"))
